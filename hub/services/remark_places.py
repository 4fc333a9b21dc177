"""Where the words of a remark stand in a text that was changed since."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Standing = Literal["whole", "there", "moved", "gone"]


@dataclass(frozen=True, slots=True)
class Place:
    """Code points ``start`` to ``end`` (exclusive) of a part; all empty for the whole text and for words that are gone."""

    standing: Standing
    part: str = ""
    start: int = 0
    end: int = 0


def place_now(quote: str, part: str, start: int, texts: Mapping[str, str]) -> Place:
    """Return where words that stood at ``start`` of ``part`` are in ``texts`` (text by part) now.

    They are *there* at the very same place, *moved* where they are found again: nearest to the old place in their
    part, else at their first place in another part.
    """
    if not quote:
        return Place("whole")
    if texts.get(part, "")[start : start + len(quote)] == quote:
        return Place("there", part, start, start + len(quote))
    text = texts.get(part, "")
    before, after = text.rfind(quote, 0, start + len(quote)), text.find(quote, start)
    at = min((at for at in (before, after) if at >= 0), key=lambda at: abs(at - start), default=None)
    if at is not None:
        return Place("moved", part, at, at + len(quote))
    found = find_words(quote, texts)
    return Place("moved", *found) if found else Place("gone")


def find_words(quote: str, texts: Mapping[str, str], *, part: str = "") -> tuple[str, int, int] | None:
    """Return part, start and end of the first place of the words, in ``part`` first; None where they are nowhere."""
    for name in sorted(texts, key=lambda name: name != part):
        at = texts[name].find(quote)
        if at >= 0:
            return name, at, at + len(quote)
    return None
