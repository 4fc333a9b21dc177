"""Where sentences end, in Chinese, English and both mixed. Own rules, one pass, linear in the text's length.

A boundary is placed after a terminator and the closers that belong to it. What looks like a terminator is let
through inside links, decimals, abbreviations, list numbers, short quotations and brackets.
"""

# ruff: noqa: SIM905 - word lists are read and mended as text

import re
from bisect import bisect_right
from collections.abc import Iterator

from hub.judging.symbols import EMOJI_RUN, HAN, LINK_SOURCE

_PAIRS = {
    "“": "”",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
    "《": "》",
    "〈": "〉",
}
_OPENER_OF = {close: opener for opener, close in _PAIRS.items()}
_QUOTES = frozenset('“「『"')
_LONGEST_QUOTE = 60
_LONGEST_BRACKET = 200
_CLOSERS = "”’」』）)】]》〉\"'*_"

_TOKEN = re.compile(
    rf"(?P<link>{LINK_SOURCE})"
    r"|(?P<topic>#[^#\s]{1,40}#)"
    r"|(?P<newline>[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+)"
    r"|(?P<ellipsis>…+|\.{2,}|。{2,})"
    r"|(?P<hard>[。！？!?｡．‼⁉]+[~～]*)"
    r"|(?P<wave>[~～]+)"
    r"|(?P<dot>\.)"
    rf"|(?P<emoji>{EMOJI_RUN})",
    re.IGNORECASE,
)
_PAIR_TOKEN = re.compile(r"[“”「」『』（）()【】\[\]《》〈〉\"\n\r\u2028\u2029]")
_TAG_TAIL = re.compile(
    r"(?:^|(?<=[ \t\u3000]))#[^#\s]{1,40}#?(?:[ \t\u3000]+#[^#\s]{1,40}#?)+[ \t\u3000]*$", re.MULTILINE
)
_WORD_BEFORE = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+){0,4}$")
_WORD_AFTER = re.compile(r"[A-Za-z]+")
_SPACES = re.compile(r"[ \t\u3000\xa0]*+")
_SPEECH_TAG = re.compile(r"的|地|之|这|是|[^，。！？\n]{0,5}?[说道问喊答叫称笑]")
_HAN = re.compile(f"[{HAN}]")

# After these a sentence goes on, whatever follows.
_NEVER_END = frozenset(
    "mr mrs ms dr prof st mt vs e.g i.e cf viz fig figs eq approx est gen sen rep rev capt lt col sgt messrs "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun vol pp ed eds al".split()
)
# After these it may end: the next word decides.
_MAY_END = frozenset(
    "inc ltd co corp llc jr sr bros dept etc a.m p.m u.s u.k u.n e.u u.s.a ph.d b.a m.a b.sc m.sc d.c".split()
)
_STARTERS = frozenset(
    "the we it he she they you i in on at this that these those but and so our your its their his her there here "
    "with for from when while if as after before now then not no yes what why how who where it's we're you're "
    "a an all each every one some many most please see visit buy order shop".split()
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences as (start, end), code points, end exclusive, in order.

    Every span is trimmed of white space and not empty; spans never overlap; together they cover every
    character that is not white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*_cuts(text), len(text)]:
        piece = text[start:cut]
        lead = len(piece) - len(piece.lstrip())
        body = piece.strip()
        if body:
            spans.append((start + lead, start + lead + len(body)))
        start = cut
    return spans


