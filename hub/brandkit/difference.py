"""What changed between two kits, in the words of the format: items are matched by id, lists by value."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hub.brandkit.model import Kit
from hub.brandkit.reader import kit_to_dict

_NOUNS = {
    "pillars": "pillar",
    "proof_points": "proof point",
    "dimensions": "tone dimension",
    "exemplars": "exemplar",
    "style_rules": "style rule",
    "terms": "term",
    "facts": "fact",
    "channels": "channel",
    "colours": "colour",
    "fonts": "font",
}
_LEFT_OUT = ("onevoice_kit",)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``path`` reads from the whole to the part: ``message house › pillar night › name``.

    ``before`` is None for what was added, ``after`` is None for what was removed."""

    path: str
    kind: Literal["added", "removed", "changed"]
    before: str | None = None
    after: str | None = None


def compare(old: Kit | None, new: Kit) -> tuple[Change, ...]:
    """Return all changes in the order of the format; within a list first what is in ``new``, then what went.
    Without an old kit everything is added. No changes means equal kits."""
    before = kit_to_dict(old) if old is not None else {}
    return tuple(_mapping((), before, kit_to_dict(new)))


def render_changes(changes: tuple[Change, ...]) -> str:
    """Return the changes as plain text, one per line: ``+`` added, ``-`` removed, ``~`` changed."""
    if not changes:
        return "No changes.\n"
    return "".join(f"{_line(change)}\n" for change in changes)


def _line(change: Change) -> str:
    if change.kind == "added":
        return f"+ {change.path}: {change.after}"
    if change.kind == "removed":
        return f"- {change.path}: {change.before}"
    return f"~ {change.path}: {change.before} → {change.after}"


def _mapping(path: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for key in [*new, *(key for key in old if key not in new)]:
        if key not in _LEFT_OUT:
            yield from _value(path, key, old.get(key), new.get(key))


def _value(path: tuple[str, ...], key: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    sample = new if new is not None else old
    here = (*path, key.replace("_", " "))
    if _is_items(sample):
        yield from _items(path, key, old or [], new or [])
    elif isinstance(sample, list) and all(isinstance(value, str) for value in [*(old or []), *(new or [])]):
        yield from _texts(here, old or [], new or [])
    elif isinstance(sample, dict):
        yield from _mapping(here, old or {}, new or {})
    else:
        yield _change(here, old, new)


def _items(path: tuple[str, ...], key: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    noun = _NOUNS.get(key, key)
    before, after = {item["id"]: item for item in old}, {item["id"]: item for item in new}
    for name, item in after.items():
        here = (*path, f"{noun} {name}")
        if name in before:
            yield from _mapping(here, before[name], item)
        else:
            yield _change(here, None, item)
    for name, item in before.items():
        if name not in after:
            yield _change((*path, f"{noun} {name}"), item, None)
    stayed_old = [name for name in before if name in after]
    stayed_new = [name for name in after if name in before]
    if stayed_old != stayed_new:
        yield _change((*path, f"order of {key.replace('_', ' ')}"), stayed_old, stayed_new)


def _texts(path: tuple[str, ...], old: list[str], new: list[str]) -> Iterator[Change]:
    added, removed = Counter(new) - Counter(old), Counter(old) - Counter(new)
    for text in added.elements():
        yield _change(path, None, text)
    for text in removed.elements():
        yield _change(path, text, None)
    kept_old, kept_new = _without(old, removed), _without(new, added)
    if kept_old != kept_new:
        yield _change((*path, "order"), kept_old, kept_new)


def _without(texts: list[str], gone: Counter[str]) -> list[str]:
    left = Counter(gone)
    kept = []
    for text in reversed(texts):
        if left[text]:
            left[text] -= 1
        else:
            kept.append(text)
    return kept[::-1]


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _change(path: tuple[str, ...], old: Any, new: Any) -> Change:
    kind: Literal["added", "removed", "changed"] = (
        "added" if old is None else "removed" if new is None else "changed"
    )
    return Change(
        path=" › ".join(path),
        kind=kind,
        before=None if old is None else _words(old),
        after=None if new is None else _words(new),
    )


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{key.replace('_', ' ')}: {_words(item)}" for key, item in value.items() if key != "id"
        )
    return str(value)
