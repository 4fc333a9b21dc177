"""What pages and programs see of a discussion: remarks with their replies and decisions, in order of time."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.services.remark_places import Standing, place_now
from hub.workflow.roles import Principal
from models import Comment, Decision, Review, Revision, User, Variant

# A page stays a page: of a very long discussion the newest threads are shown.
MAX_THREADS: Final = 200


@dataclass(frozen=True, slots=True)
class RemarkView:
    """One remark or reply as it was said."""

    id: uuid.UUID
    body: str
    author: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with its replies, oldest first. ``standing`` tells where ``quote`` is in the latest revision, where
    ``part``, ``start`` and ``end`` point; ``number`` is that of the revision it was made on."""

    remark: RemarkView
    quote: str
    number: int
    standing: Standing
    part: str
    start: int
    end: int
    replies: tuple[RemarkView, ...]
    settled_at: datetime | None
    settled_by: str | None


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A decision as the discussion shows it."""

    kind: str
    by: str | None
    comment: str
    override_reason: str | None
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Discussion:
    """Everything that was said about a variant: ``entries`` are open remarks and decisions in order of time."""

    variant_id: uuid.UUID
    revision_id: uuid.UUID | None
    entries: tuple[Thread | DecisionTaken, ...]
    settled: tuple[Thread, ...]
    hidden: int
    may_comment: bool

    @property
    def open_count(self) -> int:
        """Return how many remarks are not settled."""
        return sum(isinstance(entry, Thread) for entry in self.entries)


def read_discussion(session: Session, principal: Principal, variant: Variant) -> Discussion:
    """Return the discussion about a loaded variant, within a unit of work."""
    remarks = session.scalars(
        select(Comment)
        .where(Comment.variant_id == variant.id, Comment.parent_id.is_(None))
        .order_by(Comment.created_at.desc(), Comment.id.desc())
    ).all()
    hidden, remarks = max(len(remarks) - MAX_THREADS, 0), remarks[:MAX_THREADS]
    replies = session.scalars(
        select(Comment)
        .where(Comment.parent_id.in_([remark.id for remark in remarks]))
        .order_by(Comment.created_at, Comment.id)
    ).all()
    decisions = session.execute(
        select(Decision, Review.revision_id)
        .join(Review, Decision.review_id == Review.id)
        .where(Review.variant_id == variant.id)
    ).all()
    numbers = {
        row.id: row.number
        for row in session.execute(
            select(Revision.id, Revision.number).where(Revision.variant_id == variant.id)
        )
    }
    people = _names(session, remarks, replies, [row.Decision for row in decisions])
    latest = variant.latest_revision
    texts = {row["name"]: row["text"] for row in latest.parts} if latest else {}
    answers: dict[uuid.UUID, list[RemarkView]] = {}
    for reply in replies:
        if reply.parent_id is not None:
            answers.setdefault(reply.parent_id, []).append(_view(reply, people))
    threads = [
        _thread(remark, answers.get(remark.id, []), numbers[remark.revision_id], texts, people)
        for remark in reversed(remarks)
    ]
    taken = [
        DecisionTaken(
            kind=decision.kind,
            by=people.get(decision.decided_by) if decision.decided_by else None,
            comment=decision.comment,
            override_reason=decision.override_reason,
            number=numbers[revision_id],
            at=decision.created_at,
        )
        for decision, revision_id in decisions
    ]
    open_threads = [thread for thread in threads if thread.settled_at is None]
    return Discussion(
        variant_id=variant.id,
        revision_id=latest.id if latest else None,
        entries=tuple(sorted([*open_threads, *taken], key=_time_of)),
        settled=tuple(thread for thread in threads if thread.settled_at is not None),
        hidden=hidden,
        may_comment=principal.may("draft.comment", variant.channel.brand_id),
    )


def _names(
    session: Session, remarks: Iterable[Comment], replies: Iterable[Comment], decisions: Iterable[Decision]
) -> dict[uuid.UUID, str]:
    wanted = {one.author_id for one in [*remarks, *replies]} | {one.resolved_by for one in remarks}
    wanted |= {one.decided_by for one in decisions}
    known = [id_ for id_ in wanted if id_ is not None]
    return {row.id: row.name for row in session.execute(select(User.id, User.name).where(User.id.in_(known)))}


def _view(comment: Comment, people: dict[uuid.UUID, str]) -> RemarkView:
    author = people.get(comment.author_id) if comment.author_id else None
    return RemarkView(comment.id, comment.body, author, comment.created_at)


def _thread(
    remark: Comment,
    replies: list[RemarkView],
    number: int,
    texts: dict[str, str],
    people: dict[uuid.UUID, str],
) -> Thread:
    now = place_now(remark.quote, remark.part, remark.start, texts)
    return Thread(
        remark=_view(remark, people),
        quote=remark.quote,
        number=number,
        standing=now.standing,
        part=now.part,
        start=now.start,
        end=now.end,
        replies=tuple(replies),
        settled_at=remark.resolved_at,
        settled_by=people.get(remark.resolved_by) if remark.resolved_by else None,
    )


def _time_of(entry: Thread | DecisionTaken) -> datetime:
    return entry.at if isinstance(entry, DecisionTaken) else entry.remark.at
