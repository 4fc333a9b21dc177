"""The search box: a page of what was found, and the same as JSON while one types."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from hub.services.find import KINDS, MAX_PAGE, FoundGroup, Hit, find
from hub.web.context import hub_parts, signed_in
from hub.web.current_brand import current_brand
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.permissions import SIGNED_IN, permission
from hub.web.rooms import rooms_of
from hub.web.words import media_word, nearest_word, state_word, term_word

pages = Blueprint("find", __name__)
SUGGESTED = 4


@dataclass(frozen=True, slots=True)
class FoundLine:
    """Something found, in words, with its place; ``title`` and ``excerpt`` are pieces: (text, was asked for)."""

    title: tuple[tuple[str, bool], ...]
    excerpt: tuple[tuple[str, bool], ...]
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A group of lines under its name; ``more`` leads to the rest of it."""

    label: str
    lines: tuple[FoundLine, ...]
    more: str


@pages.get("/search")
@permission(SIGNED_IN)
def show() -> str:
    """Show what holds the words, by kind; one kind alone, and more of it, where that was asked for."""
    q, kind = request.args.get("q", "").strip(), request.args.get("in", "")
    alone = kind in KINDS
    result = find(
        hub_parts(),
        signed_in(),
        q,
        brand=current_brand(),
        kinds=(kind,) if alone else KINDS,
        **({"limit": MAX_PAGE} if alone else {}),
    )
    groups = [] if alone or result.too_short else _rooms(result.words)
    groups += [_part(group, result.words, q, alone=alone) for group in result.groups]
    return render_template("search.html", q=q, groups=groups, too_short=result.too_short, alone=alone)


@pages.get("/search.json")
@permission(SIGNED_IN)
def suggest() -> Response:
    """Answer with the first few of each kind while one types."""
    q = request.args.get("q", "").strip()
    result = find(hub_parts(), signed_in(), q, brand=current_brand(), limit=SUGGESTED)
    answer = jsonify(
        groups=[
            {
                "label": part.label,
                "items": [
                    {
                        "label": "".join(text for text, _asked in line.title),
                        "hint": line.note,
                        "href": line.href,
                    }
                    for line in part.lines
                ],
            }
            for part in (_part(group, result.words, q, alone=True) for group in result.groups)
        ]
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _rooms(words: tuple[str, ...]) -> list[FoundPart]:
    lines = tuple(
        FoundLine(_pieces(room.label, words), (), "", room.path)
        for room in rooms_of(signed_in(), "")
        if all(word in room.label.casefold() for word in words)
    )
    return [FoundPart(_("Rooms"), lines, "")] if lines else []


def _part(group: FoundGroup, words: tuple[str, ...], q: str, *, alone: bool) -> FoundPart:
    label = {
        "draft": _("Drafts"),
        "message": _("Messages"),
        "term": _("Terms"),
        "fact": _("Facts"),
        "channel": _("Channels"),
        "person": _("People"),
    }[group.kind]
    lines = tuple(
        FoundLine(_pieces(localised(hit.title), words), _pieces(hit.excerpt, words), _note(hit), _place(hit))
        for hit in group.hits
    )
    more = f"{url_for('find.show', q=q)}&in={group.kind}" if group.has_more and not alone else ""
    return FoundPart(label, lines, more)


def _note(hit: Hit) -> str:
    say = {"draft": state_word, "message": nearest_word, "term": term_word, "channel": media_word}.get(
        hit.kind
    )
    detail = say(hit.detail) if say else ""
    return " · ".join(word for word in (localised(hit.brand_name), detail) if word)


def _place(hit: Hit) -> str:
    match hit.kind:
        case "draft":
            return url_for("drafts.show", variant_id=hit.key)
        case "term":
            return _in_table(hit, "terms")
        case "fact":
            return _in_table(hit, "facts")
        case "channel":
            return url_for("channels.show", slug=hit.key, brand=hit.brand)
        case "person":
            return url_for("people.show_list", _anchor=f"person-{hit.key}")
    return url_for("brands.show", slug=hit.brand)


def _in_table(hit: Hit, table: str) -> str:
    return f"{url_for('brands.show', slug=hit.brand)}/{table}?{urlencode({'q': localised(hit.title)})}"


def _pieces(text: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Return a text cut where it holds one of the words."""
    folded = text.casefold()
    if len(folded) != len(text):
        return ((text, False),)
    pieces: list[tuple[str, bool]] = []
    place = start = 0
    while place < len(text):
        length = max((len(word) for word in words if folded.startswith(word, place)), default=0)
        if not length:
            place += 1
            continue
        if start < place:
            pieces.append((text[start:place], False))
        pieces.append((text[place : place + length], True))
        start = place = place + length
    if start < len(text):
        pieces.append((text[start:], False))
    return tuple(pieces)
