"""Words around a value that soften it: about, more than, up to, 起, 左右."""

import re
from dataclasses import dataclass

from hub.judging.quantities.quantity import Bound

_WINDOW = 24
_BEFORE = re.compile(
    r"(?:(?P<about>大?约(?:为|是)?|大概|差不多|接近|(?<![最附])近|几乎"
    r"|\b(?i:about|around|approximately|approx\.?|roughly|nearly|almost|circa|some)|[~≈∼])"
    r"|(?P<most>不到|不足|不超过|不高于|小于|低于|少于|至多"
    r"|\b(?i:under|less than|fewer than|below|within|no more than|at most))"
    r"|(?P<least>不少于|不低于|超过?|(?<!不)(?:大于|高于|多于)|至少|最少|逾"
    r"|\b(?i:over|more than|above|at least|no less than|exceeding|upwards of))"
    r"|(?P<start>低至|最低|\b(?i:from|starting(?: at)?|starts (?:at|from))))(?: (?:just|only))? ?$"
)
_AFTER = re.compile(
    r" ?(?:(?P<about>左右|上下|前后|(?i:or so)\b)|(?P<most>以内|以下|之内|(?i:or less|or under)\b)"
    r"|(?P<least>以上|\+(?![0-9])|(?i:or more|or above|and up)\b)|(?P<start>起(?![来床身源]|[A-Za-z])))"
)


@dataclass(frozen=True, slots=True)
class Hedge:
    """How a value is meant. ``starting`` is a price "from": the value itself still has to be right."""

    approximate: bool = False
    bound: Bound = "exact"
    starting: bool = False


def read_hedges(text: str, start: int, end: int) -> Hedge:
    """Return what the words directly before ``start`` and after ``end`` make of the value between."""
    before = _BEFORE.search(text[max(0, start - _WINDOW) : start])
    after = _AFTER.match(text, end)
    said = {name for match in (before, after) if match for name, word in match.groupdict().items() if word}
    bound: Bound = "exact"
    if "most" in said:
        bound = "at_most"
    elif "least" in said:
        bound = "at_least"
    return Hedge("about" in said, bound, "start" in said)
