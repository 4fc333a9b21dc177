"""Two texts of one content side by side: values in which they contradict each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hub.judging.brand import Fact
from hub.judging.facts import find_conflicts
from hub.judging.passage import Passage
from hub.judging.quantities import Quantity, agrees, find_quantities
from hub.judging.quantities.asides import AFTER_WINDOW, BEFORE_WINDOW, is_aside
from hub.judging.quantities.folding import fold_width
from hub.judging.quantities.quantity import Key
from hub.judging.report import FactConflict
from hub.judging.text import Sentence

_CLAUSE_END = re.compile(r"[，；。！？;!?\n,]")
# Where nothing is registered, only values that a text gives once of the very thing it is about are worth a look:
# days, prices, weights and volumes. Lengths, durations, shares and counts are said of anything in passing.
_KINDS_TO_LOOK_AT = frozenset({"date", "money", "discount"})
_DIMENSIONS_TO_LOOK_AT = frozenset({"mass", "volume"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A value where it is said: code points ``start`` to ``end`` (exclusive) of a part."""

    part: str
    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two values that can't both be true. ``fact`` is the id of the registered fact that both speak of; None where
    nothing is registered and each text gives just one value of that kind: whether they mean the same, people see."""

    left: Statement
    right: Statement
    fact: str | None


def find_disagreements(
    left: Passage, right: Passage, facts: Sequence[Fact], *, as_of: date
) -> tuple[Disagreement, ...]:
    """Return the values in which two texts contradict each other, one pair per fact and pair of values, in the order
    of the left text.

    A value is held to belong to a fact just as ``find_conflicts`` holds it: what one text says against the register
    is taken as the fact's value, and the other text is read against that. What both say alike is no disagreement,
    right or wrong.
    """
    found: dict[tuple[str, str, str], Disagreement] = {}
    for wrong in _conflicts(left, facts, as_of):
        for other in _against(right, wrong, facts, as_of):
            key = (wrong.fact, wrong.said, other.said)
            found.setdefault(key, Disagreement(_place(wrong), _place(other), wrong.fact))
    for wrong in _conflicts(right, facts, as_of):
        for other in _against(left, wrong, facts, as_of):
            key = (wrong.fact, other.said, wrong.said)
            found.setdefault(key, Disagreement(_place(other), _place(wrong), wrong.fact))
    registered = [
        value for fact in facts for form in (fact.value, *fact.forms) for value in find_quantities(form)
    ]
    lone = [
        pair
        for pair in _lone_pairs(left, right, registered)
        if not any(
            _overlap(pair.left, known.left) or _overlap(pair.right, known.right) for known in found.values()
        )
    ]
    order = {part.name: number for number, part in enumerate(left.parts)}
    return tuple(
        sorted(
            (*found.values(), *lone),
            key=lambda pair: (order[pair.left.part], pair.left.start, pair.right.start),
        )
    )


def _conflicts(passage: Passage, facts: Sequence[Fact], as_of: date) -> tuple[FactConflict, ...]:
    locale = passage.locale or passage.language
    return find_conflicts(passage.sentences, facts, locale=locale, as_of=as_of)


def _against(
    passage: Passage, wrong: FactConflict, facts: Sequence[Fact], as_of: date
) -> Iterator[FactConflict]:
    # All facts stay in the book: their cues decide which value belongs to which.
    book = [replace(fact, value=wrong.said, forms=()) if fact.id == wrong.fact else fact for fact in facts]
    return (found for found in _conflicts(passage, book, as_of) if found.fact == wrong.fact)


def _place(conflict: FactConflict) -> Statement:
    return Statement(conflict.part, conflict.start, conflict.end, conflict.said)


def _overlap(one: Statement, two: Statement) -> bool:
    return one.part == two.part and one.start < two.end and two.start < one.end


def _lone_pairs(left: Passage, right: Passage, registered: Sequence[Quantity]) -> Iterator[Disagreement]:
    """Yield pairs of values of one kind where each text gives only one, and the register knows not both."""
    there = _single_values(right)
    for kind, (value, place) in _single_values(left).items():
        if kind not in there:
            continue
        other, other_place = there[kind]
        if agrees(value, other) or agrees(other, value):
            continue
        if _is_known(value, registered) and _is_known(other, registered):
            continue
        yield Disagreement(place, other_place, None)


def _single_values(passage: Passage) -> dict[Key, tuple[Quantity, Statement]]:
    """Return by kind the value that a text gives, where all it gives of that kind agree."""
    said: dict[Key, list[tuple[Quantity, Statement]]] = {}
    for sentence in passage.sentences:
        for value in _claimed(sentence):
            start = sentence.span.start + value.start
            end = sentence.span.start + value.end
            place = Statement(sentence.span.part, start, end, value.text)
            said.setdefault(value.key, []).append((value, place))
    return {
        kind: values[0]
        for kind, values in said.items()
        if all(agrees(value, values[0][0]) for value, _ in values)
    }


def _claimed(sentence: Sentence) -> Iterator[Quantity]:
    text = fold_width(sentence.text)
    for value in find_quantities(sentence.text):
        if value.kind not in _KINDS_TO_LOOK_AT and value.dimension not in _DIMENSIONS_TO_LOOK_AT:
            continue
        before = text[max(0, value.start - BEFORE_WINDOW) : value.start]
        after = text[value.end : value.end + AFTER_WINDOW]
        if not is_aside(value, _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(after)[0]):
            yield value


def _is_known(value: Quantity, registered: Sequence[Quantity]) -> bool:
    return any(value.key == known.key and agrees(value, known) for known in registered)
