"""What channel teams get: approved revisions and nothing else, through one query that every door uses."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hub.errors import InvalidInput, NotFound
from hub.judging.text import Part
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import parts_from_rows
from hub.workflow.roles import Principal
from models import Brand, Channel, Content, Event, Revision, Variant

PAGE = 50
MAX_PAGE = 200
# Events after which a channel's copy may be another.
FEED_KINDS = ("variant.approved", "variant.withdrawn")


@dataclass(frozen=True, slots=True)
class DeliveredContent:
    """An approved text as a channel gets it. ``etag`` changes with the text and only then."""

    id: uuid.UUID
    content_id: uuid.UUID
    title: str
    brand: str
    channel: str
    locale: str
    edition: str
    phase: str
    parts: tuple[Part, ...]
    text_hash: str
    revision_id: uuid.UUID
    approved_at: datetime
    etag: str


@dataclass(frozen=True, slots=True)
class ContentPage:
    """Contents in order of id; ``next_after`` is the id to go on from, None on the last page."""

    items: tuple[DeliveredContent, ...]
    next_after: uuid.UUID | None
    etag: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a channel: what happened to which content; ``content`` is its text as it is now."""

    id: uuid.UUID
    kind: str
    at: datetime
    content_id: uuid.UUID
    content: DeliveredContent | None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Changes in commit order; ``cursor`` is where to go on from, whether or not anything is new."""

    changes: tuple[Change, ...]
    cursor: uuid.UUID | None
    has_more: bool


@dataclass(frozen=True, slots=True)
class ChannelSummary:
    """A channel that the principal may fetch from."""

    brand: str
    channel: str
    name: dict[str, str]
    kind: str
    media: str


def list_channels(parts: Parts, principal: Principal) -> list[ChannelSummary]:
    """Return the channels that the principal may fetch from, by brand and place."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        rows = uow.session.execute(
            select(Channel, Brand).join(Channel.brand).order_by(Brand.slug, Channel.position)
        ).all()
        return [
            ChannelSummary(brand.slug, channel.slug, dict(channel.name), channel.kind, channel.media)
            for channel, brand in rows
            if channel.active and may_fetch(principal, channel)
        ]


def list_contents(
    parts: Parts,
    principal: Principal,
    channel: str,
    *,
    brand: str | None = None,
    locale: str | None = None,
    after: uuid.UUID | None = None,
    limit: int = PAGE,
) -> ContentPage:
    """Return a page of a channel's approved contents. Raises NotFound, InvalidInput (two brands have the channel)."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        row = channel_row(uow.session, principal, channel, brand)
        query = deliverable(row.id).order_by(Variant.id)
        if locale is not None:
            query = query.where(Variant.locale == locale)
        if after is not None:
            query = query.where(Variant.id > after)
        size = min(max(limit, 1), MAX_PAGE)
        rows = uow.session.execute(query.limit(size + 1)).all()
    items = tuple(delivered(*entry) for entry in rows[:size])
    next_after = items[-1].id if len(rows) > size else None
    digest = hashlib.sha256("".join(item.etag for item in items).encode()).hexdigest()[:32]
    return ContentPage(items=items, next_after=next_after, etag=digest)


def get_content(
    parts: Parts, principal: Principal, channel: str, variant_id: uuid.UUID, *, brand: str | None = None
) -> DeliveredContent:
    """Return one approved content of a channel. Raises NotFound also where it exists and is not approved."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        row = channel_row(uow.session, principal, channel, brand)
        found = uow.session.execute(deliverable(row.id).where(Variant.id == variant_id)).one_or_none()
    if found is None:
        raise NotFound(f"The channel {channel} has no approved content {variant_id}.")
    return delivered(*found)


