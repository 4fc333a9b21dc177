"""Today: what waits for a person, each thing to whom it concerns, most urgent first."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from hub.services.demo import demo_brands
from hub.services.judgements import today as day_of
from hub.services.parts import Parts
from hub.services.today_deliveries import deliveries_and_outlets
from hub.services.today_drift import drifted_texts
from hub.services.today_lines import line_of, waiting
from hub.services.today_views import Expiring, House, Pile, Question, Today
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import brand_value
from hub.workflow.roles import Principal
from models import (
    Brand,
    BrandVersion,
    Comment,
    Content,
    Decision,
    Job,
    Review,
    Revision,
    User,
    Variant,
)

SHOWN: Final = 6
EXPIRES_WITHIN: Final = timedelta(days=30)
FAILED_WITHIN: Final = timedelta(days=7)


def today(parts: Parts, principal: Principal, *, brand: str | None = None) -> Today:
    """Return what waits for this person, in the brand (slug) they chose or in all; a constant number of queries."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        brands = {row.id: row for row in session.scalars(select(Brand).order_by(Brand.slug))}
        mine = [row.id for row in brands.values() if principal.may("brand.read", row.id)]
        chosen = [brand_id for brand_id in mine if brand in (None, brands[brand_id].slug)]

        def where(permission: str) -> list[uuid.UUID]:
            return [brand_id for brand_id in chosen if principal.may(permission, brand_id)]

        writes, decides = where("draft.write"), where("review.decide")
        fetches = [brand_id for brand_id in chosen if "channel_team" in principal.roles_in(brand_id)]
        reads = sorted({*writes, *decides})
        deliveries, outlets = deliveries_and_outlets(session, principal, fetches, brands, most=SHOWN)
        return Today(
            finish=_to_finish(session, parts, principal, writes) if writes else None,
            decide=_to_decide(session, parts, decides) if decides else None,
            drifted=drifted_texts(session, parts, decides, most=SHOWN) if decides else None,
            expiring=_expiring(session, parts, decides, brands) if decides else None,
            questions=_questions(session, principal, reads, decides) if reads else None,
            deliveries=deliveries if fetches else None,
            outlets=outlets if fetches else None,
            house=_house(session, parts, brands.values()) if principal.may("user.manage", None) else None,
            is_bare=not mine,
        )


def _to_finish(session: Session, parts: Parts, principal: Principal, brand_ids: Sequence[uuid.UUID]) -> Pile:
    """Return the principal's own drafts: changes asked for first, then what is due, then what lay longest."""
    asked = (
        select(Decision.comment)
        .join(Review, Decision.review_id == Review.id)
        .where(Review.variant_id == Variant.id, Decision.kind == "request_changes")
        .order_by(Decision.created_at.desc())
        .limit(1)
        .correlate(Variant)
        .scalar_subquery()
    )
    own = and_(
        Content.brand_id.in_(brand_ids),
        Variant.state.in_(("draft", "changes_requested")),
        exists().where(Revision.variant_id == Variant.id, Revision.author_id == principal.user_id),
    )
    rows = session.execute(
        waiting(asked)
        .where(own)
        .order_by(
            case((Variant.state == "changes_requested", 0), else_=1),
            Variant.due_on.is_(None),
            Variant.due_on,
            Variant.updated_at,
        )
        .limit(SHOWN)
    ).all()
    count, overdue = session.execute(
        select(func.count(), func.sum(case((Variant.due_on < day_of(parts), 1), else_=0)))
        .select_from(Variant)
        .join(Variant.content)
        .where(own)
    ).one()
    first = tuple(
        line_of(variant, content, channel, brand, verdict, said=(words or "").strip())
        if variant.state == "changes_requested"
        else line_of(variant, content, channel, brand, verdict)
        for variant, content, channel, brand, verdict, words in rows
    )
    return Pile(first, count, int(overdue or 0))


