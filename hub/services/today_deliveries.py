"""What a channel team finds new: texts that became available or were recalled since they last looked."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from hub.services.delivery import FEED_KINDS
from hub.services.today_views import Delivery, Outlet
from hub.workflow.roles import Principal
from models import Brand, Channel, Content, Event, ReadingMark, Variant

_REACH: Final = 200


def deliveries_and_outlets(
    session: Session,
    principal: Principal,
    brand_ids: Sequence[uuid.UUID],
    brands: Mapping[uuid.UUID, Brand],
    *,
    most: int,
) -> tuple[tuple[Delivery, ...], tuple[Outlet, ...]]:
    """Return the newest changes, one per text, and the channels with how many texts changed in each.

    In a channel that was never looked at, everything is listed and nothing counts as changed.
    """
    channels = [
        channel
        for channel in session.scalars(
            select(Channel)
            .where(Channel.brand_id.in_(brand_ids))
            .order_by(Channel.brand_id, Channel.position)
        )
        if principal.may("delivery.read", channel.brand_id) and principal.sees_channel(channel.slug)
    ]
    by_id = {channel.id: channel for channel in channels}
    held = {
        row.channel_id: row.held
        for row in session.execute(
            select(Variant.channel_id, func.count().label("held"))
            .where(Variant.channel_id.in_(by_id), Variant.approved_revision_id.is_not(None))
            .group_by(Variant.channel_id)
        )
    }
    marks = {
        mark.place: mark.sequence
        for mark in session.scalars(
            select(ReadingMark).where(
                ReadingMark.user_id == principal.user_id,
                ReadingMark.place.in_([f"channel:{channel_id}" for channel_id in by_id]),
            )
        )
    }
    unseen: list[ColumnElement[bool]] = [
        and_(Event.channel_id == channel_id, Event.sequence > marks.get(f"channel:{channel_id}", 0))
        for channel_id in by_id
    ]
    events = session.scalars(
        select(Event)
        .where(Event.kind.in_(FEED_KINDS), or_(false(), *unseen))
        .order_by(Event.sequence.desc())
        .limit(_REACH)
    ).all()
    newest: dict[uuid.UUID, Event] = {}
    for event in events:
        if event.subject_id is not None:
            newest.setdefault(event.subject_id, event)
    texts = {
        row.id: row
        for row in session.execute(
            select(
                Variant.id, Content.title, Variant.locale, Variant.channel_id, Variant.approved_revision_id
            )
            .join(Variant.content)
            .where(Variant.id.in_(newest))
        )
    }
    changed: dict[uuid.UUID, int] = {}
    deliveries = []
    for variant_id, event in newest.items():
        text = texts.get(variant_id)
        if text is None:
            continue
        channel = by_id[text.channel_id]
        if f"channel:{channel.id}" in marks:
            changed[channel.id] = changed.get(channel.id, 0) + 1
        deliveries.append(
            Delivery(
                variant_id=variant_id,
                title=text.title,
                channel=channel.slug,
                brand=brands[channel.brand_id].slug,
                channel_name=channel.name,
                locale=text.locale,
                available=text.approved_revision_id is not None,
                at=event.at,
            )
        )
    outlets = tuple(
        Outlet(
            channel=channel.slug,
            brand=brands[channel.brand_id].slug,
            brand_name=brands[channel.brand_id].name,
            name=channel.name,
            media=channel.media,
            held=held.get(channel.id, 0),
            changed=changed.get(channel.id, 0),
        )
        for channel in channels
        if channel.active
    )
    return tuple(deliveries[:most]), outlets
