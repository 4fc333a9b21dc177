"""What a proposal is: the parts of a first brand kit, each with where it was found. Frozen, nothing stored."""

from dataclasses import dataclass
from typing import Literal

from hub.judging.brand import FactKind, Locale, Localised, TermStatus

Origin = Literal["text", "guide", "name"]
Basis = Literal["guide", "texts", "none"]
MissingCode = Literal[
    "no_texts",
    "few_texts",
    "few_sentences",
    "pillars_not_apart",
    "no_value_proposition",
    "no_proof_points",
    "no_facts",
    "no_terms",
    "no_guide",
    "few_pairs",
    "tone_unknown",
    "no_contrast",
    "no_language",
    "other_language",
    "sampled",
    "guide_lines_left",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something was found: sentence ``sentence`` of text ``number``, or line ``number`` of the guide
    (both from 1); ``quote`` is what stands there."""

    origin: Origin
    number: int
    sentence: int
    quote: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence of the texts, proposed as it stands."""

    locale: Locale
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PillarProposal:
    """One subject that the texts keep coming back to. ``messages`` has one wording per language at most."""

    name: Localised
    messages: tuple[Wording, ...]
    phrasings: tuple[Wording, ...]
    proof_points: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class TermProposal:
    """A word to keep to or to avoid. ``sure`` is false where a person should look before it is kept."""

    locale: Locale
    text: str
    status: TermStatus
    sure: bool
    evidence: tuple[Evidence, ...]
    variants: tuple[str, ...] = ()
    replacement: str = ""
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class FactProposal:
    """A value that the texts give. ``subject`` is also the cue; ``sure`` where it was said more than once."""

    locale: Locale
    kind: FactKind
    subject: str
    value: str
    sure: bool
    evidence: tuple[Evidence, ...]
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One subject with values that contradict each other: a person has to say which holds."""

    locale: Locale
    kind: FactKind
    subject: str
    values: tuple[tuple[str, tuple[Evidence, ...]], ...]


@dataclass(frozen=True, slots=True)
class BandProposal:
    """A tone dimension with its band, 0 to 100. ``basis`` says what the band rests on; ``hits`` is how many
    marks of style spoke for it where that is the texts."""

    id: str
    low: Localised
    high: Localised
    target: tuple[int, int]
    basis: Basis
    evidence: tuple[Evidence, ...] = ()
    hits: int = 0


@dataclass(frozen=True, slots=True)
class PairProposal:
    """ "We say" beside "we don't say" from the guide. ``sure`` is false where the dimension is a guess."""

    locale: Locale
    say: str
    dont: str
    dimension: str
    dont_at: Literal["low", "high"]
    sure: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What could not be proposed, or not well: a code, with the number and the name that belong to it."""

    code: MissingCode
    count: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A first brand kit to correct. Candidates are in order, the likeliest first."""

    core: tuple[Wording, ...]
    value: tuple[Wording, ...]
    pillars: tuple[PillarProposal, ...]
    terms: tuple[TermProposal, ...]
    facts: tuple[FactProposal, ...]
    questions: tuple[Question, ...]
    tone: tuple[BandProposal, ...]
    pairs: tuple[PairProposal, ...]
    exemplars: tuple[Wording, ...]
    missing: tuple[Missing, ...]
    texts: int
    sentences: int
