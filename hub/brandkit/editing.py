"""Editing a kit part by part, in its plain form (``kit_to_dict``). Nothing given is changed: a new kit comes back.

What a part holds is not checked here; ``kit_from_dict`` does that for the whole kit.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.brandkit.addresses import Step, find, holds_items, refused, steps_of, written
from hub.brandkit.dependents import carry_along, dependents
from hub.errors import NotFound

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Put:
    """Set what stands at an address. A new id adds an item at the end of its list; another ``id`` in the value
    renames the item in its place, and what names it follows. None takes away what may be left out."""

    path: str
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away what stands at an address. What other parts name is not removed."""

    path: str


@dataclass(frozen=True, slots=True)
class Move:
    """Put an item before its neighbour with the id ``before`` (None: at the end of the list)."""

    path: str
    before: str | None


Edit = Put | Remove | Move


def edited(kit: Mapping[str, Any], edits: Iterable[Edit]) -> Plain:
    """Return the kit after all edits, one after the other. Raises what ``put``, ``remove`` and ``move`` raise."""
    result = copy.deepcopy(dict(kit))
    for edit in edits:
        if isinstance(edit, Put):
            _put(result, edit.path, copy.deepcopy(edit.value))
        elif isinstance(edit, Remove):
            _remove(result, edit.path)
        else:
            _move(result, edit.path, edit.before)
    return result


def put(kit: Mapping[str, Any], path: str, value: Any) -> Plain:
    """Return the kit with ``value`` at the address.

    Raises NotFound for an address that leads nowhere, InvalidInput for an id that is taken.
    """
    return edited(kit, [Put(path, value)])


def remove(kit: Mapping[str, Any], path: str) -> Plain:
    """Return the kit without what stands at the address.

    Raises NotFound where nothing stands there, InvalidInput naming who refers to it where something does.
    """
    return edited(kit, [Remove(path)])


def move(kit: Mapping[str, Any], path: str, before: str | None) -> Plain:
    """Return the kit with an item put before its neighbour ``before``, or at the end. Raises NotFound, InvalidInput."""
    return edited(kit, [Move(path, before)])


def _put(kit: Plain, path: str, value: Any) -> None:
    steps = steps_of(path)
    last = steps[-1]
    if not last.is_id:
        if last.name == "id" and len(steps) > 1 and steps[-2].is_id:
            raise refused(
                path,
                found="an id on its own",
                expected="the whole item with its new id",
                message=f"An id is changed together with its item; put {written(steps[:-1])} with its new id.",
            )
        _set(_holder(kit, steps), last.name, value)
        return
    if not isinstance(value, dict):
        raise refused(
            path,
            found="no item",
            expected="a mapping of keys and values",
            message=f"{written(steps)} is an item with an id; put a mapping of keys and values there.",
        )
    value = {"id": last.name, **value}
    holder = _holder(kit, steps)
    ids = [item.get("id") for item in holder]
    new = value["id"]
    if new != last.name and new in ids:
        raise refused(
            path,
            found=f"the id {new!r}, which is taken",
            expected="an id of its own for each item",
            message=f"The id {new} is taken already; choose another.",
        )
    if last.name in ids:
        holder[ids.index(last.name)] = value
        if new != last.name:
            carry_along(kit, _list_of(steps), last.name, new)
    elif new != last.name:
        raise _nothing_at(steps)
    else:
        holder.append(value)


def _remove(kit: Plain, path: str) -> None:
    steps = steps_of(path)
    value = find(kit, path)
    if value is None:
        raise _nothing_at(steps)
    last = steps[-1]
    if not last.is_id:
        for item in list(value) if holds_items(steps) else ():
            _remove(kit, written((*steps, Step(item["id"], is_id=True))))
        _set(_holder(kit, steps), last.name, None)
        return
    if who := ", ".join(dependents(kit, _list_of(steps), last.name)):
        raise refused(
            path,
            found=f"something that {who} refers to",
            expected="a part that nothing refers to",
            message=f"{written(steps)} is still referred to by {who}; change that first.",
        )
    holder = _holder(kit, steps)
    holder[:] = [item for item in holder if item.get("id") != last.name]


def _move(kit: Plain, path: str, before: str | None) -> None:
    steps = steps_of(path)
    name = steps[-1].name
    if not steps[-1].is_id:
        raise refused(
            path,
            found="no item of a list",
            expected="an item with an id",
            message=f"{written(steps)} has no place in a list, so it can't be moved.",
        )
    item = find(kit, path)
    if item is None:
        raise _nothing_at(steps)
    if before == name:
        return
    holder = _holder(kit, steps)
    rest = [other for other in holder if other is not item]
    ids = [other.get("id") for other in rest]
    if before is not None and before not in ids:
        raise _nothing_at((*steps[:-1], Step(before, is_id=True)))
    rest.insert(len(rest) if before is None else ids.index(before), item)
    holder[:] = rest


def _nothing_at(steps: tuple[Step, ...]) -> NotFound:
    path = written(steps)
    return NotFound(f"There is no {path} in this brand.", details={"path": path})


def _holder(kit: Plain, steps: tuple[Step, ...]) -> Any:
    """Return the mapping or list that the last step leads into, made on the way where it was left out."""
    value: Any = kit
    for number, step in enumerate(steps[:-1]):
        following = steps[number + 1]
        if step.is_id:
            value = next((item for item in value if item.get("id") == step.name), None)
            if value is None:
                raise _nothing_at(steps[: number + 1])
        else:
            if value.get(step.name) is None:
                value[step.name] = [] if following.is_id else {}
            value = value[step.name]
    return value


def _list_of(steps: tuple[Step, ...]) -> str:
    """Return the address of the list an item is in, as the format knows it: without ids."""
    return ".".join(step.name for step in steps[:-1] if not step.is_id)


def _set(holder: Plain, name: str, value: Any) -> None:
    if value is None:
        holder.pop(name, None)
    else:
        holder[name] = value
