"""Editing a part of a brand where it stands: its form, keeping it, moving and removing it. Without scripts a page of its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.brandkit import kit_to_dict
from hub.brandkit.addresses import find
from hub.errors import EditConflict, HubError, InvalidInput, NotFound
from hub.http import status_of
from hub.services.kit_editing import Edit, KitDesk, Move, Put, Remove, edit_kit, kit_desk
from hub.web.addresses import see_other
from hub.web.brand_forms import PartForm, anchor, form_at, held, made_id, part_from, typed_of, with_id
from hub.web.brand_part_view import PartView, view_part
from hub.web.brand_table_desk import desk_to_write
from hub.web.brand_table_forms import is_fragment, typed_words, wrong_in
from hub.web.context import hub_parts, signed_in
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.sentences import error_phrases

pages = Blueprint("brand_parts", __name__, url_prefix="/<slug>/part")
_ROOMS = {
    "house": "brands.show",
    "guide": "brands.brand_guide.show",
    "identity": "brands.brand_identity.show",
}


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a form sent: the address, the words by field, and the kit they were made from."""

    form: PartForm
    typed: dict[str, str]
    base_digest: str


@pages.get("")
@permission("brand.write")
def show(slug: str) -> str:
    """Show the form of the part at the address ``at``; for a list's address, of a new item."""
    desk = desk_to_write(slug)
    form, kit = form_at(request.args.get("at", "")), kit_to_dict(desk.kit)
    typed = typed_of(form, held(form, kit), desk.kit.brand.locales)
    return _page(desk, view_part(desk.kit, form, typed, desk.base_digest))


@pages.post("")
@permission("brand.write")
def keep(slug: str) -> AnyResponse:
    """Keep what was typed in the waiting draft, or show the form again with what is wrong."""
    sent = _sent()
    desk = desk_to_write(slug)
    kit, locales = kit_to_dict(desk.kit), desk.kit.brand.locales
    try:
        part = part_from(sent.form, held(sent.form, kit), sent.typed, locales)
    except NotFound:
        # Somebody removed it meanwhile; the conflict below says so, and saving again brings it back.
        part = part_from(sent.form, {}, sent.typed, locales)
    form = sent.form
    wrong: dict[str, str] = {}
    if form.is_new:
        part.setdefault("id", made_id(form, part, kit))
        if part["id"] in {item["id"] for item in find(kit, form.at) or ()}:
            wrong["id"] = _("This identifier is taken already; choose another.")
        form = with_id(form, part["id"])
    elif form.is_item:
        part.setdefault("id", form.at.rsplit("/", 1)[-1])
    wrong |= wrong_in(form.model, part)
    if wrong:
        return _again(desk, sent, wrong=wrong)
    try:
        edit_kit(hub_parts(), signed_in(), slug, _edits(form, part), sent.base_digest)
    except EditConflict as error:
        return _again(desk, sent, error=error)
    except InvalidInput as error:
        return _again(desk, sent, error=error, wrong=_by_field(form, error))
    flash(_("Saved. It waits to be published."))
    items = form.at if form.is_new else form.at.rpartition("/")[0]
    return _back(slug, form, f"{items}/{part['id']}" if form.is_item else form.at)


@pages.post("/remove")
@permission("brand.write")
def remove(slug: str) -> AnyResponse:
    """Take a part away from the draft."""
    return _changed(
        slug, lambda at: Remove(at), _("Removed. It stays in force until the change is published.")
    )


@pages.post("/move")
@permission("brand.write")
def move(slug: str) -> AnyResponse:
    """Put a part before the neighbour ``before``, or at the end of its list."""
    before = request.form.get("before") or None
    return _changed(slug, lambda at: Move(at, before), _("Moved. It waits to be published."))


def _changed(slug: str, edit: Any, done: str) -> AnyResponse:
    sent = _sent()
    try:
        edit_kit(hub_parts(), signed_in(), slug, [edit(sent.form.at)], sent.base_digest)
    except (EditConflict, InvalidInput) as error:
        desk = kit_desk(hub_parts(), signed_in(), slug)
        kept = _Sent(
            sent.form,
            typed_of(sent.form, held(sent.form, kit_to_dict(desk.kit)), desk.kit.brand.locales),
            desk.base_digest,
        )
        return _again(desk, kept, error=error)
    flash(done)
    return _back(slug, sent.form, sent.form.at)


def _sent() -> _Sent:
    base_digest = request.form.get("base_digest", "")
    if not base_digest:
        raise InvalidInput("The form does not say which version it is based on. Load the page again.")
    return _Sent(form_at(request.form.get("at", "")), typed_words(), base_digest)


def _edits(form: PartForm, part: Mapping[str, Any]) -> Sequence[Edit]:
    if form.is_item:
        return [Put(form.base or form.at, dict(part))]
    return [Put(f"{form.base}.{slot.key}", part.get(slot.key)) for slot in form.slots]


def _by_field(form: PartForm, error: InvalidInput) -> dict[str, str]:
    """Return the faults of a refused edit by the form's fields; the empty name stands for all others."""
    wrong: dict[str, str] = {}
    for fault in error.faults:
        place = fault.where.removeprefix(form.base or form.at).lstrip("./").split(".")[0]
        name = place if place in {slot.key for slot in form.slots} else ""
        wrong.setdefault(name, _fault_words(name, fault.found, fault.expected))
    return wrong


def _fault_words(name: str, found: str, expected: str) -> str:
    if name == "pattern":
        return _("This pattern can't be used: %(found)s.", found=found)
    if name == "id":
        return _("This identifier is taken already; choose another.")
    return _("Found %(found)s; expected %(expected)s.", found=found, expected=expected)


def _again(
    desk: KitDesk, sent: _Sent, *, error: HubError | None = None, wrong: Mapping[str, str] | None = None
) -> AnyResponse:
    conflict = isinstance(error, EditConflict)
    sentence = (
        error_phrases().say(error.message)
        if error
        else _("Something is missing or can't be used. See below.")
    )
    now: dict[str, str] = {}
    if conflict:
        try:
            now = typed_of(sent.form, held(sent.form, kit_to_dict(desk.kit)), desk.kit.brand.locales)
        except NotFound:
            sentence = _("Somebody removed this part since you opened it. Saving brings it back.")
    view = view_part(
        desk.kit,
        sent.form,
        sent.typed,
        # Who has seen both may save over what stands now.
        desk.base_digest if conflict else sent.base_digest,
        wrong=wrong or {},
        problem=(wrong or {}).get("") or sentence,
        now=now,
    )
    return make_response(_page(desk, view), status_of(error) if error else 422)


def _page(desk: KitDesk, view: PartView) -> str:
    template = "brand_part_form.html" if is_fragment() else "brand_part.html"
    back = url_for(_ROOMS[view.form.room], slug=desk.slug) + f"#{anchor(view.form.at)}"
    return render_template(template, desk=desk, part=view, back=back)


def _back(slug: str, form: PartForm, place: str) -> AnyResponse:
    path = url_for(_ROOMS[form.room], slug=slug) + f"#{anchor(place)}"
    if is_fragment():
        # What was done is said beside the page's content, so it comes along.
        way = {"path": path, "target": "#main", "select": "#main, .toasts", "swap": "outerHTML"}
        return make_response("", 200, {"HX-Location": json.dumps(way)})
    return see_other(path)
