"""Whether the hub answers, for whoever watches over it."""

from flask import Blueprint, Response

from hub.services.health import is_database_ready
from hub.web.context import hub_parts
from hub.web.permissions import PUBLIC, permission

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@permission(PUBLIC)
def show() -> Response:
    """Answer 200 where the database can be read, else 503."""
    ready = is_database_ready(hub_parts())
    return Response(
        "ok\n" if ready else "the database does not answer or has no tables; run `onevoice init`\n",
        status=200 if ready else 503,
        mimetype="text/plain",
        headers={"Cache-Control": "no-store"},
    )
