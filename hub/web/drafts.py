"""Drafts: the list, a new one, the editor with its verdict, saving and submitting."""

import uuid

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import EditConflict, HubError, InvalidInput, NotFound, TooLarge
from hub.services.brands import BrandView, list_brands
from hub.services.desk import draft_desk, save_and_submit
from hub.services.draft_lists import PAGE, list_drafts
from hub.services.drafts import StartDraft, start_draft
from hub.services.revisions import SaveRevision, save_revision
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.current_brand import current_brand
from hub.web.draft_pages import answer, conflict_page, day_from_form, editor_page, new_page, said
from hub.web.languages import translate as _
from hub.web.part_fields import line_from_form, parts_from_form
from hub.web.permissions import permission

pages = Blueprint("drafts", __name__, url_prefix="/drafts")
STATES = ("draft", "in_review", "changes_requested", "approved", "rejected")


@pages.get("")
@permission("draft.read")
def show_list() -> str:
    """Show the drafts, newest first, narrowed by brand, channel and state."""
    states = [state for state in request.args.getlist("state") if state in STATES]
    brand, mine = request.args.get("brand", current_brand() or ""), request.args.get("mine") == "yes"
    lines = list_drafts(
        hub_parts(),
        signed_in(),
        brand=brand or None,
        channel=request.args.get("channel") or None,
        states=states,
        after=_id_from(request.args.get("after")),
        mine=mine,
    )
    more = {**request.args.to_dict(flat=False), "after": str(lines[-1].id)} if len(lines) == PAGE else None
    return render_template(
        "drafts.html",
        lines=lines,
        states=STATES,
        chosen=states,
        brand=brand,
        mine=mine,
        channel=request.args.get("channel", ""),
        brands=list_brands(hub_parts(), signed_in()),
        more=more,
    )


@pages.get("/new")
@permission("draft.write")
def show_new() -> str:
    """Show the form for a new draft: a brand, its channels as cards, language, title, day."""
    return new_page(_brands_to_write_for(), values=request.args.to_dict())


@pages.post("")
@permission("draft.write")
def start() -> AnyResponse:
    """Start a draft and open it."""
    form = request.form
    text = parts_from_form()
    try:
        command = StartDraft(
            brand=form.get("brand", ""),
            channel=form.get("channel", ""),
            locale=form.get("locale", ""),
            title=line_from_form("title"),
            parts=text,
            edition=line_from_form("edition"),
            due_on=day_from_form("due_on"),
        )
        saved = start_draft(hub_parts(), signed_in(), command)
    except (InvalidInput, NotFound, TooLarge) as error:
        page = new_page(_brands_to_write_for(), values=form.to_dict(), typed=text, wrong=said(error))
        return answer(error, page)
    flash(_("The draft is saved."))
    return see_other(url_for("drafts.show", variant_id=saved.variant_id))


@pages.get("/<uuid:variant_id>")
@permission("draft.read")
def show(variant_id: uuid.UUID) -> str:
    """Show the editor with the verdict on what is saved; ``words=kept`` puts the unsaved words into its fields."""
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    words = desk.draft.words
    if words is not None and request.args.get("words") == "kept":
        if words.is_behind:
            return conflict_page(desk, words.parts, unsaved=True)
        return editor_page(desk, words.parts, restored=True)
    return editor_page(desk, desk.draft.latest.parts)


@pages.post("/<uuid:variant_id>")
@permission("draft.write")
def save(variant_id: uuid.UUID) -> AnyResponse:
    """Keep the text as a new revision."""
    try:
        save_revision(hub_parts(), signed_in(), _revision_from_form(variant_id))
    except EditConflict as error:
        return _conflict(error, variant_id)
    except (InvalidInput, TooLarge) as error:
        return _not_saved(error, variant_id)
    flash(_("Saved."))
    return see_other(url_for("drafts.show", variant_id=variant_id))


@pages.post("/<uuid:variant_id>/submit")
@permission("draft.write")
def submit_for_review(variant_id: uuid.UUID) -> AnyResponse:
    """Keep the text and put it before a brand manager."""
    try:
        save_and_submit(hub_parts(), signed_in(), _revision_from_form(variant_id))
    except EditConflict as error:
        return _conflict(error, variant_id)
    except (InvalidInput, TooLarge) as error:
        return _not_saved(error, variant_id)
    flash(_("Submitted. A brand manager decides next."))
    return see_other(url_for("drafts.show", variant_id=variant_id))


def _brands_to_write_for() -> list[BrandView]:
    return [
        brand
        for brand in list_brands(hub_parts(), signed_in())
        if brand.value is not None and signed_in().may("draft.write", brand.id)
    ]


def _conflict(error: EditConflict, variant_id: uuid.UUID) -> AnyResponse:
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    return answer(error, conflict_page(desk, parts_from_form()))


def _not_saved(error: HubError, variant_id: uuid.UUID) -> AnyResponse:
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    return answer(error, editor_page(desk, parts_from_form(), wrong=said(error)))


def _revision_from_form(variant_id: uuid.UUID) -> SaveRevision:
    base = _id_from(request.form.get("base_revision_id"))
    if base is None:
        raise InvalidInput("The form does not say which revision the text came from. Load the page again.")
    return SaveRevision(variant_id=variant_id, base_revision_id=base, parts=parts_from_form())


def _id_from(value: str | None) -> uuid.UUID | None:
    if not value:
        return None
    try:
        return uuid.UUID(value)
    except ValueError:
        raise InvalidInput(
            "The address or the form has an id that does not exist. Start from the list."
        ) from None
