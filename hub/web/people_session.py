"""Who is signed in: a signed cookie holds the person's id and when they signed in; roles are read per request."""

import uuid
from datetime import timedelta

from flask import Flask, g, request, session, url_for
from werkzeug.wrappers import Response

from hub import http
from hub.errors import NotAllowed, NotFound, NotSignedIn
from hub.services.parts import Parts
from hub.services.people import PersonView, principal_of_user
from hub.web.addresses import see_other
from hub.web.permissions import PUBLIC, SIGNED_IN, permission_of
from hub.workflow.roles import PERMISSIONS, Principal


def begin(person: PersonView, parts: Parts) -> None:
    """Start a session of its own for a person who just signed in: nothing from before stays in it."""
    session.clear()
    session.permanent = True
    session["person"] = str(person.id)
    session["since"] = int(parts.now().timestamp())
    session["language"] = person.locale


def end() -> None:
    """End the session."""
    session.clear()


def guard(app: Flask, parts: Parts) -> None:
    """Load who is acting before each request and keep strangers out of every room that is not public."""
    hours = timedelta(hours=parts.settings.session_hours)

    @app.before_request
    def recognise() -> Response | None:
        g.principal = None
        if http.wants_problem() or request.endpoint == "static":
            return None
        g.principal = _principal(parts, hours)
        if request.endpoint is None:
            return None
        needed = permission_of(app.view_functions.get(request.endpoint or ""))
        if needed == PUBLIC:
            return None
        if g.principal is None:
            if request.method in ("GET", "HEAD"):
                return see_other(url_for("sign_in.show", next=request.full_path.removesuffix("?")))
            raise NotSignedIn("You are signed out; sign in again in another tab and send this once more.")
        if needed is None:
            raise NotFound("There is no such thing here, or it is not shared with you.")
        if needed != SIGNED_IN and not g.principal.may_anywhere(needed):
            who, what = g.principal.name, PERMISSIONS[needed]
            raise NotAllowed(f"{who} may not {what}; ask an admin of the hub for the role.")
        return None


def _principal(parts: Parts, hours: timedelta) -> Principal | None:
    try:
        person = uuid.UUID(session["person"])
        age_s = parts.now().timestamp() - int(session["since"])
    except (KeyError, ValueError, TypeError):
        return None
    if age_s > hours.total_seconds():
        return None
    return principal_of_user(parts, person)
