"""A channel team's desk: what is available, newest approval first, and what changed since they last looked."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from hub.errors import InvalidInput
from hub.judging.brand import Localised
from hub.services.channel_news import NewsItem, read_news
from hub.services.delivery import (
    FEED_KINDS,
    ChannelSummary,
    DeliveredContent,
    channel_row,
    deliverable,
    delivered,
    get_content,
    may_fetch,
)
from hub.services.parts import Parts
from hub.services.reading import move_mark
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import BrandValue, brand_value
from hub.workflow.roles import ROLE_PERMISSIONS, Principal
from models import (
    Brand,
    BrandVersion,
    Channel,
    Content,
    Event,
    Membership,
    ReadingMark,
    Revision,
    User,
    Variant,
)

PAGE: Final = 20
_CURSOR = re.compile(r"(\d{1,17})-([0-9a-f]{32})")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_ASKED: Final = 5

Deliverable = Select[Variant, Content, Channel, Brand, Revision]


@dataclass(frozen=True, slots=True)
class ChannelOverview:
    """A channel with how many texts it holds, and how many texts changed since ``since`` (None: never looked)."""

    summary: ChannelSummary
    brand_name: Localised
    available: int
    newest_at: datetime | None
    changed: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class ShelfFilter:
    """What the available texts are narrowed to; None and empty words narrow nothing."""

    locale: str | None = None
    edition: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class ChannelDesk:
    """One channel: a page of its texts, what changed since ``since`` (None: never looked, so nothing is news), and
    who can make a token. ``sequence`` is how far the log was read for this page; ``next_before`` leads on."""

    summary: ChannelSummary
    brand_name: Localised
    items: tuple[DeliveredContent, ...]
    next_before: str | None
    total: int
    locales: tuple[str, ...]
    editions: tuple[str, ...]
    news: tuple[NewsItem, ...]
    more_news: int
    since: datetime | None
    sequence: int
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelText:
    """One approved text with its channel; ``value`` is the brand in force, None where none is published."""

    summary: ChannelSummary
    brand_name: Localised
    value: BrandValue | None
    item: DeliveredContent


def channels_overview(parts: Parts, principal: Principal) -> list[ChannelOverview]:
    """Return the channels that the principal may fetch from, by brand and place."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        rows = [
            (channel, brand)
            for channel, brand in session.execute(
                select(Channel, Brand).join(Channel.brand).order_by(Brand.slug, Channel.position)
            )
            if channel.active and may_fetch(principal, channel)
        ]
        ids = [channel.id for channel, _ in rows]
        held = {
            row.channel_id: row
            for row in session.execute(
                select(
                    Variant.channel_id,
                    func.count().label("texts"),
                    func.max(Variant.approved_at).label("newest"),
                )
                .where(Variant.channel_id.in_(ids), Variant.approved_revision_id.is_not(None))
                .group_by(Variant.channel_id)
            )
        }
        marks = _marks(session, principal, ids)
        changed = _changes_since(session, marks)
        return [
            ChannelOverview(
                summary=_summary(channel, brand),
                brand_name=brand.name,
                available=held[channel.id].texts if channel.id in held else 0,
                newest_at=held[channel.id].newest if channel.id in held else None,
                changed=changed.get(channel.id, 0),
                since=marks[channel.id].read_at if channel.id in marks else None,
            )
            for channel, brand in rows
        ]


def channel_desk(
    parts: Parts,
    principal: Principal,
    channel: str,
    *,
    brand: str | None = None,
    narrowed: ShelfFilter = ShelfFilter(),
    before: str | None = None,
    limit: int | None = None,
) -> ChannelDesk:
    """Return a channel's desk with a page of ``limit`` texts. Raises NotFound, InvalidInput (two brands have the channel, an unknown place)."""
    size = limit or PAGE
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        row = channel_row(session, principal, channel, brand)
        of_brand = session.get_one(Brand, row.brand_id)
        query = _narrowed(deliverable(row.id), narrowed)
        total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
        found = session.execute(_from_place(query, before).limit(size + 1)).all()
        items = tuple(delivered(*entry) for entry in found[:size])
        offered = session.execute(
            select(Variant.locale, Variant.edition)
            .where(Variant.channel_id == row.id, Variant.approved_revision_id.is_not(None))
            .distinct()
        ).all()
        mark = _marks(session, principal, [row.id]).get(row.id)
        news = read_news(session, row, after=mark.sequence) if mark else None
        return ChannelDesk(
            summary=_summary(row, of_brand),
            brand_name=of_brand.name,
            items=items,
            next_before=_cursor(items[-1]) if len(found) > size else None,
            total=total,
            locales=tuple(sorted({entry.locale for entry in offered})),
            editions=tuple(sorted({entry.edition for entry in offered if entry.edition})),
            news=news.items if news else (),
            more_news=news.more if news else 0,
            since=mark.read_at if mark else None,
            sequence=session.scalar(select(func.max(Event.sequence))) or 0,
            ask=_who_makes_tokens(session, row.brand_id),
        )


