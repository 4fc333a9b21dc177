"""Today: what waits for this person."""

from flask import Blueprint, render_template

from hub.services.desk import today
from hub.web.context import hub_parts, signed_in
from hub.web.permissions import SIGNED_IN, permission

pages = Blueprint("today", __name__)


@pages.get("/")
@permission(SIGNED_IN)
def show() -> str:
    """Show drafts to finish, decisions to take and copy to fetch, each to whom it concerns."""
    return render_template("today.html", today=today(hub_parts(), signed_in()))
