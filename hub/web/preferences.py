"""Language, theme, brand and the shape of the frame: kept in cookies, so that a page is right before any script runs."""

from flask import Blueprint, current_app, request
from werkzeug.wrappers import Response

from hub.web.addresses import own_path, see_other
from hub.web.current_brand import COOKIE as BRAND_COOKIE
from hub.web.current_brand import shell
from hub.web.languages import COOKIE, LANGUAGES
from hub.web.permissions import PUBLIC, SIGNED_IN, permission

pages = Blueprint("preferences", __name__)
_YEAR_S = 365 * 24 * 3600


@pages.post("/language")
@permission(PUBLIC)
def choose_language() -> Response:
    """Keep the language and go back to the page; an unknown one changes nothing."""
    return _keep(COOKIE, request.form.get("language"), LANGUAGES)


@pages.post("/theme")
@permission(PUBLIC)
def choose_theme() -> Response:
    """Keep the theme and go back to the page; an unknown one changes nothing."""
    return _keep("theme", request.form.get("theme"), ("light", "dark", "auto"))


@pages.post("/current-brand")
@permission(SIGNED_IN)
def choose_brand() -> Response:
    """Keep the brand to work with, empty for all, and go back to the page; one that is not theirs changes nothing."""
    frame = shell()
    slugs = tuple(brand.slug for brand in frame.brands) if frame else ()
    return _keep(BRAND_COOKIE, request.form.get("brand"), ("", *slugs))


@pages.post("/frame/rail")
@permission(SIGNED_IN)
def choose_rail() -> Response:
    """Keep whether the rail shows words or only signs."""
    return _keep("rail", request.form.get("rail"), ("wide", "narrow"))


@pages.post("/frame/keys")
@permission(SIGNED_IN)
def choose_keys() -> Response:
    """Keep whether single keys do something."""
    return _keep("keys", request.form.get("keys"), ("on", "off"))


def _keep(name: str, value: str | None, known: tuple[str, ...]) -> Response:
    response = see_other(own_path(request.form.get("next")))
    if value in known:
        response.set_cookie(
            name,
            value,
            max_age=_YEAR_S,
            httponly=True,
            samesite="Lax",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        )
    return response
