"""The verdict in one line of plain words, and what changed since the report before."""

from collections.abc import Mapping
from typing import Any

from hub.web.languages import language
from hub.web.languages import translate as _
from hub.web.report_rows import ScoreView

# Smaller steps than these are what a score wavers by; no word is made of them.
_PILLAR_STEP = 0.1
_SCORE_STEP = 5.0
_MOST_CHANGES = 3


def verdict_line(
    *, verdict: str, message: ScoreView, tone: ScoreView, places: int, drifting: int, blocked: bool
) -> str:
    """Return one line: how the text stands, and how much is to be changed. ``places`` counts what must or should
    change, ``drifting`` the sentences off the message."""
    rest = _places(places) if places else _drift(drifting, message) or _nothing_left(verdict)
    # A Chinese sentence goes on without a space.
    between = "" if language() == "zh" else " "
    return between.join((_standing(message, tone, blocked=blocked), rest))


def changes_since(
    before: Mapping[str, Any] | None, now: Mapping[str, Any], pillars: Mapping[str, str]
) -> list[str]:
    """Return in words what differs between two reports on one draft, the weightiest first; ``pillars`` are names
    by id. Empty where there is nothing before, or where another brand version judged."""
    if before is None or before["pinned"]["brand_version"] != now["pinned"]["brand_version"]:
        return []
    words = _pillar_changes(before, now, pillars)
    words += _score_changes(before, now)
    fewer = len(before["findings"]) - len(now["findings"])
    if fewer == 1:
        words.append(_("one finding fewer"))
    elif fewer > 1:
        words.append(_("%(count)d findings fewer", count=fewer))
    elif fewer == -1:
        words.append(_("one finding more"))
    elif fewer < -1:
        words.append(_("%(count)d findings more", count=-fewer))
    return words[:_MOST_CHANGES]


def _pillar_changes(
    before: Mapping[str, Any], now: Mapping[str, Any], pillars: Mapping[str, str]
) -> list[str]:
    was = {row["id"]: row["coverage"] for row in before["message"]["pillars"]}
    steps = sorted(
        (
            (row["coverage"] - was[row["id"]], pillars.get(row["id"], row["id"]))
            for row in now["message"]["pillars"]
            if row["id"] in was and abs(row["coverage"] - was[row["id"]]) >= _PILLAR_STEP
        ),
        key=lambda step: (-abs(step[0]), step[1]),
    )
    return [
        _("clearer on %(pillar)s", pillar=name) if step > 0 else _("weaker on %(pillar)s", pillar=name)
        for step, name in steps
    ]


def _score_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    words = []
    for which, nearer, further in (
        ("message", _("closer to the message"), _("further from the message")),
        ("tone", _("closer to the voice"), _("further from the voice")),
    ):
        old, new = before[which]["score"], now[which]["score"]
        if old is None or new is None or abs(new - old) < _SCORE_STEP:
            continue
        words.append(nearer if new > old else further)
    return words


def _standing(message: ScoreView, tone: ScoreView, *, blocked: bool) -> str:
    if blocked:
        return _("It breaks a hard rule.")
    if message.standing == "on" and tone.standing == "off_voice":
        return _("On message, out of voice.")
    return {
        "on": _("On message."),
        "weak": _("Close to being on message."),
        "off": _("Off message."),
    }.get(message.standing, _("Not judged."))


def _places(count: int) -> str:
    if count == 1:
        return _("One place to change.")
    if count == 2:
        return _("Two places to change.")
    return _("%(count)d places to change.", count=count)


def _drift(count: int, message: ScoreView) -> str:
    if message.standing not in ("weak", "off") or not count:
        return ""
    return _("One sentence drifts off.") if count == 1 else _("%(count)d sentences drift off.", count=count)


def _nothing_left(verdict: str) -> str:
    if verdict == "pass":
        return _("Nothing to change.")
    return _("The reasons are below.")
