"""People, what they may do in which brand, and the tokens that programs use."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Row

ROLES = ("copywriter", "brand_manager", "channel_team", "admin")
_ROLE_LIST = ", ".join(f"'{role}'" for role in ROLES)


class User(Row):
    """Somebody who signs in. The e-mail is kept folded to lower case."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(16), default="zh")
    active: Mapped[bool] = mapped_column(default=True)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="user", lazy="raise")


class Membership(Row):
    """A role of a user, in one brand or, with no brand, in the whole hub."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("user_id", "brand_id", "role"),
        Index(
            "uq_memberships_hub_role",
            "user_id",
            "role",
            unique=True,
            sqlite_where=text("brand_id IS NULL"),
            postgresql_where=text("brand_id IS NULL"),
        ),
        CheckConstraint(f"role IN ({_ROLE_LIST})", name="role_known"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    brand_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("brands.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(32))

    user: Mapped[User] = relationship(back_populates="memberships", lazy="raise")


class ApiToken(Row):
    """A program's key: only a digest is kept. ``channels`` (slugs; empty: all) narrow what it may fetch."""

    __tablename__ = "api_tokens"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    prefix: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[Any]] = mapped_column()
    channels: Mapped[list[Any]] = mapped_column()
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise")
