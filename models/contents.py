"""Contents (masters), their variants and the variants' revisions."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Row, utc_now
from models.brands import Brand, Channel


class Content(Row):
    """The master: what is said, once, before any channel performs it. ``master`` is a list of parts."""

    __tablename__ = "contents"

    brand_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("brands.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(16))
    phase: Mapped[str] = mapped_column(String(64), default="")
    master: Mapped[list[Any]] = mapped_column(default=list)
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    brand: Mapped[Brand] = relationship(lazy="raise")
    variants: Mapped[list["Variant"]] = relationship(back_populates="content", lazy="raise")


class Variant(Row):
    """A content for one channel, locale and edition, with its place in the workflow."""

    __tablename__ = "variants"
    __table_args__ = (
        UniqueConstraint("content_id", "channel_id", "locale", "edition"),
        CheckConstraint(
            "state IN ('draft', 'in_review', 'changes_requested', 'approved', 'rejected')", name="state_known"
        ),
        Index("ix_variants_channel_id_approved_revision_id", "channel_id", "approved_revision_id"),
        Index("ix_variants_state_updated_at", "state", "updated_at"),
    )

    content_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contents.id", ondelete="CASCADE"))
    channel_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channels.id"))
    locale: Mapped[str] = mapped_column(String(16))
    edition: Mapped[str] = mapped_column(String(64), default="")
    persona: Mapped[str | None] = mapped_column(String(64))
    stage: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(32), default="draft")
    due_on: Mapped[date | None]
    latest_revision_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("revisions.id", use_alter=True, name="fk_variants_latest_revision_id_revisions")
    )
    approved_revision_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("revisions.id", use_alter=True, name="fk_variants_approved_revision_id_revisions")
    )
    approved_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)

    content: Mapped[Content] = relationship(back_populates="variants", lazy="raise")
    channel: Mapped[Channel] = relationship(lazy="raise")
    latest_revision: Mapped["Revision | None"] = relationship(
        foreign_keys=[latest_revision_id], post_update=True, lazy="raise"
    )
    approved_revision: Mapped["Revision | None"] = relationship(
        foreign_keys=[approved_revision_id], post_update=True, lazy="raise"
    )


class Revision(Row):
    """One text of a variant, never changed. ``line`` is ``main``, or ``side`` for a text kept from an edit conflict."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("variant_id", "number"),
        CheckConstraint("line IN ('main', 'side')", name="line_known"),
        Index("ix_revisions_text_hash", "text_hash"),
    )

    variant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("variants.id", ondelete="CASCADE"))
    number: Mapped[int]
    line: Mapped[str] = mapped_column(String(8), default="main")
    base_revision_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("revisions.id", ondelete="SET NULL")
    )
    parts: Mapped[list[Any]] = mapped_column()
    text_hash: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    variant: Mapped[Variant] = relationship(foreign_keys=[variant_id], lazy="raise")
