"""Help: what each room is for, what to do first and the keys, on one page and beside every room."""

from flask import Blueprint, render_template

from hub.web.permissions import SIGNED_IN, permission

pages = Blueprint("help", __name__, url_prefix="/help")


@pages.get("")
@permission(SIGNED_IN)
def show() -> str:
    """Show the help of all rooms."""
    return render_template("help.html")
