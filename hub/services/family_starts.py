"""Starting a variant in an empty place of the matrix: blank, or with the text of a sibling."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hub.channels import channel_kinds
from hub.errors import InvalidInput, NotFound
from hub.judging.brand import PartSpec
from hub.judging.text import Part
from hub.services.drafts import StartDraft, start_draft
from hub.services.families import load_content
from hub.services.family_pairs import MASTER
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import parts_from_rows
from hub.workflow.roles import Principal
from models import Channel, Revision, Variant


@dataclass(frozen=True, slots=True)
class StartVariant:
    """A text of a content for a channel (slug), locale and edition. ``copy_from`` is empty for a blank text,
    ``master``, or the id of the variant whose latest text is taken over."""

    content_id: uuid.UUID
    channel: str
    locale: str
    edition: str = ""
    copy_from: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """The variant of that place; ``is_new`` is False where there was one already."""

    variant_id: uuid.UUID
    is_new: bool


def start_variant(parts: Parts, principal: Principal, command: StartVariant) -> Started:
    """Begin a text, or return the one that is there. Raises NotFound, InvalidInput, TooLarge, Conflict."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        content = load_content(uow.session, principal, command.content_id, "draft.write")
        kind = uow.session.scalar(
            select(Channel.kind).where(Channel.brand_id == content.brand_id, Channel.slug == command.channel)
        )
        known = channel_kinds().get(kind or "")
        specs = known.specs if known else (PartSpec(id="body", label={}),)
        text: tuple[Part, ...] = ()
        if command.copy_from == MASTER:
            text = parts_from_rows(content.master)
        elif command.copy_from:
            text = parts_from_rows(
                uow.session.scalar(
                    select(Revision.parts)
                    .join(Variant, Variant.latest_revision_id == Revision.id)
                    .where(Variant.content_id == content.id, Variant.id == _id(command.copy_from))
                )
                or []
            )
            if not text:
                raise NotFound("The text to copy is not there any more; choose another.")
    draft = StartDraft(
        brand=content.brand.slug,
        channel=command.channel,
        locale=command.locale,
        title=content.title,
        parts=fit_parts(text, specs),
        content_id=content.id,
        edition=command.edition,
    )
    try:
        return _begin(parts, principal, draft)
    except IntegrityError:
        # Somebody began the same text in the same moment: the second attempt finds theirs.
        return _begin(parts, principal, draft)


def _begin(parts: Parts, principal: Principal, draft: StartDraft) -> Started:
    try:
        return Started(start_draft(parts, principal, draft).variant_id, is_new=True)
    except InvalidInput as error:
        if "draft" not in error.details:
            raise
        return Started(uuid.UUID(error.details["draft"]), is_new=False)


def fit_parts(text: Sequence[Part], specs: Sequence[PartSpec]) -> tuple[Part, ...]:
    """Return a text in the parts of a channel, nothing lost: what it has no part for follows in its main part, which
    is the body or else the part that holds most."""
    given = {part.name: part for part in text}
    ids = [spec.id for spec in specs]
    main = "body" if "body" in ids else max(specs, key=lambda spec: spec.limit or 0).id
    homeless = [part for part in text if part.name not in ids and part.text.strip()]
    fitted = []
    for name in ids:
        part = given.get(name) or Part(name=name, text="")
        if name == main and homeless:
            part = Part(
                name=name,
                text="\n\n".join(row.text for row in (part, *homeless) if row.text.strip()),
                format=part.format if part.text.strip() else homeless[0].format,
            )
        fitted.append(part)
    return tuple(fitted)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotFound("The text to copy is not there any more; choose another.") from None
