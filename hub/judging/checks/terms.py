"""The brand's own words: banned ones block, other spellings of preferred ones are corrected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from hub.judging.brand import Term, language_of
from hub.judging.checks.base import BLANK_BRAND, Check, Context, Example, Outcome, finding_in, speak
from hub.judging.passage import Section
from hub.judging.pipelines import cut_words, english_lemmas, is_dictionary_word
from hub.judging.symbols import HAN, without_surrogates
from hub.judging.text import Language

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HAN = re.compile(f"[{HAN}]")
_WORDISH = re.compile(r"[A-Za-z0-9_\u00c0-\u024f\u1e00-\u1eff]")

# A sentence without an end is tagged around each candidate only, not as a whole for each of them.
_LONG_SENTENCE = 600


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A string to look for. A cover only shelters what lies inside it: an exception, or a longer approved term."""

    term: Term
    cover: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """The automata of one brand version: with and without regard to case; and what to look for by word form."""

    terms: tuple[Term, ...]
    folded: AhoCorasick
    folded_patterns: tuple[_Pattern, ...]
    exact: AhoCorasick
    exact_patterns: tuple[_Pattern, ...]
    inflected: tuple[tuple[Term, tuple[str, ...], re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    term: Term
    start: int
    end: int


_indexes: dict[tuple[str, str], _Index] = {}
_KEPT = 16


def run(context: Context) -> Iterator[Outcome]:
    """Look for every term of the brand in all parts."""
    if not context.brand.terms:
        return
    index = _index_of(context)
    for section in context.passage.sections:
        for hit in _hits(section, index, context):
            yield _finding(context, section, hit)
        # Last, so that a missing English pipeline costs only the inflected forms.
        for hit in _inflected_hits(section, index, context):
            yield _finding(context, section, hit)


def _finding(context: Context, section: Section, hit: _Hit) -> Outcome:
    term = hit.term
    banned = term.status == "banned"
    instead = term.replacement if banned else term.text
    said = section.prose.text[hit.start : hit.end]
    if term.reason:
        message = term.reason
    elif banned:
        message = speak(context, zh=f"品牌禁用「{said}」。", en=f"The brand does not use “{said}”.")
    else:
        message = speak(context, zh=f"请写作「{instead}」。", en=f"Write “{instead}”.")
    return finding_in(
        section,
        (hit.start, hit.end),
        rule=f"term.{term.id}",
        level="error" if banned else "warning",
        message=message,
        replacement=instead,
        hard=banned,
    )


def _index_of(context: Context) -> _Index:
    brand = context.brand
    key = (brand.id, brand.version)
    index = _indexes.get(key)
    if index is None or (index.terms is not brand.terms and index.terms != brand.terms):
        index = _build(brand.terms)
        while len(_indexes) >= _KEPT:
            _indexes.pop(next(iter(_indexes)))
        _indexes[key] = index
    return index


def _build(terms: tuple[Term, ...]) -> _Index:
    folded: list[tuple[str, _Pattern]] = []
    exact: list[tuple[str, _Pattern]] = []
    inflected: list[tuple[Term, tuple[str, ...], re.Pattern[str]]] = []
    for term in terms:
        sought = (
            (term.text, *term.variants)
            if term.status == "banned"
            else term.variants
            if term.status == "preferred"
            else ()
        )
        covers = term.exceptions if term.status == "banned" else (term.text, *term.exceptions)
        shelf = exact if term.case_sensitive else folded
        for text, cover in [*((text, False) for text in sought), *((text, True) for text in covers)]:
            key = _fold(text, case=not term.case_sensitive)
            if key.strip():
                shelf.append((key, _Pattern(term, cover)))
        if term.inflect and language_of(term.locale) == "en":
            inflected.extend(_forms(term, text) for text in sought if text.strip())
    return _Index(
        terms,
        AhoCorasick([key for key, _ in folded], matchkind=MatchKind.Standard),
        tuple(pattern for _, pattern in folded),
        AhoCorasick([key for key, _ in exact], matchkind=MatchKind.Standard),
        tuple(pattern for _, pattern in exact),
        tuple(inflected),
    )


def _forms(term: Term, text: str) -> tuple[Term, tuple[str, ...], re.Pattern[str]]:
    """Return the words of a term and the pattern of candidates: what begins like its first word."""
    words = tuple(text.lower().split())
    first = words[0]
    beginning = first[: max(2, len(first) - 3 if len(first) > 5 else len(first) - 1)]
    return (
        term,
        words,
        re.compile(rf"(?<![A-Za-z]){re.escape(beginning)}[A-Za-z]{{0,8}}(?![A-Za-z])", re.IGNORECASE),
    )


def _fold(text: str, *, case: bool) -> str:
    """Return the text, same length, with full-width forms narrowed and, if asked, capitals lowered."""
    narrow = without_surrogates(text).translate(_WIDE)
    if not case:
        return narrow
    lowered = narrow.lower()
    if len(lowered) == len(narrow):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in narrow)


def _hits(section: Section, index: _Index, context: Context) -> Iterator[_Hit]:
    """Yield the longest matches of every term that no cover shelters, in order."""
    found: list[tuple[int, int, _Pattern]] = []
    narrow = _fold(section.running, case=False)
    if index.exact_patterns:
        found += [
            (s, e, index.exact_patterns[i])
            for i, s, e in index.exact.find_matches_as_indexes(narrow, overlapping=True)
        ]
    if index.folded_patterns:
        lowered = _fold(section.running, case=True)
        found += [
            (s, e, index.folded_patterns[i])
            for i, s, e in index.folded.find_matches_as_indexes(lowered, overlapping=True)
        ]
    found.sort(key=lambda match: (match[0], -match[1]))
    last_end: dict[str, int] = {}
    cover_ends: dict[str, int] = {}
    approved: tuple[int, int] = (0, 0)
    for start, end, pattern in found:
        term = pattern.term
        if pattern.cover:
            if _at_word_edges(narrow, start, end):
                cover_ends[term.id] = max(cover_ends.get(term.id, 0), end)
                if term.status != "banned" and _applies(term, section, start, context) and end > approved[1]:
                    approved = (start, end)
            continue
        if end <= max(last_end.get(term.id, 0), cover_ends.get(term.id, 0)) or not _at_word_edges(
            narrow, start, end
        ):
            continue
        if approved[0] <= start and end <= approved[1] and end - start < approved[1] - approved[0]:
            continue
        said = section.running[start:end]
        if (term.status == "preferred" and said == term.text) or not _applies(term, section, start, context):
            continue
        if _HAN.search(said) and not _stands_alone(section, start, end):
            continue
        last_end[term.id] = end
        yield _Hit(term, start, end)


def _at_word_edges(text: str, start: int, end: int) -> bool:
    """Tell whether a match begins and ends between words, where it begins and ends with Latin letters or digits."""
    if start and _WORDISH.match(text[start]) and _WORDISH.match(text[start - 1]):
        return False
    return not (end < len(text) and _WORDISH.match(text[end - 1]) and _WORDISH.match(text[end]))


def _applies(term: Term, section: Section, position: int, context: Context) -> bool:
    """Tell whether a term's locale is spoken here: by the sentence, or by the passage as a whole."""
    language = language_of(term.locale)
    spoken = context.passage.locale
    if spoken and language_of(spoken) == language:
        # en-GB spellings say nothing about a text that is declared en-US.
        return "-" not in spoken or "-" not in term.locale or spoken.lower() == term.locale.lower()
    at = section.sentence_at(position)
    said: Language = section.sentences[at].language if at is not None else "none"
    if said == "mixed":
        return language in ("zh", "en") and not spoken
    return said == language or (said == "none" and not spoken)


def _stands_alone(section: Section, start: int, end: int) -> bool:
    """Tell whether a Chinese match is a word or words of its sentence, not the seam or the inside of others."""
    at = section.sentence_at(start)
    first, last = section.spans[at] if at is not None else (start, end)
    # A window is enough: the dictionary's longest words are shorter than this.
    first, last = max(first, start - 24), min(last, end + 24)
    for word, begin, stop in _cut_window(section.running[first:last]):
        begin, stop = begin + first, stop + first
        if stop <= start or begin >= end:
            continue
        splits = begin < start < stop or begin < end < stop
        if not splits or not is_dictionary_word(word):
            continue
        if not (
            begin <= start
            and end <= stop
            and end - start >= 2
            and _composed(word, start - begin, end - begin)
        ):
            return False
    return True


@lru_cache(maxsize=2048)
def _cut_window(text: str) -> tuple[tuple[str, int, int], ...]:
    """Cut a window into words; slogans repeat within a text, and drafts repeat between runs."""
    return cut_words(text)


def _composed(word: str, start: int, end: int) -> bool:
    """Tell whether a longer word is built from the term: 便宜货 is 便宜 and 货; what is left must be words too."""
    rest = [piece for piece in (word[:start], word[end:]) if piece]
    return all(len(piece) == 1 or is_dictionary_word(piece) for piece in rest)


def _inflected_hits(section: Section, index: _Index, context: Context) -> Iterator[_Hit]:
    """Yield other forms of English terms. A beginning alike makes a candidate; the lemma confirms it.

    Forms that begin otherwise (buy, bought) are written down as variants."""
    for term, words, pattern in index.inflected:
        for found in pattern.finditer(section.running):
            at = section.sentence_at(found.start())
            if at is None or not _applies(term, section, found.start(), context):
                continue
            first, last = section.spans[at]
            if last - first > _LONG_SENTENCE:
                first, last = (
                    max(first, found.start() - _LONG_SENTENCE // 2),
                    min(last, found.end() + _LONG_SENTENCE // 2),
                )
            tokens = english_lemmas(without_surrogates(section.running[first:last]))
            for place, (_, _, offset) in enumerate(tokens):
                if first + offset != found.start():
                    continue
                run_of = tokens[place : place + len(words)]
                same = len(run_of) == len(words) and all(
                    wanted in (lemma, written.lower())
                    for (written, lemma, _), wanted in zip(run_of, words, strict=True)
                )
                plain = [written.lower() for written, _, _ in run_of] == list(words)
                if same and not plain:
                    tail = run_of[-1]
                    yield _Hit(term, first + offset, first + tail[2] + len(tail[0]))
                break


def _example(marked: str, *terms: Term, locale: str | None = None) -> Example:
    return Example(marked, brand=replace(BLANK_BRAND, terms=terms), locale=locale)


_CHEAP = Term("cheap", "zh", "便宜", "banned", replacement="实惠", exceptions=("便宜坊",))
_MODE = Term("mode", "zh", "夜景模式", "preferred", variants=("夜拍模式", "夜景"))
_INHERIT = Term("inherit", "zh", "会员", "banned")
_SLANG = Term("slang", "zh", "ｉＳｈｅｅｐ", "banned")
_LEVERAGE = Term("leverage", "en", "leverage", "banned", replacement="use", inflect=True)
_ART = Term("art", "en", "art", "banned", exceptions=("state of the art",))
_NAME = Term("name", "en", "OneVoice", "preferred", variants=("Onevoice", "One Voice"), case_sensitive=True)
_COLOUR = Term("colour", "en-GB", "colour", "preferred", variants=("color",))

CHECK = Check(
    id="terms",
    label={"zh": "品牌用词", "en": "Brand terms"},
    level="error",
    needs=frozenset({"sentences", "words", "lemmas"}),
    run=run,
    examples=(
        _example("这台手机真的很⟦便宜⟧。", _CHEAP),
        _example("没有⟦便宜⟧货，只有好手艺。", _CHEAP),
        _example("晚上去便宜坊吃烤鸭。", _CHEAP),
        _example("打开⟦夜拍模式⟧，拍下星空。", _MODE),
        _example("打开夜景模式，拍下星空。", _MODE),
        _example("这里的⟦夜景⟧很美。", _MODE),
        _example("欢迎加入我们的⟦会员⟧。", _INHERIT),
        _example("请联系村委会员工办理。", _INHERIT),
        _example("别再用⟦iSHEEP⟧拍了。", _SLANG),
        _example("We ⟦leverage⟧ light. They ⟦leveraged⟧ it, ⟦leveraging⟧ night.", _LEVERAGE),
        _example("The leverages-free lever is lovely.", replace(_LEVERAGE, inflect=False)),
        _example("This is ⟦art⟧, made by smart artists.", _ART),
        _example("A state of the art sensor starts here.", _ART),
        _example("⟦Onevoice⟧ and ⟦One Voice⟧ are OneVoice.", _NAME),
        _example("Every ⟦color⟧ counts.", _COLOUR, locale="en-GB"),
        _example("Every color counts.", _COLOUR, locale="en-US"),
        _example("See https://example.com/art for more.", _ART),
        _example("Our art of living.", replace(_ART, locale="zh")),
    ),
)
