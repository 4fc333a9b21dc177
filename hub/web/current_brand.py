"""The frame of a page and the brand that a person works with now: their choice, kept in a cookie."""

from typing import Final

from flask import g, request

from hub.services.shell import Shell, shell_of
from hub.web.context import hub_parts

COOKIE: Final = "brand"


def shell() -> Shell | None:
    """Return what stands around the page, read once per request; None where nobody is signed in."""
    if "shell" not in g:
        g.shell = shell_of(hub_parts(), g.principal) if g.get("principal") else None
    read: Shell | None = g.shell
    return read


def current_brand() -> str | None:
    """Return the slug of the chosen brand, or None for all: also where the chosen one is gone or none of theirs."""
    chosen = request.cookies.get(COOKIE)
    frame = shell() if chosen else None
    if frame is None:
        return None
    return next((brand.slug for brand in frame.brands if brand.slug == chosen), None)
