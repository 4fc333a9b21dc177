"""Which cue a value belongs to, by place alone.

Cues and values of one key stand in a row. In a clause that opens with a cue each value belongs to the cue
before it, in one that opens with a value to the cue behind it. A clause without cues continues the cue that
the last one left without value.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

_CONNECTOR = re.compile(r" ?(?:、|/|和|与|及|以及|或者?|还是|and|or|&|\+|×|x|\*|\|) ?")
_LONGEST_CONNECTOR = 5
_OPENING = re.compile(
    r"(?:^|\s)(?:(?:starting|priced|available|now|yours)? ?(?:at|from|for)(?: just| only)?|just|only) ?$"
    r"|(?:售价|仅售|只要|仅需|只需|低至|现价) ?$",
    re.IGNORECASE,
)
_LONGEST_CLOSE = 6
FARTHEST = 60
_CLAUSES_ON = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue or a value at code points ``start`` to ``end`` of a sentence; ``index`` is its place in
    the caller's list."""

    start: int
    end: int
    clause: int
    is_cue: bool
    index: int


@dataclass(slots=True, eq=False)
class Run:
    """Marks of one sort in a row. ``cues`` is the run that values belong to; cues are ``served`` then."""

    marks: list[Mark]
    cues: "Run | None" = None
    served: bool = False
    beside: list["Run"] = field(default_factory=list)

    @property
    def is_cue(self) -> bool:
        return self.marks[0].is_cue

    @property
    def clause(self) -> int:
        return self.marks[0].clause


def attribute(text: str, marks: Sequence[Mark]) -> list[Run]:
    """Return the runs of values in order, each with its run of cues (None: belongs to nobody)."""
    clauses = [_runs(text, list(group)) for _, group in groupby(marks, key=lambda m: m.clause)]
    for runs in clauses:
        _within(runs)
    _onwards(clauses)
    _backwards(text, clauses)
    return [run for runs in clauses for run in runs if not run.is_cue]


def _runs(text: str, marks: list[Mark]) -> list[Run]:
    runs: list[Run] = []
    for mark in marks:
        if (
            runs
            and runs[-1].is_cue == mark.is_cue
            and (mark.is_cue or _connected(text, runs[-1].marks[-1], mark))
        ):
            runs[-1].marks.append(mark)
        else:
            runs.append(Run([mark]))
    return runs


def _connected(text: str, left: Mark, right: Mark) -> bool:
    near = right.start - left.end <= _LONGEST_CONNECTOR
    return near and bool(_CONNECTOR.fullmatch(text, left.end, right.start))


def _within(runs: list[Run]) -> None:
    first, second = (-1, 1) if runs[0].is_cue else (1, -1)
    for place, run in enumerate(runs):
        if run.is_cue:
            continue
        run.beside = [n for n in _neighbours(runs, place) if n.is_cue]
        cue = _near(runs, place, first)
        if cue is not None and (first == 1 or not cue.served):
            _assign(run, cue)
    for place, run in enumerate(runs):
        if not run.is_cue and run.cues is None:
            cue = _near(runs, place, second)
            if cue is not None and not cue.served:
                _assign(run, cue)


def _neighbours(runs: list[Run], place: int) -> Iterator[Run]:
    for other in (place - 1, place + 1):
        if 0 <= other < len(runs):
            yield runs[other]


def _near(runs: list[Run], place: int, step: int) -> Run | None:
    other = place + step
    if not 0 <= other < len(runs) or not runs[other].is_cue:
        return None
    return runs[other] if gap(runs[other], runs[place]) <= FARTHEST else None


def gap(one: Run, other: Run) -> int:
    """Return how many code points lie between two runs."""
    return max(one.marks[0].start - other.marks[-1].end, other.marks[0].start - one.marks[-1].end, 0)


def _assign(values: Run, cues: Run) -> None:
    values.cues = cues
    cues.served = True


def _onwards(clauses: list[list[Run]]) -> None:
    for here, after in pairwise(clauses):
        cue, value = here[-1], after[0]
        if not cue.is_cue or cue.served or value.is_cue or any(run.is_cue for run in after):
            continue
        if value.clause - cue.clause <= _CLAUSES_ON and gap(cue, value) <= FARTHEST:
            _assign(value, cue)


def _backwards(text: str, clauses: list[list[Run]]) -> None:
    for here, after in pairwise(clauses):
        value, cue = here[0], after[0]
        if len(here) > 1 or value.is_cue or value.cues or not cue.is_cue or cue.served:
            continue
        end, next_start = value.marks[-1].end, cue.marks[0].start
        opens = _OPENING.search(text[max(0, value.marks[0].start - 24) : value.marks[0].start])
        closes = any(c in ",，" for c in text[end : end + _LONGEST_CLOSE])
        if opens and closes and cue.clause - value.clause == 1 and next_start - end <= FARTHEST:
            _assign(value, cue)
