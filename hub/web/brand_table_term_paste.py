"""Many terms at once: pasted or from a file, looked at first, and then kept all together."""

from typing import Any

from flask import Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import HubError, InvalidInput
from hub.services.kit_editing import KitDesk, Put
from hub.web.addresses import see_other
from hub.web.brand_table_desk import desk_to_write, form_again, keep, pages, plain
from hub.web.brand_table_paste import Defaults, read_pasted, text_of_file
from hub.web.brand_table_term_rows import STATUSES, locale_options
from hub.web.brand_table_terms import statuses
from hub.web.languages import translate as _
from hub.web.permissions import permission

_MOST_SHOWN = 100


@pages.get("/terms/-/paste")
@permission("brand.write")
def show_term_paste(slug: str) -> str:
    """Show the field for many terms."""
    return render_template("brand_table_paste.html", **_paste_page(desk_to_write(slug), Defaults()), text="")


@pages.post("/terms/-/paste")
@permission("brand.write")
def paste_terms(slug: str) -> AnyResponse:
    """Show what was understood of pasted lines, and keep it once that was seen."""
    desk = desk_to_write(slug)
    text = request.form.get("text", "")
    defaults = Defaults(
        status=request.form.get("status", "") if request.form.get("status") in STATUSES else "banned",
        locale=request.form.get("locale", ""),
    )
    context = {**_paste_page(desk, defaults), "text": text}
    try:
        upload = request.files.get("file")
        if upload is not None and upload.filename:
            context["text"] = text = text_of_file(upload.read())
        if not text.strip():
            raise InvalidInput("Paste some lines or choose a file first.")
        pasted = read_pasted(text, desk.kit.terms, locales=desk.kit.brand.locales, defaults=defaults)
        context["pasted"] = pasted
        if request.form.get("keep") != "yes":
            return Response(render_template("brand_table_paste.html", **context))
        if pasted.wrong and request.form.get("drop") != "yes":
            raise InvalidInput("Some lines can't be used. Mend them, or say that they are to be left out.")
        if not pasted.terms("new", "changed"):
            raise InvalidInput("There is nothing new in these lines.")
        keep(slug, lambda now: [_all_of(now, text, defaults)])
    except HubError as error:
        return form_again(error, "brand_table_paste.html", **context)
    flash(
        _(
            "Terms added: %(new)d. Changed: %(changed)d.",
            new=len(pasted.terms("new")),
            changed=len(pasted.terms("changed")),
        )
    )
    return see_other(url_for(".show_terms", slug=slug))


def _all_of(desk: KitDesk, text: str, defaults: Defaults) -> Put:
    # Read again on top of what stands now: a term that somebody else changed meanwhile keeps their change elsewhere.
    pasted = read_pasted(text, desk.kit.terms, locales=desk.kit.brand.locales, defaults=defaults)
    changed = {term.id: term for term in pasted.terms("changed")}
    terms = [changed.get(term.id, term) for term in desk.kit.terms] + list(pasted.terms("new"))
    return Put("terms", [plain(term) for term in terms])


def _paste_page(desk: KitDesk, defaults: Defaults) -> dict[str, Any]:
    return {
        "desk": desk,
        "defaults": defaults,
        "pasted": None,
        "most_shown": _MOST_SHOWN,
        "statuses": statuses(),
        "locales": [("", _("As its letters say")), *locale_options(desk.kit.brand.locales)],
    }
