"""Review: what waits for a decision, one text with all that a decision rests on, and the decision."""

import uuid
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import Conflict, InvalidInput
from hub.http import status_of
from hub.services.desk import draft_desk
from hub.services.review_rooms import QueueFilter, ReviewRoom, decide_and_go_on, queue_of, review_room
from hub.services.reviews import MAX_COMMENT, MIN_REASON, Decide
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.current_brand import current_brand
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.previews import brand_colour, preview_of
from hub.web.review_view import (
    age_words,
    consequences,
    day_words,
    filter_chips,
    labelled_differences,
    query_of,
    read_parts,
    report_of,
    without_text,
)
from hub.web.sentences import error_phrases
from hub.web.words import decision_word

pages = Blueprint("reviews", __name__, url_prefix="/reviews")


@pages.get("")
@permission("review.read")
def show_queue() -> str:
    """Show what waits for a decision, oldest first, with the first text opened."""
    narrowed = _filter()
    queue = queue_of(hub_parts(), signed_in(), narrowed)
    if queue.lines:
        return _page(queue.lines[0].line.id)
    return render_template("reviews.html", queue=queue)


@pages.get("/<uuid:variant_id>")
@permission("review.read")
def show(variant_id: uuid.UUID) -> str:
    """Show the text under review with its report, the discussion and the forms for the decision."""
    return _page(variant_id)


@pages.post("/<uuid:variant_id>")
@permission("review.decide")
def take_decision(variant_id: uuid.UUID) -> AnyResponse:
    """Take the decision on the very revision that was read, and go on to the next text."""
    form, narrowed = request.form, _filter()
    command = Decide(
        variant_id=variant_id,
        revision_id=_revision_read(),
        kind=form.get("decision", ""),
        comment=form.get("comment", ""),
        override_reason=form.get("override_reason") or None,
    )
    try:
        done = decide_and_go_on(hub_parts(), signed_in(), command, narrowed)
    except InvalidInput as error:
        return Response(_page(variant_id, wrong=error_phrases().say(error.message)), status=status_of(error))
    except Conflict as error:
        return Response(_conflict(variant_id, command), status=status_of(error))
    link = Markup('<a href="{}">{}</a>').format(url_for("reviews.show", variant_id=variant_id), done.title)
    flash(Markup("{} {}").format(_("%(decision)s:", decision=decision_word(command.kind)), link))
    rest = _query(narrowed)
    if done.next_id is None:
        return see_other(url_for("reviews.show_queue", **rest))
    return see_other(url_for("reviews.show", variant_id=done.next_id, **rest))


def _page(variant_id: uuid.UUID, *, wrong: str = "") -> str:
    narrowed = _filter()
    room = review_room(hub_parts(), signed_in(), variant_id, narrowed)
    draft, brand = room.desk.draft, room.desk.brand
    report = report_of(room.desk, room.earlier)
    may = signed_in().may
    return render_template(
        "review.html",
        **_queue_words(room),
        draft=draft,
        brand=brand,
        read=read_parts(draft.kind, draft.latest.parts, report),
        report=without_text(report),
        changes=report.changes if report else [],
        earlier=room.earlier,
        changed=labelled_differences(draft.kind, room.earlier.revision.parts, draft.latest.parts)
        if room.earlier
        else [],
        discussion=room.discussion,
        preview=preview_of(
            draft.kind,
            draft.latest.parts,
            draft.line.locale,
            brand_name=localised(brand.name),
            colour=brand_colour(brand.value),
        ),
        wrong=wrong,
        # Typed words come back after a refusal, in the form that they were typed in.
        typed=request.form.get("decision", ""),
        comment=request.form.get("comment", ""),
        reason=request.form.get("override_reason", ""),
        decisions=consequences(room.desk),
        may_decide=may("review.decide", brand.id),
        may_override=may("review.override", brand.id),
        min_reason=MIN_REASON,
        max_comment=MAX_COMMENT,
    )


def _queue_words(room: ReviewRoom) -> dict[str, object]:
    queue, narrowed = room.queue, _filter()
    now, variant_id = hub_parts().now(), room.desk.draft.line.id
    place = queue.place_of(variant_id)
    return {
        "queue": queue,
        "ages": {row.line.id: age_words(row.since, now) for row in queue.lines},
        "due": {row.line.id: day_words(row.line.due_on) for row in queue.lines if row.line.due_on},
        "today_is": now.date(),
        "place": place,
        "next_id": queue.beside(variant_id, 1),
        "previous_id": queue.beside(variant_id, -1),
        "narrowed": _query(narrowed),
        "chips": filter_chips(queue, narrowed),
        "is_narrowed": bool(query_of(narrowed)),
    }


def _conflict(variant_id: uuid.UUID, command: Decide) -> str:
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    draft = desk.draft
    read = next((row for row in draft.history if row.id == command.revision_id), None)
    is_newer = read is not None and read.id != draft.latest.id
    return render_template(
        "review_conflict.html",
        draft=draft,
        read=read,
        changed=labelled_differences(draft.kind, read.parts, draft.latest.parts) if read and is_newer else [],
        decided=draft.comments[0] if draft.comments and draft.review_id is None else None,
        is_newer=is_newer,
        comment=command.comment,
        reason=command.override_reason or "",
        narrowed=_query(_filter()),
        max_comment=MAX_COMMENT,
        may_comment=signed_in().may("draft.comment", desk.brand.id),
    )


def _filter() -> QueueFilter:
    """Return what the address asks for; of brands the chosen one, unless the address says otherwise."""
    brand = request.args.get("brand")
    return QueueFilter(
        brand=(current_brand() or "") if brand is None else brand,
        channel=request.args.get("channel", ""),
        verdict=request.args.get("verdict", ""),
    )


def _query(narrowed: QueueFilter) -> dict[str, Any]:
    all_brands = {"brand": ""} if not narrowed.brand and current_brand() else {}
    return query_of(narrowed) | all_brands


def _revision_read() -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get("revision_id", ""))
    except ValueError:
        raise InvalidInput("The form does not say which revision you read. Load the page again.") from None
