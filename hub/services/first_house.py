"""The first house of a brand: proposed from what was published, corrected by a person, kept as a draft version."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hub.brandkit import kit_from_dict, kit_version, write_kit
from hub.errors import Conflict, InvalidInput, TooLarge
from hub.judging.proposal import Proposal
from hub.judging.proposal import propose as propose_kit
from hub.judging.styles import pack_ids
from hub.judging.text import Part
from hub.services.brands import import_kit, publish
from hub.services.first_house_kit import FirstHouse, Words, kit_of
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import clean_line, clean_parts, refuse_unprintable
from hub.workflow.roles import Principal
from models import Brand

MOST_TEXTS: Final = 30
MOST_CHARACTERS: Final = 20_000
MOST_GUIDE_CHARACTERS: Final = 40_000
MOST_NAME_CHARACTERS: Final = 80
# Addresses under /brand that are no brand.
RESERVED: Final = frozenset({"new", "-"})
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")


@dataclass(frozen=True, slots=True)
class Material:
    """What somebody brings: the brand's name per locale, texts that were published, and a guide."""

    name: Words
    locales: tuple[str, ...]
    texts: tuple[Part, ...] = ()
    guide: str = ""


@dataclass(frozen=True, slots=True)
class CreatedBrand:
    """The brand that was made, with its version and whether that is in force."""

    slug: str
    number: int
    in_force: bool


def propose(parts: Parts, principal: Principal, material: Material) -> Proposal:
    """Return a first kit to correct. Nothing is kept. Raises InvalidInput, TooLarge, NotAllowed."""
    principal.require("brand.write", None)
    name, locales = _head(material.name, material.locales)
    texts = _clean_texts(material.texts)
    refuse_unprintable(material.guide, what="voice guide")
    if len(material.guide) > MOST_GUIDE_CHARACTERS:
        raise TooLarge(
            f"The voice guide has {len(material.guide):,} characters; {MOST_GUIDE_CHARACTERS:,} are read. Leave out "
            "what is not about words."
        )
    judge = parts.judge()
    return propose_kit(
        texts, material.guide, name=name, locales=locales, encoder=judge.encoder, ground=judge.ground
    )


def create(parts: Parts, principal: Principal, house: FirstHouse, *, in_force: bool) -> CreatedBrand:
    """Make the brand with the house as its draft version, and put it in force where that is wished.

    Sent twice, the same house makes one brand. Raises Conflict where another brand has the identifier,
    InvalidInput, KitInvalid, NotAllowed.
    """
    principal.require("brand.write", None)
    if in_force:
        principal.require("brand.publish", None)
    name, locales = _head(house.name, house.locales)
    _check_slug(house.slug)
    for what, said in (("core message", house.core), ("value proposition", house.value)):
        if not any(said.get(locale, "").strip() for locale in locales):
            raise InvalidInput(f"The house needs a {what}: one sentence is enough.")
    if any(not 0 <= band.target[0] < band.target[1] <= 100 for band in house.tone):
        raise InvalidInput("A tone band goes from a lower number to a higher one, between 0 and 100.")
    kit = kit_from_dict(kit_of(house, name=name, locales=locales), known_packs=pack_ids())
    _refuse_taken(parts, principal, house.slug, digest=kit_version(kit))
    result = import_kit(parts, principal, write_kit(kit).encode(), source=f"{house.slug}.yaml")
    if in_force:
        publish(parts, principal, house.slug)
    return CreatedBrand(result.slug, result.number, in_force)


def suggest_slug(parts: Parts, principal: Principal, name: Words) -> str:
    """Return an identifier that is free: made from a name in Latin letters, else ``brand-1`` and so on."""
    principal.require("brand.write", None)
    made = next((slug for text in name.values() if (slug := _slug_of(text))), "")
    with UnitOfWork(parts, principal, writes=False) as uow:
        taken = set(uow.session.scalars(select(Brand.slug))) | RESERVED
    if made and made not in taken:
        return made
    start = made or "brand"
    return next(
        slug
        for number in range(2 if made else 1, len(taken) + 3)
        if (slug := f"{start}-{number}") not in taken
    )


def _head(name: Words, locales: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    spoken = tuple(dict.fromkeys(locales))
    if not spoken:
        raise InvalidInput("Choose at least one language that the brand speaks.")
    clean = {
        locale: line
        for locale in spoken
        if (line := clean_line(name.get(locale, ""), what="name", most=MOST_NAME_CHARACTERS))
    }
    if not clean:
        raise InvalidInput("The brand needs a name.")
    return clean, spoken


def _clean_texts(texts: Sequence[Part]) -> tuple[Part, ...]:
    if len(texts) > MOST_TEXTS:
        raise TooLarge(f"{len(texts)} texts are more than the {MOST_TEXTS} that are read at once.")
    for number, part in enumerate(texts, start=1):
        if len(part.text) > MOST_CHARACTERS:
            raise TooLarge(
                f"Text {number} has {len(part.text):,} characters; {MOST_CHARACTERS:,} are read. Take a part of it."
            )
    named = tuple(Part(f"text {n}", part.text, part.format) for n, part in enumerate(texts, start=1))
    return clean_parts(named, max_characters=MOST_TEXTS * MOST_CHARACTERS)


def _check_slug(slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise InvalidInput(
            f"{slug!r} can't be an identifier: 2 to 64 small Latin letters, digits and hyphens."
        )
    if slug in RESERVED:
        raise InvalidInput(f"{slug!r} is a word of the hub itself; choose another identifier.")


def _refuse_taken(parts: Parts, principal: Principal, slug: str, *, digest: str) -> None:
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = uow.session.scalar(
            select(Brand).options(selectinload(Brand.versions)).where(Brand.slug == slug)
        )
        if brand is not None and all(version.digest != digest for version in brand.versions):
            raise Conflict(f"There is already a brand with the identifier {slug}; choose another one.")


def _slug_of(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")
    return slug if len(slug) >= 2 else ""
