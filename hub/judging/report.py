"""The report: the public answer of judging, the same object at every door. Frozen, serialisable, versioned."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from hub.judging.brand import Level

SCHEMA_VERSION = "1"

Verdict = Literal["pass", "needs_work", "blocked", "not_judged"]
Role = Literal["carries", "neutral", "drifts"]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The statement a sentence is nearest to: its id (a message id, ``contrast:…`` or ``exemplar:…``), kind and words."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """One sentence's place, role and score (0-100, one decimal); ``pillar`` where it carries one."""

    part: str
    start: int
    end: int
    role: Role
    score: float
    pillar: str | None
    nearest: Nearest | None


@dataclass(frozen=True, slots=True)
class PillarCoverage:
    """How far a text carries a pillar, 0 to 1; ``asked`` tells whether the channel wants it, ``proof_points`` which are used."""

    id: str
    coverage: float
    asked: bool
    proof_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageScore:
    """On-message score 0-100 with its half-width of uncertainty; ``why_not`` says why there is none."""

    score: float | None
    uncertainty: float | None
    sentences: tuple[SentenceScore, ...] = ()
    pillars: tuple[PillarCoverage, ...] = ()
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Driver:
    """Words that push a tone dimension: ``low`` or ``high`` end, with the feature that says so."""

    part: str
    start: int
    end: int
    push: Literal["low", "high"]
    feature: str


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """A text's place (0-100) on one tone dimension, the band wanted, the words that push, and how many pairs taught it."""

    id: str
    value: float
    target: tuple[float, float]
    exemplars: int
    drivers: tuple[Driver, ...] = ()


@dataclass(frozen=True, slots=True)
class ToneScore:
    """Tone score 0-100 with uncertainty; ``why_not`` says why there is none."""

    score: float | None
    uncertainty: float | None
    dimensions: tuple[DimensionScore, ...] = ()
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class FactConflict:
    """A value in the text beside the registered one."""

    part: str
    start: int
    end: int
    said: str
    known: str
    source: str
    fact: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the span, the rule behind it, why, the evidence and what to write instead.
    ``hard`` marks a finding that blocks whatever the scores are."""

    rule: str
    level: Level
    part: str
    start: int
    end: int
    message: str
    evidence: str = ""
    replacement: str | None = None
    link: str | None = None
    hard: bool = False


@dataclass(frozen=True, slots=True)
class LimitUse:
    """How much of a part's limit is used; ``used`` counts in ``unit``."""

    part: str
    used: float
    limit: int
    unit: str
    exceeded: bool


@dataclass(frozen=True, slots=True)
class ChannelFit:
    """The channel judged for, and its limits."""

    id: str | None
    limits: tuple[LimitUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Pinned:
    """Everything the report depends on; equal values give an equal report."""

    text_hash: str
    brand_version: str
    channel_version: str | None
    master_hash: str | None
    packs: tuple[str, ...]
    rules_version: str
    encoder: str
    engine: str
    precision: str
    calibration: str
    as_of: str
    schema: str = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Report:
    """One judgement. Spans are code points, end exclusive."""

    id: str
    verdict: Verdict
    reasons: tuple[str, ...]
    message: MessageScore
    tone: ToneScore
    facts: tuple[FactConflict, ...]
    findings: tuple[Finding, ...]
    channel: ChannelFit
    pinned: Pinned = field(kw_only=True)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object every door answers with (tuples become lists when dumped)."""
        return asdict(self)
