"""The brand as a value: what judging needs to know of one brand version and one channel.

Everything here is frozen, built once per brand version, and free of database and web types.
Texts carry a locale: ``zh`` (Chinese) or ``en`` (English); a region may follow (``zh-Hant``, ``en-GB``),
and ``language_of`` gives the part that decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Locale = str
Localised = Mapping[Locale, str]

MessageKind = Literal["core_message", "value_proposition", "pillar", "proof_point"]
ContrastKind = Literal["trade", "competitor", "counter"]
TermStatus = Literal["preferred", "admitted", "banned"]
FactKind = Literal["price", "date", "percentage", "capacity", "number", "name"]
Level = Literal["error", "warning", "suggestion"]


def language_of(locale: Locale) -> str:
    """Return the language of a locale: ``zh`` for ``zh-Hant``, ``en`` for ``en-GB``."""
    return locale.split("-", 1)[0].lower()


@dataclass(frozen=True, slots=True)
class Message:
    """One statement of the message house in one locale. ``pillar`` is set for pillars and proof points."""

    id: str
    kind: MessageKind
    locale: Locale
    text: str
    pillar: str | None = None


@dataclass(frozen=True, slots=True)
class Pillar:
    """A column of the house: its name per locale; what it says is among ``Brand.messages``."""

    id: str
    name: Localised


@dataclass(frozen=True, slots=True)
class ToneDimension:
    """A scale from ``low`` (0) to ``high`` (100) with the band in which this brand speaks."""

    id: str
    low: Localised
    high: Localised
    target: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ExemplarPair:
    """ "We say" beside "we don't say" in one locale; ``dont_at`` tells on which side of the dimension the latter errs."""

    id: str
    locale: Locale
    dimension: str
    say: str
    dont: str
    dont_at: Literal["low", "high"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A brand's own rule of style as data: a pattern (``regex`` syntax) that must not occur."""

    id: str
    locale: Locale
    pattern: str
    reason: str
    level: Level = "warning"
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word the brand prefers, admits or bans. ``replacement`` is what to write instead of a banned one;
    ``variants`` are other spellings that count as this term (for a preferred term: spellings to correct);
    ``exceptions`` are longer strings inside which a match does not count."""

    id: str
    locale: Locale
    text: str
    status: TermStatus
    variants: tuple[str, ...] = ()
    replacement: str | None = None
    reason: str = ""
    exceptions: tuple[str, ...] = ()
    case_sensitive: bool = False
    inflect: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A registered value. ``cues`` name its subject in running text, ``value`` is its written form with unit."""

    id: str
    kind: FactKind
    subject: Localised
    cues: Mapping[Locale, tuple[str, ...]]
    value: str
    forms: tuple[str, ...] = ()
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ContrastText:
    """What the brand is told apart from: neutral talk of the trade, competitor talk, counter-messages."""

    kind: ContrastKind
    locale: Locale
    text: str


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A whole sentence or short text known to be on or off message."""

    locale: Locale
    text: str
    on_message: bool


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A named part of a channel's copy. ``limit`` counts ``unit``s: ``characters`` (code points), ``weighted``
    (wide characters count 2), ``half_weighted`` (narrow characters count 0.5), or ``words``. ``limit_level`` says what exceeding it means; only a limit
    whose source was opened may be an ``error``. ``limit_by_language`` replaces ``limit`` for a text wholly in that
    language (``{"en": 160}`` for an SMS); a mixed text is held to ``limit``."""

    id: str
    label: Localised
    required: bool = False
    limit: int | None = None
    unit: Literal["characters", "weighted", "half_weighted", "words"] = "characters"
    limit_level: Level = "suggestion"
    fold: int | None = None
    source: str = ""
    limit_by_language: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChannelSpec:
    """A channel as judging sees it. ``message_line`` and ``tone_line`` are the scores (0-100) a text must reach;
    ``pillars`` are those it is asked to carry (empty: any); ``version`` is a digest of all of it."""

    id: str
    kind: str
    parts: tuple[PartSpec, ...]
    pillars: tuple[str, ...] = ()
    message_line: float = 50.0
    tone_line: float = 50.0
    max_hashtags: int | None = None
    max_emoji: int | None = None
    tone_targets: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    version: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """One brand version. ``version`` is a digest of the whole content, so equal content has an equal version."""

    id: str
    version: str
    names: Localised
    locales: tuple[Locale, ...]
    messages: tuple[Message, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    dimensions: tuple[ToneDimension, ...] = ()
    pairs: tuple[ExemplarPair, ...] = ()
    style_rules: tuple[StyleRule, ...] = ()
    terms: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    contrast: tuple[ContrastText, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()
    packs: tuple[str, ...] = ()
    binding_warnings: tuple[str, ...] = ()
