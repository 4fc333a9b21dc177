"""What is read: the sentences of the texts, each once, with every place where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hub.judging.languages import language_of_text
from hub.judging.neutral_lines import is_neutral_line
from hub.judging.passage import Passage
from hub.judging.proposal.proposal import Evidence
from hub.judging.quantities import Quantity, find_quantities
from hub.judging.quantities.folding import fold_width
from hub.judging.quantities.names import find_names
from hub.judging.symbols import EMOJI, HAN, HASHTAG
from hub.judging.text import Part, Sentence

MOST_LINES = 600
"""Sentences that are embedded at most: about three seconds of the shipped encoder on two cores."""
LONGEST_LINE = 400

_NOT_WORD = re.compile(r"\W+")
_HAN = re.compile(f"[{HAN}]")
_SMALL_PRINT = re.compile(
    r"^made in\b|^(?:machine|hand)[- ]wash|\brecyclable (?:through|at)\b|^(?:copyright|©)|\bregistered trademark"
    r"|^(?:产地|制造商|地址|电话|网址|客服|来源|作者|编辑|责编|图片)\s*[:：]",
    re.IGNORECASE,
)
_COUNT_IN_WORDS = re.compile(
    r"[前后半]?[半一二两三四五六七八九几](?!十|百|千|万)|(?:one|two|three|four|five|six|seven|eight|nine|a|half)\b",
    re.IGNORECASE,
)
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’\-][A-Za-z\u00c0-\u024f]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence said in one place or several. ``size`` counts Chinese characters, a Latin word as one and a
    half; ``proof`` tells that it names a value; ``neutral`` that it says nothing of the brand."""

    text: str
    language: str
    sources: tuple[Evidence, ...]
    size: float
    neutral: bool
    proof: bool

    @property
    def texts(self) -> frozenset[int]:
        """The numbers of the texts it stands in."""
        return frozenset(source.number for source in self.sources)


@dataclass(frozen=True, slots=True)
class Material:
    """All texts together. ``lines`` are the sentences worth a vector, in the order of the texts; ``every`` holds
    all sentences that can be read; ``unread`` counts texts in neither language."""

    texts: int
    lines: tuple[Line, ...]
    every: tuple[Line, ...]
    unread: int


def read_material(texts: Sequence[Part], *, most: int = MOST_LINES) -> Material:
    """Return the sentences of the texts. Empty texts keep their number and give nothing."""
    found: dict[str, list[tuple[Sentence, str, Evidence]]] = {}
    count = unread = 0
    for number, part in enumerate(texts, start=1):
        passage = Passage([part])
        if not passage.sentences:
            continue
        count += 1
        known = [sentence for sentence in passage.sentences if sentence.language in ("zh", "en", "mixed")]
        unread += not known
        for place, sentence in enumerate(passage.sentences, start=1):
            if sentence.language in ("zh", "en", "mixed") and sentence.prose:
                key = _NOT_WORD.sub("", sentence.prose).casefold()
                tongue = _tongue(sentence, passage)
                evidence = Evidence("text", number, place, sentence.prose)
                found.setdefault(key or sentence.prose, []).append((sentence, tongue, evidence))
    every = tuple(_line(rows) for rows in found.values())
    return Material(count, _fair_share(every, most), every, unread)


def size_of(text: str) -> float:
    """Return how long a sentence is to a reader: Chinese characters, a Latin word as one and a half."""
    return len(_HAN.findall(text)) + 1.5 * len(_LATIN_WORD.findall(text))


def tongue_of(text: str, fallback: str) -> str:
    """Return ``zh`` or ``en``; what is neither, or both, is in the language of ``fallback``."""
    language = language_of_text(text)
    if language == "mixed":
        return "zh"
    return language if language in ("zh", "en") else fallback


def is_telling(quantity: Quantity) -> bool:
    """Tell whether a value is one that somebody could check: no bare number, and no "one day" of a story, which is
    written in words and small."""
    if quantity.kind in ("number", "discount") and not quantity.unit:
        return False
    if quantity.kind == "date":
        return bool(quantity.dates and quantity.dates[0].month and quantity.dates[0].day)
    figures = any(letter.isdigit() for letter in quantity.text)
    return figures or _COUNT_IN_WORDS.match(quantity.text) is None


def _tongue(sentence: Sentence, passage: Passage) -> str:
    if sentence.language != "mixed":
        return sentence.language
    return "en" if passage.language == "en" else "zh"


def _line(rows: list[tuple[Sentence, str, Evidence]]) -> Line:
    sentence, language, _ = rows[0]
    text = sentence.prose
    says_value = any(is_telling(q) for q in find_quantities(text))
    return Line(
        text=text,
        language=language,
        sources=tuple(evidence for _, _, evidence in rows),
        size=size_of(text),
        neutral=is_neutral_line(_spoken(text))
        or len(text) > LONGEST_LINE
        or _SMALL_PRINT.search(text) is not None,
        proof=says_value or any(True for _ in find_names(fold_width(text))),
    )


def _spoken(text: str) -> str:
    """Return the text without tags and emoji: a line of tags alone says nothing."""
    return EMOJI.sub("", HASHTAG.sub("", text)).strip()


def _fair_share(lines: Sequence[Line], most: int) -> tuple[Line, ...]:
    """Return at most ``most`` lines that say something: what is repeated first, then from every text evenly."""
    telling = [line for line in lines if not line.neutral]
    if len(telling) <= most:
        return tuple(telling)
    chosen = {id(line) for line in telling if len(line.texts) > 1}
    by_text: dict[int, list[Line]] = {}
    for line in telling:
        if id(line) not in chosen:
            by_text.setdefault(line.sources[0].number, []).append(line)
    room = most - len(chosen)
    waiting = sorted(by_text.values(), key=len)
    for place, rows in enumerate(waiting):
        share = max(0, room) // (len(waiting) - place)
        taken = rows if len(rows) <= share else [rows[n * len(rows) // share] for n in range(share)]
        chosen |= {id(line) for line in taken}
        room -= len(taken)
    return tuple(line for line in telling if id(line) in chosen)[:most]
