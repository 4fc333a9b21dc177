"""A value as it was said, normalised, and when two values agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

QuantityKind = Literal["money", "date", "percent", "discount", "measure", "number", "name"]
Bound = Literal["exact", "at_least", "at_most"]
Key = tuple[str, str]

APPROXIMATE_SLACK = Fraction(3, 100)
# Between two systems of units (month and day, kilobyte steps of 1000 and 1024) nobody means the last digit.
SYSTEM_SLACK = Fraction(25, 1000)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with parts unsaid. ``either_order`` marks 9/10/2026, where day and month may be swapped."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    either_order: bool = False

    def readings(self) -> Iterator["PartialDate"]:
        """Yield every date this may mean, the first one being the fields as they stand."""
        yield self
        if self.either_order:
            yield PartialDate(self.year, self.day, self.month)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One value in a text: ``text`` is what stands at code points ``start`` to ``end`` (exclusive), currency
    and unit included, hedges ("about", "起") not.

    ``lower`` and ``upper`` are in the base unit of ``dimension`` (gram, millimetre, second …; percent as 30
    for 30 %; a discount as percent taken off) and equal unless a range was said. Dates have ``dates``, names
    have ``name``. ``unit`` is the unit as written, in its canonical spelling. ``step`` is half the last
    digit written, in the base unit: what rounding may hide.
    """

    start: int
    end: int
    text: str
    kind: QuantityKind
    lower: Fraction = Fraction(0)
    upper: Fraction = Fraction(0)
    dimension: str = ""
    unit: str = ""
    system: str = ""
    step: Fraction = Fraction(0)
    approximate: bool = False
    bound: Bound = "exact"
    starting: bool = False
    dates: tuple[PartialDate, PartialDate] | None = None
    name: str = ""

    @property
    def key(self) -> Key:
        """What has to be equal for two values to be comparable: kind and dimension."""
        return (self.kind, self.dimension)


def agrees(said: Quantity, known: Quantity) -> bool:
    """Tell whether ``said`` can be true if ``known`` is. Both must have the same ``key``.

    Equal after normalisation; ranges and bounds ("more than") agree when they contain the other value;
    "about" forgives 3 %; units of different systems forgive the rounding of the last digit written; dates are
    compared in the parts that both name.
    """
    if said.key != known.key:
        return False
    if said.kind == "name":
        return said.name == known.name
    if said.dates and known.dates:
        return _dates_agree(said.dates, known.dates)
    slack = _slack(said, known)
    too_low = said.bound != "at_least" and known.bound != "at_most" and said.upper + slack < known.lower
    too_high = said.bound != "at_most" and known.bound != "at_least" and said.lower - slack > known.upper
    return not (too_low or too_high)


def _slack(said: Quantity, known: Quantity) -> Fraction:
    size = max(abs(known.lower), abs(known.upper))
    slack = Fraction(0)
    if said.approximate or known.approximate:
        slack = size * APPROXIMATE_SLACK
    if said.system != known.system:
        rounding = max(said.step, known.step)
        calendar = size * SYSTEM_SLACK if "~" in (said.system + known.system) else Fraction(0)
        slack = max(slack, rounding, calendar)
    return slack


def _dates_agree(said: tuple[PartialDate, PartialDate], known: tuple[PartialDate, PartialDate]) -> bool:
    return any(
        _not_after(said_first, known_last) and _not_after(known_first, said_last)
        for said_first, said_last in _pairs(said)
        for known_first, known_last in _pairs(known)
    )


def _pairs(dates: tuple[PartialDate, PartialDate]) -> list[tuple[PartialDate, PartialDate]]:
    return list(zip(dates[0].readings(), dates[1].readings(), strict=False))


def _not_after(earlier: PartialDate, later: PartialDate) -> bool:
    pairs = ((earlier.year, later.year), (earlier.month, later.month), (earlier.day, later.day))
    shared = [(a, b) for a, b in pairs if a is not None and b is not None]
    return [a for a, _ in shared] <= [b for _, b in shared]