def _to_decide(session: Session, parts: Parts, brand_ids: Sequence[uuid.UUID]) -> Pile:
    """Return what waits for a decision, oldest first."""
    is_open = and_(Content.brand_id.in_(brand_ids), Review.state == "open")
    rows = session.execute(
        waiting(Review.created_at, User.name)
        .join(Review, Review.variant_id == Variant.id)
        .outerjoin(User, Review.submitted_by == User.id)
        .where(is_open)
        .order_by(Review.created_at, Review.id)
        .limit(SHOWN)
    ).all()
    count, overdue = session.execute(
        select(func.count(), func.sum(case((Variant.due_on < day_of(parts), 1), else_=0)))
        .select_from(Review)
        .join(Review.variant)
        .join(Variant.content)
        .where(is_open)
    ).one()
    first = tuple(
        line_of(variant, content, channel, brand, verdict, since=since, by=by)
        for variant, content, channel, brand, verdict, since, by in rows
    )
    return Pile(first, count, int(overdue or 0))


def _expiring(
    session: Session, parts: Parts, brand_ids: Sequence[uuid.UUID], brands: dict[uuid.UUID, Brand]
) -> tuple[Expiring, ...]:
    """Return the facts in force that are past or will be within thirty days, soonest first."""
    versions = session.scalars(
        select(BrandVersion).where(BrandVersion.brand_id.in_(brand_ids), BrandVersion.state == "published")
    ).all()
    horizon = day_of(parts) + EXPIRES_WITHIN
    found = [
        Expiring(
            brands[version.brand_id].slug,
            brands[version.brand_id].name,
            fact.id,
            fact.subject,
            fact.value,
            fact.valid_until,
        )
        for version in versions
        for fact in brand_value(version.digest, version.kit).kit.facts
        if fact.valid_until is not None and fact.valid_until <= horizon
    ]
    return tuple(sorted(found, key=lambda fact: (fact.valid_until, fact.brand, fact.fact))[:SHOWN])


def _questions(
    session: Session,
    principal: Principal,
    brand_ids: Sequence[uuid.UUID],
    decides: Sequence[uuid.UUID],
) -> tuple[Question, ...]:
    """Return what somebody else said last under remarks that are not settled, oldest first.

    A writer is asked about texts they wrote, whoever decides about every text of the brand.
    """
    said, newest = aliased(Comment), aliased(Comment)
    last = (
        select(said.id)
        .where(
            said.variant_id == Comment.variant_id,
            or_(said.id == Comment.id, said.parent_id == Comment.id),
        )
        .order_by(said.created_at.desc(), said.id.desc())
        .limit(1)
        .correlate(Comment)
        .scalar_subquery()
    )
    wrote = exists().where(Revision.variant_id == Variant.id, Revision.author_id == principal.user_id)
    rows = session.execute(
        select(Comment.id, Comment.quote, newest, Content.title, User.name)
        .join(Variant, Comment.variant_id == Variant.id)
        .join(Variant.content)
        .join(newest, newest.id == last)
        .outerjoin(User, newest.author_id == User.id)
        .where(
            Comment.parent_id.is_(None),
            Comment.resolved_at.is_(None),
            Content.brand_id.in_(brand_ids),
            or_(Content.brand_id.in_(decides), wrote),
            or_(newest.author_id.is_(None), newest.author_id != principal.user_id),
        )
        .order_by(newest.created_at, newest.id)
        .limit(SHOWN)
    )
    return tuple(
        Question(thread, words.variant_id, title, words.body, quote, name, words.created_at)
        for thread, quote, words, title, name in rows
    )


def _house(session: Session, parts: Parts, brands: Iterable[Brand]) -> House:
    failed = session.scalar(
        select(func.count()).where(Job.state == "failed", Job.finished_at >= parts.now() - FAILED_WITHIN)
    )
    people = session.scalar(select(func.count()).select_from(User).where(User.active.is_(True)))
    demo = demo_brands()
    return House(people or 0, failed or 0, has_demo=any(brand.slug in demo for brand in brands))
