"""Dates in the forms in use, whole or in part."""

import re
from collections.abc import Iterator

from hub.judging.quantities.numerals_zh import parse_whole
from hub.judging.quantities.quantity import PartialDate, Quantity

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_Y = r"(?:19|20)[0-9]{2}"
_YZ = rf"(?<![0-9])(?:{_Y}|[一二][〇零一二三四五六七八九]{{3}})"
_MZ = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DZ = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r" ?(?:-|–|—|~|至|到) ?"
_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_D = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![A-Za-z0-9%])(?!\.[0-9]|,[0-9]{3})"
_DATE = re.compile(
    rf"(?:(?P<y1>{_YZ}) ?年 ?)?(?<![0-9零一二三四五六七八九十])(?P<m1>{_MZ}) ?月"
    rf"(?:份|(?: ?(?P<d1>{_DZ}) ?[日号](?:{_TO}(?P<e1>{_DZ}) ?[日号])?))?"
    rf"|(?P<y2>{_YZ}) ?年(?![代级货])"
    rf"|(?<![0-9./-])(?P<y3>{_Y})(?P<sep>[-/.])(?P<m3>1[0-2]|0?[1-9])(?P=sep)(?P<d3>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
    rf"|(?<![0-9./-])(?P<a4>[0-3]?[0-9])/(?P<b4>[0-3]?[0-9])/(?P<y4>{_Y})(?![0-9/])"
    rf"|\b(?P<m5>{_NAME})\.? (?:the )?(?P<d5>{_D})(?:{_TO}(?P<e5>{_D}))?(?:,? (?P<y5>{_Y})(?![0-9]))?"
    rf"|(?<![0-9A-Za-z.,])(?P<d6>{_D}) (?:of )?(?P<m6>{_NAME})\b(?:\.?,? (?P<y6>{_Y})(?![0-9]))?"
    rf"|\b(?P<m7>{_NAME})\.?,? (?P<y7>{_Y})(?![0-9])"
    rf"|\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]his|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id)"
    rf"[ -](?P<m8>{_NAME})\b(?! [0-9])"
    rf"|\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil) (?P<y9>{_Y})(?![0-9A-Za-z%]|[.,][0-9])"
)


def find_dates(text: str) -> Iterator[Quantity]:
    """Yield the dates of a width-folded text; days that do not exist (2月30日) are passed over.

    9/10/2026 may be read both ways and agrees with either.
    """
    for match in _DATE.finditer(text):
        dates = _read(match)
        if dates is not None:
            start, end = _extent(match)
            yield Quantity(start, end, text[start:end], "date", dimension="date", dates=dates)


def _extent(match: re.Match[str]) -> tuple[int, int]:
    """Return the span of the date itself, without the preposition that gave it away."""
    for name in ("m8", "y9"):
        if match[name]:
            return match.span(name)
    return match.span()


def _read(match: re.Match[str]) -> tuple[PartialDate, PartialDate] | None:
    if match["a4"]:
        return _read_slashed(match)
    year = _number(_first(match, "y1", "y2", "y3", "y5", "y6", "y7", "y9"))
    month = _month(_first(match, "m1", "m3", "m5", "m6", "m7", "m8"))
    day = _number(_first(match, "d1", "d3", "d5", "d6"))
    last_day = _number(_first(match, "e1", "e5")) or day
    if not (_exists(month, day) and _exists(month, last_day)):
        return None
    return PartialDate(year, month, day), PartialDate(year, month, last_day)


def _read_slashed(match: re.Match[str]) -> tuple[PartialDate, PartialDate] | None:
    first, second, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
    readings = [
        PartialDate(year, month, day)
        for month, day in ((first, second), (second, first))
        if 1 <= month <= 12 and day >= 1 and _exists(month, day)
    ]
    if not readings:
        return None
    date = readings[0]
    if len(readings) > 1 and first != second:
        date = PartialDate(year, first, second, either_order=True)
    return date, date


def _first(match: re.Match[str], *names: str) -> str | None:
    return next((match[name] for name in names if match[name]), None)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    digits = text.rstrip("stndrh")
    return int(digits) if digits.isascii() else parse_whole(digits)


def _month(text: str | None) -> int | None:
    if text is None or not text[0].isascii() or text[0].isdigit():
        return _number(text)
    return _MONTHS.index(text[:3].lower()) + 1


def _exists(month: int | None, day: int | None) -> bool:
    return month is None or day is None or day <= _LONGEST_DAYS[month - 1]
