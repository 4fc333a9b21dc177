"""Registered facts against a draft: which values in the text contradict what the brand has registered."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from hub.judging.brand import Fact, Locale, language_of
from hub.judging.quantities import Quantity, agrees, find_quantities
from hub.judging.quantities.asides import AFTER_WINDOW, BEFORE_WINDOW, is_aside, speaks_of_others
from hub.judging.quantities.attribution import Mark, Run, attribute, gap
from hub.judging.quantities.folding import fold_case, fold_width
from hub.judging.quantities.names import find_names, read_name
from hub.judging.quantities.quantity import Key
from hub.judging.report import FactConflict
from hub.judging.text import Sentence

_BOUNDARY = re.compile(r"[，；。！？;!?\n,]|——|\b(?:but|while|whereas)\b|而(?=上|前|旧|老|竞|友|别)")
# "夜鸢X1 Pro" is another product than "夜鸢X1".
_VARIANT = re.compile(
    r" ?(?:pro|max|plus|ultra|mini|lite|se|air|neo|fold|flip)(?![a-z])|青春版|至尊版|典藏版|标准版|旗舰版"
)
_RESPECTIVELY = re.compile(r"分别|依次|respectively", re.IGNORECASE)
_NEAR_NUMBER = 12
_TOUCHING = 2
_MOST_STRAY = 8


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A fact in force, with its value and forms as quantities by key."""

    fact: Fact
    values: Mapping[Key, tuple[Quantity, ...]]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    known: tuple[_Known, ...]


def find_conflicts(
    sentences: Sequence[Sentence], facts: Sequence[Fact], *, locale: Locale, as_of: date
) -> tuple[FactConflict, ...]:
    """Return the values that contradict a registered fact, in the order of the text, spans in their part.

    A value counts if its sentence holds a cue of the fact (case-insensitive, whole words where the cue is
    written in Latin letters; where cues overlap the longest applies) and it belongs to that cue by place
    (``attribution``). Cues of another language than that of ``locale`` count in sentences of that language
    and in mixed ones. The value is compared with the fact's value and forms of the same kind and dimension;
    nothing is converted between currencies. A value denied, said of a predecessor or rival, or given as a
    difference is left alone.

    ``name`` facts are compared only where the value is a letter prefix and digits (IP68, Wi-Fi 7), with names
    of the same prefix; other names are not compared. A price without a currency is not compared either.
    Facts outside ``valid_from`` to ``valid_until`` (both included) on ``as_of`` are not used.
    """
    book = _Book([fact for fact in facts if _in_force(fact, as_of)], language_of(locale))
    if book.empty:
        return ()
    return tuple(conflict for sentence in sentences for conflict in book.conflicts(sentence))


def _in_force(fact: Fact, as_of: date) -> bool:
    started = fact.valid_from is None or fact.valid_from <= as_of
    return started and (fact.valid_until is None or as_of <= fact.valid_until)


@lru_cache(maxsize=4096)
def _read_values(kind: str, texts: tuple[str, ...]) -> dict[Key, tuple[Quantity, ...]]:
    found: list[Quantity] = []
    for text in texts:
        if kind == "name":
            name = read_name(fold_width(text))
            found += [name] if name else []
        else:
            found += find_quantities(text)
    return {key: tuple(q for q in found if q.key == key) for key in dict.fromkeys(q.key for q in found)}


class _Book:
    """The facts in force, found by their cues."""

    def __init__(self, facts: Iterable[Fact], language: str) -> None:
        cues: dict[tuple[str, str], list[_Known]] = {}
        for fact in facts:
            known = _Known(fact, _read_values(fact.kind, (fact.value, *fact.forms)))
            if known.values:
                for locale, words in fact.cues.items():
                    for word in words:
                        folded = fold_case(fold_width(word.strip()))
                        if folded:
                            entry = cues.setdefault((folded, language_of(locale)), [])
                            entry += [] if known in entry else [known]
        self.empty = not cues
        self._language = language
        self._cues = [(language, tuple(known)) for (_, language), known in cues.items()]
        self._search = AhoCorasick([word for word, _ in cues])

    def conflicts(self, sentence: Sentence) -> list[FactConflict]:
        text = fold_width(sentence.text)
        hits = self._hits(fold_case(text), sentence.language)
        if not hits:
            return []
        keys = dict.fromkeys(key for hit in hits for known in hit.known for key in known.values)
        values: list[Quantity] = []
        if any(kind != "name" for kind, _ in keys):
            values += find_quantities(sentence.text)
        if any(kind == "name" for kind, _ in keys):
            values += find_names(text)
        reading = _Reading(text, hits, _outside(values, hits))
        conflicts = [conflict for key in keys for conflict in reading.conflicts(key, sentence)]
        return sorted(conflicts, key=lambda c: (c.start, c.end))

    def _hits(self, text: str, language: str) -> list[_Hit]:
        """Return the cues in a folded text in order, none overlapping, the longest first served."""
        spans: dict[tuple[int, int], list[_Known]] = {}
        for index, start, end in self._search.find_matches_as_indexes(text, overlapping=True):
            cue_language, known = self._cues[index]
            spoken = cue_language == self._language or language in (cue_language, "mixed")
            if spoken and _is_word(text, start, end):
                entry = spans.setdefault((start, end), [])
                entry += [k for k in known if k not in entry]
        taken = bytearray(len(text))
        hits: list[_Hit] = []
        for start, end in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
            if taken[start] or taken[end - 1]:
                continue
            taken[start:end] = b"\x01" * (end - start)
            if not _VARIANT.match(text, end):
                hits.append(_Hit(start, end, tuple(spans[start, end])))
        return sorted(hits, key=lambda h: h.start)


