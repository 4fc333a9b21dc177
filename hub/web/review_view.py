"""What the review room shows: the text as it will read with its marks, what a decision will do, how long a text waits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from flask_babel import format_date

from hub.judging.text import Part
from hub.services.desk import DraftDesk
from hub.services.review_rooms import Earlier, Queue, QueueFilter
from hub.services.version_changes import part_differences
from hub.services.version_views import PartDifference
from hub.web.highlights import Piece, cut
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.part_fields import part_fields, specs_of
from hub.web.report_rows import ReportView
from hub.web.report_view import view_report
from hub.web.words import verdict_word

_BIG = ("title", "subject", "headline")


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part as it will read: its marks in pieces, which together are the text."""

    name: str
    label: str
    is_big: bool
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Consequence:
    """A decision that can be taken, with words for what will happen."""

    kind: str
    key: str
    button: str
    title: str
    words: str
    confirm: str


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A way to narrow the queue, or the present one; ``values`` is what its address asks for."""

    words: str
    values: dict[str, str]
    is_current: bool


def report_of(desk: DraftDesk, earlier: Earlier | None) -> ReportView | None:
    """Return the report on the text under review, told against the earlier one; None while it is being judged."""
    draft = desk.draft
    if draft.report is None:
        return None
    return view_report(
        draft.report,
        value=desk.brand.value,
        specs=specs_of(draft.kind),
        parts=draft.latest.parts,
        dismissals=draft.dismissals,
        before=earlier.report if earlier else None,
    )


def read_parts(kind: str, parts: Sequence[Part], report: ReportView | None) -> list[ReadPart]:
    """Return the parts that hold words, marked up where there is a report."""
    texts = [part for part in parts if part.text.strip()]
    labels = {field.name: field.label for field in part_fields(specs_of(kind), parts)}
    marked = [part.pieces for part in report.text] if report else [cut(part.text, ()) for part in texts]
    return [
        ReadPart(part.name, labels[part.name], part.name in _BIG, pieces)
        for part, pieces in zip(texts, marked, strict=True)
    ]


def without_text(report: ReportView | None) -> ReportView | None:
    """Return the report for the panel beside a text that is marked up, and compared, already."""
    return replace(report, text=[], changes=[]) if report else None


def labelled_differences(
    kind: str, before: Sequence[Part], after: Sequence[Part]
) -> list[tuple[str, PartDifference]]:
    """Return the parts that differ, each with its label."""
    labels = {field.name: field.label for field in part_fields(specs_of(kind), (*before, *after))}
    return [
        (labels[row.name], row)
        for row in part_differences(before, after)
        if any(what != "same" for what, _text in row.pieces)
    ]


def consequences(desk: DraftDesk) -> list[Consequence]:
    """Return the three decisions with what each will do to this text."""
    draft = desk.draft
    channel = localised(draft.line.channel_name)
    writer = draft.latest.author or _("the writer")
    stays = ""
    if draft.approved:
        stays = " " + _("Revision %(number)s stays available meanwhile.", number=draft.approved.number)
    gets = _("Channel teams of %(channel)s get it at once.", channel=channel)
    if draft.approved and draft.approved.id != draft.latest.id:
        gets += " " + _("It replaces revision %(number)s.", number=draft.approved.number)
    return [
        Consequence("approve", "A", _("Approve"), _("Approve this text?"), gets, _("Approve")),
        Consequence(
            "request_changes",
            "C",
            _("Ask for changes"),
            _("What should change?"),
            _("It goes back to %(name)s with your comment.", name=writer) + stays,
            _("Send back"),
        ),
        Consequence(
            "reject",
            "R",
            _("Reject"),
            _("Why is it rejected?"),
            _("The text is closed, and %(name)s reads why.", name=writer) + stays,
            _("Reject"),
        ),
    ]


def filter_chips(queue: Queue, narrowed: QueueFilter) -> list[FilterChip]:
    """Return the ways to narrow the queue that leave something in it."""
    lines = [row.line for row in queue.everything]
    rows: list[tuple[str, dict[str, str]]] = []
    brands = list(dict.fromkeys(line.brand for line in lines))
    if len(brands) > 1:
        rows += [(brand, {"brand": brand}) for brand in brands]
    channels = {(line.brand, line.channel): localised(line.channel_name) for line in lines}
    if len(channels) > 1:
        rows += [(name, {"brand": brand, "channel": channel}) for (brand, channel), name in channels.items()]
    verdicts = list(dict.fromkeys(line.verdict for line in lines))
    if len(verdicts) > 1:
        rows += [(verdict_word(verdict), {"verdict": verdict or "waiting"}) for verdict in verdicts]
    now = query_of(narrowed)
    return [FilterChip(words, values, values == now) for words, values in rows]


def query_of(narrowed: QueueFilter) -> dict[str, str]:
    """Return the filter as an address holds it."""
    values = {"brand": narrowed.brand, "channel": narrowed.channel, "verdict": narrowed.verdict}
    return {name: value for name, value in values.items() if value}


def age_words(since: datetime, now: datetime) -> str:
    """Return how long something waits: minutes, hours, then days."""
    age = max(now - since, timedelta(0))
    if age < timedelta(hours=1):
        return _("%(count)d min", count=int(age.total_seconds() // 60))
    if age < timedelta(days=1):
        return _("%(count)d h", count=int(age.total_seconds() // 3600))
    return _("%(count)d d", count=age.days)


def day_words(day: date) -> str:
    """Return a day in the language of the page."""
    return str(format_date(day, "medium"))
