"""Headers on every answer, what no request may hold, and the id by which a request is found again in the log."""

import re
import uuid
from typing import Final

from flask import Flask, Response, abort, g, request

from hub.http import wants_problem
from hub.web.part_fields import PREFIX

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS: Final = "max-age=31536000; includeSubDomains"
_KNOWN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def secure(app: Flask, *, https: bool) -> None:
    """Give every request an id and every answer its headers."""

    @app.before_request
    def name_request() -> None:
        sent = request.headers.get("X-Request-ID", "")
        g.request_id = sent if _KNOWN_ID.fullmatch(sent) else uuid.uuid4().hex

    @app.before_request
    def refuse_nul() -> None:
        # Databases differ in what they make of U+0000. Parts of a text are read by the services, who say where it is.
        if wants_problem():
            return
        sent = [*request.args.items(multi=True), *request.form.items(multi=True)]
        if any("\0" in name or ("\0" in value and not name.startswith(PREFIX)) for name, value in sent):
            abort(400)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        response.headers["X-Request-ID"] = str(g.get("request_id", "-"))
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
