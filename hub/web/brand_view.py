"""A brand's kit made ready for drawing: the message house from roof to foundation, in one language, with what carries it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.brandkit import Kit
from hub.brandkit.house import PillarPart
from hub.judging.brand import language_of
from hub.services.message_coverage import MessageCoverage
from hub.web.brand_forms import anchor
from hub.web.languages import localised


@dataclass(frozen=True, slots=True)
class Stone:
    """A proof point of the foundation, and how many approved texts use it."""

    at: str
    anchor: str
    text: str
    source: str
    carried: int


@dataclass(frozen=True, slots=True)
class Column:
    """A pillar: its message, its other wordings, the proof points it stands on, and how many texts carry it."""

    at: str
    anchor: str
    name: str
    message: str
    phrasings: tuple[str, ...]
    stones: tuple[Stone, ...]
    carried: int
    percent: int


@dataclass(frozen=True, slots=True)
class Statement:
    """The roof or the beam: its words, its other wordings, and how many texts carry it."""

    at: str
    anchor: str
    text: str
    phrasings: tuple[str, ...]
    carried: int
    percent: int


@dataclass(frozen=True, slots=True)
class HouseView:
    """Roof, beam and columns with their foundations."""

    roof: Statement
    beam: Statement
    columns: tuple[Column, ...]


def reading_locale(kit: Kit, language: str) -> str:
    """Return the brand's locale to read it in: of the page's language, else the brand's first."""
    locales = kit.brand.locales
    return next((locale for locale in locales if language_of(locale) == language), locales[0])


def in_locale(words: Mapping[str, str], locale: str) -> str:
    """Return the words in a locale, else in the first there is."""
    return words.get(locale) or next(iter(words.values()), "")


def view_house(kit: Kit, coverage: MessageCoverage, *, language: str) -> HouseView:
    """Return the house of a kit in a language, in the brand's first where it does not speak that one."""
    locale, house = reading_locale(kit, language), kit.message_house
    return HouseView(
        roof=_statement(
            "message_house.core_message",
            in_locale(house.core_message, locale),
            house.core_phrasings.get(locale, ()),
            coverage.core_message,
            coverage.judged,
        ),
        beam=_statement(
            "message_house.value_proposition",
            in_locale(house.value_proposition, locale),
            (),
            coverage.value_proposition,
            coverage.judged,
        ),
        columns=tuple(_column(pillar, locale, coverage) for pillar in house.pillars),
    )


def _statement(at: str, text: str, phrasings: tuple[str, ...], carried: int, judged: int) -> Statement:
    return Statement(at, anchor(at), text, phrasings, carried, _percent(carried, judged))


def _column(pillar: PillarPart, locale: str, coverage: MessageCoverage) -> Column:
    at = f"message_house.pillars/{pillar.id}"
    carried = coverage.pillars.get(pillar.id, 0)
    return Column(
        at=at,
        anchor=anchor(at),
        name=localised(pillar.name),
        message=in_locale(pillar.message, locale),
        phrasings=pillar.phrasings.get(locale, ()),
        stones=tuple(
            Stone(
                at=f"{at}/proof_points/{point.id}",
                anchor=anchor(f"{at}/proof_points/{point.id}"),
                text=in_locale(point.text, locale),
                source=point.source or "",
                carried=coverage.proof_points.get(point.id, 0),
            )
            for point in pillar.proof_points
        ),
        carried=carried,
        percent=_percent(carried, coverage.judged),
    )


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
