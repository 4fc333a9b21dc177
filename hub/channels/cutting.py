"""Where a channel cuts a text that goes on: at its fold, between characters as readers see them."""

from typing import Final

import regex  # type: ignore[import-untyped, unused-ignore]

from hub.judging.checks.channel_limits import fits, measure

_CHARACTER: Final = regex.compile(r"\X")


def cut(text: str, fold: int | None, unit: str) -> tuple[str, str]:
    """Return what stands before the fold and what comes after it; together they are the text.

    ``fold`` counts in ``unit`` as the limits of a part do. An emoji with its joiners, a letter with its accents and a
    line end in two characters stay whole: one that does not fit comes after the fold."""
    if fold is None or measure(text, unit) <= fold:
        return text, ""
    room = fits(text, fold, unit)
    at = 0
    for found in _CHARACTER.finditer(text, 0, min(len(text), room + 64)):
        if found.end() > room:
            break
        at = found.end()
    return text[:at], text[at:]
