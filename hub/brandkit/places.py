"""Paths into a kit, their places in the file, and how a flaw at a path becomes a fault with a position."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.errors import Fault, KitInvalid

Path = tuple[str | int, ...]

MAX_FAULTS = 1_000
"""No reader mends more than these in one go, and an error must stay small enough to send."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands (1-based line and column), where its key stands, and how a scalar is spelt."""

    line: int
    column: int
    key_line: int
    key_column: int
    spelt: str | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong at a path. ``at_key`` points at the key instead of its value."""

    path: Path
    found: str
    expected: str
    at_key: bool = False


def dotted(path: Path) -> str:
    """Return the path as people write it: ``terms[3].text``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "kit"


def locate(flaws: Iterable[Flaw], places: Mapping[Path, Place], *, source: str) -> list[Fault]:
    """Return one fault per flaw. Without places (the kit is not from a file) ``where`` is the dotted path."""
    faults = []
    for flaw in flaws:
        path = flaw.path
        while path and path not in places:
            path = path[:-1]
        place = places.get(path)
        if place is None:
            faults.append(Fault(where=dotted(flaw.path), found=flaw.found, expected=flaw.expected))
            continue
        line, column = (place.key_line, place.key_column) if flaw.at_key else (place.line, place.column)
        faults.append(fault_at(source, line, column, found=flaw.found, expected=flaw.expected))
    return faults


def fault_at(source: str, line: int, column: int, *, found: str, expected: str) -> Fault:
    """Return a fault at a 1-based line and column of ``source``."""
    return Fault(where=f"{source}:{line}:{column}", found=found, expected=expected, line=line, column=column)


def kit_invalid(source: str, faults: Iterable[Fault]) -> KitInvalid:
    """Return the error that carries all faults (``MAX_FAULTS`` at most), in the order of the file."""
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: (fault.line or 0, fault.column or 0))
    first = ordered[0]
    count = "1 fault" if len(ordered) == 1 else f"{len(ordered)} faults"
    return KitInvalid(
        f"{source} can't be used as a brand kit: {count}. "
        f"{first.where}: found {first.found}; expected {first.expected}.",
        faults=ordered[:MAX_FAULTS],
    )
