"""Reading drafts: the list with filters, and one draft with everything a page shows."""

import uuid
from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, contains_eager

from hub.errors import NotFound
from hub.services.dismissals import standing_dismissals
from hub.services.draft_views import DecisionView, DraftLine, DraftView, draft_line, names_of, revision_view
from hub.services.judgements import latest_report
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.variants import load_variant
from hub.services.working_copies import words_kept
from hub.workflow.roles import Principal
from models import Brand, Channel, Content, Decision, Report, Review, Revision, User, Variant

PAGE = 50
MAX_PAGE = 200


def list_drafts(
    parts: Parts,
    principal: Principal,
    *,
    brand: str | None = None,
    states: Sequence[str] = (),
    channel: str | None = None,
    after: uuid.UUID | None = None,
    limit: int = PAGE,
    mine: bool = False,
) -> list[DraftLine]:
    """Return the drafts that the principal may read, newest first; ``after`` is the last id of the page before.

    ``mine`` narrows to contents that the principal started and texts whose latest revision is theirs.
    """
    with UnitOfWork(parts, principal, writes=False) as uow:
        readable = _readable(uow.session, principal)
        query = _lines().where(Content.brand_id.in_(readable)).order_by(Variant.id.desc())
        if brand is not None:
            query = query.where(Brand.slug == brand)
        if states:
            query = query.where(Variant.state.in_(states))
        if channel is not None:
            query = query.where(Channel.slug == channel)
        if after is not None:
            query = query.where(Variant.id < after)
        if mine:
            query = query.where(
                or_(Content.created_by == principal.user_id, Revision.author_id == principal.user_id)
            )
        rows = uow.session.execute(query.limit(min(max(limit, 1), MAX_PAGE))).all()
        return [
            draft_line(variant, variant.content, variant.channel, variant.content.brand, report, author)
            for variant, report, author in rows
        ]


def review_queue(parts: Parts, principal: Principal, *, brand: str | None = None) -> list[DraftLine]:
    """Return what waits for a decision and the principal may see, oldest first."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        readable = _readable(uow.session, principal, "review.read")
        query = (
            _lines()
            .join(Review, (Review.variant_id == Variant.id) & (Review.state == "open"))
            .where(Content.brand_id.in_(readable))
            .order_by(Review.created_at, Review.id)
            .limit(MAX_PAGE)
        )
        if brand is not None:
            query = query.where(Brand.slug == brand)
        return [
            draft_line(variant, variant.content, variant.channel, variant.content.brand, report, author)
            for variant, report, author in uow.session.execute(query).all()
        ]


def get_draft(parts: Parts, principal: Principal, variant_id: uuid.UUID) -> DraftView:
    """Return one draft with history, report and decisions. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        variant = load_variant(session, principal, variant_id, "draft.read")
        if variant.latest_revision is None:
            raise NotFound("There is no such draft.")
        history = session.scalars(
            select(Revision).where(Revision.variant_id == variant.id).order_by(Revision.number.desc())
        ).all()
        decisions = session.execute(
            select(Decision, Review.revision_id)
            .join(Review, Decision.review_id == Review.id)
            .where(Review.variant_id == variant.id)
            .order_by(Decision.created_at.desc())
        ).all()
        review_id = session.scalar(
            select(Review.id).where(Review.variant_id == variant.id, Review.state == "open")
        )
        wanted = {revision.author_id for revision in history} | {row.Decision.decided_by for row in decisions}
        people = names_of(
            list(session.scalars(select(User).where(User.id.in_([id_ for id_ in wanted if id_]))))
        )
        report = latest_report(session, variant.latest_revision.id)
        before_id = next(
            (row.id for row in history if row.line == "main" and row.id != variant.latest_revision.id), None
        )
        before = latest_report(session, before_id) if before_id else None
        return DraftView(
            line=draft_line(
                variant,
                variant.content,
                variant.channel,
                variant.content.brand,
                report,
                people.get(variant.latest_revision.author_id) if variant.latest_revision.author_id else None,
            ),
            kind=variant.channel.kind,
            latest=revision_view(variant.latest_revision, people),
            approved=revision_view(variant.approved_revision, people) if variant.approved_revision else None,
            history=tuple(revision_view(revision, people) for revision in history),
            report=report.body if report else None,
            review_id=review_id,
            comments=tuple(
                DecisionView(
                    kind=decision.kind,
                    by=people.get(decision.decided_by) if decision.decided_by else None,
                    comment=decision.comment,
                    override_reason=decision.override_reason,
                    revision_id=revision_id,
                    at=decision.created_at,
                )
                for decision, revision_id in decisions
            ),
            report_before=before.body if before else None,
            dismissals=standing_dismissals(session, variant.id),
            words=words_kept(session, principal, variant),
        )


def _readable(session: Session, principal: Principal, permission: str = "draft.read") -> list[uuid.UUID]:
    return [brand_id for brand_id in session.scalars(select(Brand.id)) if principal.may(permission, brand_id)]


def _lines() -> Select[Variant, Report, str]:
    newest = (
        select(Report.id)
        .where(Report.revision_id == Variant.latest_revision_id)
        .order_by(Report.created_at.desc(), Report.id.desc())
        .limit(1)
        .correlate(Variant)
        .scalar_subquery()
    )
    return (
        select(Variant, Report, User.name)
        .join(Variant.content)
        .join(Content.brand)
        .join(Variant.channel)
        .outerjoin(Report, Report.id == newest)
        .outerjoin(Revision, Revision.id == Variant.latest_revision_id)
        .outerjoin(User, User.id == Revision.author_id)
        .options(
            contains_eager(Variant.content).contains_eager(Content.brand),
            contains_eager(Variant.channel),
        )
    )
