"""Percentages, tenths (三成), percentage points and discounts (八折, 20% off)."""

import re
from collections.abc import Iterator
from fractions import Fraction

from hub.judging.quantities.numerals_zh import parse_whole
from hub.judging.quantities.quantity import Quantity

_SUFFIX = re.compile(
    r" ?(?P<points>个百分点|(?i:percentage points?))"
    r"| ?(?P<percent>%|(?i:per ?cent|pct)(?![A-Za-z]))(?P<off> (?i:off|discount)(?![A-Za-z]))?"
    r"|(?P<tenths>成)(?![为本功员立长就分熟品果效交套])"
)
_DISCOUNT = re.compile(
    r"(?P<digits>(?<![0-9.])[1-9](?:\.?[0-9])?"
    r"|(?<![一二三四五六七八九十百千万第])[一二三四五六七八九]{1,2})[ ]?"
    r"折(?![扣叠腾磨中射返页线旧现后]|[0-9])"
    r"|(?P<half>对折|半价|(?i:\bhalf[ -](?:price|off)\b))"
)


def percent_after(text: str, end: int) -> tuple[int, str, Fraction] | None:
    """Return where the sign after ``end`` stops, ``percent``, ``points`` or ``off``, and the factor."""
    found = _SUFFIX.match(text, end)
    if found is None:
        return None
    if found["points"]:
        return found.end(), "points", Fraction(1)
    if found["tenths"]:
        return found.end(), "percent", Fraction(10)
    return found.end(), "off" if found["off"] else "percent", Fraction(1)


def find_discounts(text: str) -> Iterator[Quantity]:
    """Yield 八折, 8.5折, 对折, 半价, half price as percent taken off (八折 is 20)."""
    for match in _DISCOUNT.finditer(text):
        off = Fraction(50)
        if match["digits"]:
            off = 100 - _tenths(match["digits"]) * 10
        yield Quantity(
            match.start(), match.end(), match.group(), "discount", off, off, dimension="off", unit="折"
        )


def _tenths(digits: str) -> Fraction:
    if digits.isascii():
        plain = Fraction(digits)
        return plain if plain < 10 else plain / 10
    value = Fraction(parse_whole(digits) or 0)
    return value if value < 10 else value / 10