def _is_word(text: str, start: int, end: int) -> bool:
    return not (_joins(text, start) or _joins(text, end))


def _joins(text: str, place: int) -> bool:
    """Tell whether a Latin word or number goes on across code point ``place``."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _outside(values: list[Quantity], hits: list[_Hit]) -> list[Quantity]:
    """Drop the values that are part of a cue (12GB+256GB)."""
    starts = [hit.start for hit in hits]
    kept = []
    for value in values:
        place = bisect_right(starts, value.start) - 1
        if place < 0 or value.end > hits[place].end:
            kept.append(value)
    return kept


class _Reading:
    """One sentence with its cues and values."""

    def __init__(self, text: str, hits: list[_Hit], values: list[Quantity]) -> None:
        self._text, self._hits, self._values = text, hits, values
        self._pairwise = bool(_RESPECTIVELY.search(text))
        inside = bytearray(len(text))
        for start, end in [(h.start, h.end) for h in hits] + [(v.start, v.end) for v in values]:
            inside[start:end] = b"\x01" * (end - start)
        self._breaks = [m.start() for m in _BOUNDARY.finditer(text) if not inside[m.start()]]

    def conflicts(self, key: Key, sentence: Sentence) -> list[FactConflict]:
        marks = [
            Mark(hit.start, hit.end, self._clause(hit.start), is_cue=True, index=i)
            for i, hit in enumerate(self._hits)
            if any(key in known.values for known in hit.known)
        ]
        previous = 0
        for i, value in enumerate(self._values):
            if value.key == key:
                clause = self._clause(value.start)
                if not self._is_aside(value, clause, previous):
                    marks.append(Mark(value.start, value.end, clause, is_cue=False, index=i))
                previous = value.end
        marks.sort(key=lambda m: (m.start, not m.is_cue))
        runs = attribute(self._text, marks)
        stray: dict[int, list[Quantity]] = {}
        for run in runs:
            if run.cues is None:
                # A few are enough to see the registered value stated, and keep the work linear.
                entry = stray.setdefault(run.clause, [])
                entry += [self._values[m.index] for m in run.marks[: _MOST_STRAY - len(entry)]]
        wrong: list[FactConflict] = []
        for run in runs:
            if run.cues is not None and not self._is_remote_aside(run, run.cues):
                wrong += self._compare(key, run, run.cues, stray.get(run.clause, []), sentence)
        return wrong

    def _clause(self, place: int) -> int:
        return bisect_right(self._breaks, place)

    def _is_aside(self, value: Quantity, clause: int, previous: int) -> bool:
        opening = self._breaks[clause - 1] + 1 if clause else 0
        closing = self._breaks[clause] if clause < len(self._breaks) else len(self._text)
        before = self._text[max(opening, previous, value.start - BEFORE_WINDOW) : value.start]
        after = self._text[value.end : max(value.end, min(closing, value.end + AFTER_WINDOW))]
        return is_aside(value, before, after)

    def _is_remote_aside(self, run: Run, cues: Run) -> bool:
        """Tell whether the cue stands in an earlier clause that speaks of a predecessor or the like."""
        if cues.clause >= run.clause:
            return False
        opening = self._breaks[cues.clause - 1] + 1 if cues.clause else 0
        end = run.marks[0].start
        return speaks_of_others(self._text[max(opening, end - 2 * BEFORE_WINDOW) : end])

    def _compare(
        self, key: Key, run: Run, cues: Run, stray: list[Quantity], sentence: Sentence
    ) -> list[FactConflict]:
        said = [self._values[mark.index] for mark in run.marks]
        if len(said) == len(cues.marks) > 1 and self._pairwise:
            pairs = [(value, self._known(key, [mark])) for value, mark in zip(said, cues.marks, strict=True)]
            return [
                _conflict(v, known[0], sentence) for v, known in pairs if not _any_agrees([v], known, key)
            ]
        ordered = cues.marks if cues.marks[0].start > run.marks[0].start else cues.marks[::-1]
        known = self._known(key, ordered)
        if key[0] == "number" and not _counts_the_same(said, known, key, gap(run, cues)):
            return []
        touching = [n for n in run.beside if n is not cues and gap(n, run) <= _TOUCHING]
        possible = known + [k for other in touching for k in self._known(key, other.marks)]
        if _any_agrees(said + stray, possible, key):
            return []
        return [_conflict(value, known[0], sentence) for value in said]

    def _known(self, key: Key, marks: Sequence[Mark]) -> list[_Known]:
        found = (known for mark in marks for known in self._hits[mark.index].known if key in known.values)
        return list(dict.fromkeys(found))


def _any_agrees(said: list[Quantity], known: list[_Known], key: Key) -> bool:
    return any(agrees(value, right) for value in said for entry in known for right in entry.values[key])


def _counts_the_same(said: list[Quantity], known: list[_Known], key: Key, distance: int) -> bool:
    """Bare numbers are compared only close to the cue, and only if they count the same thing or touch it."""
    if distance > _NEAR_NUMBER:
        return False
    units = {value.unit for entry in known for value in entry.values[key]}
    return distance <= _TOUCHING or all(value.unit in units for value in said)


def _conflict(value: Quantity, known: _Known, sentence: Sentence) -> FactConflict:
    start, end = value.start, value.end
    offset = sentence.span.start
    return FactConflict(
        part=sentence.span.part,
        start=offset + start,
        end=offset + end,
        said=sentence.text[start:end],
        known=known.fact.value,
        source=known.fact.source,
        fact=known.fact.id,
    )
