"""What people say about a text while it is being made: comments, and findings that were set aside with a reason."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Row


class Comment(Row):
    """A remark on a variant. ``quote`` is what it is about: the words at ``start`` to ``end`` (code points, end
    exclusive) of a part of the revision it was made on; all empty for a remark on the whole text."""

    __tablename__ = "comments"
    __table_args__ = (Index("ix_comments_variant_id_created_at", "variant_id", "created_at"),)

    variant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("variants.id", ondelete="CASCADE"))
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(64), default="")
    start: Mapped[int] = mapped_column(default=0)
    end: Mapped[int] = mapped_column(default=0)
    quote: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class Dismissal(Row):
    """A finding that a writer set aside for this text: the rule and the very words. Hard findings never are."""

    __tablename__ = "dismissals"
    __table_args__ = (
        Index(
            "uq_dismissals_standing",
            "variant_id",
            "rule",
            "part",
            "quote_hash",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    variant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("variants.id", ondelete="CASCADE"))
    rule: Mapped[str] = mapped_column(String(120))
    part: Mapped[str] = mapped_column(String(64))
    quote: Mapped[str] = mapped_column(Text)
    quote_hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    dismissed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]
