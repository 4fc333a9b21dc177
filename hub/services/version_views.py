"""What pages see of a draft's versions: the timeline, and two revisions compared."""

import uuid
from dataclasses import dataclass
from typing import Any

from hub.documents.difference import Piece
from hub.services.draft_views import DraftLine, RevisionView
from hub.services.values import BrandValue


@dataclass(frozen=True, slots=True)
class Judged:
    """What a report says in short. ``rests_on`` is equal for two reports whose numbers may be compared."""

    verdict: str
    message_score: float | None
    message_uncertainty: float | None
    tone_score: float | None
    tone_uncertainty: float | None
    pillars: dict[str, int]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How a text stands against the one before: ``message`` and ``tone`` are 1 (better), -1 (worse), 0 (no clear
    change), None where that can't be said; the pillars (ids) that it carries more and less clearly."""

    message: int | None
    tone: int | None
    clearer: tuple[str, ...]
    fainter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A revision in the timeline. ``base`` is the number of the one it was made from, None for the first;
    ``change`` is None where one of the two is not judged, ``comparable`` False where they were judged by other rules."""

    revision: RevisionView
    judged: Judged | None
    base: int | None
    change: Change | None
    comparable: bool
    is_approved: bool
    is_latest: bool


@dataclass(frozen=True, slots=True)
class VersionsView:
    """The revisions of a draft, newest first; ``older`` is the number to go on before, None where that was all."""

    line: DraftLine
    brand_id: uuid.UUID
    value: BrandValue | None
    latest_id: uuid.UUID
    lines: tuple[VersionLine, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class PartDifference:
    """A part in both revisions, empty where one has none."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding as it is recognised in another revision: by its rule and the very words."""

    rule: str
    part: str
    quote: str
    message: str
    level: str
    hard: bool


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two revisions of a draft. ``came`` are the findings of the later that the earlier did not have, ``went`` the
    other way round; both are empty where one of them is not judged."""

    line: DraftLine
    brand_id: uuid.UUID
    kind: str
    value: BrandValue | None
    before: RevisionView
    after: RevisionView
    latest: RevisionView
    numbers: tuple[int, ...]
    parts: tuple[PartDifference, ...]
    before_report: dict[str, Any] | None
    after_report: dict[str, Any] | None
    change: Change | None
    comparable: bool
    came: tuple[Noticed, ...]
    went: tuple[Noticed, ...]
