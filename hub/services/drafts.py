"""Drafts: start one for a channel and locale, save revisions, submit, read."""

import logging
import uuid
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hub.errors import EditConflict, InvalidInput, NotFound, SetupBroken, StorageFull, WrongState
from hub.judging.passage import text_hash
from hub.judging.report import Report
from hub.judging.text import Part
from hub.services.draft_views import RevisionView, revision_view
from hub.services.judgements import (
    INTERACTIVE_CHARACTERS,
    Case,
    case_of,
    judge_case,
    latest_report,
    store_report,
    version_in_force,
)
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import clean_line, clean_parts, rows_from_parts
from hub.workflow.moves import next_state
from hub.workflow.roles import Principal
from models import Brand, Channel, Content, Review, Revision, Variant

log = logging.getLogger(__name__)


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


@dataclass(frozen=True, slots=True)
class SaveRevision:
    """The text as it stands now, and the revision it was made from."""

    variant_id: uuid.UUID
    base_revision_id: uuid.UUID
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was kept. ``report`` is None while a long text waits for its background job, or where judging failed."""

    variant_id: uuid.UUID
    revision: RevisionView
    state: str
    report: Report | None


def start_draft(parts: Parts, principal: Principal, command: StartDraft) -> Saved:
    """Make a variant with its first revision. Raises NotFound, InvalidInput, TooLarge, Conflict."""
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
            updated_at=parts.now(),
        )
        uow.session.add(variant)
        uow.session.flush()
        revision = _add_revision(uow.session, variant, text, principal, base=None, line="main")
        uow.record("draft.started", brand_id=brand.id, channel_id=channel.id, subject_id=variant.id)
        uow.session.flush()
        revision.variant = variant
        case = case_of(revision, content, channel, version)
        long = _is_long(text)
        if long:
            uow.send("judging.judge_revision", brand_id=brand.id, revision=str(revision.id))
        uow.commit()
    report = None if long else _judge_and_keep(parts, case)
    return Saved(variant.id, revision_view(revision, {}), variant.state, report)


def save_revision(parts: Parts, principal: Principal, command: SaveRevision) -> Saved:
    """Keep the text as a new revision, which nobody has approved yet.

    The same text again keeps nothing new. Where somebody else saved in between, the text is kept beside theirs
    and EditConflict names both revisions. Raises NotFound, TooLarge, InvalidInput.
    """
    text = clean_parts(command.parts, max_characters=parts.settings.max_text_characters)
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, command.variant_id, "draft.write")
        latest = variant.latest_revision
        if latest is None:
            raise NotFound("There is no such draft.")
        version = version_in_force(uow.session, variant.channel.brand_id)
        if latest.text_hash == text_hash(text):
            known = latest_report(uow.session, latest.id)
            if known is not None:
                return Saved(variant.id, revision_view(latest, {}), variant.state, None)
            revision = latest
        elif latest.id != command.base_revision_id:
            _keep_beside(uow, variant, latest, text, principal, command.base_revision_id)
        else:
            revision = _add_revision(uow.session, variant, text, principal, base=latest.id, line="main")
            variant.state = next_state("edit", variant.state)
            variant.updated_at = parts.now()
            _withdraw_review(uow, variant, parts)
            uow.record(
                "draft.saved",
                brand_id=variant.channel.brand_id,
                channel_id=variant.channel_id,
                subject_id=variant.id,
                revision=str(revision.id),
            )
        revision.variant = variant
        case = case_of(revision, variant.content, variant.channel, version)
        long = _is_long(text)
        if long:
            uow.send("judging.judge_revision", brand_id=variant.channel.brand_id, revision=str(revision.id))
        uow.commit()
    report = None if long else _judge_and_keep(parts, case)
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


def load_variant(session: Session, principal: Principal, variant_id: uuid.UUID, permission: str) -> Variant:
    """Return a variant with content, channel and revisions loaded; NotFound where it is none of theirs."""
    variant = session.scalar(
        select(Variant)
        .options(
            joinedload(Variant.content).joinedload(Content.brand),
            joinedload(Variant.channel),
            joinedload(Variant.latest_revision),
            joinedload(Variant.approved_revision),
        )
        .where(Variant.id == variant_id)
    )
    if variant is None:
        raise NotFound("There is no such thing here, or it is not shared with you.")
    principal.require(permission, variant.channel.brand_id)
    return variant


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


def _add_revision(
    session: Session,
    variant: Variant,
    text: tuple[Part, ...],
    principal: Principal,
    *,
    base: uuid.UUID | None,
    line: str,
) -> Revision:
    last = session.scalar(select(func.max(Revision.number)).where(Revision.variant_id == variant.id)) or 0
    revision = Revision(
        variant_id=variant.id,
        number=last + 1,
        line=line,
        base_revision_id=base,
        parts=rows_from_parts(text),
        text_hash=text_hash(text),
        author_id=principal.user_id,
    )
    session.add(revision)
    session.flush()
    if line == "main":
        variant.latest_revision_id = revision.id
    return revision


def _keep_beside(
    uow: UnitOfWork,
    variant: Variant,
    latest: Revision,
    text: tuple[Part, ...],
    principal: Principal,
    base_revision_id: uuid.UUID,
) -> None:
    base = uow.session.get(Revision, base_revision_id)
    if base is None or base.variant_id != variant.id:
        raise InvalidInput("The revision this text was made from belongs to no revision of this draft.")
    # The same text sent again, as a browser does after a lost answer, is kept once.
    digest = text_hash(text)
    kept = uow.session.scalar(
        select(Revision).where(
            Revision.variant_id == variant.id, Revision.line == "side", Revision.text_hash == digest
        )
    )
    if kept is None:
        kept = _add_revision(uow.session, variant, text, principal, base=base.id, line="side")
        uow.record(
            "draft.conflict",
            brand_id=variant.channel.brand_id,
            channel_id=variant.channel_id,
            subject_id=variant.id,
            revision=str(kept.id),
        )
        uow.commit()
    raise EditConflict(
        "Somebody else saved this draft while you were writing. Both texts are kept: compare them, and save again "
        "from the newest.",
        details={"yours": str(kept.id), "latest": str(latest.id), "draft": str(variant.id)},
    )


def _withdraw_review(uow: UnitOfWork, variant: Variant, parts: Parts) -> None:
    review = uow.session.scalar(select(Review).where(Review.variant_id == variant.id, Review.state == "open"))
    if review is None:
        return
    review.state, review.closed_at = "closed", parts.now()
    uow.record(
        "review.withdrawn",
        brand_id=variant.channel.brand_id,
        channel_id=variant.channel_id,
        subject_id=variant.id,
        revision=str(review.revision_id),
    )


def _judge_and_keep(parts: Parts, case: Case) -> Report | None:
    # After the commit: the text is safe whatever judging does, and no lock is held meanwhile.
    try:
        report = judge_case(parts, case.parts, case)
        store_report(parts, case.revision_id, case.version_id, report)
    except (StorageFull, SetupBroken):
        # The writer's text was taken; saying that it was not would have it sent, and kept, a second time.
        log.exception("revision %s is kept and could not be judged", case.revision_id)
        return None
    return report


def _is_long(text: tuple[Part, ...]) -> bool:
    return sum(len(part.text) for part in text) > INTERACTIVE_CHARACTERS
