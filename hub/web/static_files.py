"""What browsers load besides pages: every address holds a digest of all of it, so that it may be kept for ever."""

import hashlib
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, send_from_directory

from hub.web.permissions import PUBLIC, permission

_FOR_EVER: Final = "public, max-age=31536000, immutable"


def digest_of(folder: Path) -> str:
    """Return a digest of the names and contents of all files that are served."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def serve_static_files(app: Flask, folder: Path) -> None:
    """Serve ``folder`` under ``/static/<digest>/``; ``url_for("static", filename=…)`` writes such addresses.

    Scripts import each other by relative addresses, so the digest holds for them too. A page of a former release
    asks with an old digest and gets the present file, which it may not keep.
    """
    present = digest_of(folder)

    @app.get("/static/<version>/<path:filename>", endpoint="static")
    @permission(PUBLIC)
    def show(version: str, filename: str) -> Response:
        response = send_from_directory(folder, filename)
        response.headers["Cache-Control"] = _FOR_EVER if version == present else "no-store"
        return response

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("version", present)
