"""Contrast of text on a colour, by WCAG 2.2 (relative luminance and contrast ratio, success criterion 1.4.3)."""

from dataclasses import dataclass
from typing import Final

WHITE: Final = "#FFFFFF"
BLACK: Final = "#000000"
ENOUGH: Final = 4.5
"""The least ratio for text of ordinary size at level AA."""
FULL: Final = 7.0
"""The least ratio at level AAA."""
LARGE: Final = 3.0
"""The least ratio for large text at level AA."""


@dataclass(frozen=True, slots=True)
class TextOn:
    """Text of one colour on another: the ratio (1 to 21) and the level it reaches, empty below them all."""

    text: str
    ratio: float
    level: str


def texts_on(colour: str) -> tuple[TextOn, TextOn]:
    """Return white and black text on a colour (``#rgb`` or ``#rrggbb``), the better one first."""
    white, black = (_text_on(text, colour) for text in (WHITE, BLACK))
    return (white, black) if white.ratio >= black.ratio else (black, white)


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _text_on(text: str, colour: str) -> TextOn:
    reached = ratio(text, colour)
    level = (
        "AAA" if reached >= FULL else "AA" if reached >= ENOUGH else "AA large" if reached >= LARGE else ""
    )
    return TextOn(text, reached, level)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue = (_linear(int(digits[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
