"""How much of a brand's approved copy carries which part of the message house, read from the stored reports."""

import threading
import uuid
from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.services.brand_drafts import load_brand
from hub.services.kit_editing import KitDesk, kit_desk
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import Principal
from models import Channel, Report, Variant

_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class MessageCoverage:
    """Counts of approved texts: all, those with a judged message, and by part of the house those that carry it.

    ``core_message`` and ``value_proposition`` count texts with a sentence that carries and is nearest to them,
    ``pillars`` (by id) those with a sentence that carries the pillar, ``proof_points`` those that use the point.
    """

    texts: int
    judged: int
    core_message: int
    value_proposition: int
    pillars: Mapping[str, int]
    proof_points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class HouseDesk:
    """A brand's kit and what the approved copy carries of it."""

    desk: KitDesk
    coverage: MessageCoverage


@dataclass(frozen=True, slots=True)
class _Carried:
    judged: bool
    statements: frozenset[str]
    pillars: frozenset[str]
    proof_points: frozenset[str]


# A report never changes, so what it says of the house is read out of its body once.
_kept: OrderedDict[uuid.UUID, _Carried] = OrderedDict()
_lock = threading.Lock()


def house_desk(parts: Parts, principal: Principal, slug: str) -> HouseDesk:
    """Return the kit this person sees with the coverage of its house. Raises NotFound, WrongState."""
    return HouseDesk(kit_desk(parts, principal, slug), message_coverage(parts, principal, slug))


def message_coverage(parts: Parts, principal: Principal, slug: str) -> MessageCoverage:
    """Return how many approved texts carry each part, by the newest report of each. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.read")
        newest = _newest_reports(uow.session, brand.id)
        carried = _read(uow.session, [report for report in newest.values() if report is not None])
    pillars: Counter[str] = Counter()
    proof_points: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    for text in carried:
        pillars.update(text.pillars)
        proof_points.update(text.proof_points)
        statements.update(text.statements)
    return MessageCoverage(
        texts=len(newest),
        judged=sum(text.judged for text in carried),
        core_message=statements["core_message"],
        value_proposition=statements["value_proposition"],
        pillars=dict(pillars),
        proof_points=dict(proof_points),
    )


def _newest_reports(session: Session, brand_id: uuid.UUID) -> dict[uuid.UUID, uuid.UUID | None]:
    """Return the newest report of every approved revision, None where it was never judged."""
    rows = session.execute(
        select(Variant.approved_revision_id, Report.id)
        .join(Channel, Variant.channel_id == Channel.id)
        .outerjoin(Report, Report.revision_id == Variant.approved_revision_id)
        .where(Channel.brand_id == brand_id, Variant.approved_revision_id.is_not(None))
        .order_by(Report.created_at, Report.id)
    )
    return {revision: report for revision, report in rows if revision is not None}


def _read(session: Session, ids: list[uuid.UUID]) -> list[_Carried]:
    with _lock:
        known = {id_: _kept[id_] for id_ in ids if id_ in _kept}
    missing = [id_ for id_ in ids if id_ not in known]
    for start in range(0, len(missing), 500):
        some = missing[start : start + 500]
        for id_, message in session.execute(
            select(Report.id, Report.body["message"]).where(Report.id.in_(some))
        ):
            known[id_] = _carried(message)
    with _lock:
        _kept.update(known)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return [known[id_] for id_ in ids]


def _carried(message: Mapping[str, Any]) -> _Carried:
    carrying = [row for row in message["sentences"] if row["role"] == "carries"]
    return _Carried(
        judged=message["score"] is not None,
        statements=frozenset(row["nearest"]["kind"] for row in carrying if row["nearest"]),
        pillars=frozenset(row["pillar"] for row in carrying if row["pillar"]),
        proof_points=frozenset(point for row in message["pillars"] for point in row["proof_points"]),
    )
