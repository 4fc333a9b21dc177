"""All families together: a text in, its values out."""

import re
from bisect import bisect_right
from dataclasses import replace
from fractions import Fraction

from hub.judging.quantities.dates import find_dates
from hub.judging.quantities.folding import fold_width
from hub.judging.quantities.hedges import read_hedges
from hub.judging.quantities.measures import counter_after, rate_after, unit_after
from hub.judging.quantities.money import currency_after, currency_before
from hub.judging.quantities.numerals import Numeral, find_numerals
from hub.judging.quantities.percent import find_discounts, percent_after
from hub.judging.quantities.quantity import Quantity, QuantityKind
from hub.judging.quantities.ranges import join_quantities

_LINK = re.compile(
    r"https?://[^\s一-龥，。；！？]+|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}"
)
_CODE_NAMES = frozenset({1, 2, 4, 5, 6, 8, 12, 16})
_MORE = re.compile(r" ?[多余来](?= ?(?:[A-Za-z%°℃一-龥]))")
_ORDINAL_BEFORE = re.compile(r"(?:第|[Nn]o\. ?|#|[Gg]en )$")
_NOT_VALUE_AFTER = re.compile(r"(?:st|nd|rd|th)(?![A-Za-z])|:[0-9]|代|[A-Za-z]")
_HUNDREDTHS = "百分之"
_LONGEST_TAIL = 3
_BEFORE_SIGN = " \t\n(（到至为:：,，"
_RANGE_AHEAD = re.compile(r" ?(?:-|–|~|到|至) ?[一二两三四五六七八九十]| to [A-Za-z]")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the values of ``text`` in order, none overlapping, offsets in code points, in linear time.

    Numbers that are part of a name, a link, an ordinal, a version or a time of day are not values. Number
    words count only with a unit, and 一 or "one" only with one that measures.
    """
    folded = fold_width(text)
    special = _without_overlap([*find_dates(folded), *find_discounts(folded)])
    links = [match.span() for match in _LINK.finditer(folded)]
    taken = sorted([(q.start, q.end) for q in special] + links)
    found = [q for q in special if not _inside(q, links)]
    position = last_end = 0
    for numeral in find_numerals(folded):
        while position < len(taken) and taken[position][1] <= numeral.start:
            position += 1
        if position < len(taken) and taken[position][0] < numeral.end:
            continue
        if numeral.start < last_end:
            continue
        quantity = _read(folded, numeral, last_end)
        if quantity is not None:
            found.append(quantity)
            last_end = quantity.end
    found.sort(key=lambda q: (q.start, q.end))
    joined = join_quantities(folded, _without_overlap(found))
    return tuple(_finish(text, folded, q) for q in joined if not _is_piece(folded, q))


def _is_piece(text: str, quantity: Quantity) -> bool:
    """Tell whether a bare number is a piece of 400-800-8888, or a word that found no unit."""
    if quantity.kind != "number" or quantity.unit:
        return False
    if not text[quantity.start].isdigit():
        return True
    before, after = text[max(0, quantity.start - 2) : quantity.start], text[quantity.end : quantity.end + 2]
    return (before[-1:] == "-" and before[:1].isalnum()) or (after[:1] == "-" and after[1:].isalnum())


def _without_overlap(quantities: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda q: (q.start, -q.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _inside(quantity: Quantity, spans: list[tuple[int, int]]) -> bool:
    place = bisect_right(spans, (quantity.start, quantity.end + 1)) - 1
    return place >= 0 and spans[place][0] <= quantity.start < spans[place][1]


def _finish(text: str, folded: str, quantity: Quantity) -> Quantity:
    hedge = read_hedges(folded, quantity.start, quantity.end)
    return replace(
        quantity,
        text=text[quantity.start : quantity.end],
        approximate=quantity.approximate or hedge.approximate,
        bound=hedge.bound if quantity.bound == "exact" else quantity.bound,
        starting=hedge.starting,
    )


def _read(text: str, numeral: Numeral, floor: int) -> Quantity | None:
    """Return the value around ``numeral``; nothing before code point ``floor`` may be used."""
    start, end = numeral.start, numeral.end
    prefix = currency_before(text, start)
    if prefix is not None and prefix[0] < floor:
        prefix = None
    if prefix is None and numeral.script == "digits" and start and _is_name_character(text[start - 1]):
        return None
    if _ORDINAL_BEFORE.search(text[max(0, start - 4) : start]):
        return None
    more = _MORE.match(text, end) if numeral.script != "en" else None
    behind = more.end() if more else end
    suffix = currency_after(text, behind)
    if prefix or suffix:
        quantity: Quantity | None = _money(text, numeral, prefix, suffix)
    elif numeral.letter:
        quantity = _thousands(text, numeral)
    else:
        quantity = (
            _percent(text, numeral, behind) or _measure(text, numeral, behind) or _number(text, numeral)
        )
    if quantity is not None and more is not None and quantity.end > more.start():
        return replace(quantity, bound="at_least")
    return quantity


def _is_name_character(char: str) -> bool:
    return char.isascii() and (char.isalpha() or char == "_")


def _money(
    text: str,
    numeral: Numeral,
    prefix: tuple[int, str] | None,
    suffix: tuple[int, str] | None,
) -> Quantity:
    start = prefix[0] if prefix else numeral.start
    end = suffix[0] if suffix else numeral.end
    currency = suffix[1] if suffix else prefix[1] if prefix else ""
    rate = rate_after(text, end)
    dimension = currency
    if rate is not None:
        end, dimension = rate[0], f"{currency}/{rate[1]}"
    return _quantity(text, numeral, start, end, "money", dimension, currency)


def _thousands(text: str, numeral: Numeral) -> Quantity | None:
    """10k is a number; 4K and 8K are names of resolutions, and a bare M may be mega, metre or million."""
    if numeral.times != 1000 or numeral.lower / 1000 in _CODE_NAMES:
        return None
    return _quantity(text, numeral, numeral.start, numeral.end, "number", "", "")


def _percent(text: str, numeral: Numeral, behind: int) -> Quantity | None:
    if text[max(0, numeral.start - 3) : numeral.start] == _HUNDREDTHS:
        return _quantity(text, numeral, numeral.start - 3, numeral.end, "percent", "percent", "%")
    found = percent_after(text, behind)
    if found is None:
        return None
    end, meaning, factor = found
    # 成 counts tenths only up to nine; 十成 and 2026成 are something else.
    if factor != 1 and not 0 < numeral.upper < 10:
        return None
    kind: QuantityKind = "discount" if meaning == "off" else "percent"
    start = _signed(text, numeral.start)
    quantity = _quantity(text, numeral, start, end, kind, meaning, "%")
    factor = -factor if start < numeral.start else factor
    return replace(quantity, lower=quantity.lower * factor, upper=quantity.upper * factor)


def _measure(text: str, numeral: Numeral, behind: int) -> Quantity | None:
    after = unit_after(text, behind, numeral.upper)
    # 1米75 goes on behind its unit: what it says in full is not read.
    if after is None or (
        text[after.end - 1] == "米"
        and text[after.end : after.end + 1].isdigit()
        and not unit_after(text, _digits_end(text, after.end), Fraction(1))
    ):
        return None
    unit, start, end = after.unit, numeral.start, after.end
    lower, upper = numeral.lower + after.extra, numeral.upper + after.extra
    if unit.dimension == "temperature":
        start = _signed(text, start)
        if start < numeral.start:
            lower, upper = -upper, -lower
    rate = rate_after(text, end)
    dimension = unit.dimension
    if rate is not None:
        end, dimension = rate[0], f"{dimension}/{rate[1]}"
    quantity = _quantity(text, numeral, start, end, "measure", dimension, unit.name)
    return replace(
        quantity,
        lower=(lower + unit.offset) * unit.size,
        upper=(upper + unit.offset) * unit.size,
        system=unit.system,
        step=numeral.step * unit.size,
    )


def _digits_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and end - start < _LONGEST_TAIL and text[end].isdigit():
        end += 1
    return end


def _number(text: str, numeral: Numeral) -> Quantity | None:
    if numeral.lower == Fraction(1, 2) and numeral.script != "digits":
        return None
    counter = counter_after(text, numeral.end)
    if numeral.script != "digits" and (counter is None or numeral.upper == 1):
        # 三到五年: the unit comes with the other end.
        if not _RANGE_AHEAD.match(text, numeral.end):
            return None
        counter = None
    if counter is None and _NOT_VALUE_AFTER.match(text, numeral.end):
        return None
    before = text[max(0, numeral.start - 2) : numeral.start]
    if before and before[-1] in ":/.-" and len(before) > 1 and before[0].isalnum() and before[0].isascii():
        return None
    if counter is not None and len(counter[1]) == 1:
        return _quantity(text, numeral, numeral.start, counter[0], "number", "", counter[1])
    # An English noun is only a guess at what is counted: it is kept as the unit, outside the span.
    noun = counter[1] if counter else ""
    return _quantity(text, numeral, numeral.start, numeral.end, "number", "", noun)


def _signed(text: str, start: int) -> int:
    if text[max(0, start - 2) : start] == "零下":
        return start - 2
    if start and text[start - 1] == "-" and (start == 1 or text[start - 2] in _BEFORE_SIGN):
        return start - 1
    return start


def _quantity(
    text: str, numeral: Numeral, start: int, end: int, kind: QuantityKind, dimension: str, unit: str
) -> Quantity:
    return Quantity(
        start,
        end,
        text[start:end],
        kind,
        numeral.lower,
        numeral.upper,
        dimension=dimension,
        unit=unit,
        step=numeral.step,
        approximate=numeral.lower != numeral.upper,
    )
