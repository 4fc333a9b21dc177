"""Where a report's places lie, for a script that paints them without touching the text."""

from typing import TypedDict

from hub.web.report_rows import ReportView
from hub.web.words import level_word, role_word


class MarkOut(TypedDict):
    """A place in a part: code points, end exclusive. ``finding`` is the key of the card that speaks of it."""

    part: str
    start: int
    end: int
    kind: str
    label: str
    finding: str


def marks_of(report: ReportView) -> list[MarkOut]:
    """Return the places of a report: sentences that carry or drift, findings that are not set aside, facts."""
    marks = [
        MarkOut(
            part=row.part,
            start=row.start,
            end=row.end,
            kind="off" if row.role == "drifts" else "carries",
            label=role_word(row.role),
            finding=row.key,
        )
        for row in report.sentences
        if row.role != "neutral"
    ]
    marks += [
        MarkOut(
            part=row.part_id,
            start=row.start,
            end=row.end,
            kind=finding_kind(row.level, hard=row.hard),
            label=f"{level_word(row.level)}: {row.message}",
            finding=row.key,
        )
        for row in report.findings
        if row.start < row.end
    ]
    marks += [
        MarkOut(
            part=row.part_id,
            start=row.start,
            end=row.end,
            kind="fact",
            label=f"{row.said} ≠ {row.known}",
            finding=row.key,
        )
        for row in report.facts
        if row.start < row.end
    ]
    return marks


def finding_kind(level: str, *, hard: bool) -> str:
    """Return how a finding is painted: ``hard`` blocks, ``weak`` should change, ``hint`` could be better."""
    if hard or level == "error":
        return "hard"
    return "weak" if level == "warning" else "hint"
