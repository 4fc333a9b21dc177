"""The living page of the design system: every component once, in both languages and on both papers."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import force_locale
from markupsafe import Markup

from hub.web.languages import LANGUAGES
from hub.web.permissions import SIGNED_IN, permission

pages = Blueprint("design", __name__, url_prefix="/design")
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Pane:
    """The components in one language on one paper; ``prefix`` keeps their ids apart."""

    prefix: str
    language: str
    theme: str
    gallery: Markup


@pages.get("")
@permission(SIGNED_IN)
def show() -> str:
    """Show all components, four times over."""
    return render_template(
        "design.html", panes=[_pane(language, theme) for language in LANGUAGES for theme in THEMES]
    )


def _pane(language: str, theme: str) -> Pane:
    prefix = f"{language}-{theme}"
    with force_locale(language):
        gallery = render_template("parts/gallery.html", prefix=prefix)
    return Pane(prefix, language, theme, Markup(gallery))  # noqa: S704 - our own template
