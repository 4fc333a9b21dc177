"""Review: what waits, and the decision on one text."""

import uuid

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import InvalidInput
from hub.http import status_of
from hub.services.desk import draft_desk
from hub.services.draft_lists import review_queue
from hub.services.reviews import MAX_COMMENT, MIN_REASON, Decide, decide
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import translate as _
from hub.web.part_fields import part_fields, specs_of
from hub.web.permissions import permission
from hub.web.report_view import view_report
from hub.web.sentences import error_phrases
from hub.web.words import decision_word

pages = Blueprint("reviews", __name__, url_prefix="/reviews")


@pages.get("")
@permission("review.read")
def show_queue() -> str:
    """Show what waits for a decision, oldest first."""
    return render_template("reviews.html", lines=review_queue(hub_parts(), signed_in()))


@pages.get("/<uuid:variant_id>")
@permission("review.read")
def show(variant_id: uuid.UUID) -> str:
    """Show the text under review with its report and the form for the decision."""
    return _page(variant_id)


@pages.post("/<uuid:variant_id>")
@permission("review.decide")
def take_decision(variant_id: uuid.UUID) -> AnyResponse:
    """Take the decision on the very revision that was read."""
    form = request.form
    try:
        revision_id = uuid.UUID(form.get("revision_id", ""))
    except ValueError:
        raise InvalidInput("The form names no revision that was read; load the page again.") from None
    command = Decide(
        variant_id=variant_id,
        revision_id=revision_id,
        kind=form.get("decision", ""),
        comment=form.get("comment", ""),
        override_reason=form.get("override_reason") or None,
    )
    try:
        decide(hub_parts(), signed_in(), command)
    except InvalidInput as error:
        return Response(_page(variant_id, wrong=error_phrases().say(error.message)), status=status_of(error))
    flash(_("Decided: %(decision)s.", decision=decision_word(command.kind)))
    return see_other(url_for("reviews.show_queue"))


def _page(variant_id: uuid.UUID, *, wrong: str = "") -> str:
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    draft = desk.draft
    specs = specs_of(draft.kind)
    report = None
    if draft.report is not None:
        report = view_report(draft.report, value=desk.brand.value, specs=specs, parts=draft.latest.parts)
    return render_template(
        "review.html",
        draft=draft,
        fields=part_fields(specs, draft.latest.parts),
        report=report,
        wrong=wrong,
        # Typed words come back after a refusal.
        comment=request.form.get("comment", ""),
        reason=request.form.get("override_reason", ""),
        may_decide=signed_in().may("review.decide", desk.brand.id),
        min_reason=MIN_REASON,
        max_comment=MAX_COMMENT,
        numbers={revision.id: revision.number for revision in draft.history},
    )
