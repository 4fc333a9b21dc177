"""Notifications: the bell's last few, the whole list, and marking them as read."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from hub.errors import InvalidInput
from hub.services.notifications import Notification, list_notifications, mark_read
from hub.web.addresses import own_path, see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.permissions import SIGNED_IN, permission
from hub.web.words import task_word

pages = Blueprint("notifications", __name__, url_prefix="/notifications")
IN_BELL = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A notification in words, with the very place it leads to."""

    text: str
    said: str
    where: str
    href: str
    icon: str
    at: datetime
    is_new: bool


@pages.get("")
@permission(SIGNED_IN)
def show_list() -> str:
    """Show what happened that concerns this person, newest first."""
    page = list_notifications(hub_parts(), signed_in(), before=_sequence(request.args.get("before")))
    older = url_for("notifications.show_list", before=page.next_before) if page.next_before else None
    return render_template(
        "notifications.html",
        lines=[_line(item) for item in page.items],
        newest=page.newest if "before" not in request.args else None,
        older=older,
    )


@pages.get("/latest")
@permission(SIGNED_IN)
def show_latest() -> str:
    """Answer with the last few for the bell."""
    page = list_notifications(hub_parts(), signed_in(), limit=IN_BELL)
    return render_template(
        "parts/notifications.html", lines=[_line(item) for item in page.items], newest=page.newest
    )


@pages.post("/read")
@permission(SIGNED_IN)
def read_all() -> Response:
    """Mark as read everything up to what was shown, and go back to the page."""
    newest = _sequence(request.form.get("newest"))
    if newest is None:
        raise InvalidInput("The address or the form has an id that does not exist. Start from the list.")
    mark_read(hub_parts(), signed_in(), newest=newest)
    return see_other(own_path(request.form.get("next"), otherwise=url_for("notifications.show_list")))


def _line(item: Notification) -> Line:
    where = [localised(item.brand_name), localised(item.channel_name)]
    return Line(
        **_told(item),
        said=item.said,
        where=" · ".join(word for word in where if word),
        href=_place(item),
        at=item.at,
        is_new=item.is_new,
    )


def _told(item: Notification) -> dict[str, str]:
    """Return the sentence and the icon of a notification."""
    gaps = {"name": item.by or _("Onevoice"), "title": item.title}
    match item.kind:
        case "review.opened":
            return {"text": _("%(name)s submitted “%(title)s” for review.", **gaps), "icon": "inbox"}
        case "review.approve":
            return {"text": _("%(name)s approved “%(title)s”.", **gaps), "icon": "circle-check"}
        case "review.request_changes":
            return {"text": _("%(name)s asked for changes in “%(title)s”.", **gaps), "icon": "pen-line"}
        case "review.reject":
            return {"text": _("%(name)s rejected “%(title)s”.", **gaps), "icon": "circle-x"}
        case "comment.added":
            return {"text": _("%(name)s commented on “%(title)s”.", **gaps), "icon": "message-square-text"}
        case "variant.approved":
            return {"text": _("“%(title)s” is ready to publish.", title=item.title), "icon": "send"}
        case "variant.withdrawn":
            recalled = _("“%(title)s” was recalled. Take it down where it was published.", title=item.title)
            return {"text": recalled, "icon": "undo-2"}
        case "brand.published":
            in_force = _("A new version of %(brand)s is in force.", brand=localised(item.brand_name))
            return {"text": in_force, "icon": "landmark"}
    return {"text": _("A job failed: %(job)s.", job=task_word(item.job_task)), "icon": "triangle-alert"}


def _place(item: Notification) -> str:
    match item.kind:
        case "review.opened":
            return url_for("reviews.show", variant_id=item.variant_id)
        case "comment.added":
            return url_for("discussion.show", variant_id=item.variant_id, _anchor=f"comment-{item.remark_id}")
        case "variant.approved":
            return url_for(
                "channels.show_text", slug=item.channel, variant_id=item.variant_id, brand=item.brand
            )
        case "variant.withdrawn":
            return url_for("channels.show", slug=item.channel, brand=item.brand, _anchor="news")
        case "brand.published":
            return url_for("brands.show", slug=item.brand)
        case "job.failed":
            return url_for("jobs.show_list")
    return url_for("drafts.show", variant_id=item.variant_id)


def _sequence(value: str | None) -> int | None:
    if not value:
        return None
    # Longer numbers are none of ours, and not every database takes them.
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise InvalidInput("The address or the form has an id that does not exist. Start from the list.")
    return int(value)
