"""The text under judgement, prepared on demand: prose, sentences, languages, words, hash. Computed once, then kept."""

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from hub.errors import Fault, InvalidInput
from hub.judging.languages import language_of_text
from hub.judging.pipelines import cut_words
from hub.judging.prose import Prose, read_prose
from hub.judging.reasons import reason
from hub.judging.sentences import split_sentences
from hub.judging.symbols import EMOJI, EMOJI_PART, HAN, HASHTAG, LINK, without_links
from hub.judging.text import Language, Part, Sentence, Span

UnfitCode = Literal["empty", "one_character", "only_emoji", "only_link", "no_words", "language", "too_short"]

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
LEAST_SAID = 3
"""Chinese characters, or three letters each, that all parts together have at least: less is no slogan yet."""
_GAP = re.compile(r"\s+")
_HAN_GAP = re.compile(rf"(?<=[{HAN}，。！？；：、])\s*\n\s*(?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a text can't be judged: a code that never changes, and the same as an English sentence."""

    code: UnfitCode
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part with its prose and sentences. ``spans`` are the sentences' places in ``prose.text``;
    ``running`` is that text, same length, with links and addresses blanked out: what checks search."""

    part: Part
    prose: Prose
    running: str
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]

    def sentence_at(self, position: int) -> int | None:
        """Return the index of the sentence that holds this position of the prose, or None between sentences."""
        index = bisect_right(self.spans, (position, len(self.running) + 1)) - 1
        return index if index >= 0 and position < self.spans[index][1] else None


def text_hash(parts: Sequence[Part]) -> str:
    """Return the SHA-256, hex, of the parts' names, formats and texts as canonical JSON. Any string has one."""
    canonical = [{"format": part.format, "name": part.name, "text": part.text} for part in parts]
    data = json.dumps(canonical, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("ascii")).hexdigest()


class Passage:
    """Named parts as one text. ``locale`` is what the writer says the text is in; None lets the text speak.

    Raises InvalidInput where two parts have one name, for spans could not be told apart."""

    def __init__(self, parts: Sequence[Part], locale: str | None = None) -> None:
        self.parts = tuple(parts)
        self.locale = locale
        names = [part.name for part in self.parts]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            faults = [
                Fault(where=f"parts.{name}", found="the name twice", expected="one part per name")
                for name in twice
            ]
            raise InvalidInput(
                f"Part names must differ; given more than once: {', '.join(twice)}.", faults=faults
            )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """One section per part, in order."""
        return tuple(_read_section(part) for part in self.parts)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in the order of parts and text."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    @cached_property
    def language(self) -> Language:
        """The language of the whole: ``zh`` or ``en`` from four fifths on, ``mixed`` in between, ``other``, or ``none``.

        A Latin word weighs as two Chinese characters."""
        weight: dict[str, float] = dict.fromkeys(("zh", "en", "other"), 0.0)
        for sentence in self.sentences:
            size = len(_HAN.findall(sentence.prose)) + 2.0 * len(_LATIN.findall(sentence.prose))
            if sentence.language == "mixed":
                han = len(_HAN.findall(sentence.prose))
                weight["zh"] += han
                weight["en"] += size - han
            elif sentence.language == "other":
                weight["other"] += max(size, sum(letter.isalpha() for letter in sentence.prose))
            elif sentence.language != "none":
                weight[sentence.language] += size
        total = sum(weight.values())
        if not total:
            return "none"
        if weight["other"] > 0.5 * total:
            return "other"
        both = weight["zh"] + weight["en"]
        share = weight["zh"] / both
        return "zh" if share >= 0.8 else "en" if share <= 0.2 else "mixed"

    @cached_property
    def text_hash(self) -> str:
        """SHA-256, hex, of the parts' names, formats and texts as canonical JSON."""
        return text_hash(self.parts)

    @cached_property
    def characters(self) -> int:
        """Characters of prose that are not white space, over all parts."""
        return sum(
            len(section.prose.text) - sum(map(len, _GAP.findall(section.prose.text)))
            for section in self.sections
        )

    def words(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the words of a sentence in order, without punctuation; Chinese ones from the dictionary."""
        return _words(sentence.prose)

    @cached_property
    def unfit(self) -> Unfit | None:
        """Why message and tone of this text can't be judged, or None where they can."""
        prose = "\n".join(section.prose.text for section in self.sections)
        if not prose.strip():
            return _unfit("empty")
        if self.characters == 1:
            return _unfit("one_character")
        rest = LINK.sub("", prose).strip()
        if not rest:
            return _unfit("only_link")
        if not EMOJI_PART.sub("", EMOJI.sub("", rest)).strip():
            return _unfit("only_emoji")
        if self.language == "none":
            return _unfit("no_words")
        if self.language == "other":
            return _unfit("language")
        if _says(rest) < LEAST_SAID:
            return _unfit("too_short")
        return None


def _unfit(code: UnfitCode) -> Unfit:
    return Unfit(code, reason(f"unfit.{code}").text)


def _says(text: str) -> float:
    """Return how much a text says: a Chinese character counts 1, three letters of another script as much."""
    letters = sum(len(word) for word in _WORD.findall(_HAN.sub(" ", text)))
    return len(_HAN.findall(text)) + letters / 3


def _read_section(part: Part) -> Section:
    prose = read_prose(part.text, part.format)
    spans = tuple(split_sentences(prose.text))
    sentences = tuple(_read_sentence(part, prose, start, end) for start, end in spans)
    return Section(part, prose, without_links(prose.text), spans, sentences)


def _read_sentence(part: Part, prose: Prose, start: int, end: int) -> Sentence:
    first, last = prose.source_span(start, end)
    words = fold(prose.text[start:end])
    return Sentence(Span(part.name, first, last), part.text[first:last], words, language_of_text(words))


def fold(text: str) -> str:
    """Return the text as it is embedded and counted: no links, one space for any white space, none within Chinese."""
    if "\n" in text:
        text = _HAN_GAP.sub("", text)
    return _GAP.sub(" ", LINK.sub("", text)).strip()


def _words(text: str) -> tuple[str, ...]:
    """Cut into words: Latin by shape, Chinese by dictionary. Hashtags lose their marks."""
    plain = HASHTAG.sub(lambda found: f" {found[0].strip('#')} ", text)
    if not _HAN.search(plain):
        return tuple(_WORD.findall(plain))
    return tuple(word for word, _, _ in cut_words(plain) if any(letter.isalnum() for letter in word))
