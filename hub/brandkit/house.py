"""What the brand says: its head, the message house, registered facts, contrast and exemplars."""

from typing import Annotated, Literal

from pydantic import Field

from hub.brandkit.types import (
    NO_LISTS,
    BrandSlug,
    Day,
    KitPart,
    Lists,
    LocaleTag,
    Localised,
    Slug,
    Text,
    Texts,
)


class BrandHead(KitPart):
    """Who the brand is and which locales it speaks; no other locale may occur in the kit."""

    id: BrandSlug
    name: Localised
    locales: Annotated[tuple[LocaleTag, ...], Field(min_length=1)]


class ProofPoint(KitPart):
    """What makes a pillar believable. ``id`` is unique within the whole house."""

    id: Slug
    text: Localised
    source: Text | None = None


class PillarPart(KitPart):
    """A column of the house: its message, other approved wordings of it, and its proof points."""

    id: Slug
    name: Localised
    message: Localised
    phrasings: Lists = NO_LISTS
    proof_points: tuple[ProofPoint, ...] = ()


class MessageHouse(KitPart):
    """Core message on top, value proposition below it, pillars with proof points."""

    core_message: Localised
    core_phrasings: Lists = NO_LISTS
    value_proposition: Localised
    pillars: tuple[PillarPart, ...] = ()


class FactPart(KitPart):
    """A registered value: ``cues`` name its subject in running text, ``forms`` are other spellings."""

    id: Slug
    kind: Literal["price", "date", "percentage", "capacity", "number", "name"]
    subject: Localised
    cues: Annotated[Lists, Field(min_length=1)]
    value: Text
    forms: Texts = ()
    source: Text | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None


class Contrast(KitPart):
    """What the brand is told apart from: talk of the trade, of competitors, and what it must never say."""

    trade: Lists = NO_LISTS
    competitor: Lists = NO_LISTS
    counter: Lists = NO_LISTS


class Exemplars(KitPart):
    """Whole sentences or short texts known to be on or off message."""

    on_message: Lists = NO_LISTS
    off_message: Lists = NO_LISTS
