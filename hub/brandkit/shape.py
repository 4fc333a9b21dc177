"""From plain values to a kit: what pydantic refuses, said as found and expected at a path."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hub.brandkit.model import Kit
from hub.brandkit.places import MAX_FAULTS, Flaw, Path, Place

_EXPECTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping such as {zh: 夜色, en: Night}",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "too_short": "at least one entry",
    "string_too_short": "text that is not empty",
}
_PATTERNS = {
    "^#": "a colour such as #0B1B3A",
    "^[a-z]{2,3}": "a locale such as zh, en or zh-Hant",
    "^[a-z][a-z0-9_]": "a name of small letters, digits and underscores",
    "^[A-Za-z0-9]": "a name of letters, digits, points, hyphens and underscores",
    "^[a-z0-9-]{2": "2 to 64 small letters, digits and hyphens",
    "^[a-z0-9]": "an id of small letters, digits and hyphens (64 at most)",
}
_LONGEST_QUOTE = 60


def shape(root: Any, places: Mapping[Path, Place]) -> tuple[Kit | None, list[Flaw]]:
    """Return the kit, or None and every flaw of shape: keys, types, ranges, patterns."""
    if not isinstance(root, dict):
        return None, [Flaw((), describe(root), "a mapping that begins with onevoice_kit: 1")]
    try:
        return Kit.model_validate(root), []
    except ValidationError as error:
        details = error.errors(include_url=False)[:MAX_FAULTS]
        return None, [_flaw(detail, places) for detail in details]


def describe(value: Any, spelt: str | None = None) -> str:
    """Return what a value is, in words: ``the number 5999``, ``a list``, ``the text 'x'``."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the yes/no value {spelt or str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {_short(spelt or str(value))}"
    if isinstance(value, date):
        return f"the date {spelt or value.isoformat()}"
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list | tuple):
        if any(isinstance(item, dict | list | tuple) for item in value):
            return "a list"
        return f"the list [{_short(', '.join('~' if item is None else str(item) for item in value))}]"
    return f"the text {_short(str(value))!r}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def _flaw(detail: ErrorDetails, places: Mapping[Path, Place]) -> Flaw:
    kind, path, value = detail["type"], tuple(detail["loc"]), detail["input"]
    at_key = path[-1:] == ("[key]",)
    if at_key:
        path = path[:-1]
    place = places.get(path)
    spelt = place.spelt if place else None
    if kind == "missing":
        return Flaw(path, "nothing", f"the key {path[-1]}", at_key=True)
    if kind == "extra_forbidden":
        return Flaw(path, f"the unknown key {_short(str(path[-1]))!r}", _near(path), at_key=True)
    if at_key:
        return Flaw(
            path,
            f"the key {_short(str(path[-1]))!r}",
            _PATTERNS["^[a-z]{2,3}"] if _in_locales(path) else "an id",
            at_key=True,
        )
    return Flaw(path, describe(value, spelt), _expected(detail, value, spelt))


def _expected(detail: ErrorDetails, value: Any, spelt: str | None) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "kit":
        return str(context["expected"])
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "")
    if kind == "string_type":
        if isinstance(value, bool | int | float | date):
            return f'text: write it in quotes, "{_short(spelt or str(value))}"'
        return "text"
    if kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        return next((words for start, words in _PATTERNS.items() if pattern.startswith(start)), pattern)
    if kind in ("greater_than", "less_than_equal"):
        return "a whole number from 1 to 100000"
    return _EXPECTED.get(kind, detail["msg"])


def _near(path: Path) -> str:
    names = _fields_at(path[:-1])
    close = get_close_matches(str(path[-1]), names, n=1, cutoff=0.6)
    if close:
        return f"{close[0]} (did you mean that?)"
    return "one of " + ", ".join(names)


def _fields_at(path: Path) -> list[str]:
    model: Any = Kit
    for step in path:
        if isinstance(step, int):
            continue
        model = _model_in(model.model_fields[step].annotation)
    return list(model.model_fields)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _in_locales(path: Path) -> bool:
    return "tone_targets" not in path
