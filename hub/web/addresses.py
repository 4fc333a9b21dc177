"""Where a request may be sent on to: own paths only."""

from urllib.parse import urlsplit

from werkzeug.utils import redirect
from werkzeug.wrappers import Response


def own_path(target: str | None, *, otherwise: str = "/") -> str:
    """Return ``target`` where it is a path of this hub, else ``otherwise``.

    Browsers read ``//host``, ``/\\host`` and paths with control characters as addresses elsewhere.
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    if "\\" in target or any(ord(character) < 0x21 or ord(character) == 0x7F for character in target):
        return otherwise
    try:
        parts = urlsplit(target)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else target


def see_other(path: str) -> Response:
    """Return a 303: what was sent is done, the page to look at is there."""
    return redirect(path, code=303)
