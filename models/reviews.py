"""Reviews of revisions and the decisions taken in them."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Row
from models.contents import Revision, Variant


class Review(Row):
    """A revision put before a brand manager. A variant has at most one that is open."""

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed')", name="state_known"),
        Index(
            "uq_reviews_open",
            "variant_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_reviews_state_created_at", "state", "created_at"),
    )

    variant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("variants.id", ondelete="CASCADE"))
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(16), default="open")
    submitted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    closed_at: Mapped[datetime | None]

    variant: Mapped[Variant] = relationship(lazy="raise")
    revision: Mapped[Revision] = relationship(lazy="raise")
    decisions: Mapped[list["Decision"]] = relationship(lazy="raise", order_by="Decision.created_at")


class Decision(Row):
    """What was decided, by whom, on which report; ``override_reason`` where blocked copy passed."""

    __tablename__ = "decisions"
    __table_args__ = (CheckConstraint("kind IN ('approve', 'request_changes', 'reject')", name="kind_known"),)

    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reviews.id", ondelete="CASCADE"), index=True)
    report_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("reports.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(32))
    comment: Mapped[str] = mapped_column(Text, default="")
    override_reason: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
