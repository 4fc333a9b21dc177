"""Brands, their versions and their channels."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Row


class Brand(Row):
    """A brand; ``slug`` is the identifier that people and programs use."""

    __tablename__ = "brands"

    slug: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[dict[str, Any]] = mapped_column()

    versions: Mapped[list["BrandVersion"]] = relationship(
        back_populates="brand", lazy="raise", order_by="BrandVersion.number"
    )
    channels: Mapped[list["Channel"]] = relationship(
        back_populates="brand", lazy="raise", order_by="Channel.position"
    )


class BrandVersion(Row):
    """All of a brand at one moment, as a kit. Fixed for ever once published; at most one is in force."""

    __tablename__ = "brand_versions"
    __table_args__ = (
        UniqueConstraint("brand_id", "number"),
        CheckConstraint("state IN ('draft', 'published', 'superseded')", name="state_known"),
        Index(
            "uq_brand_versions_published",
            "brand_id",
            unique=True,
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
        Index(
            "uq_brand_versions_draft",
            "brand_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    brand_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    kit: Mapped[dict[str, Any]] = mapped_column()
    state: Mapped[str] = mapped_column(String(16), default="draft")
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    published_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]

    brand: Mapped[Brand] = relationship(back_populates="versions", lazy="raise")


class Channel(Row):
    """A channel of a brand. What it asks of copy stands in the brand version; this row is its lasting identity."""

    __tablename__ = "channels"
    __table_args__ = (
        UniqueConstraint("brand_id", "slug"),
        CheckConstraint("media IN ('paid', 'owned', 'earned', 'shared')", name="media_known"),
    )

    brand_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(64))
    name: Mapped[dict[str, Any]] = mapped_column()
    media: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)

    brand: Mapped[Brand] = relationship(back_populates="channels", lazy="raise")
