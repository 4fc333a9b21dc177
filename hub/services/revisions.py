"""Revisions: saving the text as it stands, with nothing lost when two people save at once."""

import logging
import uuid
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hub.errors import EditConflict, InvalidInput, NotFound, SetupBroken, StorageFull
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
from hub.services.values import clean_parts, parts_from_rows, rows_from_parts
from hub.services.variants import load_variant
from hub.services.working_copies import drop_words
from hub.workflow.moves import next_state
from hub.workflow.roles import Principal
from models import Review, Revision, Variant

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SaveRevision:
    """The text as it stands now, and the revision it was made from."""

    variant_id: uuid.UUID
    base_revision_id: uuid.UUID
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ApplyFinding:
    """What a finding proposes, done to the saved text: the words at ``start`` to ``end`` (code points, end
    exclusive) of a part, as they read in the revision that was looked at, and what is written instead."""

    variant_id: uuid.UUID
    base_revision_id: uuid.UUID
    part: str
    start: int
    end: int
    quote: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What was kept. ``report`` is None while a long text waits for its background job, or where judging failed."""

    variant_id: uuid.UUID
    revision: RevisionView
    state: str
    report: Report | None


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
        # What is saved, on the main line or beside it, is not unsaved any more.
        had_words = drop_words(uow.session, principal, variant.id)
        if latest.text_hash == text_hash(text):
            known = latest_report(uow.session, latest.id)
            if known is not None:
                if had_words:
                    uow.commit()
                return Saved(variant.id, revision_view(latest, {}), variant.state, None)
            revision = latest
        elif latest.id != command.base_revision_id:
            _keep_beside(uow, variant, latest, text, principal, command.base_revision_id)
        else:
            revision = add_revision(uow.session, variant, text, principal, base=latest.id, line="main")
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
        long = is_long(text)
        if long:
            uow.send("judging.judge_revision", brand_id=variant.channel.brand_id, revision=str(revision.id))
        uow.commit()
    report = None if long else judge_and_keep(parts, case)
    return Saved(variant.id, revision_view(revision, {}), variant.state, report)


def apply_finding(parts: Parts, principal: Principal, command: ApplyFinding) -> Saved:
    """Keep a new revision of the saved text with one place replaced.

    Raises NotFound, and EditConflict where the text is not the one that was looked at; nothing is kept then.
    """
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, command.variant_id, "draft.write")
        latest = variant.latest_revision
        if latest is None:
            raise NotFound("There is no such draft.")
    text = {part.name: part for part in parts_from_rows(latest.parts)}
    part = text.get(command.part)
    # A second click finds the words replaced already, in a newer revision.
    if (
        part is None
        or latest.id != command.base_revision_id
        or part.text[command.start : command.end] != command.quote
    ):
        raise EditConflict(
            "The text reads differently by now; nothing was replaced. Load the page again.",
            details={"latest": str(latest.id), "draft": str(variant.id)},
        )
    changed = part.text[: command.start] + command.replacement + part.text[command.end :]
    text[command.part] = Part(name=part.name, text=changed, format=part.format)
    return save_revision(parts, principal, SaveRevision(variant.id, latest.id, tuple(text.values())))


def add_revision(
    session: Session,
    variant: Variant,
    text: tuple[Part, ...],
    principal: Principal,
    *,
    base: uuid.UUID | None,
    line: str,
) -> Revision:
    """Add a revision within a transaction; on the main line it becomes the latest."""
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
        raise InvalidInput("The revision this text came from is not one of this draft.")
    # The same text sent again, as a browser does after a lost answer, is kept once.
    digest = text_hash(text)
    kept = uow.session.scalar(
        select(Revision).where(
            Revision.variant_id == variant.id, Revision.line == "side", Revision.text_hash == digest
        )
    )
    if kept is None:
        kept = add_revision(uow.session, variant, text, principal, base=base.id, line="side")
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


def judge_and_keep(parts: Parts, case: Case) -> Report | None:
    """Judge a kept text and keep its report; None where that failed: the text stays, judged or not."""
    # After the commit: the text is safe whatever judging does, and no lock is held meanwhile.
    try:
        report = judge_case(parts, case.parts, case)
        store_report(parts, case.revision_id, case.version_id, report)
    except (StorageFull, SetupBroken):
        # The writer's text was taken; saying that it was not would have it sent, and kept, a second time.
        log.exception("revision %s is kept and could not be judged", case.revision_id)
        return None
    return report


def is_long(text: tuple[Part, ...]) -> bool:
    """Tell whether a text is left to a background job."""
    return sum(len(part.text) for part in text) > INTERACTIVE_CHARACTERS
