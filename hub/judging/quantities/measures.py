"""Measures: which unit stands after a number, and what it measures."""

import re
from dataclasses import dataclass
from fractions import Fraction

from hub.judging.quantities.units import SYMBOLS, WORDS, Unit

_LATIN_WORDS = "|".join(re.escape(w) for w in sorted(WORDS, key=len, reverse=True) if w.isascii())
_CHINESE = "|".join(re.escape(w) for w in sorted(WORDS, key=len, reverse=True) if not w.isascii())
_SYMBOLS = "|".join(re.escape(w) for w in sorted(SYMBOLS, key=len, reverse=True))
# Chinese units that also open other words: 天猫, 年代, 米饭, 升级, 周年, 克服.
_NOT_UNITS = (
    r"(?:天(?=[猫空然际气堂使线生])|年(?=[轻级代货])|米(?=[饭粉线其])|升(?=[级至到降起值])|克(?=[服隆])"
    r"|周(?=[年边末一二三四五六日])|倍(?=[增感受])|巴(?=[西黎士])|秒(?=[杀懂])|瓦(?=片))"
)
_UNIT = re.compile(
    rf"[ -]?(?:(?P<symbol>{_SYMBOLS})(?![A-Za-z0-9])|(?P<word>(?i:{_LATIN_WORDS}))(?![A-Za-z0-9])"
    rf"|(?!{_NOT_UNITS})(?P<zh>{_CHINESE})"
    r"|(?P<mp>百万像素)|(?P<inch>-in(?![A-Za-z0-9])|\"(?![A-Za-z0-9]))|(?P<day>日)(?=内|无理由|之内|游)"
    r"|(?P<times>times)(?= (?:faster|more|as|the|larger|longer|brighter|stronger|sharper|zoom)\b))"
)
_HALF = re.compile(r"半(?=[，。；！？、,;.!?)）\s]|的|左右|以|内|质保|保修|续航|$)")
_RATE = re.compile(
    r" ?(?:/|每(?=[^一-龥]?[天日月年周小分秒斤公千平])"
    r"|(?:per|a|an|each) (?=(?:day|week|month|year|hour|minute|second|kg|person)\b)) ?"
    r"(?P<per>[A-Za-z]{1,8}|天|日|个?月|年|周|小时|分钟?|秒|斤|公斤|千克|平米|平方米|人|位|次|台|件)"
)
_RATES = {
    "mo": "month",
    "月": "month",
    "个月": "month",
    "yr": "year",
    "年": "year",
    "天": "day",
    "日": "day",
    "小时": "h",
    "hour": "h",
    "hr": "h",
}
_COUNTER = re.compile(
    r"(?P<zh>[个款种家间位名人台次项颗枚件套层道只张部座组重段步杯片粒包瓶盒])"
    r"| (?P<en>[A-Za-z]{3,20})(?![A-Za-z])"
)
_LARGEST_DECADE = 10
_HALVED = ("year", "month", "day", "week", "h")


@dataclass(frozen=True, slots=True)
class UnitAfter:
    """A unit that ends at ``end``; ``extra`` is what 半 behind it adds, in units (两年半)."""

    end: int
    unit: Unit
    extra: Fraction = Fraction(0)


def unit_after(text: str, end: int, value: Fraction) -> UnitAfter | None:
    """Return the unit that stands at code point ``end`` behind a number of that ``value``."""
    match = _UNIT.match(text, end)
    if match is None:
        return None
    if match["symbol"]:
        unit = SYMBOLS[match["symbol"]]
        spaced = match.group()[0] in " -"
        # "the 90s" is a decade; "3 x" is a multiplication.
        if unit.name == "s" and not spaced and value >= _LARGEST_DECADE and value % 10 == 0:
            return None
        if unit.name == "x" and (spaced or re.match(r" ?[0-9]", text[match.end() : match.end() + 2])):
            return None
    elif match["inch"]:
        if match["inch"] == '"' and (value.denominator == 1 or match.group()[0] == " "):
            return None
        unit = WORDS["inch"]
    elif match["times"]:
        unit = WORDS["倍"]
    elif match["mp"]:
        unit = SYMBOLS["MP"]
    else:
        unit = WORDS["天"] if match["day"] else WORDS[(match["word"] or match["zh"]).lower()]
    half = _HALF.match(text, match.end()) if match["zh"] and unit.name in _HALVED else None
    if half is not None:
        return UnitAfter(half.end(), unit, Fraction(1, 2))
    return UnitAfter(match.end(), unit)


def rate_after(text: str, end: int) -> tuple[int, str] | None:
    """Return the end and name of a denominator at ``end``: "/month", "每月", "per person"."""
    match = _RATE.match(text, end)
    return (match.end(), _RATES.get(match["per"], match["per"].lower())) if match else None


def counter_after(text: str, end: int) -> tuple[int, str] | None:
    """Return the end and name of a counted thing: a Chinese measure word, or an English noun without s."""
    match = _COUNTER.match(text, end)
    if match is None:
        return None
    name = match["zh"] or match["en"].lower()
    return match.end(), name.removesuffix("s") if match["en"] else name
