"""Decisions of a brand manager on the very revision that was read."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from hub.errors import EditConflict, InvalidInput, WrongState
from hub.services.judgements import judge_revision, latest_report, version_in_force
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import refuse_unprintable
from hub.services.variants import load_variant
from hub.workflow.moves import DECISIONS, next_state
from hub.workflow.roles import Principal
from models import Decision, Review

MIN_REASON = 10
MAX_COMMENT = 4_000


@dataclass(frozen=True, slots=True)
class Decide:
    """A decision on a revision. ``kind`` is approve, request_changes or reject; the latter two need a comment.
    Blocked copy is approved only with an ``override_reason``."""

    variant_id: uuid.UUID
    revision_id: uuid.UUID
    kind: str
    comment: str = ""
    override_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """The state after the decision, and whether approved copy of this variant is deliverable."""

    variant_id: uuid.UUID
    state: str
    deliverable: bool


def decide(parts: Parts, principal: Principal, command: Decide) -> Decided:
    """Take a decision. The same one again by the same person changes nothing.

    Raises NotFound, NotAllowed, InvalidInput (no comment, no written reason), WrongState (nothing to decide),
    EditConflict (the text under review is not the one that was read).
    """
    comment, reason = command.comment.strip(), (command.override_reason or "").strip()
    for text, what in ((comment, "comment"), (reason, "reason")):
        refuse_unprintable(text, what=what)
    if command.kind not in DECISIONS:
        raise InvalidInput(f"{command.kind!r} is no decision; choose {', '.join(DECISIONS)}.")
    if command.kind != "approve" and not comment:
        raise InvalidInput("Say in a comment what should change or why it is rejected.")
    if len(comment) > MAX_COMMENT or len(reason) > MAX_COMMENT:
        raise InvalidInput(f"A comment or reason has at most {MAX_COMMENT:,} characters.")
    _ensure_judged(parts, principal, command)
    with UnitOfWork(parts, principal) as uow:
        variant = load_variant(uow.session, principal, command.variant_id, "review.decide")
        review = uow.session.scalar(
            select(Review).where(Review.variant_id == variant.id, Review.state == "open")
        )
        if review is None:
            last = uow.session.scalar(
                select(Decision)
                .join(Review, Decision.review_id == Review.id)
                .where(Review.variant_id == variant.id, Review.revision_id == command.revision_id)
                .order_by(Decision.created_at.desc())
                .limit(1)
            )
            if last is not None and last.kind == command.kind and last.decided_by == principal.user_id:
                return Decided(variant.id, variant.state, variant.approved_revision_id is not None)
            raise WrongState("Nothing waits for a decision here: it was decided, or the writer took it back.")
        if review.revision_id != command.revision_id:
            raise EditConflict(
                "The text under review has changed since you read it. Read the newest before you decide.",
                details={"latest": str(review.revision_id), "yours": str(command.revision_id)},
            )
        report = latest_report(uow.session, review.revision_id)
        overrides = command.kind == "approve" and (report is None or report.verdict == "blocked")
        if overrides:
            principal.require("review.override", variant.channel.brand_id)
            if len(reason) < MIN_REASON:
                raise InvalidInput(
                    f"This copy is blocked. It passes only with your written reason, of at least {MIN_REASON} "
                    "characters, which stays with it.",
                    details={"verdict": report.verdict if report else "not_judged"},
                )
        variant.state = next_state(command.kind, variant.state)
        variant.updated_at = review.closed_at = parts.now()
        review.state = "closed"
        decision = Decision(
            review_id=review.id,
            report_id=report.id if report else None,
            kind=command.kind,
            comment=comment,
            override_reason=reason if overrides else None,
            decided_by=principal.user_id,
            created_at=parts.now(),
        )
        uow.session.add(decision)
        uow.session.flush()
        place = {
            "brand_id": variant.channel.brand_id,
            "channel_id": variant.channel_id,
            "subject_id": variant.id,
        }
        uow.record(
            f"review.{command.kind}", **place, revision=str(review.revision_id), decision=str(decision.id)
        )
        if command.kind == "approve":
            variant.approved_revision_id, variant.approved_at = review.revision_id, parts.now()
            uow.record("variant.approved", **place, revision=str(review.revision_id))
        uow.commit()
        return Decided(variant.id, variant.state, variant.approved_revision_id is not None)


def _ensure_judged(parts: Parts, principal: Principal, command: Decide) -> None:
    """Judge the revision now where its report is missing or was made under another brand version."""
    if command.kind != "approve":
        return
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, command.variant_id, "review.decide")
        if variant.latest_revision_id != command.revision_id:
            return
        report = latest_report(uow.session, command.revision_id)
        version = version_in_force(uow.session, variant.channel.brand_id)
    if report is None or report.brand_version_id != version.id:
        judge_revision(parts, command.revision_id)
