"""Reading what was sent, strictly: JSON with one meaning only, then the declared type, with every fault at once."""

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn, TypeVar, get_origin

from flask import request
from pydantic import ValidationError
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from hub.api.types import Inward
from hub.errors import Fault, InvalidInput

Model = TypeVar("Model", bound=Inward)

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_YAML_TYPES = frozenset({"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"})
_SHOWN = 80


def read_json(model: type[Model]) -> Model:
    """Return the body as a model. Raises 400 (unreadable), 413, 415 and InvalidInput (readable, not usable)."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("Send JSON with the header Content-Type: application/json.")
    _require_utf8()
    return checked(model, parse(request.get_data(cache=False)))


def read_bytes() -> bytes:
    """Return a YAML body as it came. Raises 413, 415."""
    if request.mimetype not in _YAML_TYPES:
        raise UnsupportedMediaType("Send the kit with the header Content-Type: application/yaml.")
    _require_utf8()
    return request.get_data(cache=False)


def read_query(model: type[Model]) -> Model:
    """Return the query as a model; a parameter that is no list comes once. Raises InvalidInput."""
    lists = {name for name, field in model.model_fields.items() if get_origin(field.annotation) is tuple}
    sent: dict[str, Any] = {}
    repeated = []
    for name, values in request.args.lists():
        sent[name] = values if name in lists else values[0]
        if name not in lists and len(values) > 1:
            repeated.append(Fault(where=name[:200], found=f"{len(values)} values", expected="one value"))
    return checked(model, sent, repeated)


def parse(data: bytes) -> Any:
    """Return the JSON value in ``data``.

    Raises BadRequest for anything that readers could take in different ways: not UTF-8, a key twice, NaN and
    infinity, numbers too large, half of a surrogate pair, nesting that is too deep.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8: byte {error.start} can't be read.") from None
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_integer,
        )
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise BadRequest(
            f"The body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        ) from None
    except UnicodeEncodeError:
        raise BadRequest(
            r"The body holds half of a surrogate pair (such as \ud83d alone), which is no text."
        ) from None
    except RecursionError:
        raise BadRequest("The body is nested too deeply.") from None
    return value


def checked(model: type[Model], value: Any, faults: Iterable[Fault] = ()) -> Model:
    """Return the value as a model, or raise InvalidInput with every fault, ``faults`` among them."""
    found = list(faults)
    try:
        made = model.model_validate(value)
    except ValidationError as error:
        found += [_fault(item) for item in error.errors(include_url=False, include_context=False)]
    else:
        if not found:
            return made
    many = "One thing" if len(found) == 1 else f"{len(found)} things"
    raise InvalidInput(
        f"{many} can't be used: {', '.join(fault.where for fault in found[:8])}.", faults=found
    )


def _fault(item: Mapping[str, Any]) -> Fault:
    where = ".".join(str(step) for step in item["loc"]) or "body"
    found = "nothing" if item["type"] == "missing" else _shown(item["input"])
    expected = "no such field" if item["type"] == "extra_forbidden" else str(item["msg"])
    return Fault(where=where[:200], found=found, expected=expected)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    shown = repr(value) if not isinstance(value, str) else repr(value[:_SHOWN])
    return shown[:_SHOWN]


def _require_utf8() -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(f"Send UTF-8; {charset[:40]!r} is not read.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadRequest(f"The body names the key {twice[:_SHOWN]!a} twice in one object.")
    return made


def _no_constant(name: str) -> NoReturn:
    raise BadRequest(f"The body holds {name}, which is no JSON number.")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise BadRequest(f"The body holds a number that is too large: {digits[:_SHOWN]}.")
    return value


def _integer(digits: str) -> int:
    if len(digits) > 400:
        raise BadRequest(f"The body holds a number of {len(digits)} digits, which is too large.")
    return int(digits)
