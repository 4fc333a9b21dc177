"""What changed in a channel since a place in the event log: new texts, changed ones with what they were, recalled ones."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.judging.text import Part
from hub.services.delivery import FEED_KINDS, DeliveredContent, deliverable, delivered
from hub.services.values import parts_from_rows
from models import Channel, Content, Event, Revision, Variant

MAX_NEWS: Final = 50
# Whoever has not looked for very long is shown the latest of what changed; the rest is counted.
_MAX_READ: Final = 500


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One text that is not what it was: ``had`` is what the channel had before, None for a new text; ``now`` is None
    for a recalled one."""

    kind: Literal["new", "changed", "recalled"]
    id: uuid.UUID
    title: str
    locale: str
    edition: str
    at: datetime
    had: tuple[Part, ...] | None
    now: DeliveredContent | None


@dataclass(frozen=True, slots=True)
class News:
    """The latest changes first; ``more`` counts those that are not listed."""

    items: tuple[NewsItem, ...]
    more: int


def read_news(session: Session, channel: Channel, *, after: int) -> News:
    """Return how the channel's copy differs from what it was at the sequence ``after``.

    A text that came and went again, or was approved again with the same words, is no news.
    """
    in_channel = (Event.channel_id == channel.id, Event.kind.in_(FEED_KINDS))
    touched: dict[uuid.UUID, datetime] = {}
    for row in session.execute(
        select(Event.subject_id, Event.at)
        .where(*in_channel, Event.sequence > after)
        .order_by(Event.sequence.desc())
    ):
        if row.subject_id is not None:
            touched.setdefault(row.subject_id, row.at)
    unread, touched = max(len(touched) - _MAX_READ, 0), dict(list(touched.items())[:_MAX_READ])
    if not touched:
        return News((), 0)
    before: dict[uuid.UUID, uuid.UUID | None] = {}
    for row in session.execute(
        select(Event.subject_id, Event.kind, Event.data)
        .where(*in_channel, Event.sequence <= after, Event.subject_id.in_(touched))
        .order_by(Event.sequence)
    ):
        if row.subject_id is not None:
            revision = row.data.get("revision") if row.kind == "variant.approved" else None
            before[row.subject_id] = uuid.UUID(revision) if revision else None
    now = {
        entry.Variant.id: delivered(*entry)
        for entry in session.execute(deliverable(channel.id).where(Variant.id.in_(touched)))
    }
    had = {
        revision.id: revision
        for revision in session.scalars(
            select(Revision).where(Revision.id.in_([id_ for id_ in before.values() if id_]))
        )
    }
    names = {
        named.id: named
        for named in session.execute(
            select(Variant.id, Content.title, Variant.locale, Variant.edition)
            .join(Variant.content)
            .where(Variant.id.in_(touched))
        )
    }
    items = []
    for variant_id, at in touched.items():
        old_id, new = before.get(variant_id), now.get(variant_id)
        old = had.get(old_id) if old_id else None
        name = names.get(variant_id)
        if name is None or (old is None and new is None):
            continue
        if old is not None and new is not None and old.text_hash == new.text_hash:
            continue
        items.append(
            NewsItem(
                kind="recalled" if new is None else "new" if old is None else "changed",
                id=variant_id,
                title=name.title,
                locale=name.locale,
                edition=name.edition,
                at=at,
                had=parts_from_rows(old.parts) if old else None,
                now=new,
            )
        )
    return News(tuple(items[:MAX_NEWS]), max(len(items) - MAX_NEWS, 0) + unread)
