"""The one stylesheet of the pages: tokens, plain elements, components and rooms joined in order when the hub starts."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, current_app, url_for

from hub.web.permissions import PUBLIC, permission

pages = Blueprint("stylesheet", __name__)
_FIRST: Final = ("tokens.css", "base.css")
_FOLDERS: Final = ("components", "rooms")
_FOR_EVER: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The joined text; ``digest`` is in its address, so that a browser may keep it for ever."""

    text: bytes
    digest: str


def join_stylesheets(folder: Path) -> Stylesheet:
    """Return ``tokens.css``, ``base.css``, then each component and each room by name, as one stylesheet."""
    paths = [folder / name for name in _FIRST]
    for name in _FOLDERS:
        paths += sorted((folder / name).glob("*.css"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths).encode()
    return Stylesheet(text, hashlib.sha256(text).hexdigest()[:16])


def equip_stylesheet(app: Flask, folder: Path) -> None:
    """Join the stylesheet once for this process and give templates its address."""
    app.extensions["stylesheet"] = join_stylesheets(folder)

    @app.context_processor
    def address() -> dict[str, str]:
        sheet: Stylesheet = app.extensions["stylesheet"]
        return {"stylesheet": url_for("stylesheet.show", digest=sheet.digest)}


@pages.get("/css/<digest>.css")
@permission(PUBLIC)
def show(digest: str) -> Response:
    """Answer with the stylesheet; an address of a former release gets the present one, not to be kept."""
    sheet: Stylesheet = current_app.extensions["stylesheet"]
    response = Response(sheet.text, mimetype="text/css")
    response.headers["Cache-Control"] = _FOR_EVER if digest == sheet.digest else "no-store"
    return response
