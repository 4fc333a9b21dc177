"""Today: what waits for this person."""

from flask import Blueprint, render_template

from hub.services.today import today
from hub.web.context import hub_parts, signed_in
from hub.web.current_brand import current_brand
from hub.web.permissions import SIGNED_IN, permission
from hub.web.today_words import say_day, summary

pages = Blueprint("today", __name__)


@pages.get("/")
@permission(SIGNED_IN)
def show() -> str:
    """Show what waits for this person, each role its own, most urgent first."""
    view = today(hub_parts(), signed_in(), brand=current_brand())
    now = hub_parts().now()
    return render_template(
        "today.html",
        today=view,
        now=now,
        lead=summary(view, now),
        day=say_day(now.date()),
    )
