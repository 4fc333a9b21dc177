"""Signing in and out."""

from flask import Blueprint, Response, g, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import NotSignedIn
from hub.services.demo_people import read_logins
from hub.services.people import sign_in
from hub.web import people_session
from hub.web.addresses import own_path, see_other
from hub.web.context import hub_parts
from hub.web.languages import translate as _
from hub.web.permissions import PUBLIC, permission

pages = Blueprint("sign_in", __name__)


@pages.get("/sign-in")
@permission(PUBLIC)
def show() -> str | AnyResponse:
    """Show the form, or go on where somebody is signed in already."""
    target = own_path(request.args.get("next"))
    if g.principal is not None:
        return see_other(target)
    return _page(target)


@pages.post("/sign-in")
@permission(PUBLIC)
def attempt() -> AnyResponse:
    """Sign in and go to where the person was heading."""
    email = request.form.get("email", "")
    target = own_path(request.form.get("next"))
    try:
        person = sign_in(hub_parts(), email=email, password=request.form.get("password", ""))
    except NotSignedIn:
        wrong = _("The e-mail or the password is not right.")
        return Response(_page(target, email=email, wrong=wrong), status=401)
    people_session.begin(person, hub_parts())
    return see_other(target)


@pages.post("/sign-out")
@permission(PUBLIC)
def leave() -> AnyResponse:
    """End the session."""
    people_session.end()
    return see_other("/sign-in")


def _page(target: str, *, email: str = "", wrong: str = "") -> str:
    has_demo = bool(read_logins(hub_parts()))
    return render_template("sign_in.html", target=target, email=email, wrong=wrong, has_demo=has_demo)
