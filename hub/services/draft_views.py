"""What pages and programs see of drafts: lines of a list, and one draft with its revisions and report."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hub.judging.brand import Localised
from hub.judging.text import Part
from hub.services.dismissals import DismissalView
from hub.services.values import parts_from_rows
from hub.services.working_copies import WorkingCopyView
from models import Brand, Channel, Content, Report, Revision, User, Variant


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision; ``line`` is ``side`` where it was kept from an edit conflict."""

    id: uuid.UUID
    number: int
    line: str
    base_revision_id: uuid.UUID | None
    parts: tuple[Part, ...]
    text_hash: str
    author: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A variant in a list. ``verdict`` is that of its latest revision, None while it is not judged yet; ``author``
    wrote that revision, None where nobody did or they have left."""

    id: uuid.UUID
    content_id: uuid.UUID
    title: str
    brand: str
    brand_name: Localised
    channel: str
    channel_name: Localised
    locale: str
    edition: str
    state: str
    verdict: str | None
    message_score: float | None
    updated_at: datetime
    author: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class DraftView:
    """One variant with its latest and approved revision, its history (newest first) and the report of the latest.

    ``report_before`` is the report of the revision before the latest, ``dismissals`` are the findings set aside,
    ``words`` what the reader has typed here and not saved.
    """

    line: DraftLine
    kind: str
    latest: RevisionView
    approved: RevisionView | None
    history: tuple[RevisionView, ...]
    report: dict[str, Any] | None
    review_id: uuid.UUID | None
    comments: tuple["DecisionView", ...]
    report_before: dict[str, Any] | None = None
    dismissals: tuple[DismissalView, ...] = ()
    words: WorkingCopyView | None = None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision that was taken on this variant."""

    kind: str
    by: str | None
    comment: str
    override_reason: str | None
    revision_id: uuid.UUID
    at: datetime


def revision_view(revision: Revision, people: dict[uuid.UUID, str]) -> RevisionView:
    """Return a revision with its author's name."""
    return RevisionView(
        id=revision.id,
        number=revision.number,
        line=revision.line,
        base_revision_id=revision.base_revision_id,
        parts=parts_from_rows(revision.parts),
        text_hash=revision.text_hash,
        author=people.get(revision.author_id) if revision.author_id else None,
        created_at=revision.created_at,
    )


def draft_line(
    variant: Variant,
    content: Content,
    channel: Channel,
    brand: Brand,
    report: Report | None,
    author: str | None = None,
) -> DraftLine:
    """Return a variant as a line of a list."""
    return DraftLine(
        id=variant.id,
        content_id=content.id,
        title=content.title,
        brand=brand.slug,
        brand_name=brand.name,
        channel=channel.slug,
        channel_name=channel.name,
        locale=variant.locale,
        edition=variant.edition,
        state=variant.state,
        verdict=report.verdict if report else None,
        message_score=report.message_score if report else None,
        updated_at=variant.updated_at,
        author=author,
        due_on=variant.due_on,
    )


def names_of(users: list[User]) -> dict[uuid.UUID, str]:
    """Return names by id."""
    return {user.id: user.name for user in users}
