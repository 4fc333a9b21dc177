"""Values in several pieces: ranges (3-5年, $100–$200), compounds (1小时30分钟), sizes (162 × 75 × 8 mm)."""

import re
from dataclasses import replace
from fractions import Fraction

from hub.judging.quantities.measures import unit_after
from hub.judging.quantities.quantity import Quantity

_LONGEST_GAP = 8
_TO = re.compile(r" ?(?:-|–|—|~|至|到|to) ?")
_AND = re.compile(r" and ")
_BETWEEN = re.compile(r"(?i:between)[ ](?:[^ ]{1,3} ?)?$")
_BY = re.compile(r" ?[×xX*] ?")
_MULTIPLIER = re.compile(r" ?(?P<zh>[万亿])")
_TIMES = {"万": 10**4, "亿": 10**8}
_COMPOUND = ("time", "mass", "length")


def join_quantities(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Return ``quantities`` (in order, none overlapping) with the pieces of one value joined."""
    return _join_forwards(text, _share_units(text, quantities))


def _share_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give 162 and 75 in "162 × 75 × 8 mm" the unit that stands at the end."""
    shared = list(quantities)
    for place in range(len(shared) - 2, -1, -1):
        left, right = shared[place], shared[place + 1]
        if (
            left.kind == "number"
            and not left.unit
            and right.kind == "measure"
            and _gap(text, left, right, _BY)
        ):
            shared[place] = _with_unit(left, right, text)
    return shared


def _join_forwards(text: str, quantities: list[Quantity]) -> list[Quantity]:
    joined: list[Quantity] = []
    for quantity in quantities:
        whole = _join(text, joined[-1], quantity) if joined else None
        if whole is None:
            joined.append(quantity)
        else:
            joined[-1] = whole
    return joined


def _join(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    if right.start - left.end > _LONGEST_GAP:
        return None
    if _gap(text, left, right, _TO) or _is_between(text, left, right):
        return _range(text, left, right)
    if left.kind == "number" and right.start == left.end and _goes_on(left, right):
        return _spanning(text, left, right, left.lower + right.lower, left.upper + right.upper)
    compound = left.kind == right.kind == "measure" and left.dimension == right.dimension
    if compound and left.dimension in _COMPOUND and text[left.end : right.start] in ("", " "):
        smaller = right.step < left.step or right.unit != left.unit
        if smaller and right.upper < left.lower and left.system == right.system and left.unit != right.unit:
            return _spanning(text, left, right, left.lower + right.lower, left.upper + right.upper)
    return None


def _goes_on(left: Quantity, right: Quantity) -> bool:
    """Tell whether 3万 and 5千 (or 5千元) are one number."""
    last = left.text[-1:]
    return (
        last in _TIMES
        and right.kind in ("number", "money")
        and 0 < right.upper < _TIMES[last]
        and right.text[:1].isdigit()
    )


def _gap(text: str, left: Quantity, right: Quantity, pattern: re.Pattern[str]) -> bool:
    return right.start - left.end <= _LONGEST_GAP and bool(pattern.fullmatch(text, left.end, right.start))


def _is_between(text: str, left: Quantity, right: Quantity) -> bool:
    return _gap(text, left, right, _AND) and bool(_BETWEEN.search(text[max(0, left.start - 12) : left.start]))


def _range(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    if left.dates and right.dates:
        dates = (left.dates[0], right.dates[1])
        end = right.end
        return replace(left, end=end, text=text[left.start : end], dates=dates)
    if left.lower != left.upper or right.lower != right.upper:
        return None
    if left.key != right.key or (left.kind == "number" and left.unit != right.unit):
        if left.kind == "number" and not left.unit:
            left = _with_unit(left, right, text)
        elif right.kind == "number":
            right = replace(_with_unit(right, left, text), end=right.end)
        else:
            return None
    if left.lower > right.upper:
        return None
    return _spanning(text, left, right, left.lower, right.upper)


def _with_unit(bare: Quantity, model: Quantity, text: str) -> Quantity:
    """Return the bare number read in the unit of ``model``; 3-5万元 lends its 万 as well."""
    factor, offset = Fraction(1), Fraction(0)
    if model.kind == "measure":
        after = unit_after(f"1 {model.unit}", 1, Fraction(1)) or unit_after(f"1{model.unit}", 1, Fraction(1))
        if after is not None:
            factor, offset = after.unit.size, after.unit.offset
    elif model.unit == "%" and "成" in model.text:
        factor = Fraction(10)
    match = _MULTIPLIER.search(model.text) if model.start > bare.start else None
    if (
        match
        and not _MULTIPLIER.search(bare.text)
        and bare.upper * factor < model.lower / _TIMES[match["zh"]]
    ):
        factor *= _TIMES[match["zh"]]
    return replace(
        model,
        start=bare.start,
        end=bare.end,
        text=bare.text,
        lower=(bare.lower + offset) * factor,
        upper=(bare.upper + offset) * factor,
        step=bare.step * factor,
    )


def _spanning(text: str, left: Quantity, right: Quantity, lower: Fraction, upper: Fraction) -> Quantity:
    return replace(
        right, start=left.start, end=right.end, text=text[left.start : right.end], lower=lower, upper=upper
    )
