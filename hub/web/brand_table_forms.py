"""What the forms of the brand's tables share: typed words checked against the kit's own types, field by field."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from flask import request
from pydantic import ValidationError

from hub.brandkit.types import KitPart
from hub.web.addresses import own_path
from hub.web.languages import translate as _

Typed = dict[str, str]
"""What stands in a form's fields, by name; a ticked box says ``yes``."""
Wrong = dict[str, str]
"""A sentence for each field that can't be taken; the empty name stands for the form as a whole."""

MAX_TEXT: Final = 2_000


def typed_words() -> Typed:
    """Return the words of the form that was sent, trimmed at the ends."""
    return {name: value.strip() for name, value in request.form.items() if name != "csrf_token"}


def by_locale(typed: Mapping[str, str], field: str, locales: tuple[str, ...]) -> dict[str, str]:
    """Return a field that stands once per locale (``name.zh``), without the empty ones."""
    words = {locale: typed.get(f"{field}.{locale}", "") for locale in locales}
    return {locale: text for locale, text in words.items() if text}


def wrong_in(model: type[KitPart], values: Mapping[str, Any]) -> Wrong:
    """Return what the kit's own type refuses, as a sentence per field of the form."""
    wrong: Wrong = {}
    for name, value in values.items():
        if any(len(text) > MAX_TEXT for text in _texts(value)):
            wrong[name] = _("This is too long; %(most)d characters are the most.", most=MAX_TEXT)
    try:
        model.model_validate(dict(values))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            wrong.setdefault(
                str(fault["loc"][0]), _sentence(fault["type"], fault.get("ctx", {}), fault["loc"])
            )
    return wrong


def _sentence(kind: str, context: Mapping[str, Any], place: tuple[Any, ...]) -> str:
    if place[0] == "id":
        return _("An id has small letters, digits and hyphens only, 64 at most.")
    expected = str(context.get("expected", "")) if kind == "kit" else ""
    if kind in ("missing", "too_short", "string_too_short"):
        return _("This is needed.")
    if "control characters" in expected:
        return _("It contains a character that is not text. Type it again.")
    if "band" in expected or "two numbers" in expected:
        return _("Give two numbers from 0 to 100, the lower one first.")
    if "number" in expected:
        return _("Give a number from 0 to 100.")
    if "day" in expected:
        return _("Give a day of the calendar, such as 2026-09-01.")
    return _("This can't be used. Look at it again.")


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return [text for item in items for text in _texts(item)]


def is_fragment() -> bool:
    """Tell whether a part of a page is asked for, to be put in place."""
    return request.headers.get("HX-Request") == "true"


def way_back(otherwise: str) -> str:
    """Return the page this form was opened from: as its form says, its address, or the page it is put into."""
    said = request.form.get("back") or request.args.get("back")
    if not said and (page := request.headers.get("HX-Current-URL")):
        parts = urlsplit(page)
        said = parts.path + (f"?{parts.query}" if parts.query else "")
    return own_path(said, otherwise=otherwise)
