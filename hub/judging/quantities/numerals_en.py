"""English numerals in words: two, twenty-four, five hundred, two thousand five hundred, half a."""

import re
from fractions import Fraction

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {w: i for i, w in enumerate(_ONES)} | {w: 10 * (i + 2) for i, w in enumerate(_TENS)}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9, "mn": 10**6}
_SCALES = {k: v for k, v in SCALES.items() if len(k) > 2}
_MOST_WORDS = 12

_WORD = "|".join(sorted([*_VALUES, "hundred", *_SCALES], key=len, reverse=True))
PATTERN = rf"(?i:\b(?:half (?:an? )?|(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}))*+\b))"
_SPLIT = re.compile(r"[ -]+")


def parse_words(text: str) -> Fraction | None:
    """Return the number that ``text`` (a match of ``PATTERN``) names, None if the words make no number."""
    words = [w for w in _SPLIT.split(text.lower().strip()) if w and w != "and"]
    if words and words[0] == "half":
        return Fraction(1, 2)
    if not words or len(words) > _MOST_WORDS:
        return None
    total = section = 0
    previous = 10**15
    for word in words:
        if word in _VALUES:
            value = _VALUES[word]
            if previous <= value or (value >= 10 and previous < 100) or (value < 10 and previous < 20):
                return None
            section += value
            previous = value
        elif word == "hundred":
            section = (section or 1) * 100
            previous = 100
        else:
            total += (section or 1) * _SCALES[word]
            section, previous = 0, _SCALES[word]
    return Fraction(total + section)
