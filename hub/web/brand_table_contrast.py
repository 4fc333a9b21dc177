"""Contrast: the sentences a brand is told apart from, by kind and language, edited as lines."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.brandkit.model import Kit
from hub.errors import HubError, InvalidInput, NotFound
from hub.services.kit_editing import Edit, KitDesk, Put
from hub.web.addresses import see_other
from hub.web.brand_table_desk import changed_meanwhile, desk_of, desk_to_write, form_again, keep, pages
from hub.web.brand_table_forms import MAX_TEXT, is_fragment, typed_words
from hub.web.brand_table_rows import lines_of
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.words import locale_word

_KINDS: Final = ("trade", "competitor", "counter")
MOST_LINES: Final = 500


@pages.get("/contrast")
@permission("brand.read")
def show_contrast(slug: str) -> str:
    """Show all sentences the brand is told apart from."""
    return render_template("brand_table_contrast.html", desk=desk_of(slug), **_words())


@pages.get("/contrast/<kind>/<locale>")
@permission("brand.write")
def show_contrast_form(slug: str, kind: str, locale: str) -> str:
    """Show the lines of one kind and language to be edited: a page, or a block to be put in place."""
    desk = desk_to_write(slug)
    lines = _lines(desk.kit, kind, locale)
    return render_template(_template(), **_block(desk, kind, locale), text=as_text(lines), seen=_mark(lines))


@pages.get("/contrast/<kind>/<locale>/block")
@permission("brand.read")
def show_contrast_block(slug: str, kind: str, locale: str) -> str | AnyResponse:
    """Show the sentences of one kind and language, to be put in their form's place."""
    if not is_fragment():
        return see_other(url_for(".show_contrast", slug=slug))
    desk = desk_of(slug)
    _lines(desk.kit, kind, locale)
    shown = {**_block(desk, kind, locale), "editing": False}
    return render_template("brand_table_contrast_block.html", **shown, saved=request.args.get("saved") == "1")


@pages.post("/contrast/<kind>/<locale>")
@permission("brand.write")
def save_contrast(slug: str, kind: str, locale: str) -> AnyResponse:
    """Keep the lines of one kind and language."""
    typed = typed_words()
    desk = desk_to_write(slug)
    seen = _mark(_lines(desk.kit, kind, locale))
    lines = lines_of(typed.get("text", ""))

    def edits(now: KitDesk) -> list[Edit]:
        nonlocal seen
        seen = _mark(_lines(now.kit, kind, locale))
        if seen != typed.get("seen", ""):
            raise changed_meanwhile()
        # Keys of the old set are kept in the brand's order, so that the same words give the same version.
        sets = {**getattr(now.kit.contrast, kind), locale: lines}
        kept = {name: list(sets[name]) for name in now.kit.brand.locales if sets.get(name)}
        return [Put(f"contrast.{kind}", kept or None)]

    try:
        if len(lines) > MOST_LINES:
            raise InvalidInput(f"These are {len(lines)} lines; {MOST_LINES} are the most here.")
        if any(len(line) > MAX_TEXT for line in lines):
            raise InvalidInput(f"A line has more than {MAX_TEXT} characters; split it.")
        keep(slug, edits)
    except HubError as error:
        desk = desk_to_write(slug)
        context = {**_block(desk, kind, locale), "text": typed.get("text", ""), "seen": seen}
        return form_again(error, _template(), **context)
    if is_fragment():
        return see_other(url_for(".show_contrast_block", slug=slug, kind=kind, locale=locale, saved=1))
    flash(_("The sentences are saved."))
    return see_other(url_for(".show_contrast", slug=slug, _anchor=f"contrast-{kind}-{locale}"))


def as_text(lines: Sequence[str]) -> str:
    """Return sentences as the lines of a text field; a break inside a sentence becomes a space."""
    return "\n".join(" ".join(line.split()) for line in lines)


def kind_title(kind: str) -> str:
    """Return what a kind of contrast is called."""
    return {
        "trade": _("Talk of the trade"),
        "competitor": _("Competitor talk"),
        "counter": _("Counter-messages"),
    }[kind]


def kind_lead(kind: str) -> str:
    """Return a sentence on what belongs there."""
    return {
        "trade": _("Sentences anybody in the trade could say. A text near them says nothing of its own."),
        "competitor": _("How competitors speak. A text near them sounds like somebody else."),
        "counter": _("What the brand must never say, because it says the opposite of the message."),
    }[kind]


def _lines(kit: Kit, kind: str, locale: str) -> tuple[str, ...]:
    if kind not in _KINDS or locale not in kit.brand.locales:
        raise NotFound("There is no such thing here, or it is not shared with you.")
    return tuple(getattr(kit.contrast, kind).get(locale, ()))


def _mark(lines: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(lines).encode()).hexdigest()[:16]


def _template() -> str:
    return "brand_table_contrast_block.html" if is_fragment() else "brand_table_contrast_form.html"


def _block(desk: KitDesk, kind: str, locale: str) -> dict[str, Any]:
    return {"desk": desk, "kind": kind, "locale": locale, "editing": True, **_words()}


def _words() -> dict[str, Any]:
    return {
        "kinds": _KINDS,
        "kind_title": kind_title,
        "kind_lead": kind_lead,
        "locale_word": locale_word,
    }
