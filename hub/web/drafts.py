"""Writing: the list of drafts, a new one, the editor with its verdict."""

import uuid

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import EditConflict, HubError, InvalidInput, NotFound, TooLarge
from hub.http import status_of
from hub.judging.text import Part
from hub.services.brands import list_brands
from hub.services.desk import DraftDesk, check_draft, draft_desk, save_and_submit
from hub.services.draft_lists import PAGE, list_drafts
from hub.services.drafts import StartDraft, start_draft
from hub.services.revisions import SaveRevision, save_revision
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import language
from hub.web.languages import translate as _
from hub.web.part_fields import line_from_form, part_fields, parts_from_form, specs_of
from hub.web.permissions import permission
from hub.web.report_view import view_report
from hub.web.sentences import error_phrases

pages = Blueprint("drafts", __name__, url_prefix="/drafts")
STATES = ("draft", "in_review", "changes_requested", "approved", "rejected")


@pages.get("")
@permission("draft.read")
def show_list() -> str:
    """Show the drafts, newest first, narrowed by brand, channel and state."""
    states = [state for state in request.args.getlist("state") if state in STATES]
    lines = list_drafts(
        hub_parts(),
        signed_in(),
        brand=request.args.get("brand") or None,
        channel=request.args.get("channel") or None,
        states=states,
        after=_id_from(request.args.get("after")),
    )
    more = {**request.args.to_dict(flat=False), "after": str(lines[-1].id)} if len(lines) == PAGE else None
    return render_template(
        "drafts.html",
        lines=lines,
        states=STATES,
        chosen=states,
        brand=request.args.get("brand", ""),
        channel=request.args.get("channel", ""),
        brands=list_brands(hub_parts(), signed_in()),
        more=more,
    )


@pages.get("/new")
@permission("draft.write")
def show_new() -> str:
    """Show the form for a new draft; with brand and channel chosen, with the channel's parts."""
    return _new_form(parts=(), values=request.args.to_dict())


@pages.post("")
@permission("draft.write")
def start() -> AnyResponse:
    """Start a draft and open it."""
    form = request.form
    text = parts_from_form()
    command = StartDraft(
        brand=form.get("brand", ""),
        channel=form.get("channel", ""),
        locale=form.get("locale", ""),
        title=line_from_form("title"),
        parts=text,
        edition=line_from_form("edition"),
    )
    try:
        saved = start_draft(hub_parts(), signed_in(), command)
    except (InvalidInput, NotFound, TooLarge) as error:
        return _answer(error, _new_form(parts=text, values=form.to_dict(), wrong=_said(error)))
    flash(_("The draft is saved."))
    return see_other(url_for("drafts.show", variant_id=saved.variant_id))


@pages.get("/<uuid:variant_id>")
@permission("draft.read")
def show(variant_id: uuid.UUID) -> str:
    """Show the editor with the verdict on what is saved."""
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    return _editor(desk, desk.draft.latest.parts)


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


@pages.post("/<uuid:variant_id>/check")
@permission("text.check")
def check(variant_id: uuid.UUID) -> str:
    """Answer with the verdict panel on the text as it stands in the form; nothing is kept."""
    text = parts_from_form()
    checked = check_draft(hub_parts(), signed_in(), variant_id, text)
    channel = next(
        (row for row in checked.brand.channels if row.slug == checked.report["channel"]["id"]), None
    )
    specs = specs_of(channel.kind if channel else "")
    report = view_report(checked.report, value=checked.brand.value, specs=specs, parts=text)
    return render_template("parts/verdict.html", report=report)


def _editor(desk: DraftDesk, text: tuple[Part, ...], *, wrong: str = "") -> str:
    draft = desk.draft
    specs = specs_of(draft.kind)
    report = None
    if draft.report is not None:
        report = view_report(draft.report, value=desk.brand.value, specs=specs, parts=draft.latest.parts)
    return render_template(
        "draft.html",
        draft=draft,
        brand=desk.brand,
        fields=part_fields(specs, text),
        report=report,
        wrong=wrong,
        may_write=signed_in().may("draft.write", desk.brand.id),
        may_decide=signed_in().may("review.decide", desk.brand.id),
        numbers={revision.id: revision.number for revision in draft.history},
    )


def _new_form(*, parts: tuple[Part, ...], values: dict[str, str], wrong: str = "") -> str:
    brands = [
        brand
        for brand in list_brands(hub_parts(), signed_in())
        if brand.value is not None and signed_in().may("draft.write", brand.id)
    ]
    brand = next(
        (row for row in brands if row.slug == values.get("brand")), brands[0] if len(brands) == 1 else None
    )
    channel = (
        next((row for row in brand.channels if row.slug == values.get("channel")), None) if brand else None
    )
    locales = brand.value.brand.locales if brand and brand.value else ()
    return render_template(
        "draft_new.html",
        brands=brands,
        brand=brand,
        channel=channel,
        locales=locales,
        locale=values.get("locale") or next((row for row in locales if row.startswith(language())), ""),
        title=values.get("title", ""),
        edition=values.get("edition", ""),
        # Words typed for a channel that is gone are given back as they are.
        fields=part_fields(specs_of(channel.kind) if channel else (), parts),
        wrong=wrong,
    )


def _conflict(error: EditConflict, variant_id: uuid.UUID) -> AnyResponse:
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    specs = specs_of(desk.draft.kind)
    page = render_template(
        "draft_conflict.html",
        draft=desk.draft,
        theirs=part_fields(specs, desk.draft.latest.parts),
        yours=part_fields(specs, parts_from_form()),
    )
    return _answer(error, page)


def _not_saved(error: HubError, variant_id: uuid.UUID) -> AnyResponse:
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    return _answer(error, _editor(desk, parts_from_form(), wrong=_said(error)))


def _revision_from_form(variant_id: uuid.UUID) -> SaveRevision:
    base = _id_from(request.form.get("base_revision_id"))
    if base is None:
        raise InvalidInput("The form names no revision that the text was made from; load the page again.")
    return SaveRevision(variant_id=variant_id, base_revision_id=base, parts=parts_from_form())


def _id_from(value: str | None) -> uuid.UUID | None:
    if not value:
        return None
    try:
        return uuid.UUID(value)
    except ValueError:
        raise InvalidInput("The address or the form holds an id that is none; start from the list.") from None


def _said(error: HubError) -> str:
    return error_phrases().say(error.message)


def _answer(error: HubError, page: str) -> AnyResponse:
    return Response(page, status=status_of(error))
