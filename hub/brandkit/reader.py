"""Reading a kit: from a file's bytes, or from the plain values stored with a brand version."""

from collections.abc import Collection, Mapping
from typing import Any

from hub.brandkit.decoding import decode
from hub.brandkit.model import Kit
from hub.brandkit.places import Path, Place, fault_at, kit_invalid, locate
from hub.brandkit.references import reference_flaws
from hub.brandkit.shape import shape
from hub.brandkit.tree import read_tree
from hub.errors import Fault


def read_kit(data: bytes | str, *, source: str, known_packs: Collection[str] | None = None) -> Kit:
    """Return the kit written in ``data`` (YAML, UTF-8, 2 MiB at most).

    ``source`` is the file's name in faults (``file:line:column``, 1-based, columns in code points);
    ``known_packs`` are the shipped rule packs (None: any name is taken). Raises ``KitInvalid`` once, with
    every fault found.
    """
    text, faults = decode(data, source=source)
    if faults:
        raise kit_invalid(source, faults)
    tree = read_tree(text, source=source)
    if tree.empty and not tree.faults:
        begin = "a brand kit that begins with onevoice_kit: 1"
        tree.faults.append(fault_at(source, 1, 1, found="a file without content", expected=begin))
    if tree.empty or not tree.complete:
        # Half a file would bring faults that are not its own: only what was surely read is told.
        raise kit_invalid(source, tree.faults)
    return _finish(tree.root, tree.places, tree.faults, source=source, known_packs=known_packs)


def kit_from_dict(data: Mapping[str, Any], *, known_packs: Collection[str] | None = None) -> Kit:
    """Return the kit held in plain values (see ``kit_to_dict``). Raises ``KitInvalid`` naming field paths."""
    return _finish(dict(data), {}, [], source="kit", known_packs=known_packs)


def kit_to_dict(kit: Kit) -> dict[str, Any]:
    """Return the kit as JSON values, defaults left out; ``kit_from_dict`` gives back an equal kit."""
    return kit.model_dump(mode="json", exclude_defaults=True)


def _finish(
    root: Any,
    places: Mapping[Path, Place],
    faults: list[Fault],
    *,
    source: str,
    known_packs: Collection[str] | None,
) -> Kit:
    kit, flaws = shape(root, places)
    # What has the wrong shape is not also told to be an unknown locale, pillar or kind.
    shapeless = {flaw.path for flaw in flaws}
    references = reference_flaws(root, places, known_packs=known_packs)
    flaws += [flaw for flaw in references if flaw.path not in shapeless]
    # A value already refused as YAML (an alias, a tag) is not refused a second time for its type.
    told = {fault.where for fault in faults}
    found = faults + [fault for fault in locate(flaws, places, source=source) if fault.where not in told]
    if found or kit is None:
        raise kit_invalid(source, found)
    return kit
