"""How the brand sounds: tone dimensions, exemplars, style rules and terms."""

from typing import Literal

from hub.brandkit.types import AnyText, Band, Flag, KitPart, LocaleTag, Localised, Slug, Text, Texts

Level = Literal["error", "warning", "suggestion"]


class DimensionPart(KitPart):
    """A scale from ``low`` (0) to ``high`` (100) and the band in which the brand speaks."""

    id: Slug
    low: Localised
    high: Localised
    target: Band


class PairPart(KitPart):
    """ "We say" beside "we don't say"; ``dont_at`` tells to which end of the dimension the latter errs."""

    id: Slug
    locale: LocaleTag
    dimension: Slug
    say: Text
    dont: Text
    dont_at: Literal["low", "high"]
    why: Text | None = None


class StyleRulePart(KitPart):
    """A pattern (``regex`` syntax) that must not occur. An empty ``replacement`` means: strike it out."""

    id: Slug
    locale: LocaleTag
    pattern: Text
    reason: Text
    level: Level = "warning"
    replacement: AnyText | None = None


class VoiceGuide(KitPart):
    """The tone of the brand, with examples and rules."""

    summary: Localised | None = None
    dimensions: tuple[DimensionPart, ...] = ()
    exemplars: tuple[PairPart, ...] = ()
    style_rules: tuple[StyleRulePart, ...] = ()


class TermPart(KitPart):
    """A word that the brand prefers, admits or bans; ``exceptions`` are longer texts in which it may be."""

    id: Slug
    locale: LocaleTag
    text: Text
    status: Literal["preferred", "admitted", "banned"]
    variants: Texts = ()
    replacement: Text | None = None
    reason: Text | None = None
    exceptions: Texts = ()
    case_sensitive: Flag = False
    inflect: Flag = False
