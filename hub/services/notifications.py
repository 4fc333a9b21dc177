"""Notifications: what happened that concerns a person, read from the events; nobody writes them by hand."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from hub.judging.brand import Localised
from hub.services.parts import Parts
from hub.services.reading import move_mark, read_up_to
from hub.services.unit_of_work import UnitOfWork, actor_digest
from hub.workflow.roles import Principal
from models import Brand, Channel, Comment, Content, Decision, Event, Job, Review, Revision, User, Variant

PLACE: Final = "notifications"
PAGE: Final = 30
MAX_PAGE: Final = 100
# The count in the top bar is asked for with every page: it looks at so many of the last events and no further.
COUNT_REACH: Final = 5_000
COUNT_MOST: Final = 100
_QUOTE: Final = 160
DECIDED: Final = ("review.approve", "review.request_changes", "review.reject")
DELIVERED: Final = ("variant.approved", "variant.withdrawn")


@dataclass(frozen=True, slots=True)
class Notification:
    """Something that happened. ``title`` and ``variant_id`` are those of the text it is about, ``said`` the words
    that came with it, ``by`` who did it (None: the hub, or somebody who left)."""

    sequence: int
    kind: str
    at: datetime
    by: str | None
    brand: str
    brand_name: Localised
    title: str
    variant_id: uuid.UUID | None
    channel: str
    channel_name: Localised
    said: str
    remark_id: uuid.UUID | None
    job_task: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class NotificationPage:
    """Notifications, newest first. ``next_before`` is where to go on, ``newest`` what to mark as read up to."""

    items: tuple[Notification, ...]
    next_before: int | None
    newest: int


def list_notifications(
    parts: Parts, principal: Principal, *, before: int | None = None, limit: int = PAGE
) -> NotificationPage:
    """Return what concerns the principal, newest first, from before a sequence number on."""
    size = min(max(limit, 1), MAX_PAGE)
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        brands = {brand.id: brand for brand in session.scalars(select(Brand))}
        query = (
            select(Event)
            .where(_concerns(parts, principal, brands))
            .order_by(Event.sequence.desc())
            .limit(size + 1)
        )
        if before is not None:
            query = query.where(Event.sequence < before)
        events = session.scalars(query).all()
        read = read_up_to(session, principal.user_id, PLACE)
        items = tuple(_named(parts, session, events[:size], brands, read))
    return NotificationPage(
        items=items,
        next_before=events[size - 1].sequence if len(events) > size else None,
        newest=events[0].sequence if events else 0,
    )


def count_unread(parts: Parts, principal: Principal, session: Session, brand_ids: Iterable[uuid.UUID]) -> int:
    """Return how many notifications are new, at most ``COUNT_MOST``, within a unit of work."""
    last = select(func.coalesce(func.max(Event.sequence), 0)).scalar_subquery()
    read = read_up_to(session, principal.user_id, PLACE)
    new = (
        select(Event.sequence)
        .where(
            Event.sequence > read,
            Event.sequence > last - COUNT_REACH,
            _concerns(parts, principal, brand_ids),
        )
        .limit(COUNT_MOST)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(new)) or 0


def mark_read(parts: Parts, principal: Principal, *, newest: int) -> None:
    """Mark as read everything up to the sequence number that was shown; what came later stays new."""
    if principal.user_id is None:
        return
    with UnitOfWork(parts, principal) as uow:
        last = uow.session.scalar(select(func.max(Event.sequence))) or 0
        move_mark(parts, uow.session, principal.user_id, PLACE, min(max(newest, 0), last))
        uow.commit()


def _concerns(parts: Parts, principal: Principal, brand_ids: Iterable[uuid.UUID]) -> ColumnElement[bool]:
    """Return the condition on events that holds for what this person is told of, never for their own acts."""
    ids = list(brand_ids)

    def where(permission: str) -> list[uuid.UUID]:
        return [brand_id for brand_id in ids if principal.may(permission, brand_id)]

    decides, jobs = where("review.decide"), where("job.read")
    delivers = [brand_id for brand_id in ids if "channel_team" in principal.roles_in(brand_id)]
    me = principal.user_id
    mine = or_(
        exists().where(Revision.variant_id == Event.subject_id, Revision.author_id == me),
        exists().where(Review.variant_id == Event.subject_id, Review.submitted_by == me),
    )
    talked = exists().where(Comment.variant_id == Event.subject_id, Comment.author_id == me)
    told = [
        and_(Event.kind == "review.opened", Event.brand_id.in_(decides)),
        and_(Event.kind.in_(DECIDED), Event.brand_id.in_(where("draft.read")), mine),
        and_(
            Event.kind == "comment.added",
            Event.brand_id.in_(where("draft.read")),
            or_(Event.brand_id.in_(decides), mine, talked),
        ),
        and_(Event.kind.in_(DELIVERED), Event.brand_id.in_(delivers)),
        and_(Event.kind == "brand.published", Event.brand_id.in_(where("brand.read"))),
        and_(Event.kind == "job.failed", Event.brand_id.in_(jobs)),
    ]
    if principal.may("job.read", None):
        told.append(and_(Event.kind == "job.failed", Event.brand_id.is_(None)))
    digest = actor_digest(parts.salt, me)
    if digest is None:
        return false()
    return and_(or_(*told), or_(Event.actor.is_(None), Event.actor != digest))


def _named(
    parts: Parts, session: Session, events: Sequence[Event], brands: dict[uuid.UUID, Brand], read: int
) -> list[Notification]:
    """Return events with the names of what they are about; what is gone since is left out."""
    subjects = [event.subject_id for event in events if event.subject_id is not None]
    variants = {row.id: row for row in session.execute(_titles(subjects))}
    said = _words(session, events)
    tasks = dict(session.execute(select(Job.id, Job.task).where(Job.id.in_(subjects))).all())
    actors = {event.actor for event in events if event.actor}
    names = {
        digest: name
        for user_id, name in (session.execute(select(User.id, User.name)) if actors else ())
        if (digest := actor_digest(parts.salt, user_id)) in actors
    }
    told = []
    for event in events:
        brand = brands.get(event.brand_id) if event.brand_id else None
        variant = variants.get(event.subject_id)
        if variant is None and event.kind not in ("brand.published", "job.failed"):
            continue
        remark = event.data.get("comment") if event.kind == "comment.added" else None
        told.append(
            Notification(
                sequence=event.sequence,
                kind=event.kind,
                at=event.at,
                by=names.get(event.actor or ""),
                brand=brand.slug if brand else "",
                brand_name=brand.name if brand else {},
                title=variant.title if variant else "",
                variant_id=variant.id if variant else None,
                channel=variant.slug if variant else "",
                channel_name=variant.name if variant else {},
                said=said.get(str(event.data.get("comment") or event.data.get("decision")), ""),
                remark_id=uuid.UUID(remark) if remark else None,
                job_task=tasks.get(event.subject_id, "") if event.subject_id else "",
                is_new=event.sequence > read,
            )
        )
    return told


def _titles(ids: Sequence[uuid.UUID]) -> Select[uuid.UUID, str, str, dict[str, str]]:
    return (
        select(Variant.id, Content.title, Channel.slug, Channel.name)
        .join(Variant.content)
        .join(Variant.channel)
        .where(Variant.id.in_(ids))
    )


def _words(session: Session, events: Sequence[Event]) -> dict[str, str]:
    """Return the first words of remarks and decisions, by their id."""
    wanted = [event.data.get("comment") or event.data.get("decision") for event in events]
    ids = [uuid.UUID(value) for value in wanted if value]
    remark, decision = aliased(Comment), aliased(Decision)
    rows = [
        *session.execute(select(remark.id, remark.body).where(remark.id.in_(ids))),
        *session.execute(select(decision.id, decision.comment).where(decision.id.in_(ids))),
    ]
    return {
        str(row_id): words if len(words) <= _QUOTE else words[: _QUOTE - 1].rstrip() + "…"
        for row_id, words in rows
    }
