"""Drafts: start one for a channel and locale, and submit it."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.errors import EditConflict, InvalidInput, NotFound, WrongState
from hub.judging.passage import text_hash
from hub.judging.text import Part
from hub.services.draft_views import revision_view
from hub.services.judgements import case_of, version_in_force
from hub.services.parts import Parts
from hub.services.revisions import Saved, add_revision, is_long, judge_and_keep
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import clean_line, clean_parts
from hub.services.variants import load_variant
from hub.workflow.moves import next_state
from hub.workflow.roles import Principal
from models import Brand, Channel, Content, Review, Revision, Variant

SAME_CLICK = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class StartDraft:
    """A text for a channel (slug) and locale; ``content_id`` adds a variant to a content that exists."""

    brand: str
    channel: str
    locale: str
    title: str
    parts: tuple[Part, ...]
    content_id: uuid.UUID | None = None
    edition: str = ""
    phase: str = ""
    due_on: date | None = None


def start_draft(parts: Parts, principal: Principal, command: StartDraft) -> Saved:
    """Make a variant with its first revision; the very same again within seconds is a double click and makes
    none. Raises NotFound, InvalidInput, TooLarge, Conflict."""
    text = clean_parts(command.parts, max_characters=parts.settings.max_text_characters)
    title = clean_line(command.title, what="title", most=200)
    if not title:
        raise InvalidInput("A draft needs a title of 1 to 200 characters.")
    edition = clean_line(command.edition, what="edition", most=64)
    phase = clean_line(command.phase, what="phase", most=64)
    with UnitOfWork(parts, principal) as uow:
        brand = uow.session.scalar(select(Brand).where(Brand.slug == command.brand))
        if brand is None:
            raise NotFound("There is no such thing here, or it is not shared with you.")
        principal.require("draft.write", brand.id)
        version = version_in_force(uow.session, brand.id)
        if command.locale not in version.kit["brand"]["locales"]:
            raise InvalidInput(
                f"The brand {brand.slug} speaks {', '.join(version.kit['brand']['locales'])}, not {command.locale!r}."
            )
        channel = uow.session.scalar(
            select(Channel).where(
                Channel.brand_id == brand.id, Channel.slug == command.channel, Channel.active.is_(True)
            )
        )
        if channel is None:
            raise InvalidInput(f"The brand {brand.slug} has no channel {command.channel!r}.")
        if command.content_id is None:
            twin = _just_started(uow.session, principal, channel, command.locale, title, edition, text, parts)
            if twin is not None:
                return twin
        content = _content(uow.session, principal, brand, command, title=title, phase=phase)
        variant = uow.session.scalar(
            select(Variant).where(
                Variant.content_id == content.id,
                Variant.channel_id == channel.id,
                Variant.locale == command.locale,
                Variant.edition == edition,
            )
        )
        if variant is not None:
            raise InvalidInput(
                f"{content.title!r} already has a text for {channel.slug} in {command.locale}; open that one, or "
                "give this one another edition.",
                details={"draft": str(variant.id)},
            )
        variant = Variant(
            content_id=content.id,
            channel_id=channel.id,
            locale=command.locale,
            edition=edition,
            due_on=command.due_on,
            updated_at=parts.now(),
        )
        uow.session.add(variant)
        uow.session.flush()
        revision = add_revision(uow.session, variant, text, principal, base=None, line="main")
        uow.record("draft.started", brand_id=brand.id, channel_id=channel.id, subject_id=variant.id)
        uow.session.flush()
        revision.variant = variant
        case = case_of(revision, content, channel, version)
        long = is_long(text)
        if long:
            uow.send("judging.judge_revision", brand_id=brand.id, revision=str(revision.id))
        uow.commit()
    report = None if long else judge_and_keep(parts, case)
    return Saved(variant.id, revision_view(revision, {}), variant.state, report)


def submit(parts: Parts, principal: Principal, variant_id: uuid.UUID, *, revision_id: uuid.UUID) -> uuid.UUID:
    """Put a revision before a brand manager; return the review's id.

    A second click on the same revision returns the same review. Raises NotFound, EditConflict where a newer
    revision exists, WrongState where the text can't be submitted from its state.
    """
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.write")
        open_review = uow.session.scalar(
            select(Review).where(Review.variant_id == variant.id, Review.state == "open")
        )
        if open_review is not None and open_review.revision_id == revision_id:
            return open_review.id
        if variant.latest_revision_id != revision_id:
            raise EditConflict(
                "Somebody saved a newer revision since you looked; read it before you submit.",
                details={"latest": str(variant.latest_revision_id), "yours": str(revision_id)},
            )
        latest = variant.latest_revision
        if latest is None or not any(row["text"].strip() for row in latest.parts):
            raise WrongState("There is nothing to submit yet: every part is empty.")
        variant.state = next_state("submit", variant.state)
        variant.updated_at = parts.now()
        review = Review(variant_id=variant.id, revision_id=revision_id, submitted_by=principal.user_id)
        uow.session.add(review)
        uow.session.flush()
        uow.record(
            "review.opened",
            brand_id=variant.channel.brand_id,
            channel_id=variant.channel_id,
            subject_id=variant.id,
            revision=str(revision_id),
        )
        uow.commit()
        return review.id


def set_due(parts: Parts, principal: Principal, variant_id: uuid.UUID, *, due_on: date | None) -> None:
    """Say on which day the text is wanted, or that no day is named. Raises NotFound."""
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.write")
        if variant.due_on == due_on:
            return
        variant.due_on = due_on
        uow.record(
            "draft.due_set",
            brand_id=variant.channel.brand_id,
            channel_id=variant.channel_id,
            subject_id=variant.id,
            due_on=due_on.isoformat() if due_on else None,
        )
        uow.commit()


def _just_started(
    session: Session,
    principal: Principal,
    channel: Channel,
    locale: str,
    title: str,
    edition: str,
    text: tuple[Part, ...],
    parts: Parts,
) -> Saved | None:
    """Return the draft that a first click, or a request whose answer was lost, has made already."""
    row = session.execute(
        select(Variant, Revision)
        .join(Variant.content)
        .join(Revision, Variant.latest_revision_id == Revision.id)
        .where(
            Variant.channel_id == channel.id,
            Variant.locale == locale,
            Variant.edition == edition,
            Variant.state == "draft",
            Variant.updated_at > parts.now() - SAME_CLICK,
            Content.title == title,
            Revision.text_hash == text_hash(text),
            Revision.author_id == principal.user_id,
        )
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Saved(row.Variant.id, revision_view(row.Revision, {}), row.Variant.state, None)


def _content(
    session: Session, principal: Principal, brand: Brand, command: StartDraft, *, title: str, phase: str
) -> Content:
    if command.content_id is not None:
        content = session.get(Content, command.content_id)
        if content is None or content.brand_id != brand.id:
            raise NotFound(f"The brand {brand.slug} has no such content.")
        return content
    content = Content(
        brand_id=brand.id,
        title=title,
        locale=command.locale,
        phase=phase,
        created_by=principal.user_id,
    )
    session.add(content)
    session.flush()
    return content
