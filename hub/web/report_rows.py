"""What the verdict panel shows of a report, row by row: names instead of ids, the words that a place is about."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from hub.services.dismissals import DismissalView
from hub.web.highlights import Piece

Standing = Literal["on", "weak", "off", "in_voice", "off_voice", "none"]


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score with its word, its line and, where there is none, why not."""

    standing: Standing
    score: float | None
    uncertainty: float | None
    line: float
    why_not: str


@dataclass(frozen=True, slots=True)
class PillarRow:
    """A pillar with how far the text carries it, 0 to 100, and the proof points that it uses."""

    name: str
    percent: int
    asked: bool
    proof_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A tone dimension: where the text lies, the band wanted, and the words that push it."""

    low: str
    high: str
    value: float
    target: tuple[float, float]
    inside: bool
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence with what it does and the statement it is nearest to; ``key`` names it in the page."""

    key: str
    part: str
    start: int
    end: int
    text: str
    role: str
    score: float
    pillar: str
    nearest: str
    nearest_kind: str
    nearest_is_ours: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with the words it is about. ``part`` is the part's label, ``part_id`` its name; offsets are code
    points. ``words`` are what it is about, ``quote`` is that made short. ``key`` names the finding in the page: it
    stays the same while its rule and words do."""

    key: str
    rule: str
    level: str
    hard: bool
    part: str
    part_id: str
    start: int
    end: int
    words: str
    quote: str
    message: str
    evidence: str
    replacement: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A finding that was set aside, with who did and why."""

    finding: FindingRow
    dismissal: DismissalView


@dataclass(frozen=True, slots=True)
class FactRow:
    """A value in the text beside the registered one; ``subject`` is what both speak of."""

    key: str
    subject: str
    part: str
    part_id: str
    start: int
    end: int
    words: str
    quote: str
    said: str
    known: str
    source: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """How much of a part's limit is used."""

    part: str
    used: str
    limit: int
    unit: str
    exceeded: bool


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of the text with its marks."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that the verdict panel shows. The counts are of all places, the lists hold the first of them.

    ``line`` is the verdict in one line of plain words, ``changes`` what differs from the report before."""

    verdict: str
    line: str
    changes: list[str]
    reasons: list[str]
    message: ScoreView
    pillars: list[PillarRow]
    sentences: list[SentenceRow]
    sentence_count: int
    tone: ScoreView
    dimensions: list[DimensionRow]
    findings: list[FindingRow]
    finding_count: int
    aside: list[AsideRow]
    facts: list[FactRow]
    fact_count: int
    limits: list[LimitRow]
    text: list[MarkedPart]
    pinned: dict[str, Any]

    @property
    def hard(self) -> list[FindingRow]:
        """The findings that block, whatever the scores are."""
        return [row for row in self.findings if row.hard]

    @property
    def broken_rules(self) -> list[tuple[FindingRow, int]]:
        """The findings that block, each rule and words once, with how often they are there."""
        counts = Counter((row.rule, row.quote) for row in self.hard)
        first = {(row.rule, row.quote): row for row in reversed(self.hard)}
        return [(first[key], count) for key, count in counts.items()]

    @property
    def drifting(self) -> list[SentenceRow]:
        """The sentences that drift off the message."""
        return [row for row in self.sentences if row.role == "drifts"]
