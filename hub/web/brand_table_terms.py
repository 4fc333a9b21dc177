"""Terms: a searchable table that is edited in place, one word at a time or many pasted at once."""

from typing import Any

from flask import Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.brandkit.model import Kit
from hub.brandkit.voice import TermPart
from hub.errors import EditConflict, HubError, InvalidInput
from hub.services.kit_editing import Edit, KitDesk, Put, Remove
from hub.web.addresses import see_other
from hub.web.brand_table_desk import (
    as_seen,
    desk_of,
    desk_to_write,
    form_again,
    item_of,
    keep,
    mark_of,
    pages,
    standing,
)
from hub.web.brand_table_forms import Typed, Wrong, is_fragment, typed_words, way_back, wrong_in
from hub.web.brand_table_paste import locale_of_word
from hub.web.brand_table_rows import IdMaker, lines_of, slice_rows
from hub.web.brand_table_term_rows import (
    SORTS,
    STATUSES,
    TermSearch,
    find_terms,
    locale_options,
    terms_csv,
)
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.words import term_word


@pages.get("/terms")
@permission("brand.read")
def show_terms(slug: str) -> str:
    """Show a page of the terms that fit the search; ``at`` names a term whose page is wanted."""
    desk, search = desk_of(slug), TermSearch.of(request.args)
    at = request.args.get("at", "")
    found = slice_rows(
        find_terms(desk.kit.terms, search),
        page=request.args.get("page", 1, type=int),
        at=(lambda term: term.id == at) if at else None,
    )

    def address(**changes: Any) -> str:
        said: dict[str, Any] = {**search.query(), **changes}
        return url_for(".show_terms", slug=slug, **{name: value for name, value in said.items() if value})

    return render_template(
        "brand_table_terms.html",
        desk=desk,
        search=search,
        found=found,
        at=at,
        sorts={
            key: address(sort=key, down="1" if search.sort == key and not search.down else "")
            for key in SORTS
        },
        previous_url=address(page=found.page - 1) if found.page > 1 else None,
        next_url=address(page=found.page + 1) if found.page < found.pages else None,
        back=address(page=found.page if found.page > 1 else ""),
        statuses=statuses(),
        locales=locale_options(desk.kit.brand.locales),
    )


@pages.get("/terms.csv")
@permission("brand.read")
def download_terms(slug: str) -> Response:
    """Answer with the terms that fit the search as CSV."""
    desk, search = desk_of(slug), TermSearch.of(request.args)
    return Response(
        terms_csv(find_terms(desk.kit.terms, search)),
        mimetype="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="{slug}-terms.csv"',
            "Cache-Control": "private, no-cache",
        },
    )


@pages.get("/terms/-/new")
@permission("brand.write")
def show_new_term(slug: str) -> str:
    """Show the form for a new term."""
    desk = desk_to_write(slug)
    return render_template("brand_table_term.html", **_form(desk, None, {"status": "banned"}, {}))


@pages.post("/terms")
@permission("brand.write")
def add_term(slug: str) -> AnyResponse:
    """Keep a new term."""
    return _save(slug, None)


@pages.get("/terms/<term_id>")
@permission("brand.write")
def show_term(slug: str, term_id: str) -> str:
    """Show the form of a term: a page, or a row to be put in the term's place."""
    desk = desk_to_write(slug)
    term = item_of(desk.kit.terms, term_id)
    template = "brand_table_term_row.html" if is_fragment() else "brand_table_term.html"
    return render_template(template, **_form(desk, term, words_of(term), {}))


@pages.get("/terms/<term_id>/row")
@permission("brand.read")
def show_term_row(slug: str, term_id: str) -> str | AnyResponse:
    """Show a term's row alone, to be put in its form's place."""
    back = way_back(url_for(".show_terms", slug=slug))
    if not is_fragment():
        return see_other(url_for(".show_terms", slug=slug, at=term_id))
    desk = desk_of(slug)
    term = item_of(desk.kit.terms, term_id)
    return render_template(
        "brand_table_term_row.html", desk=desk, term=term, back=back, saved=request.args.get("saved") == "1"
    )


@pages.post("/terms/<term_id>")
@permission("brand.write")
def save_term(slug: str, term_id: str) -> AnyResponse:
    """Keep a term as it was typed."""
    return _save(slug, term_id)


