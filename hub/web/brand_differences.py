"""Changes between two versions of a brand as people read them: the place in words, long texts with what came and went."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from hub.brandkit import Change, Kit, kit_to_dict
from hub.brandkit.addresses import find
from hub.errors import NotFound
from hub.web.brand_words import BETWEEN, item_step, place_words
from hub.web.languages import localised
from hub.web.languages import translate as _

Piece = tuple[Literal["same", "added", "removed"], str]
# A word of an alphabet, a number, white space, or one Chinese character.
_TOKEN = re.compile(r"[^\W\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]+|\s+|.", re.DOTALL)
_MOST_TOKENS = 4_000
_TABLES = {
    "term ": "terms",
    "order of terms": "terms",
    "fact ": "facts",
    "order of facts": "facts",
    "channel ": "channels",
    "order of channels": "channels",
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One difference: where, which kind, and the text in pieces that stayed, came and went."""

    place: str
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The differences in one part of the kit, such as the message house."""

    name: str
    rows: tuple[ChangeRow, ...]


def grouped(changes: Iterable[Change], before: Kit | None, after: Kit) -> tuple[ChangeGroup, ...]:
    """Return the changes by the part of the kit they are in, in the order of the format."""
    reader = _Reader(before, after)
    groups: dict[str, list[ChangeRow]] = {}
    for change in changes:
        first, _between, rest = change.path.partition(BETWEEN)
        # Terms, facts and channels stand at the top of a kit, item by item: one group for each kind.
        table = next((plural for start, plural in _TABLES.items() if first.startswith(start)), "")
        name = table or first
        row = ChangeRow(
            reader.place(change.path, without="" if table or not rest else first),
            change.kind,
            reader.pieces(change),
        )
        groups.setdefault(place_words(name), []).append(row)
    return tuple(ChangeGroup(name, tuple(rows)) for name, rows in groups.items())


class _Reader:
    """Looks up in the two kits what a change is about: items by their names, whole items field by field."""

    def __init__(self, before: Kit | None, after: Kit) -> None:
        self._kits = [kit_to_dict(kit) for kit in (after, before) if kit is not None]

    def place(self, path: str, *, without: str) -> str:
        """Return where a change is, items by name; ``without`` is the first step where a heading says it."""
        words = []
        for step, address in _addresses(path):
            noun, items, name = item_step(step)
            words.append(f"{noun} {_name_of(self._find(address)) or name}" if items else place_words(step))
        return BETWEEN.join(words[1:] if without else words)

    def pieces(self, change: Change) -> tuple[Piece, ...]:
        """Return a change's text in pieces; one that came or went is one piece, an item with its fields in words."""
        if change.before is not None and change.after is not None:
            return word_pieces(change.before, change.after)
        text = change.before if change.after is None else change.after
        *_, (_step, address) = _addresses(change.path)
        item = self._find(address)
        if isinstance(item, Mapping) and "id" in item:
            text = _fields(item)
        return (("removed" if change.after is None else "added", text or ""),)

    def _find(self, address: str) -> Any:
        for kit in self._kits:
            try:
                found = find(kit, address)
            except NotFound:
                return None
            if found is not None:
                return found
        return None


def _addresses(path: str) -> Iterator[tuple[str, str]]:
    """Yield each step of a difference's path with the address of the part that it leads to."""
    address = ""
    for step in path.split(BETWEEN):
        _noun, items, name = item_step(step)
        address = f"{address}.{items}/{name}" if items else f"{address}.{step.replace(' ', '_')}"
        yield step, address.lstrip(".")


def _name_of(item: Any) -> str:
    """Return what people call an item; empty where only its id tells it from others."""
    for key in ("name", "text", "subject", "say", "pattern", "family"):
        value = item.get(key) if isinstance(item, Mapping) else None
        if value:
            return localised(value) if isinstance(value, Mapping) else str(value)
    return ""


def _fields(item: Mapping[str, Any]) -> str:
    """Return an item's fields in the words of the page, one per line."""
    return "\n".join(
        _("%(what)s: %(text)s", what=place_words(key.replace("_", " ")), text=_said(value))
        for key, value in item.items()
        if key != "id"
    )


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return " / ".join(_said(inner) for inner in value.values())
    if isinstance(value, list):
        return " · ".join(
            _said(inner.get("text", inner) if isinstance(inner, Mapping) else inner) for inner in value
        )
    return str(value)


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return what stayed, went and came between two texts, word by word; texts with little in common stay whole."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) + len(new) > _MOST_TOKENS or matcher.ratio() < 0.3:
        return (("removed", before), ("same", " "), ("added", after))
    pieces: list[Piece] = []
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[old_start:old_end])))
            continue
        if old_end > old_start:
            pieces.append(("removed", "".join(old[old_start:old_end])))
        if new_end > new_start:
            pieces.append(("added", "".join(new[new_start:new_end])))
    return tuple(pieces)
