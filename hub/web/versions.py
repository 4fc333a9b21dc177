"""Versions of a draft: the timeline, two revisions compared, an older one brought back."""

import uuid

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import EditConflict, InvalidInput
from hub.http import status_of
from hub.services.comparisons import compare_revisions, list_versions, restore_revision
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.sentences import error_phrases
from hub.web.version_view import view_comparison, view_versions

pages = Blueprint("versions", __name__, url_prefix="/drafts")
VIEWS = ("inline", "beside")


@pages.get("/<uuid:variant_id>/versions")
@permission("draft.read")
def show_list(variant_id: uuid.UUID) -> str:
    """Show all revisions of a draft, newest first."""
    return _list(variant_id)


@pages.get("/<uuid:variant_id>/compare")
@permission("draft.read")
def compare(variant_id: uuid.UUID) -> str:
    """Show what changed from one revision to another."""
    view = request.args.get("view", VIEWS[0])
    found = compare_revisions(
        hub_parts(), signed_in(), variant_id, earlier=_number("from"), later=_number("to")
    )
    return render_template(
        "compare.html",
        compared=view_comparison(found),
        view=view if view in VIEWS else VIEWS[0],
        may_write=signed_in().may("draft.write", found.brand_id),
    )


@pages.post("/<uuid:variant_id>/restore")
@permission("draft.write")
def restore(variant_id: uuid.UUID) -> AnyResponse:
    """Keep an older revision's text as the newest one."""
    try:
        base = uuid.UUID(request.form.get("base_revision_id", ""))
        number = int(request.form.get("number", ""))
    except ValueError:
        raise InvalidInput("The form does not say which revision you read. Load the page again.") from None
    try:
        saved = restore_revision(hub_parts(), signed_in(), variant_id, number=number, base_revision_id=base)
    except EditConflict as error:
        page = _list(variant_id, wrong=error_phrases().say(error.message))
        return Response(page, status=status_of(error))
    if saved.revision.id == base:
        flash(_("The newest revision says the same already; nothing was added."))
    else:
        flash(
            _(
                "Revision %(old)d is back as revision %(new)d. What was newest before is still here.",
                old=number,
                new=saved.revision.number,
            )
        )
    return see_other(url_for("drafts.show", variant_id=variant_id))


def _list(variant_id: uuid.UUID, *, wrong: str = "") -> str:
    before = request.args.get("before", type=int)
    found = list_versions(hub_parts(), signed_in(), variant_id, before=before)
    return render_template(
        "versions.html",
        versions=view_versions(found),
        wrong=wrong,
        may_write=signed_in().may("draft.write", found.brand_id),
    )


def _number(name: str) -> int:
    number = request.args.get(name, type=int)
    if number is None:
        raise InvalidInput("Choose two revisions to compare.")
    return number
