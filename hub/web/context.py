"""What a view reaches for: the parts of this process and who is acting in this request."""

from typing import cast

from flask import current_app, g

from hub.errors import NotSignedIn
from hub.services.parts import Parts
from hub.workflow.roles import Principal


def hub_parts() -> Parts:
    """Return the parts that this application was built with."""
    return cast(Parts, current_app.extensions["onevoice"])


def signed_in() -> Principal:
    """Return who is acting; raise NotSignedIn where nobody is."""
    principal: Principal | None = g.get("principal")
    if principal is None:
        raise NotSignedIn("Sign in first.")
    return principal
