"""Texts of a content made ready for reading: parts in line with each other, disagreeing values with their numbers."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from hub.judging.disagreements import Statement
from hub.services.family_pairs import MASTER, PairView, Side
from hub.services.family_views import Cell, FamilyView
from hub.web.highlights import Mark, cut
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.part_fields import PartField, part_fields, specs_of
from hub.web.words import locale_word

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A run of text; ``pairs`` are the disagreements that it belongs to, ``ends`` those whose number follows it.
    ``registered`` tells whether the brand has registered what one of them is about."""

    text: str
    pairs: tuple[int, ...]
    ends: tuple[str, ...]
    registered: bool


@dataclass(frozen=True, slots=True)
class SharedPart:
    """A part that both texts have."""

    label: str
    left: tuple[Numbered, ...]
    right: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class LonePart:
    """A part that only one of the texts has."""

    label: str
    pieces: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """A disagreement in words; ``subject`` is empty where nothing is registered about it."""

    number: int
    mark: str
    subject: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class SideView:
    """A side's heading. ``cell`` is None for the master."""

    key: str
    name: str
    locale: str
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two texts as the page shows them, first the parts that both have; all empty where there are fewer than two."""

    options: list[tuple[str, str]]
    left: SideView | None
    right: SideView | None
    shared: list[SharedPart]
    only_left: list[LonePart]
    only_right: list[LonePart]
    pairs: list[PairRow]


@dataclass(frozen=True, slots=True)
class StartForm:
    """The form for a new text: what can be chosen and what is."""

    channels: list[tuple[str, str]]
    locales: list[tuple[str, str]]
    copies: list[tuple[str, str]]
    channel: str
    locale: str
    edition: str
    copy_from: str
    is_taken: bool


def cell_name(cell: Cell) -> str:
    """Return what tells a variant from its siblings."""
    words = (localised(cell.channel_name), locale_word(cell.locale), cell.edition)
    return " · ".join(word for word in words if word)


def view_pair(pair: PairView) -> PairPage:
    """Return two texts part by part, in the order of the left one."""
    left, right = pair.left, pair.right
    page = PairPage(
        _options(pair.family), _side(left, pair.family), _side(right, pair.family), [], [], [], []
    )
    if left is None or right is None:
        return page
    texts = _fields(left), _fields(right)
    registered = {number for number, found in enumerate(pair.disagreements, 1) if found.fact}
    numbered = (
        [(number, found.left) for number, found in enumerate(pair.disagreements, 1)],
        [(number, found.right) for number, found in enumerate(pair.disagreements, 1)],
    )
    lone = page.only_left, page.only_right
    for own, other, places, only in zip(texts, texts[::-1], numbered, lone, strict=True):
        for name, field in own.items():
            pieces = _pieces(field.text, name, places, registered)
            if name not in other:
                only.append(LonePart(field.label, pieces))
            elif only is page.only_left:
                there = _pieces(other[name].text, name, numbered[1], registered)
                page.shared.append(SharedPart(field.label, pieces, there))
    page.pairs.extend(
        PairRow(
            number=number,
            mark=circled(number),
            subject=localised(pair.subjects[found.fact]) if found.fact else "",
            left=found.left.said,
            right=found.right.said,
        )
        for number, found in enumerate(pair.disagreements, 1)
    )
    return page


def view_start(family: FamilyView, values: dict[str, str]) -> StartForm:
    """Return the form for a new text, as it was asked for."""
    open_rows = [row for row in family.rows if any(place.may_start for place in row.places)]
    spoken = {place.locale for row in open_rows for place in row.places if place.may_start}
    channel, locale = values.get("channel", ""), values.get("locale", "")
    edition = values.get("edition", "")
    return StartForm(
        channels=[(row.slug, localised(row.name)) for row in open_rows],
        locales=[(name, locale_word(name)) for name in family.locales if name in spoken],
        copies=_options(family),
        channel=channel,
        locale=locale,
        edition=edition,
        copy_from=values.get("copy_from", ""),
        is_taken=any(
            (cell.channel, cell.locale, cell.edition) == (channel, locale, edition) for cell in family.cells
        ),
    )


def circled(number: int) -> str:
    """Return a number in a circle."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def _options(family: FamilyView) -> list[tuple[str, str]]:
    master = [(MASTER, _("Master"))] if family.master else []
    return master + [(str(cell.id), cell_name(cell)) for cell in family.cells]


def _side(side: Side | None, family: FamilyView) -> SideView | None:
    if side is None:
        return None
    if side.cell is None:
        return SideView(side.key, _("Master"), family.locale, None)
    return SideView(side.key, cell_name(side.cell), side.cell.locale, side.cell)


def _fields(side: Side) -> dict[str, PartField]:
    specs = specs_of(side.cell.kind) if side.cell else ()
    return {field.name: field for field in part_fields(specs, side.parts) if field.text.strip()}


def _pieces(
    text: str, part: str, places: Iterable[tuple[int, Statement]], registered: Container[int]
) -> tuple[Numbered, ...]:
    marks = [Mark(place.start, place.end, str(number), "") for number, place in places if place.part == part]
    pieces = cut(text, marks)
    following: Sequence[tuple[str, ...]] = [*(piece.kinds for piece in pieces[1:]), ()]
    return tuple(
        Numbered(
            text=piece.text,
            pairs=tuple(int(kind) for kind in piece.kinds),
            ends=tuple(circled(int(kind)) for kind in piece.kinds if kind not in behind),
            registered=any(int(kind) in registered for kind in piece.kinds),
        )
        for piece, behind in zip(pieces, following, strict=True)
    )
