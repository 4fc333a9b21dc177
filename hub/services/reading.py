"""How far a person has read the events of a place; a mark only moves forward."""

import uuid

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hub.services.parts import Parts
from models import ReadingMark


def read_up_to(session: Session, user_id: uuid.UUID | None, place: str) -> int:
    """Return the sequence up to which a person has read a place; 0 where they never looked."""
    found = session.scalar(
        select(ReadingMark.sequence).where(ReadingMark.user_id == user_id, ReadingMark.place == place)
    )
    return found or 0


def move_mark(parts: Parts, session: Session, user_id: uuid.UUID, place: str, sequence: int) -> None:
    """Move a person's mark forward to ``sequence``, within a unit of work; a mark that is further stays."""
    forward = (
        update(ReadingMark)
        .where(ReadingMark.user_id == user_id, ReadingMark.place == place, ReadingMark.sequence < sequence)
        .values(sequence=sequence, read_at=parts.now())
    )
    known = select(ReadingMark.id).where(ReadingMark.user_id == user_id, ReadingMark.place == place)
    if session.scalar(known) is None:
        mark = ReadingMark(user_id=user_id, place=place, sequence=sequence, read_at=parts.now())
        try:
            with session.begin_nested():
                session.add(mark)
        except IntegrityError:
            # Two windows of one person: the other one was first, and its mark moves like any other.
            session.execute(forward)
        return
    session.execute(forward)
