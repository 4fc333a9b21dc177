"""Names that are a letter prefix and digits: IP68, Wi-Fi 7, X200, H13. Other names are not compared."""

import re
from collections.abc import Iterator

from hub.judging.quantities.quantity import Quantity

# Bounded repeats: a start can only look a fixed way ahead, so the search is linear.
_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?P<prefix>[A-Za-z](?:[A-Za-z]|-(?=[A-Za-z])){0,15})[ -]?"
    r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3}){0,2})(?P<suffix>[A-Za-z]{0,3})(?![A-Za-z0-9])"
)


def find_names(text: str) -> Iterator[Quantity]:
    """Yield every model-like name of a width-folded text: ``dimension`` is its prefix, ``name`` the rest."""
    for match in _NAME.finditer(text):
        yield _quantity(match)


def read_name(value: str) -> Quantity | None:
    """Return ``value`` as a name if all of it is one such name, else None."""
    match = _NAME.fullmatch(value.strip())
    return _quantity(match) if match else None


def _quantity(match: re.Match[str]) -> Quantity:
    prefix = match["prefix"].lower().replace("-", "")
    name = (match["number"] + match["suffix"]).lower()
    return Quantity(match.start(), match.end(), match.group(), "name", dimension=prefix, name=name)
