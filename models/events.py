"""The append-only spine: what happened, in commit order, each row chained to the one before."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Event(Base):
    """One thing that happened. Holds ids only; of a person a salted digest, so that the person can be forgotten."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_channel_id_sequence", "channel_id", "sequence"),
        Index("ix_events_subject_id_sequence", "subject_id", "sequence"),
    )

    sequence: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    id: Mapped[uuid.UUID] = mapped_column(default=new_id, unique=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(64))
    actor: Mapped[str | None] = mapped_column(String(64))
    brand_id: Mapped[uuid.UUID | None]
    channel_id: Mapped[uuid.UUID | None]
    subject_id: Mapped[uuid.UUID | None]
    data: Mapped[dict[str, Any]] = mapped_column()
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
