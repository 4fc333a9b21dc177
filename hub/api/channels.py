"""Delivery: the channels a program may fetch from, their approved contents, and what changed."""

import uuid
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlencode

from flask import request
from pydantic import Field

from hub.api.cursors import cursor_of, place_of
from hub.api.operation import Reply, Resource
from hub.api.types import (
    PAGE,
    Cursor,
    Inward,
    Limit,
    LocaleTag,
    Outward,
    PartOut,
    Slug,
    parts_out,
)
from hub.errors import NotFound
from hub.services import delivery
from hub.services.parts import Parts
from hub.workflow.roles import Principal

resource = Resource(
    "Channels", "Approved copy for the teams and programs that run a channel, and nothing else."
)

BrandParam = Annotated[
    Slug | None, Field(description="The brand's slug; needed only where several brands have such a channel.")
]


class ChannelOut(Outward):
    """A channel that this token may fetch from."""

    brand: str
    channel: str
    name: dict[str, str] = Field(description="The channel's name per locale.")
    kind: str
    media: Literal["paid", "owned", "earned", "shared"]


class ChannelList(Outward):
    """All channels that this token may fetch from, by brand and place."""

    channels: tuple[ChannelOut, ...]


class ContentOut(Outward):
    """An approved text: the latest revision that a brand manager let through, exactly as approved."""

    id: uuid.UUID = Field(description="The variant: this content in this channel, locale and edition.")
    content_id: uuid.UUID = Field(description="The content that all its variants share.")
    title: str
    brand: str
    channel: str
    locale: str
    edition: str
    phase: str
    parts: tuple[PartOut, ...]
    text_hash: str = Field(description="SHA-256 of the parts; equal texts have equal hashes.")
    revision_id: uuid.UUID
    approved_at: datetime


class ContentList(Outward):
    """A page of contents in order of id."""

    contents: tuple[ContentOut, ...]
    next_cursor: str | None = Field(description="Null on the last page.")


class ChangeOut(Outward):
    """One change. `content` is the text as it is now (null where nothing of it is approved any more), so that
    several changes of one content show the same text."""

    id: uuid.UUID
    kind: Literal["approved", "withdrawn"]
    at: datetime
    content_id: uuid.UUID = Field(description="The `id` of the content under /channels/{channel}/contents.")
    content: ContentOut | None


class ChangeList(Outward):
    """Changes in the order in which they were committed."""

    changes: tuple[ChangeOut, ...]
    cursor: str = Field(
        description="Send it as `since` next time; it is there whether or not anything is new."
    )
    has_more: bool = Field(description="Whether more changes wait already.")


class ContentsQuery(Inward):
    brand: BrandParam = None
    locale: Annotated[LocaleTag | None, Field(description="Only contents in this locale.")] = None
    cursor: Cursor = None
    limit: Limit = PAGE


class ContentQuery(Inward):
    brand: BrandParam = None


class ChangesQuery(Inward):
    brand: BrandParam = None
    since: Annotated[
        str | None,
        Field(max_length=64, description="`cursor` of the call before; empty or left out: everything."),
    ] = None
    limit: Limit = PAGE


@resource.operation("GET", "/channels", permission="delivery.read", returns=ChannelList, conditional=True)
def list_channels(parts: Parts, principal: Principal) -> ChannelList:
    """List the channels that this token may fetch from."""
    rows = delivery.list_channels(parts, principal)
    return ChannelList(
        channels=tuple(
            ChannelOut.model_validate(
                {
                    "brand": row.brand,
                    "channel": row.channel,
                    "name": row.name,
                    "kind": row.kind,
                    "media": row.media,
                }
            )
            for row in rows
        )
    )


@resource.operation(
    "GET",
    "/channels/{channel}/contents",
    permission="delivery.read",
    returns=ContentList,
    conditional=True,
    errors=(NotFound,),
    headers={"Link": "The address of the next page, with `rel=next`; absent on the last page."},
)
def list_contents(parts: Parts, principal: Principal, channel: str, query: ContentsQuery) -> Reply:
    """List a channel's approved contents.

    Follow `next_cursor` (or the Link header) until it is null. Send the ETag back as `If-None-Match`: 304 says that
    nothing in this page is different.
    """
    page = delivery.list_contents(
        parts,
        principal,
        channel,
        brand=query.brand,
        locale=query.locale,
        after=place_of(query.cursor),
        limit=query.limit,
    )
    following = cursor_of(page.next_after) or None
    headers = {}
    if following is not None:
        sent = [(name, value) for name, value in request.args.items() if name != "cursor"]
        headers["Link"] = f'<{request.path}?{urlencode([*sent, ("cursor", following)])}>; rel="next"'
    contents = tuple(_content(item) for item in page.items)
    return Reply(ContentList(contents=contents, next_cursor=following), headers=headers)


@resource.operation(
    "GET",
    "/channels/{channel}/contents/{content_id}",
    permission="delivery.read",
    returns=ContentOut,
    conditional=True,
    errors=(NotFound,),
    headers={"Last-Modified": "When this text was approved."},
)
def get_content(
    parts: Parts, principal: Principal, channel: str, content_id: uuid.UUID, query: ContentQuery
) -> Reply:
    """Fetch one approved content of a channel."""
    item = delivery.get_content(parts, principal, channel, content_id, brand=query.brand)
    return Reply(_content(item), last_modified=item.approved_at)


@resource.operation(
    "GET", "/channels/{channel}/changes", permission="delivery.read", returns=ChangeList, errors=(NotFound,)
)
def list_changes(parts: Parts, principal: Principal, channel: str, query: ChangesQuery) -> ChangeList:
    """Read what changed in a channel since the last call.

    Keep `cursor` and send it as `since`. No change is skipped and none comes twice, also while others approve.
    """
    page = delivery.list_changes(
        parts,
        principal,
        channel,
        brand=query.brand,
        since=place_of(query.since, where="since"),
        limit=query.limit,
    )
    return ChangeList(
        changes=tuple(
            ChangeOut.model_validate(
                {
                    "id": change.id,
                    "kind": change.kind,
                    "at": change.at,
                    "content_id": change.content_id,
                    "content": _content(change.content) if change.content else None,
                }
            )
            for change in page.changes
        ),
        cursor=cursor_of(page.cursor),
        has_more=page.has_more,
    )


def _content(item: delivery.DeliveredContent) -> ContentOut:
    return ContentOut(
        id=item.id,
        content_id=item.content_id,
        title=item.title,
        brand=item.brand,
        channel=item.channel,
        locale=item.locale,
        edition=item.edition,
        phase=item.phase,
        parts=parts_out(item.parts),
        text_hash=item.text_hash,
        revision_id=item.revision_id,
        approved_at=item.approved_at,
    )
