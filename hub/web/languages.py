"""The language of a page: what was chosen, else the person's own, else what the browser asks for, else the hub's."""

from pathlib import Path
from typing import Any, Final

from flask import Flask, g, request, session
from flask_babel import Babel, get_locale, gettext

from hub.judging.brand import Localised, language_of

LANGUAGES: Final = ("zh", "en")
COOKIE: Final = "language"
TRANSLATIONS: Final = Path(__file__).parent / "translations"


def speak(app: Flask, *, default: str) -> None:
    """Connect the catalogues; ``default`` is spoken before anybody has chosen."""

    def choose() -> str:
        if "language" not in g:
            g.language = chosen_language(default)
        return str(g.language)

    Babel(
        app,
        default_locale=default,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=choose,
    )


def chosen_language(default: str) -> str:
    """Return the language of this request."""
    for wish in (request.cookies.get(COOKIE), session.get("language")):
        if wish in LANGUAGES:
            return str(wish)
    return request.accept_languages.best_match(LANGUAGES) or default


def language() -> str:
    """Return the language spoken now, ``zh`` or ``en``."""
    return language_of(str(get_locale() or LANGUAGES[0]).replace("_", "-"))


def localised(words: Localised) -> str:
    """Return the words in the language spoken now, else in the first there is."""
    now = language()
    for locale, text in words.items():
        if language_of(locale) == now:
            return text
    return next(iter(words.values()), "")


def translate(sentence: str, **values: Any) -> str:
    """Return an English sentence in the language spoken now, its ``%(name)s`` filled in."""
    return str(gettext(sentence, **values))
