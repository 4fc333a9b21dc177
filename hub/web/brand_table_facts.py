"""Registered facts: a table of values with how long they hold, edited in place."""

from typing import Any

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.brandkit.house import FactPart
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
from hub.web.brand_table_fact_rows import (
    KINDS,
    SORTS,
    FactSearch,
    fact_row,
    find_facts,
    kind_word,
    read_fact,
    standing_word,
    words_of_fact,
)
from hub.web.brand_table_forms import Typed, Wrong, is_fragment, typed_words, way_back
from hub.web.brand_table_rows import slice_rows
from hub.web.brand_table_term_rows import locale_options
from hub.web.context import hub_parts
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.permissions import permission


@pages.get("/facts")
@permission("brand.read")
def show_facts(slug: str) -> str:
    """Show a page of the facts that fit the search; ``at`` names a fact whose page is wanted."""
    desk, search = desk_of(slug), FactSearch.of(request.args)
    at = request.args.get("at", "")
    today = hub_parts().now().date()
    found = slice_rows(
        find_facts(desk.kit.facts, search, today=today),
        page=request.args.get("page", 1, type=int),
        at=(lambda row: row.fact.id == at) if at else None,
    )

    def address(**changes: Any) -> str:
        said: dict[str, Any] = {**search.query(), **changes}
        return url_for(".show_facts", slug=slug, **{name: value for name, value in said.items() if value})

    standings = [fact_row(fact, today).standing for fact in desk.kit.facts]
    return render_template(
        "brand_table_facts.html",
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
        soon=standings.count("soon"),
        over=standings.count("over"),
        kinds=_kinds(),
        **_words(),
    )


@pages.get("/facts/-/new")
@permission("brand.write")
def show_new_fact(slug: str) -> str:
    """Show the form for a new fact."""
    return render_template("brand_table_fact.html", **_form(desk_to_write(slug), None, {"kind": "price"}, {}))


@pages.post("/facts")
@permission("brand.write")
def add_fact(slug: str) -> AnyResponse:
    """Keep a new fact."""
    return _save(slug, None)


@pages.get("/facts/<fact_id>")
@permission("brand.write")
def show_fact(slug: str, fact_id: str) -> str:
    """Show the form of a fact: a page, or a row to be put in the fact's place."""
    desk = desk_to_write(slug)
    fact = item_of(desk.kit.facts, fact_id)
    template = "brand_table_fact_row.html" if is_fragment() else "brand_table_fact.html"
    return render_template(template, **_form(desk, fact, words_of_fact(fact), {}))


@pages.get("/facts/<fact_id>/row")
@permission("brand.read")
def show_fact_row(slug: str, fact_id: str) -> str | AnyResponse:
    """Show a fact's row alone, to be put in its form's place."""
    back = way_back(url_for(".show_facts", slug=slug))
    if not is_fragment():
        return see_other(url_for(".show_facts", slug=slug, at=fact_id))
    desk = desk_of(slug)
    return render_template(
        "brand_table_fact_row.html",
        desk=desk,
        row=fact_row(item_of(desk.kit.facts, fact_id), hub_parts().now().date()),
        back=back,
        saved=request.args.get("saved") == "1",
        **_words(),
    )


@pages.post("/facts/<fact_id>")
@permission("brand.write")
def save_fact(slug: str, fact_id: str) -> AnyResponse:
    """Keep a fact as it was typed."""
    return _save(slug, fact_id)


@pages.post("/facts/<fact_id>/remove")
@permission("brand.write")
def remove_fact(slug: str, fact_id: str) -> AnyResponse:
    """Take a fact out of the draft."""
    back = way_back(url_for(".show_facts", slug=slug))
    subject = ""

    def edits(desk: KitDesk) -> list[Edit]:
        nonlocal subject
        item_of(desk.kit.facts, fact_id)
        subject = localised(as_seen(desk.kit.facts, fact_id, request.form.get("seen", "")).subject)
        return [Remove(f"facts/{fact_id}")]

    keep(slug, edits)
    flash(_("“%(word)s” is removed.", word=subject))
    return see_other(back)


def _save(slug: str, fact_id: str | None) -> AnyResponse:
    typed = typed_words()
    back = way_back(url_for(".show_facts", slug=slug))
    desk = desk_to_write(slug)
    before = item_of(desk.kit.facts, fact_id) if fact_id else None
    values, wrong = read_fact(typed, desk.kit, fact_id)

    def edits(now: KitDesk) -> list[Edit]:
        as_seen(now.kit.facts, fact_id, typed.get("seen", ""))
        return [Put(f"facts/{fact_id or values['id']}", values)]

    try:
        if wrong:
            raise InvalidInput("Something is not right yet. It is marked beside the field.")
        keep(slug, edits)
    except HubError as error:
        if isinstance(error, EditConflict):
            desk = desk_to_write(slug)
            before = standing(desk.kit.facts, fact_id)
        template = "brand_table_fact_row.html" if is_fragment() else "brand_table_fact.html"
        return form_again(error, template, **_form(desk, before, typed, wrong))
    if is_fragment() and fact_id:
        return see_other(url_for(".show_fact_row", slug=slug, fact_id=values["id"], saved=1, back=back))
    flash(_("“%(word)s” is saved.", word=localised(values["subject"])))
    return see_other(url_for(".show_facts", slug=slug, at=values["id"], _anchor=f"fact-{values['id']}"))


def _form(desk: KitDesk, fact: FactPart | None, typed: Typed, wrong: Wrong) -> dict[str, Any]:
    return {
        "desk": desk,
        "fact": fact,
        "typed": typed,
        "wrong": wrong,
        "seen": mark_of(fact),
        "editing": True,
        "back": way_back(url_for(".show_facts", slug=desk.slug)),
        "kinds": _kinds(),
        "locales": locale_options(desk.kit.brand.locales),
        **_words(),
    }


def _kinds() -> list[tuple[str, str]]:
    return [(kind, kind_word(kind)) for kind in KINDS]


def _words() -> dict[str, Any]:
    return {"kind_word": kind_word, "standing_word": standing_word}
