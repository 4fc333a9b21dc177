"""Where numerals stand in a text, in digits or in words, before anything is known of their unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hub.judging.quantities import numerals_en, numerals_zh

Script = Literal["digits", "zh", "en"]

_LONGEST_RUN = 24
_MULTIPLIER_ZH = "|".join(sorted(numerals_zh.MULTIPLIERS, key=len, reverse=True))
_MULTIPLIER_EN = "|".join(numerals_en.SCALES)
_TOKEN = re.compile(
    r"(?P<digits>[0-9]++(?:[.,][0-9]++)*+)"
    rf"(?: ?(?P<times>{_MULTIPLIER_ZH})| ?(?P<scale>(?i:{_MULTIPLIER_EN}))(?![A-Za-z])"
    r"|(?P<letter>[kKMB])(?![A-Za-z0-9]))?"
    rf"|(?P<zh>[{numerals_zh.START}][{numerals_zh.INNER}]*+(?:点[零〇一二三四五六七八九]++)?"
    r"(?P<half>个半(?=小时|钟头|月|星期))?|半)"
    rf"|(?P<en>{numerals_en.PATTERN})"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``start`` to ``end``, multiplied by ``times`` (万, k). ``letter`` tells that the multiplier
    is a letter, which only a currency makes certain; ``step`` is half the last digit."""

    start: int
    end: int
    lower: Fraction
    upper: Fraction
    script: Script
    times: int = 1
    letter: bool = False
    step: Fraction = Fraction(0)


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of a width-folded text in order. Runs that are no plain number (versions, lists
    without spaces, more than 24 characters) are passed over."""
    for match in _TOKEN.finditer(text):
        numeral = _read(match)
        if numeral is not None:
            yield numeral


def _read(match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if match["digits"]:
        return _read_digits(match)
    if match["zh"]:
        words = match["zh"].removesuffix("个半") if match["half"] else match["zh"]
        pair = numerals_zh.parse_numeral(words)
        if pair is None:
            return None
        extra = Fraction(1, 2) if match["half"] else Fraction(0)
        return Numeral(start, end, pair[0] + extra, pair[1] + extra, "zh")
    value = numerals_en.parse_words(match["en"])
    return None if value is None else Numeral(start, end, value, value, "en")


def _read_digits(match: re.Match[str]) -> Numeral | None:
    run = match["digits"]
    if len(run) > _LONGEST_RUN or not _GROUPED.fullmatch(run):
        return None
    plain = run.replace(",", "")
    if match["times"]:
        times = numerals_zh.MULTIPLIERS[match["times"]]
    elif match["scale"]:
        times = numerals_en.SCALES[match["scale"].lower()]
    else:
        times = _LETTERS.get(match["letter"] or "", 1)
    value = Fraction(plain) * times
    step = Fraction(times, 2 * 10 ** len(plain.partition(".")[2]))
    return Numeral(
        match.start(), match.end(), value, value, "digits", times, letter=bool(match["letter"]), step=step
    )
