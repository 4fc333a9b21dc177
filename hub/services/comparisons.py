"""Versions of a draft: its revisions in time, two of them compared, an older one brought back as a new one."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.errors import EditConflict, NotFound
from hub.services.draft_views import DraftLine, draft_line, names_of, revision_view
from hub.services.judgements import latest_report
from hub.services.parts import Parts
from hub.services.revisions import Saved, SaveRevision, save_revision
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import BrandValue, brand_value
from hub.services.variants import load_variant
from hub.services.version_changes import change_between, changed_findings, comparable, part_differences
from hub.services.version_views import ComparisonView, Judged, VersionLine, VersionsView
from hub.workflow.roles import Principal
from models import BrandVersion, Report, Revision, User, Variant

PAGE: Final = 50


def list_versions(
    parts: Parts, principal: Principal, variant_id: uuid.UUID, *, before: int | None = None
) -> VersionsView:
    """Return the revisions of a draft with what each changed against the one it was made from. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        variant = load_variant(session, principal, variant_id, "draft.read")
        query = select(Revision).where(Revision.variant_id == variant.id).order_by(Revision.number.desc())
        if before is not None:
            query = query.where(Revision.number < before)
        found = session.scalars(query.limit(PAGE + 1)).all()
        shown = found[:PAGE]
        if variant.latest_revision_id is None or not shown:
            raise NotFound("There is no such draft.")
        bases = {row.base_revision_id for row in shown if row.base_revision_id}
        numbers = {
            row.id: row.number
            for row in session.execute(select(Revision.id, Revision.number).where(Revision.id.in_(bases)))
        }
        judged = _judged(session, {row.id for row in shown} | bases)
        people = _people(session, shown)
        lines = []
        for row in shown:
            now = judged.get(row.id)
            then = judged.get(row.base_revision_id) if row.base_revision_id else None
            lines.append(
                VersionLine(
                    revision=revision_view(row, people),
                    judged=now,
                    base=numbers.get(row.base_revision_id) if row.base_revision_id else None,
                    change=change_between(then, now),
                    comparable=comparable(then, now),
                    is_approved=row.id == variant.approved_revision_id,
                    is_latest=row.id == variant.latest_revision_id,
                )
            )
        return VersionsView(
            line=_line(session, variant),
            brand_id=variant.channel.brand_id,
            value=_value(session, variant.channel.brand_id),
            latest_id=variant.latest_revision_id,
            lines=tuple(lines),
            older=shown[-1].number if len(found) > PAGE else None,
        )


def compare_revisions(
    parts: Parts, principal: Principal, variant_id: uuid.UUID, *, earlier: int, later: int
) -> ComparisonView:
    """Return two revisions, by number, with what changed from the one to the other. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        variant = load_variant(session, principal, variant_id, "draft.read")
        rows = {
            row.number: row
            for row in session.scalars(
                select(Revision).where(
                    Revision.variant_id == variant.id, Revision.number.in_((earlier, later))
                )
            )
        }
        if earlier not in rows or later not in rows or variant.latest_revision is None:
            raise NotFound("This draft has no such revision. Choose one from its revisions.")
        people = _people(session, [*rows.values(), variant.latest_revision])
        before, after = revision_view(rows[earlier], people), revision_view(rows[later], people)
        reports = [latest_report(session, view.id) for view in (before, after)]
        judged = _judged(session, {before.id, after.id})
        numbers = session.scalars(
            select(Revision.number).where(Revision.variant_id == variant.id).order_by(Revision.number.desc())
        ).all()
        line = _line(session, variant)
        value = _value(session, variant.channel.brand_id)
        latest = revision_view(variant.latest_revision, people)
    then, now = (report.body if report else None for report in reports)
    came, went = changed_findings(then, before.parts, now, after.parts)
    return ComparisonView(
        line=line,
        brand_id=variant.channel.brand_id,
        kind=variant.channel.kind,
        value=value,
        before=before,
        after=after,
        latest=latest,
        numbers=tuple(numbers),
        parts=part_differences(before.parts, after.parts),
        before_report=then,
        after_report=now,
        change=change_between(judged.get(before.id), judged.get(after.id)),
        comparable=comparable(judged.get(before.id), judged.get(after.id)),
        came=came,
        went=went,
    )


def restore_revision(
    parts: Parts, principal: Principal, variant_id: uuid.UUID, *, number: int, base_revision_id: uuid.UUID
) -> Saved:
    """Keep the text of an older revision as the newest one. ``base_revision_id`` is the latest that the person saw.

    Raises NotFound, and EditConflict where somebody saved since: nothing is changed then.
    """
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.write")
        revision = uow.session.scalar(
            select(Revision).where(Revision.variant_id == variant.id, Revision.number == number)
        )
        if revision is None:
            raise NotFound("This draft has no such revision. Choose one from its revisions.")
        latest = variant.latest_revision
        if latest is None or (latest.id != base_revision_id and latest.text_hash != revision.text_hash):
            raise EditConflict(
                "Somebody saved a newer revision since you looked. Nothing was restored; look at it first.",
                details={"draft": str(variant.id)},
            )
        text = revision_view(revision, {}).parts
    return save_revision(parts, principal, SaveRevision(variant_id, base_revision_id, text))


def _judged(session: Session, revision_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Judged]:
    """Return the newest report of each revision in short."""
    rows = session.execute(
        select(
            Report.revision_id,
            Report.verdict,
            Report.message_score,
            Report.tone_score,
            Report.body["message"]["uncertainty"].as_float().label("message_uncertainty"),
            Report.body["tone"]["uncertainty"].as_float().label("tone_uncertainty"),
            Report.body["message"]["pillars"].label("pillars"),
            Report.body["pinned"].label("pinned"),
        )
        .where(Report.revision_id.in_(list(revision_ids)))
        .order_by(Report.created_at, Report.id)
    )
    return {
        row.revision_id: Judged(
            verdict=row.verdict,
            message_score=row.message_score,
            message_uncertainty=row.message_uncertainty,
            tone_score=row.tone_score,
            tone_uncertainty=row.tone_uncertainty,
            pillars={pillar["id"]: round(100 * pillar["coverage"]) for pillar in row.pillars},
            rests_on=tuple(str(row.pinned[name]) for name in ("brand_version", "encoder", "calibration")),
        )
        for row in rows
    }


def _line(session: Session, variant: Variant) -> DraftLine:
    report = latest_report(session, variant.latest_revision_id) if variant.latest_revision_id else None
    return draft_line(variant, variant.content, variant.channel, variant.content.brand, report)


def _value(session: Session, brand_id: uuid.UUID) -> BrandValue | None:
    version = session.scalar(
        select(BrandVersion).where(BrandVersion.brand_id == brand_id, BrandVersion.state == "published")
    )
    return brand_value(version.digest, version.kit) if version else None


def _people(session: Session, revisions: Sequence[Revision]) -> dict[uuid.UUID, str]:
    ids = {row.author_id for row in revisions if row.author_id}
    return names_of(list(session.scalars(select(User).where(User.id.in_(ids)))))
