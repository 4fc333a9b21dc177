"""Judging the whole library of a brand again, after its house, guide or terms changed."""

import uuid

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from hub.judging.judge import Row
from hub.services.jobs import Progress
from hub.services.judgements import add_report, case_of, today, version_in_force
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import brand_value
from hub.workflow.roles import SYSTEM
from models import Channel, Report, Revision, Variant

BATCH = 32


def rejudge_brand(parts: Parts, brand_id: uuid.UUID, progress: Progress) -> int:
    """Judge every latest and every approved revision that has no report under the version in force; return how many.

    Works in batches, each with its own commit, so that a killed run goes on where it stopped.
    """
    pending = _pending(parts, brand_id)
    progress.report(0, len(pending))
    for start in range(0, len(pending), BATCH):
        _judge_batch(parts, brand_id, pending[start : start + BATCH])
        progress.report(min(start + BATCH, len(pending)), len(pending))
    return len(pending)


def _pending(parts: Parts, brand_id: uuid.UUID) -> list[uuid.UUID]:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        version = version_in_force(uow.session, brand_id)
        judged = exists().where(Report.revision_id == Revision.id, Report.brand_version_id == version.id)
        return list(
            uow.session.scalars(
                select(Revision.id)
                .join(Variant, Revision.variant_id == Variant.id)
                .join(Channel, Variant.channel_id == Channel.id)
                .where(
                    Channel.brand_id == brand_id,
                    (Variant.latest_revision_id == Revision.id)
                    | (Variant.approved_revision_id == Revision.id),
                    ~judged,
                )
                .order_by(Revision.id)
            )
        )


def _judge_batch(parts: Parts, brand_id: uuid.UUID, revision_ids: list[uuid.UUID]) -> None:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        version = version_in_force(uow.session, brand_id)
        revisions = uow.session.scalars(
            select(Revision)
            .options(
                joinedload(Revision.variant).joinedload(Variant.content),
                joinedload(Revision.variant).joinedload(Variant.channel),
            )
            .where(Revision.id.in_(revision_ids))
        ).all()
    cases = [case_of(row, row.variant.content, row.variant.channel, version) for row in revisions]
    rows = [Row(case.parts, case.locale, case.channel, case.master) for case in cases]
    brand = brand_value(version.digest, version.kit).brand
    reports = list(parts.judge().judge_many(rows, brand=brand, as_of=today(parts)))
    with UnitOfWork(parts, SYSTEM) as uow:
        for case, report in zip(cases, reports, strict=True):
            add_report(uow.session, case.revision_id, case.version_id, report)
        uow.commit()
