"""Working copies: words that somebody has typed and not saved, kept for them alone until they save or drop them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hub.errors import InvalidInput, NotAllowed
from hub.judging.passage import text_hash
from hub.judging.text import Part
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import clean_parts, parts_from_rows, rows_from_parts
from hub.services.variants import load_variant
from hub.workflow.roles import Principal
from models import Revision, Variant, WorkingCopy


@dataclass(frozen=True, slots=True)
class KeepWords:
    """The text as it stands in somebody's window, and the revision it is made from."""

    variant_id: uuid.UUID
    base_revision_id: uuid.UUID
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class WorkingCopyView:
    """Words that were not saved. ``is_behind``: somebody saved a newer revision since; ``base_number`` is the
    revision that they were made from."""

    parts: tuple[Part, ...]
    base_revision_id: uuid.UUID
    base_number: int
    is_behind: bool
    at: datetime


def keep(parts: Parts, principal: Principal, command: KeepWords) -> datetime | None:
    """Keep somebody's words, in place of those kept before; return when, or None where there is nothing unsaved.

    Raises NotFound, InvalidInput, TooLarge.
    """
    text = clean_parts(command.parts, max_characters=parts.settings.max_text_characters)
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, command.variant_id, "draft.write")
        latest = variant.latest_revision
        if latest is not None and latest.text_hash == text_hash(text):
            if drop_words(uow.session, principal, variant.id):
                uow.commit()
            return None
        base = uow.session.get(Revision, command.base_revision_id)
        if base is None or base.variant_id != variant.id:
            raise InvalidInput("The revision this text came from is not one of this draft.")
        if principal.user_id is None:
            raise NotAllowed("Only a person has a desk that words can be kept on.")
        row = _row(uow.session, principal, variant.id)
        if row is None:
            row = WorkingCopy(variant_id=variant.id, user_id=principal.user_id)
            uow.session.add(row)
        row.base_revision_id = base.id
        row.parts = rows_from_parts(text)
        row.updated_at = parts.now()
        try:
            uow.commit()
        except IntegrityError:
            # Another window of the same person was first by a moment; these words are the newer ones.
            uow.session.rollback()
        else:
            return row.updated_at
    return keep(parts, principal, command)


def take(parts: Parts, principal: Principal, variant_id: uuid.UUID) -> WorkingCopyView | None:
    """Return the words that this person has not saved, None where there are none. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.read")
        return words_kept(uow.session, principal, variant)


def drop(parts: Parts, principal: Principal, variant_id: uuid.UUID) -> None:
    """Throw the unsaved words away; nothing happens where there are none. Raises NotFound."""
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.read")
        if drop_words(uow.session, principal, variant.id):
            uow.commit()


def words_kept(session: Session, principal: Principal, variant: Variant) -> WorkingCopyView | None:
    """Return the unsaved words within a transaction; None too where they say what the latest revision says."""
    row = _row(session, principal, variant.id)
    if row is None:
        return None
    text = parts_from_rows(row.parts)
    latest = variant.latest_revision
    if latest is not None and latest.text_hash == text_hash(text):
        return None
    base = session.get(Revision, row.base_revision_id)
    return WorkingCopyView(
        parts=text,
        base_revision_id=row.base_revision_id,
        base_number=base.number if base else 0,
        is_behind=row.base_revision_id != variant.latest_revision_id,
        at=row.updated_at,
    )


def drop_words(session: Session, principal: Principal, variant_id: uuid.UUID) -> bool:
    """Drop the unsaved words within a transaction; tell whether there were any."""
    dropped = session.scalars(
        delete(WorkingCopy)
        .where(WorkingCopy.variant_id == variant_id, WorkingCopy.user_id == principal.user_id)
        .returning(WorkingCopy.id)
    )
    return bool(dropped.all())


def _row(session: Session, principal: Principal, variant_id: uuid.UUID) -> WorkingCopy | None:
    return session.scalar(
        select(WorkingCopy).where(
            WorkingCopy.variant_id == variant_id, WorkingCopy.user_id == principal.user_id
        )
    )