@pages.post("/terms/<term_id>/remove")
@permission("brand.write")
def remove_term(slug: str, term_id: str) -> AnyResponse:
    """Take a term out of the draft."""
    back = way_back(url_for(".show_terms", slug=slug))
    word = ""

    def edits(desk: KitDesk) -> list[Edit]:
        nonlocal word
        word = as_seen(desk.kit.terms, item_of(desk.kit.terms, term_id).id, request.form.get("seen", "")).text
        return [Remove(f"terms/{term_id}")]

    keep(slug, edits)
    flash(_("“%(word)s” is removed.", word=word))
    return see_other(back)


def words_of(term: TermPart) -> Typed:
    """Return what stands in the fields of a term's form."""
    return {
        "id": term.id,
        "text": term.text,
        "locale": term.locale,
        "status": term.status,
        "replacement": term.replacement or "",
        "reason": term.reason or "",
        "variants": "\n".join(term.variants),
        "exceptions": "\n".join(term.exceptions),
        "case_sensitive": "yes" if term.case_sensitive else "",
        "inflect": "yes" if term.inflect else "",
    }


def read_term(typed: Typed, kit: Kit, term_id: str | None) -> tuple[dict[str, Any], Wrong]:
    """Return the term that was typed, and what is wrong with it. Without an id it gets one made from its word."""
    text = typed.get("text", "")
    ids = [term.id for term in kit.terms if term.id != term_id]
    values: dict[str, Any] = {
        "id": typed.get("id") or term_id or IdMaker(ids, stem="term").make(text),
        "locale": typed.get("locale") or locale_of_word(text, kit.brand.locales),
        "text": text,
        "status": typed.get("status", "banned"),
        "variants": lines_of(typed.get("variants", "")),
        "replacement": typed.get("replacement") or None,
        "reason": typed.get("reason") or None,
        "exceptions": lines_of(typed.get("exceptions", "")),
        "case_sensitive": typed.get("case_sensitive") == "yes",
        "inflect": typed.get("inflect") == "yes",
    }
    wrong = wrong_in(TermPart, values)
    if values["id"] in ids:
        wrong.setdefault("id", _("This id is taken; choose another."))
    if text in values["exceptions"]:
        wrong.setdefault("exceptions", _("The word is its own exception, so it could never be found."))
    same = [
        term
        for term in kit.terms
        if term.id != term_id and (term.text, term.locale) == (text, values["locale"])
    ]
    if same:
        wrong.setdefault("text", _("This word is in the table already."))
    return values, wrong


def _save(slug: str, term_id: str | None) -> AnyResponse:
    typed = typed_words()
    back = way_back(url_for(".show_terms", slug=slug))
    desk = desk_to_write(slug)
    before = item_of(desk.kit.terms, term_id) if term_id else None
    values, wrong = read_term(typed, desk.kit, term_id)

    def edits(now: KitDesk) -> list[Edit]:
        as_seen(now.kit.terms, term_id, typed.get("seen", ""))
        return [Put(f"terms/{term_id or values['id']}", values)]

    try:
        if wrong:
            raise InvalidInput("Something is not right yet. It is marked beside the field.")
        keep(slug, edits)
    except HubError as error:
        if isinstance(error, EditConflict):
            desk = desk_to_write(slug)
            before = standing(desk.kit.terms, term_id)
        template = "brand_table_term_row.html" if is_fragment() else "brand_table_term.html"
        return form_again(error, template, **_form(desk, before, typed, wrong))
    if is_fragment() and term_id:
        return see_other(url_for(".show_term_row", slug=slug, term_id=values["id"], saved=1, back=back))
    flash(_("“%(word)s” is saved.", word=values["text"]))
    return see_other(url_for(".show_terms", slug=slug, at=values["id"], _anchor=f"term-{values['id']}"))


def _form(desk: KitDesk, term: TermPart | None, typed: Typed, wrong: Wrong) -> dict[str, Any]:
    return {
        "desk": desk,
        "term": term,
        "typed": typed,
        "wrong": wrong,
        "seen": mark_of(term),
        "editing": True,
        "back": way_back(url_for(".show_terms", slug=desk.slug)),
        "statuses": statuses(),
        "locales": locale_options(desk.kit.brand.locales),
    }


def statuses() -> list[tuple[str, str]]:
    """Return the statuses with their words, for a field to choose from."""
    return [(status, term_word(status)) for status in STATUSES]
