"""A text with everything that a report says about it, cut into pieces that can be marked up one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a report speaks of: code points, end exclusive. ``label`` says in words what colour says."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the kinds and labels that lie on all of it."""

    text: str
    kinds: tuple[str, ...]
    labels: tuple[str, ...]


def cut(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Return the text as pieces in order; together they are the text. Marks may overlap and may reach outside."""
    inside = sorted(
        (max(mark.start, 0), min(mark.end, len(text)), mark.kind, mark.label)
        for mark in marks
        if max(mark.start, 0) < min(mark.end, len(text))
    )
    edges = sorted({0, len(text), *(edge for start, end, *_ in inside for edge in (start, end))})
    pieces = []
    active: list[tuple[int, int, str, str]] = []
    upcoming = 0
    for start, end in pairwise(edges):
        while upcoming < len(inside) and inside[upcoming][0] <= start:
            active.append(inside[upcoming])
            upcoming += 1
        active = [mark for mark in active if mark[1] > start]
        pieces.append(
            Piece(
                text=text[start:end].replace("\0", "\ufffd"),
                kinds=tuple(dict.fromkeys(mark[2] for mark in active)),
                labels=tuple(dict.fromkeys(mark[3] for mark in active)),
            )
        )
    return pieces
