"""What drifted: approved texts that pass no longer, and texts judged below the brand's line this week."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import Session, aliased

from hub.services.parts import Parts
from hub.services.today_views import Waiting
from hub.services.values import brand_value
from models import Brand, BrandVersion, Channel, Content, Decision, Report, Review, Variant

WITHIN: Final = timedelta(days=7)


def drifted_texts(
    session: Session, parts: Parts, brand_ids: Sequence[uuid.UUID], *, most: int
) -> tuple[Waiting, ...]:
    """Return approved texts that drifted first, then drafts judged off message, each kind newest first."""
    lines = {
        version.brand_id: brand_value(version.digest, version.kit).kit.thresholds.message
        for version in session.scalars(
            select(BrandVersion).where(
                BrandVersion.brand_id.in_(brand_ids), BrandVersion.state == "published"
            )
        )
    }
    decided = aliased(Report)
    approved = session.execute(
        _judged(Variant.approved_revision_id)
        .join(Review, Review.revision_id == Variant.approved_revision_id)
        .join(Decision, and_(Decision.review_id == Review.id, Decision.kind == "approve"))
        .outerjoin(decided, Decision.report_id == decided.id)
        .where(
            Content.brand_id.in_(brand_ids),
            Report.verdict.in_(("needs_work", "blocked")),
            # Whoever approved it knowing this has not seen it drift.
            or_(decided.id.is_(None), decided.verdict == "pass"),
        )
        .order_by(Report.created_at.desc(), Report.id.desc())
        .limit(most)
    ).all()
    below = [
        and_(Content.brand_id == brand_id, Report.message_score < line) for brand_id, line in lines.items()
    ]
    drafts = session.execute(
        _judged(Variant.latest_revision_id)
        .where(
            Content.brand_id.in_(brand_ids),
            Variant.state.in_(("draft", "in_review", "changes_requested")),
            Report.created_at >= parts.now() - WITHIN,
            or_(false(), *below),
        )
        .order_by(Report.created_at.desc(), Report.id.desc())
        .limit(most)
    ).all()
    seen: dict[uuid.UUID, Waiting] = {}
    for was_approved, rows in ((True, approved), (False, drafts)):
        for variant, content, channel, brand, report in rows:
            seen.setdefault(
                variant.id,
                Waiting(
                    id=variant.id,
                    title=content.title,
                    brand=brand.slug,
                    brand_name=brand.name,
                    channel_name=channel.name,
                    locale=variant.locale,
                    state="approved" if was_approved else variant.state,
                    verdict=report.verdict,
                    due_on=variant.due_on,
                    since=report.created_at,
                    reason=next(iter(report.body.get("reasons", ())), ""),
                    score=report.message_score,
                    line=lines.get(brand.id),
                ),
            )
    return tuple(seen.values())[:most]


def _judged(revision_id: Any) -> Select[Variant, Content, Channel, Brand, Report]:
    newest = (
        select(Report.id)
        .where(Report.revision_id == revision_id)
        .order_by(Report.created_at.desc(), Report.id.desc())
        .limit(1)
        .correlate(Variant)
        .scalar_subquery()
    )
    return (
        select(Variant, Content, Channel, Brand, Report)
        .join(Variant.content)
        .join(Content.brand)
        .join(Variant.channel)
        .join(Report, Report.id == newest)
    )
