"""What changed from one revision to another, in text, scores and findings: pure comparisons of what is kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from hub.documents.difference import difference
from hub.judging.pipelines import cut_words
from hub.judging.text import Part
from hub.services.version_views import Change, Judged, Noticed, PartDifference

# A step of a pillar that is worth a word, in hundredths of full coverage.
_STEP: Final = 10


def comparable(then: Judged | None, now: Judged | None) -> bool:
    """Tell whether nothing speaks against comparing two reports: both rest on the same, or one is missing."""
    return then is None or now is None or then.rests_on == now.rests_on


def change_between(then: Judged | None, now: Judged | None) -> Change | None:
    """Return what changed from one report to another; None where either is missing or rests on something else."""
    if then is None or now is None or then.rests_on != now.rests_on:
        return None
    steps = {name: now.pillars[name] - before for name, before in then.pillars.items() if name in now.pillars}
    ordered = sorted(steps, key=lambda name: -abs(steps[name]))
    return Change(
        message=_direction(
            then.message_score, now.message_score, then.message_uncertainty, now.message_uncertainty
        ),
        tone=_direction(then.tone_score, now.tone_score, then.tone_uncertainty, now.tone_uncertainty),
        clearer=tuple(name for name in ordered if steps[name] >= _STEP),
        fainter=tuple(name for name in ordered if steps[name] <= -_STEP),
    )


def part_differences(before: Sequence[Part], after: Sequence[Part]) -> tuple[PartDifference, ...]:
    """Return the differences part by part, in the order of the later text; parts that neither fills are left out."""
    old, new = {part.name: part.text for part in before}, {part.name: part.text for part in after}
    return tuple(
        PartDifference(name, tuple(difference(old.get(name, ""), new.get(name, ""), cut=_cut)))
        for name in dict.fromkeys((*new, *old))
        if old.get(name) or new.get(name)
    )


def changed_findings(
    then: dict[str, Any] | None, before: Sequence[Part], now: dict[str, Any] | None, after: Sequence[Part]
) -> tuple[tuple[Noticed, ...], tuple[Noticed, ...]]:
    """Return the findings that came and those that went. One is the same where rule, part and words are."""
    if then is None or now is None:
        return (), ()
    old, new = _noticed(then, before), _noticed(now, after)
    return _without(new, old), _without(old, new)


def _noticed(report: dict[str, Any], parts: Sequence[Part]) -> list[Noticed]:
    texts = {part.name: part.text for part in parts}
    return [
        Noticed(
            rule=row["rule"],
            part=row["part"],
            quote=texts.get(row["part"], "")[row["start"] : row["end"]],
            message=row["message"],
            level=row["level"],
            hard=row["hard"],
        )
        for row in report["findings"]
    ]


def _without(findings: Iterable[Noticed], others: Iterable[Noticed]) -> tuple[Noticed, ...]:
    left = Counter((row.rule, row.part, row.quote) for row in others)
    kept = []
    for row in findings:
        key = (row.rule, row.part, row.quote)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(row)
    return tuple(kept)


def _direction(
    then: float | None, now: float | None, doubt_then: float | None, doubt_now: float | None
) -> int | None:
    if then is None or now is None:
        return None
    step = now - then
    return 0 if abs(step) <= max(doubt_then or 0.0, doubt_now or 0.0) else 1 if step > 0 else -1


def _cut(run: str) -> list[str]:
    return [word for word, _start, _end in cut_words(run)]
