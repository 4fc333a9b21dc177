"""What is sent and answered about drafts."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from hub.api.types import (
    PAGE,
    Cursor,
    Inward,
    Limit,
    Line,
    LocaleTag,
    Outward,
    PartOut,
    PartsIn,
    ReportBody,
    Slug,
    parts_out,
)
from hub.services.draft_views import DecisionView, DraftLine, DraftView, RevisionView
from hub.services.judgements import plain
from hub.services.revisions import Saved

State = Literal["draft", "in_review", "changes_requested", "approved", "rejected"]
Decision = Literal["approve", "request_changes", "reject"]
Verdict = Literal["pass", "needs_work", "blocked", "not_judged"]


class StartIn(Inward):
    """A new text for a channel and locale."""

    brand: Slug
    channel: Slug
    locale: LocaleTag
    title: Line = Field(min_length=1, max_length=200)
    parts: PartsIn
    content_id: uuid.UUID | None = Field(None, description="Adds a variant to a content that exists.")
    edition: Line = Field("", max_length=64)
    phase: Line = Field("", max_length=64)


class DraftsQuery(Inward):
    brand: Slug | None = None
    channel: Slug | None = None
    state: Annotated[
        tuple[State, ...], Field(max_length=5, description="Only these states; may be given several times.")
    ] = ()
    cursor: Cursor = None
    limit: Limit = PAGE


class SaveIn(Inward):
    """The text as it stands now, and the revision it was made from."""

    base_revision: uuid.UUID
    parts: PartsIn


class SubmitIn(Inward):
    """The revision that a brand manager is to read."""

    revision: uuid.UUID


class DecideIn(Inward):
    """A decision on a revision; asking for changes and rejecting need a comment."""

    kind: Decision
    revision: uuid.UUID = Field(
        description="The revision that you read; another one under review is a conflict."
    )
    comment: Line = Field("", max_length=4_000)
    override_reason: Line | None = Field(
        None, max_length=4_000, description="At least 10 characters; lets blocked copy pass."
    )


class RevisionOut(Outward):
    """One text of a draft, never changed. `line` is `side` where it was kept from an edit conflict."""

    id: uuid.UUID
    number: int
    line: Literal["main", "side"]
    base_revision_id: uuid.UUID | None
    parts: tuple[PartOut, ...]
    text_hash: str
    author: str | None
    created_at: datetime


class SavedOut(Outward):
    """What was kept. `report` is null while a long text waits for its job, and where the text was the same."""

    draft_id: uuid.UUID
    state: State
    revision: RevisionOut
    report: ReportBody | None


class DraftLineOut(Outward):
    """A draft in a list; `verdict` is that of its latest revision, null while it is not judged yet."""

    id: uuid.UUID
    content_id: uuid.UUID
    title: str
    brand: str
    channel: str
    locale: str
    edition: str
    state: State
    verdict: Verdict | None
    message_score: float | None
    updated_at: datetime


class DraftList(Outward):
    """A page of drafts, newest first."""

    drafts: tuple[DraftLineOut, ...]
    next_cursor: str | None = Field(description="Null on the last page.")


class DecisionOut(Outward):
    """A decision that was taken."""

    kind: Decision
    by: str | None
    comment: str
    override_reason: str | None
    revision_id: uuid.UUID
    at: datetime


class DraftDetail(DraftLineOut):
    """A draft with everything about it; `history` and `decisions` newest first, `report` that of `latest`."""

    latest: RevisionOut
    approved: RevisionOut | None = Field(description="What the channel has, if anything was approved yet.")
    history: tuple[RevisionOut, ...]
    report: ReportBody | None
    review_id: uuid.UUID | None = Field(description="The open review, if one is.")
    decisions: tuple[DecisionOut, ...]


class SubmittedOut(Outward):
    """The review that a submission opened, or that was open."""

    draft_id: uuid.UUID
    review_id: uuid.UUID


class DecidedOut(Outward):
    """The state after a decision, and whether the channel has approved copy of this draft."""

    draft_id: uuid.UUID
    state: State
    deliverable: bool


def revision_out(revision: RevisionView) -> RevisionOut:
    """Return a revision as it is answered."""
    return RevisionOut.model_validate(
        {
            "id": revision.id,
            "number": revision.number,
            "line": revision.line,
            "base_revision_id": revision.base_revision_id,
            "parts": parts_out(revision.parts),
            "text_hash": revision.text_hash,
            "author": revision.author,
            "created_at": revision.created_at,
        }
    )


def saved_out(saved: Saved) -> SavedOut:
    """Return what was kept as it is answered."""
    return SavedOut.model_validate(
        {
            "draft_id": saved.variant_id,
            "state": saved.state,
            "revision": revision_out(saved.revision),
            "report": plain(saved.report) if saved.report else None,
        }
    )


def draft_line(line: DraftLine) -> DraftLineOut:
    """Return a draft as a line of a list."""
    return DraftLineOut.model_validate(
        {name: getattr(line, name) for name in DraftLineOut.model_fields},
    )


def draft_detail(view: DraftView) -> DraftDetail:
    """Return a draft with everything about it."""
    return DraftDetail.model_validate(
        {
            **draft_line(view.line).model_dump(),
            "latest": revision_out(view.latest),
            "approved": revision_out(view.approved) if view.approved else None,
            "history": tuple(revision_out(revision) for revision in view.history),
            "report": view.report,
            "review_id": view.review_id,
            "decisions": tuple(_decision(decision) for decision in view.comments),
        }
    )


def _decision(decision: DecisionView) -> DecisionOut:
    return DecisionOut.model_validate({name: getattr(decision, name) for name in DecisionOut.model_fields})
