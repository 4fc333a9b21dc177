"""Two texts of one content beside each other: their parts, and the values in which they contradict each other."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.errors import NotFound
from hub.judging.brand import Localised
from hub.judging.disagreements import Disagreement, find_disagreements
from hub.judging.passage import Passage
from hub.judging.text import Part
from hub.services.families import load_content, read_family
from hub.services.family_views import Cell, FamilyView
from hub.services.judgements import today, version_in_force
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import brand_value, parts_from_rows
from hub.workflow.roles import Principal
from models import Revision, Variant

MASTER = "master"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: the master, where ``cell`` is None, or a variant's latest revision."""

    key: str
    cell: Cell | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """A content and two of its texts, None where it has fewer. ``subjects`` names registered facts by id."""

    family: FamilyView
    left: Side | None
    right: Side | None
    disagreements: tuple[Disagreement, ...]
    subjects: dict[str, Localised]

    @property
    def keys(self) -> tuple[str, ...]:
        """All texts of the content that can be shown on a side."""
        return _keys(self.family)


def get_pair(
    parts: Parts, principal: Principal, content_id: uuid.UUID, *, left: str = "", right: str = ""
) -> PairView:
    """Return two texts of a content, each named by ``master`` or a variant's id; what is not named is chosen.

    Raises NotFound for a content, or a text of it, that is not there.
    """
    with UnitOfWork(parts, principal, writes=False) as uow:
        content = load_content(uow.session, principal, content_id, "draft.read")
        family = read_family(uow.session, content)
        keys = _keys(family)
        if any(name and name not in keys for name in (left, right)):
            raise NotFound("There is no such thing here, or it is not shared with you.")
        left = left or next((key for key in keys if key != right), "")
        right = right or next((key for key in keys if key != left), "")
        first, second = _side(uow.session, family, left), _side(uow.session, family, right)
        if first is None or second is None:
            return PairView(family, first, second, (), {})
        version = version_in_force(uow.session, content.brand_id)
    facts = brand_value(version.digest, version.kit).brand.facts
    found = find_disagreements(
        Passage(first.parts, _locale(first, family)),
        Passage(second.parts, _locale(second, family)),
        facts,
        as_of=today(parts),
    )
    return PairView(family, first, second, found, {fact.id: fact.subject for fact in facts})


def _keys(family: FamilyView) -> tuple[str, ...]:
    return (*((MASTER,) if family.master else ()), *(str(cell.id) for cell in family.cells))


def _side(session: Session, family: FamilyView, key: str) -> Side | None:
    if key == MASTER:
        return Side(MASTER, None, family.master)
    cell = next((cell for cell in family.cells if str(cell.id) == key), None)
    if cell is None:
        return None
    rows = session.scalar(
        select(Revision.parts)
        .join(Variant, Variant.latest_revision_id == Revision.id)
        .where(Variant.id == cell.id)
    )
    return Side(key, cell, parts_from_rows(rows or []))


def _locale(side: Side, family: FamilyView) -> str:
    return side.cell.locale if side.cell else family.locale
