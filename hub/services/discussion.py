"""The discussion about a text: remarks on its words or on the whole, replies, and whether they are settled."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.errors import InvalidInput, NotFound
from hub.services.discussion_views import Discussion, read_discussion
from hub.services.draft_lists import get_draft
from hub.services.draft_views import DraftView
from hub.services.parts import Parts
from hub.services.remark_places import find_words
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import refuse_unprintable
from hub.services.variants import load_variant
from hub.workflow.roles import Principal
from models import Comment, Revision, Variant

MAX_REMARK: Final = 4_000
MAX_QUOTE: Final = 2_000
SAME_CLICK: Final = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class AddRemark:
    """A remark or, with ``parent_id``, a reply. ``quote`` is what it is about: the words at ``start`` to ``end``
    (code points, end exclusive) of ``part``. Without a place the words are looked for; without words it is about
    the whole text. ``revision_id`` None is the latest."""

    variant_id: uuid.UUID
    body: str
    revision_id: uuid.UUID | None = None
    part: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    parent_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class DiscussionPage:
    """A text with what was said about it."""

    draft: DraftView
    discussion: Discussion


def discussion_page(parts: Parts, principal: Principal, variant_id: uuid.UUID) -> DiscussionPage:
    """Return a draft with its discussion. Raises NotFound."""
    return DiscussionPage(
        get_draft(parts, principal, variant_id), discussion_of(parts, principal, variant_id)
    )


def discussion_of(parts: Parts, principal: Principal, variant_id: uuid.UUID) -> Discussion:
    """Return the discussion about a variant. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.read")
        return read_discussion(uow.session, principal, variant)


def add_remark(parts: Parts, principal: Principal, command: AddRemark) -> uuid.UUID:
    """Keep a remark or a reply and return its id; the very same again within seconds is a double click.

    Raises NotFound, NotAllowed and, for no words, too many, or words that are not at their place, InvalidInput.
    """
    body = _clean_body(command.body)
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, command.variant_id, "draft.comment")
        # Two clicks at once wait for each other here; SQLite's writers do so anyway.
        uow.session.execute(select(Variant.id).where(Variant.id == variant.id).with_for_update())
        if command.parent_id is not None:
            remark = _reply(uow.session, variant, command.parent_id, body)
        else:
            remark = _remark(uow.session, variant, command, body)
        twin = uow.session.scalar(
            select(Comment.id).where(
                Comment.variant_id == variant.id,
                Comment.author_id == principal.user_id,
                Comment.body == body,
                Comment.parent_id == remark.parent_id,
                Comment.part == remark.part,
                Comment.start == remark.start,
                Comment.end == remark.end,
                Comment.created_at > parts.now() - SAME_CLICK,
            )
        )
        if twin is not None:
            return twin
        remark.author_id, remark.created_at = principal.user_id, parts.now()
        uow.session.add(remark)
        uow.session.flush()
        _record(uow, "comment.added", variant, remark)
        uow.commit()
        return remark.id


def settle_remark(
    parts: Parts, principal: Principal, variant_id: uuid.UUID, comment_id: uuid.UUID, *, settled: bool
) -> None:
    """Settle a remark with its replies, or open it again; where it is so already nothing changes. Raises NotFound."""
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.comment")
        remark = uow.session.get(Comment, comment_id)
        if remark is None or remark.variant_id != variant.id or remark.parent_id is not None:
            raise NotFound("There is no such remark on this text.")
        if (remark.resolved_at is not None) == settled:
            return
        remark.resolved_at = parts.now() if settled else None
        remark.resolved_by = principal.user_id if settled else None
        _record(uow, "comment.resolved" if settled else "comment.reopened", variant, remark)
        uow.commit()


def _clean_body(text: str) -> str:
    body = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    refuse_unprintable(body, what="remark")
    if not body:
        raise InvalidInput("Write the remark first; it has no words yet.")
    if len(body) > MAX_REMARK:
        raise InvalidInput(f"A remark has at most {MAX_REMARK:,} characters; this one has {len(body):,}.")
    return body


def _remark(session: Session, variant: Variant, command: AddRemark, body: str) -> Comment:
    revision = variant.latest_revision
    if command.revision_id is not None:
        revision = session.get(Revision, command.revision_id)
    if revision is None or revision.variant_id != variant.id:
        raise NotFound("There is no such revision of this text.")
    quote = command.quote.replace("\r\n", "\n").replace("\r", "\n")
    refuse_unprintable(quote, what="quote")
    if not quote.strip():
        return Comment(
            variant_id=variant.id, revision_id=revision.id, body=body, part="", start=0, end=0, quote=""
        )
    if len(quote) > MAX_QUOTE:
        raise InvalidInput(f"A remark is about at most {MAX_QUOTE:,} characters; choose fewer words.")
    texts = {row["name"]: row["text"] for row in revision.parts}
    if command.start is None or command.end is None:
        quote = quote.strip()
        place = find_words(quote, texts, part=command.part)
    else:
        place = (command.part, command.start, command.end)
        words = texts.get(command.part, "")
        if not 0 <= command.start < command.end or words[command.start : command.end] != quote:
            place = None
    if place is None:
        raise InvalidInput(
            "The words that the remark is about are not in the saved text; save the text first, or choose them again."
        )
    return Comment(
        variant_id=variant.id,
        revision_id=revision.id,
        body=body,
        part=place[0],
        start=place[1],
        end=place[2],
        quote=quote,
    )


def _reply(session: Session, variant: Variant, parent_id: uuid.UUID, body: str) -> Comment:
    parent = session.get(Comment, parent_id)
    if parent is None or parent.variant_id != variant.id:
        raise NotFound("There is no such remark on this text.")
    if parent.parent_id is not None:
        raise InvalidInput("A reply answers a remark, not another reply.")
    return Comment(
        variant_id=variant.id,
        revision_id=variant.latest_revision_id or parent.revision_id,
        parent_id=parent.id,
        body=body,
        part="",
        start=0,
        end=0,
        quote="",
    )


def _record(uow: UnitOfWork, kind: str, variant: Variant, remark: Comment) -> None:
    uow.record(
        kind,
        brand_id=variant.channel.brand_id,
        channel_id=variant.channel_id,
        subject_id=variant.id,
        comment=str(remark.id),
        thread=str(remark.parent_id or remark.id),
    )
