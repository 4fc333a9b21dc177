"""Addresses of a kit's parts: ``message_house.pillars/night/message.zh``, ``terms/term-id``, ``contrast.trade``.

A point leads to a name, a slash to an item's id and on from it; either is read for the other. An address holds no
positions, so that it still means the same part after its neighbours moved.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from hub.brandkit.model import Kit
from hub.errors import Fault, InvalidInput, NotFound

_STEP = re.compile(r"[^./]+")
_PLACE = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(frozen=True, slots=True)
class Step:
    """One step into a kit: the name or id, and whether it is the id of an item in a list."""

    name: str
    is_id: bool


def steps_of(path: str) -> tuple[Step, ...]:
    """Return the steps of an address. Raises NotFound where the format knows no such part."""
    steps: list[Step] = []
    kind: Any = Kit
    for name in _STEP.findall(path):
        if items := item_model(kind):
            steps.append(Step(name, is_id=True))
            kind = items
            continue
        following = _inside(kind, name)
        if following is None:
            raise _no_such(path)
        steps.append(Step(name, is_id=False))
        kind = following
    if not steps or steps[0].name == "onevoice_kit":
        raise _no_such(path)
    return tuple(steps)


def written(steps: tuple[Step, ...]) -> str:
    """Return the one way an address is written."""
    text = ""
    for number, step in enumerate(steps):
        slash = step.is_id or (number > 0 and steps[number - 1].is_id)
        text += f"{'/' if slash else '.'}{step.name}" if text else step.name
    return text


def holds_items(steps: tuple[Step, ...]) -> bool:
    """Tell whether the address is that of a list of items with ids."""
    kind: Any = Kit
    for step in steps:
        kind = item_model(kind) if step.is_id else _inside(kind, step.name)
    return item_model(kind) is not None


def find(kit: Mapping[str, Any], path: str) -> Any:
    """Return what stands at an address, None where nothing does. Raises NotFound where the format has no such part."""
    value: Any = kit
    for step in steps_of(path):
        if step.is_id:
            value = next((item for item in value or () if item.get("id") == step.name), None)
        else:
            value = value.get(step.name) if isinstance(value, Mapping) else None
    return value


def named(kit: Mapping[str, Any], where: str) -> str:
    """Return the address for a fault's field path: ``terms[3].text`` is ``terms/term-id/text``."""
    value: Any = kit
    steps: list[Step] = []
    for position, name in _PLACE.findall(where):
        if position:
            value = value[int(position)] if isinstance(value, list) and int(position) < len(value) else None
            if not isinstance(value, Mapping):
                break  # a text in a list of texts has no address of its own
            steps.append(Step(str(value.get("id", int(position) + 1)), is_id=True))
        else:
            value = value.get(name) if isinstance(value, Mapping) else None
            steps.append(Step(name, is_id=False))
    return written(tuple(steps)) or where


def item_model(kind: Any) -> type[BaseModel] | None:
    """Return the model of a list's items where they carry ids, else None."""
    kind = _bare(kind)
    model = _model(get_args(kind)[0]) if get_origin(kind) is tuple else None
    return model if model is not None and "id" in model.model_fields else None


def _inside(kind: Any, name: str) -> Any:
    """Return the type of what ``name`` leads to, or None where nothing is there."""
    model = _model(kind)
    if model is not None:
        field = model.model_fields.get(name)
        return field.annotation if field is not None else None
    return get_args(_bare(kind))[1] if get_origin(_bare(kind)) is dict else None


def _model(kind: Any) -> type[BaseModel] | None:
    kind = _bare(kind)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _bare(kind: Any) -> Any:
    """Return a type without its annotations and without ``| None``."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if isinstance(kind, UnionType) or get_origin(kind) is Union:
        return _bare(next(part for part in get_args(kind) if part is not type(None)))
    return kind


def _no_such(path: str) -> NotFound:
    return NotFound(f"A brand kit has no part {path!r}.", details={"path": path})


def refused(path: str, *, found: str, expected: str, message: str) -> InvalidInput:
    """Return the error for an edit that can't be made at an address."""
    return InvalidInput(message, faults=(Fault(where=path, found=found, expected=expected),))
