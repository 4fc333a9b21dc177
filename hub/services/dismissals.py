"""Findings set aside: a writer says why a finding does not hold for a text. Everybody who reads the text sees it."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hub.errors import InvalidInput, NotFound, WrongState
from hub.services.judgements import latest_report
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import refuse_unprintable
from hub.services.variants import load_variant
from hub.workflow.roles import Principal
from models import Dismissal, Revision, User
from models.base import new_id

MAX_REASON = 500
MAX_QUOTE = 2_000
MAX_STANDING = 500


@dataclass(frozen=True, slots=True)
class Dismiss:
    """A finding by its rule and the very words it is about, and why it does not hold here."""

    variant_id: uuid.UUID
    rule: str
    part: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class DismissalView:
    """A finding that was set aside; ``by`` is None where the person has left."""

    id: uuid.UUID
    rule: str
    part: str
    quote: str
    reason: str
    by: str | None
    at: datetime


def dismiss(parts: Parts, principal: Principal, command: Dismiss) -> uuid.UUID:
    """Set a finding aside for this text; the same again is a double click and keeps the first reason.

    Raises NotFound, InvalidInput, WrongState for a finding that blocks.
    """
    reason = command.reason.strip()
    if not reason:
        raise InvalidInput("Say in a few words why this finding does not hold here.")
    if len(reason) > MAX_REASON:
        raise InvalidInput(f"A comment or reason has at most {MAX_REASON:,} characters.")
    refuse_unprintable(reason, what="reason")
    refuse_unprintable(command.quote, what="quote")
    if not 0 < len(command.rule) <= 120 or not 0 < len(command.part) <= 64 or len(command.quote) > MAX_QUOTE:
        raise InvalidInput("This names no finding; load the page again.")
    digest = _digest(command.quote)
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, command.variant_id, "draft.write")
        if _blocks(uow.session, variant.latest_revision, command):
            raise WrongState("A finding that blocks can't be set aside; change the words.")
        standing = uow.session.scalar(
            select(Dismissal).where(
                Dismissal.variant_id == variant.id,
                Dismissal.rule == command.rule,
                Dismissal.part == command.part,
                Dismissal.quote_hash == digest,
                Dismissal.withdrawn_at.is_(None),
            )
        )
        if standing is not None:
            return standing.id
        if len(_rows(uow.session, variant.id)) >= MAX_STANDING:
            raise InvalidInput(f"At most {MAX_STANDING} findings of a text can be set aside.")
        added = Dismissal(
            id=new_id(),
            variant_id=variant.id,
            rule=command.rule,
            part=command.part,
            quote=command.quote,
            quote_hash=digest,
            reason=reason,
            dismissed_by=principal.user_id,
            created_at=parts.now(),
        )
        uow.session.add(added)
        uow.record(
            "finding.set_aside",
            brand_id=variant.channel.brand_id,
            channel_id=variant.channel_id,
            subject_id=variant.id,
            dismissal=str(added.id),
            rule=command.rule,
        )
        try:
            uow.commit()
        except IntegrityError:
            # Somebody set the same finding aside at this very moment; theirs stands.
            uow.session.rollback()
        else:
            return added.id
    return dismiss(parts, principal, command)


def withdraw(parts: Parts, principal: Principal, variant_id: uuid.UUID, *, dismissal_id: uuid.UUID) -> None:
    """Take a finding up again; a second click changes nothing. Raises NotFound."""
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.write")
        row = uow.session.get(Dismissal, dismissal_id)
        if row is None or row.variant_id != variant.id:
            raise NotFound("There is no such thing here, or it is not shared with you.")
        if row.withdrawn_at is not None:
            return
        row.withdrawn_at = parts.now()
        uow.record(
            "finding.taken_up",
            brand_id=variant.channel.brand_id,
            channel_id=variant.channel_id,
            subject_id=variant.id,
            dismissal=str(row.id),
            rule=row.rule,
        )
        uow.commit()


def standing_dismissals(session: Session, variant_id: uuid.UUID) -> tuple[DismissalView, ...]:
    """Return what stands set aside, within a transaction."""
    return tuple(
        DismissalView(
            id=row.id,
            rule=row.rule,
            part=row.part,
            quote=row.quote,
            reason=row.reason,
            by=name,
            at=row.created_at,
        )
        for row, name in _rows(session, variant_id)
    )


def _blocks(session: Session, latest: Revision | None, command: Dismiss) -> bool:
    """Tell whether the saved text's report holds this very finding as a hard one. (One that only the typed text
    has may be set aside too early: where it is shown, hard findings are never left out.)"""
    report = latest_report(session, latest.id) if latest else None
    if latest is None or report is None:
        return False
    texts = {row["name"]: row["text"] for row in latest.parts}
    return any(
        row["hard"]
        and (row["rule"], row["part"]) == (command.rule, command.part)
        and texts.get(row["part"], "")[row["start"] : row["end"]] == command.quote
        for row in report.body["findings"]
    )


def _rows(session: Session, variant_id: uuid.UUID) -> list[tuple[Dismissal, str | None]]:
    rows = session.execute(
        select(Dismissal, User.name)
        .outerjoin(User, Dismissal.dismissed_by == User.id)
        .where(Dismissal.variant_id == variant_id, Dismissal.withdrawn_at.is_(None))
        .order_by(Dismissal.created_at, Dismissal.id)
    ).all()
    return [(row.Dismissal, row.name) for row in rows]


def _digest(quote: str) -> str:
    return hashlib.sha256(quote.encode("utf-8")).hexdigest()
