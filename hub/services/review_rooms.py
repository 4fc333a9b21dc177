"""The review room: what waits for a decision and since when, one text with everything needed to decide on it,
and the way on to the next."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import select

from hub.services.desk import DraftDesk, draft_desk
from hub.services.discussion_views import Discussion, read_discussion
from hub.services.draft_lists import MAX_PAGE, review_queue
from hub.services.draft_views import DraftLine, DraftView, RevisionView
from hub.services.judgements import latest_report
from hub.services.parts import Parts
from hub.services.reviews import Decide, Decided, decide
from hub.services.unit_of_work import UnitOfWork
from hub.services.variants import load_variant
from hub.workflow.roles import Principal
from models import Review, User

Why = Literal["approved", "request_changes", "reject"]
_WHY: Final[dict[str, Why]] = {"request_changes": "request_changes", "reject": "reject"}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; empty words narrow nothing. ``verdict`` ``waiting`` is a text not judged yet."""

    brand: str = ""
    channel: str = ""
    verdict: str = ""

    def lets(self, line: DraftLine) -> bool:
        """Tell whether a text is in the narrowed queue."""
        return (
            self.brand in ("", line.brand)
            and self.channel in ("", line.channel)
            and self.verdict in ("", line.verdict or "waiting")
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits for a decision: since when, and who put it there (None where they have left)."""

    line: DraftLine
    since: datetime
    submitted_by: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, oldest first. ``everything`` is the queue before it was narrowed; ``is_cut`` tells that more wait
    than are read."""

    lines: tuple[Waiting, ...]
    everything: tuple[Waiting, ...]
    is_cut: bool

    def place_of(self, variant_id: uuid.UUID) -> int | None:
        """Return the text's place, 0 the first, or None where it is not in the narrowed queue."""
        return next((n for n, row in enumerate(self.lines) if row.line.id == variant_id), None)

    def beside(self, variant_id: uuid.UUID, step: Literal[-1, 1]) -> uuid.UUID | None:
        """Return the text before or after this one; None at the ends, the first where this one is not here."""
        place = self.place_of(variant_id)
        if place is None:
            return self.lines[0].line.id if self.lines and step == 1 else None
        place += step
        return self.lines[place].line.id if 0 <= place < len(self.lines) else None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the text is compared with: the last approved revision, else the last one that was decided on."""

    revision: RevisionView
    why: Why
    report: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ReviewRoom:
    """A text under review with its queue; ``earlier`` is None for a text that nobody decided on yet."""

    queue: Queue
    desk: DraftDesk
    discussion: Discussion
    earlier: Earlier | None


@dataclass(frozen=True, slots=True)
class GoneOn:
    """A decision that was taken, the text's title, and the text that is next in the queue."""

    decided: Decided
    title: str
    next_id: uuid.UUID | None


def queue_of(parts: Parts, principal: Principal, narrowed: QueueFilter) -> Queue:
    """Return what waits for a decision and the principal may see."""
    lines = review_queue(parts, principal)
    with UnitOfWork(parts, principal, writes=False) as uow:
        opened = {
            row.variant_id: (row.created_at, row.name)
            for row in uow.session.execute(
                select(Review.variant_id, Review.created_at, User.name)
                .outerjoin(User, Review.submitted_by == User.id)
                .where(Review.state == "open", Review.variant_id.in_([line.id for line in lines]))
            )
        }
    # Whatever was decided between the two readings is gone from the queue.
    everything = tuple(Waiting(line, *opened[line.id]) for line in lines if line.id in opened)
    return Queue(
        lines=tuple(row for row in everything if narrowed.lets(row.line)),
        everything=everything,
        is_cut=len(lines) == MAX_PAGE,
    )


def review_room(
    parts: Parts, principal: Principal, variant_id: uuid.UUID, narrowed: QueueFilter
) -> ReviewRoom:
    """Return a text with all that a decision on it rests on. Raises NotFound."""
    desk = draft_desk(parts, principal, variant_id)
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, variant_id, "review.read")
        discussion = read_discussion(uow.session, principal, variant)
        earlier = None
        if (known := _earlier(desk.draft)) is not None:
            revision, why = known
            report = latest_report(uow.session, revision.id)
            earlier = Earlier(revision, why, report.body if report else None)
    return ReviewRoom(queue_of(parts, principal, narrowed), desk, discussion, earlier)


def decide_and_go_on(parts: Parts, principal: Principal, command: Decide, narrowed: QueueFilter) -> GoneOn:
    """Take a decision and say which text is next. Raises what ``decide`` raises."""
    before = queue_of(parts, principal, narrowed)
    decided = decide(parts, principal, command)
    after = queue_of(parts, principal, narrowed)
    title = draft_desk(parts, principal, command.variant_id).draft.line.title
    waiting = {row.line.id for row in after.lines}
    place = before.place_of(command.variant_id)
    following = before.lines[place + 1 :] if place is not None else ()
    next_id = next((row.line.id for row in following if row.line.id in waiting), None)
    if next_id is None and after.lines:
        next_id = after.lines[0].line.id
    return GoneOn(decided, title, next_id)


def _earlier(draft: DraftView) -> tuple[RevisionView, Why] | None:
    latest = draft.latest
    if draft.approved is not None and draft.approved.id != latest.id:
        return draft.approved, "approved"
    revisions = {revision.id: revision for revision in draft.history}
    for decision in draft.comments:
        revision = revisions.get(decision.revision_id)
        if revision is not None and revision.id != latest.id:
            return revision, _WHY.get(decision.kind, "approved")
    return None