def _cuts(text: str) -> Iterator[int]:
    """Yield where the text is to be cut, ascending and each at most once."""
    shelter = _Shelter(text)
    tails = [found.start() for found in _TAG_TAIL.finditer(text)]
    next_tail = 0
    start = 0
    position = 0
    while (found := _TOKEN.search(text, position)) is not None:
        while next_tail < len(tails) and tails[next_tail] < found.end():
            if tails[next_tail] > start:
                start = tails[next_tail]
                yield start
            next_tail += 1
        kind = found.lastgroup
        position = found.end()
        cut: int | None = None
        if kind == "newline":
            cut = None if _soft_wrap(text, start, found.start(), found.end()) else found.end()
        elif kind in ("hard", "ellipsis", "dot", "wave"):
            cut = _end_at(text, start, found, kind, shelter)
        elif kind == "emoji":
            cut = _emoji_end(text, start, found, shelter)
        if cut is not None and cut > start:
            position = max(position, cut)
            start = cut
            yield cut
    for tail in tails[next_tail:]:
        if tail > start:
            start = tail
            yield tail


def _end_at(text: str, start: int, found: re.Match[str], kind: str, shelter: "_Shelter") -> int | None:
    """Return the cut behind this terminator, or None where the sentence goes on."""
    first, end = found.span()
    after = text[end : end + 1]
    if kind == "dot" and not _dot_ends(text, start, first, end):
        return None
    if kind == "wave" and not _wave_ends(text, start, first, after):
        return None
    if kind == "ellipsis" and not _ellipsis_ends(text, start, first, end):
        return None
    if kind == "hard" and _between_latin(text, first, end):
        return None
    end = _with_closers(text, end)
    return _outside(text, start, end, shelter)


def _outside(text: str, start: int, end: int, shelter: "_Shelter") -> int | None:
    """Return the cut, unless it lies in a sheltered quotation or bracket, or right behind one that goes on."""
    inside = shelter.around(end)
    if inside is not None:
        return None
    closed = shelter.closed_at(end)
    follow = _SPACES.match(text, end)
    ahead = follow.end() if follow else end
    following = text[ahead : ahead + 1]
    if following and following in "，、；：,;:":
        return None
    if closed is None:
        return ahead
    opened, is_quote = closed
    if following.isascii() and following.islower():
        return None
    opens_sentence = not text[start:opened].strip()
    if (
        is_quote
        and _HAN.match(following)
        and _SPEECH_TAG.match(text, ahead, ahead + 8)
        and (opens_sentence or following in "的地之")
    ):
        return None
    if not is_quote and not opens_sentence and following not in ("", "\n", "\r"):
        return None
    return ahead


def _with_closers(text: str, end: int) -> int:
    """Return the position behind closing quotes, brackets, more terminators and emoji that hang on a terminator."""
    size = len(text)
    while end < size and (text[end] in _CLOSERS or text[end] in "。！？!?…"):
        # A straight quote or a mark of emphasis after a gap opens something new; without a gap it closes.
        end += 1
    emoji = _EMOJI_AT.match(text, end)
    return emoji.end() if emoji else end


_EMOJI_AT = re.compile(EMOJI_RUN)


def _dot_ends(text: str, start: int, first: int, end: int) -> bool:
    before = text[max(0, first - 24) : first]
    after = text[end : end + 1]
    if (
        after
        and not after.isspace()
        and after not in _CLOSERS
        and not _HAN.match(after)
        and not _EMOJI_AT.match(after)
    ):
        return False
    if before[-1:].isdigit() and (_HAN.match(after) or not text[start:first].strip().strip("0123456789")):
        return False
    behind = end
    while behind < len(text) and text[behind] in _CLOSERS:
        behind += 1
    gap = _SPACES.match(text, behind)
    ahead = gap.end() if gap else behind
    following = text[ahead : ahead + 1]
    if following.islower() and following.isascii():
        return False
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    word = found[0].lower()
    if word == "no":
        return not following.isdigit()
    if word in _NEVER_END and following not in ("", "\n", "\r"):
        return False
    if word in _MAY_END or (len(word) == 1 and found[0].isupper()):
        next_word = _WORD_AFTER.match(text, ahead)
        return (next_word is None and not following.isdigit()) or (
            next_word is not None and next_word[0].lower() in _STARTERS
        )
    return True


