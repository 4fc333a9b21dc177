"""What a person's own desk keeps: words that are not saved yet, and how far they have read."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Row, utc_now


class WorkingCopy(Row):
    """A person's unsaved text of a variant, kept while they type; gone once it is saved as a revision."""

    __tablename__ = "working_copies"
    __table_args__ = (UniqueConstraint("variant_id", "user_id"),)

    variant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("variants.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    base_revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    parts: Mapped[list[Any]] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)


class ReadingMark(Row):
    """How far a person has read the events of a place, such as ``notifications`` or ``channel:<id>``."""

    __tablename__ = "reading_marks"
    __table_args__ = (UniqueConstraint("user_id", "place"),)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    place: Mapped[str] = mapped_column(String(120))
    sequence: Mapped[int] = mapped_column(BigInteger)
    read_at: Mapped[datetime] = mapped_column(default=utc_now)