def list_changes(
    parts: Parts,
    principal: Principal,
    channel: str,
    *,
    brand: str | None = None,
    since: uuid.UUID | None = None,
    limit: int = PAGE,
) -> ChangePage:
    """Return what changed after the cursor ``since`` (None: from the beginning), in commit order.

    Sequence numbers are given in commit order under one lock, so a cursor never skips a change that commits later.
    Raises InvalidInput for a cursor that was never given out.
    """
    with UnitOfWork(parts, principal, writes=False) as uow:
        row = channel_row(uow.session, principal, channel, brand)
        start = 0
        if since is not None:
            known = uow.session.execute(
                select(Event.sequence, Event.channel_id).where(Event.id == since)
            ).one_or_none()
            if known is None or known.channel_id != row.id:
                raise InvalidInput(
                    f"{since} is no cursor of the channel {channel}; leave it out to start anew."
                )
            start = known.sequence
        size = min(max(limit, 1), MAX_PAGE)
        events = uow.session.scalars(
            select(Event)
            .where(Event.channel_id == row.id, Event.sequence > start, Event.kind.in_(FEED_KINDS))
            .order_by(Event.sequence)
            .limit(size + 1)
        ).all()
        has_more, events = len(events) > size, events[:size]
        ids = {event.subject_id for event in events}
        now = {
            variant.id: delivered(variant, content, of_channel, of_brand, revision)
            for variant, content, of_channel, of_brand, revision in uow.session.execute(
                deliverable(row.id).where(Variant.id.in_(ids))
            )
        }
    changes = tuple(
        Change(
            id=event.id,
            kind=event.kind.removeprefix("variant."),
            at=event.at,
            content_id=event.subject_id,
            content=now.get(event.subject_id),
        )
        for event in events
        if event.subject_id is not None
    )
    return ChangePage(changes=changes, cursor=changes[-1].id if changes else since, has_more=has_more)


def deliverable(channel_id: uuid.UUID) -> Select[Variant, Content, Channel, Brand, Revision]:
    """Return the one query that defines what a channel may have: its variants' approved revisions."""
    return (
        select(Variant, Content, Channel, Brand, Revision)
        .join(Variant.content)
        .join(Variant.channel)
        .join(Content.brand)
        .join(Revision, Variant.approved_revision_id == Revision.id)
        .where(Variant.channel_id == channel_id)
    )


def may_fetch(principal: Principal, channel: Channel) -> bool:
    """Tell whether the principal gets the copy of a channel."""
    return principal.may("delivery.read", channel.brand_id) and principal.sees_channel(channel.slug)


def channel_row(session: Session, principal: Principal, slug: str, brand: str | None) -> Channel:
    """Return the channel of that slug. Raises NotFound, InvalidInput (two brands have the channel)."""
    query = select(Channel, Brand.slug).join(Channel.brand).where(Channel.slug == slug)
    if brand is not None:
        query = query.where(Brand.slug == brand)
    rows = [(channel, name) for channel, name in session.execute(query) if may_fetch(principal, channel)]
    if not rows:
        raise NotFound(f"There is no channel {slug!r} here, or it is not shared with you.")
    if len(rows) > 1:
        names = ", ".join(sorted(name for _, name in rows))
        raise InvalidInput(f"Several brands have a channel {slug!r} ({names}); say which with brand=.")
    return rows[0][0]


def delivered(
    variant: Variant, content: Content, channel: Channel, brand: Brand, revision: Revision
) -> DeliveredContent:
    """Return an approved text as a channel gets it, from the rows of ``deliverable``."""
    approved_at = variant.approved_at or revision.created_at
    seen = f"{revision.id}:{content.title}:{variant.edition}:{approved_at.isoformat()}"
    return DeliveredContent(
        id=variant.id,
        content_id=content.id,
        title=content.title,
        brand=brand.slug,
        channel=channel.slug,
        locale=variant.locale,
        edition=variant.edition,
        phase=content.phase,
        parts=parts_from_rows(revision.parts),
        text_hash=revision.text_hash,
        revision_id=revision.id,
        approved_at=approved_at,
        etag=hashlib.sha256(seen.encode()).hexdigest()[:32],
    )