def _wave_ends(text: str, start: int, first: int, after: str) -> bool:
    """A wave ends a Chinese sentence; between numbers it is a range, before a path it is a home."""
    if first == start or not _HAN.match(text[first - 1]):
        return False
    return not after.isdigit() and len(text[start:first].strip()) >= 2


def _ellipsis_ends(text: str, start: int, first: int, end: int) -> bool:
    """A pause goes on: a stammer, a lower-case word, or more digits; an ellipsis behind a clause ends it."""
    gap = _SPACES.match(text, end)
    ahead = gap.end() if gap else end
    following = text[ahead : ahead + 1]
    if following == "" or following in _CLOSERS or following in "\n\r":
        return True
    if following.isascii() and (following.islower() or following.isdigit()):
        return False
    if following.isascii() and following.isalpha() and ahead == end:
        return False
    return len(text[start:first].strip()) >= 4


def _between_latin(text: str, first: int, end: int) -> bool:
    return (
        first > 0
        and end < len(text)
        and text[first - 1].isascii()
        and text[first - 1].isalnum()
        and text[end].isascii()
        and text[end].isalnum()
    )


def _emoji_end(text: str, start: int, found: re.Match[str], shelter: "_Shelter") -> int | None:
    """Two or more emoji, or one before a gap, end a clause that has no mark of its own."""
    if len(text[start : found.start()].strip()) < 4 or text[found.start() - 1].isspace():
        return None
    end = found.end()
    following = text[end : end + 1]
    several = sum(1 for mark in found[0] if mark > "\u2600" and mark not in "\ufe0f\u200d") >= 2
    if following.isspace() or (several and _HAN.match(following)):
        return _outside(text, start, end, shelter)
    return None


def _soft_wrap(text: str, start: int, first: int, end: int) -> bool:
    """A single line break in the middle of a long Latin line is only folding."""
    if first - start < 40 or text[first:end].count("\n") > 1 or end >= len(text) or first == 0:
        return False
    before = text[first - 1]
    return (
        before.isascii()
        and (before.isalnum() or before in ", ")
        and text[end].isascii()
        and text[end].islower()
    )


class _Shelter:
    """Quotations and brackets that close on their own line and are short: no cut is made inside them."""

    def __init__(self, text: str) -> None:
        self._opens: list[int] = []
        self._ends: list[int] = []
        self._by_end: dict[int, tuple[int, bool]] = {}
        for opened, end, is_quote in sorted(_pairs(text)):
            self._by_end.setdefault(end, (opened, is_quote))
            if not self._ends or opened >= self._ends[-1]:
                self._opens.append(opened)
                self._ends.append(end)

    def around(self, position: int) -> int | None:
        """Return the index of the outermost shelter with ``position`` strictly inside, or None."""
        index = bisect_right(self._opens, position) - 1
        return index if index >= 0 and self._opens[index] < position < self._ends[index] else None

    def closed_at(self, position: int) -> tuple[int, bool] | None:
        """Return (opening position, is a quotation) of the shelter that ends exactly here, or None."""
        return self._by_end.get(position)


def _pairs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (opening, end, is a quotation) of every short pair closed on its own line."""
    stack: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}
    for found in _PAIR_TOKEN.finditer(text):
        mark, at = found[0], found.start()
        if mark in "\n\r\u2028\u2029":
            stack.clear()
            waiting.clear()
            continue
        opener = mark if mark == '"' and waiting.get('"') else _OPENER_OF.get(mark)
        if opener is None:
            stack.append((mark, at))
            waiting[mark] = waiting.get(mark, 0) + 1
        elif waiting.get(opener):
            # Counting what waits keeps a row of closers without openers from searching the stack each time.
            while stack:
                popped, opened = stack.pop()
                waiting[popped] -= 1
                if popped == opener:
                    is_quote = popped in _QUOTES
                    if at - opened <= (_LONGEST_QUOTE if is_quote else _LONGEST_BRACKET):
                        yield opened, at + 1, is_quote
                    break