def channel_text(
    parts: Parts, principal: Principal, channel: str, variant_id: uuid.UUID, *, brand: str | None = None
) -> ChannelText:
    """Return one approved text of a channel. Raises NotFound also where it exists and is not approved."""
    item = get_content(parts, principal, channel, variant_id, brand=brand)
    with UnitOfWork(parts, principal, writes=False) as uow:
        row = channel_row(uow.session, principal, channel, item.brand)
        of_brand = uow.session.get_one(Brand, row.brand_id)
        version = uow.session.scalar(
            select(BrandVersion).where(
                BrandVersion.brand_id == row.brand_id, BrandVersion.state == "published"
            )
        )
        value = brand_value(version.digest, version.kit) if version else None
        return ChannelText(_summary(row, of_brand), of_brand.name, value, item)


def mark_seen(
    parts: Parts, principal: Principal, channel: str, *, sequence: int, brand: str | None = None
) -> None:
    """Set the reader's mark where their page was read; it only moves forward, and never beyond what happened.

    Raises NotFound, InvalidInput.
    """
    with UnitOfWork(parts, principal) as uow:
        row = channel_row(uow.session, principal, channel, brand)
        newest = uow.session.scalar(select(func.max(Event.sequence))) or 0
        if principal.user_id is None or not 0 <= sequence <= newest:
            raise InvalidInput("The form names no place in the log of this hub; load the page again.")
        move_mark(parts, uow.session, principal.user_id, _place(row.id), sequence)
        uow.commit()


def _summary(channel: Channel, brand: Brand) -> ChannelSummary:
    return ChannelSummary(brand.slug, channel.slug, dict(channel.name), channel.kind, channel.media)


def _place(channel_id: uuid.UUID) -> str:
    return f"channel:{channel_id}"


def _marks(session: Session, principal: Principal, ids: list[uuid.UUID]) -> dict[uuid.UUID, ReadingMark]:
    places = {_place(channel_id): channel_id for channel_id in ids}
    marks = session.scalars(
        select(ReadingMark).where(ReadingMark.user_id == principal.user_id, ReadingMark.place.in_(places))
    )
    return {places[mark.place]: mark for mark in marks}


def _changes_since(session: Session, marks: Mapping[uuid.UUID, ReadingMark]) -> dict[uuid.UUID, int]:
    if not marks:
        return {}
    after = [
        and_(Event.channel_id == channel_id, Event.sequence > mark.sequence)
        for channel_id, mark in marks.items()
    ]
    rows = session.execute(
        select(Event.channel_id, func.count(Event.subject_id.distinct()))
        .where(Event.kind.in_(FEED_KINDS), or_(*after))
        .group_by(Event.channel_id)
    )
    return {channel_id: count for channel_id, count in rows if channel_id is not None}


def _narrowed(query: Deliverable, narrowed: ShelfFilter) -> Deliverable:
    if narrowed.locale:
        query = query.where(Variant.locale == narrowed.locale)
    if narrowed.edition:
        query = query.where(Variant.edition == narrowed.edition)
    if narrowed.title:
        query = query.where(Content.title.icontains(narrowed.title, autoescape=True))
    return query


def _from_place(query: Deliverable, before: str | None) -> Deliverable:
    approved_at = func.coalesce(Variant.approved_at, Revision.created_at)
    query = query.order_by(approved_at.desc(), Variant.id.desc())
    if not before:
        return query
    match = _CURSOR.fullmatch(before)
    if match is None:
        raise InvalidInput("The address or the form has an id that does not exist. Start from the list.")
    at, last = _EPOCH + timedelta(microseconds=int(match[1])), uuid.UUID(match[2])
    return query.where(or_(approved_at < at, and_(approved_at == at, Variant.id < last)))


def _cursor(item: DeliveredContent) -> str:
    return f"{(item.approved_at - _EPOCH) // timedelta(microseconds=1)}-{item.id.hex}"


def _who_makes_tokens(session: Session, brand_id: uuid.UUID) -> tuple[str, ...]:
    roles = [role for role, held in ROLE_PERMISSIONS.items() if "token.manage" in held]
    names = session.scalars(
        select(User.name)
        .join(User.memberships)
        .where(
            User.active.is_(True),
            Membership.role.in_(roles),
            or_(Membership.brand_id == brand_id, Membership.brand_id.is_(None)),
        )
        .distinct()
        .order_by(User.name)
        .limit(_MOST_ASKED)
    )
    return tuple(names)
