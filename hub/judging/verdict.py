"""The verdict: hard rules block, lines ask for work, what can't be judged is said, the rest passes."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.judging.brand import Brand, ChannelSpec
from hub.judging.reasons import Reason, reason
from hub.judging.report import FactConflict, Finding, MessageScore, ToneScore, Verdict

DEFAULT_LINE = 50.0
"""Message and tone score to reach where no channel is given."""
REQUIRED_PART_RULE = "channel.required-part"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reasons, the weightiest first."""

    verdict: Verdict
    reasons: tuple[Reason, ...]


def decide_verdict(
    *,
    brand: Brand,
    channel: ChannelSpec | None,
    message: MessageScore,
    tone: ToneScore,
    facts: Sequence[FactConflict],
    findings: Sequence[Finding],
    failed: Sequence[str] = (),
) -> Outcome:
    """Return the verdict. ``failed`` are checks of hard rules that could not be applied: without them nothing passes. Scores are compared as reported, rounded to 0.1. A text whose message or tone
    can't be judged is not judged, unless a hard rule blocks it anyway; what else is wrong with it is still
    among the reasons."""
    blocking = [reason("blocked.finding", rule=f.rule, what=f.message) for f in findings if f.hard]
    blocking += [reason("blocked.fact", said=c.said, known=c.known, fact=c.fact) for c in facts]
    missing = [
        reason(f"{name}.not_judged", why=score.why_not)
        for name, score in (("message", message), ("tone", tone))
        if score.score is None
    ]
    missing += [reason("check.failed", rule=rule) for rule in failed]
    work = _work(brand, channel, message, tone, findings)
    verdict: Verdict = (
        "blocked" if blocking else "not_judged" if missing else "needs_work" if work else "pass"
    )
    return Outcome(verdict, tuple(dict.fromkeys([*blocking, *missing, *work])))


def _work(
    brand: Brand,
    channel: ChannelSpec | None,
    message: MessageScore,
    tone: ToneScore,
    findings: Sequence[Finding],
) -> list[Reason]:
    work: list[Reason] = []
    message_line = channel.message_line if channel else DEFAULT_LINE
    tone_line = channel.tone_line if channel else DEFAULT_LINE
    if message.score is not None and message.score < message_line:
        work.append(reason("message.below", score=message.score, line=message_line))
        work += [
            reason("pillar.absent", pillar=pillar.id)
            for pillar in message.pillars
            if pillar.asked
            and not any(s.role == "carries" and s.pillar == pillar.id for s in message.sentences)
        ]
    if tone.score is not None and tone.score < tone_line:
        work.append(reason("tone.below", score=tone.score, line=tone_line))
    for finding in findings:
        if finding.hard:
            continue
        if finding.rule == REQUIRED_PART_RULE:
            work.append(reason("part.missing", part=finding.part))
        elif finding.level == "warning" and finding.rule in brand.binding_warnings:
            work.append(reason("warning.binding", rule=finding.rule, what=finding.message))
    return work
