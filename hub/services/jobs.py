"""Background jobs: who may work one off, how far it is, and taking up what a dead process left."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update

from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Brand, Job

# A job whose process shows no sign of life for this long is taken up by another.
LOST_AFTER = timedelta(seconds=90)
MAX_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class JobView:
    """A job with its progress: ``done`` of ``total`` steps (total 0: not known yet)."""

    id: uuid.UUID
    task: str
    brand: str | None
    state: str
    done: int
    total: int
    error: str | None
    created_at: datetime
    finished_at: datetime | None


def list_jobs(parts: Parts, principal: Principal, *, limit: int = 50) -> list[JobView]:
    """Return the newest jobs of the brands that the principal may see."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        slugs = dict(uow.session.execute(select(Brand.id, Brand.slug)).all())
        readable = [brand_id for brand_id in slugs if principal.may("job.read", brand_id)]
        mine = [Job.brand_id.in_(readable)]
        if principal.may("job.read", None):
            mine.append(Job.brand_id.is_(None))
        jobs = uow.session.scalars(select(Job).where(or_(*mine)).order_by(Job.id.desc()).limit(limit))
        return [_view(job, slugs.get(job.brand_id) if job.brand_id else None) for job in jobs]


def run_job(parts: Parts, job_id: uuid.UUID, work: Callable[[dict[str, Any], "Progress"], None]) -> bool:
    """Work a job off if nobody else does; return whether it was done now.

    Safe to call twice: a job that is done, failed for good or alive elsewhere is left alone. An exception marks
    it for another attempt, after three it has failed and keeps the reason.
    """
    payload = _claim(parts, job_id)
    if payload is None:
        return False
    try:
        work(payload, Progress(parts, job_id))
    except Exception as error:
        _finish(parts, job_id, error=f"{type(error).__name__}: {error}")
        raise
    _finish(parts, job_id, error=None)
    return True


class Progress:
    """Tells how far a running job is, and that it is alive."""

    def __init__(self, parts: Parts, job_id: uuid.UUID) -> None:
        self._parts = parts
        self._job_id = job_id

    def report(self, done: int, total: int) -> None:
        """Write the progress down for people to see."""
        with UnitOfWork(self._parts, SYSTEM) as uow:
            uow.session.execute(
                update(Job)
                .where(Job.id == self._job_id)
                .values(done=done, total=total, heartbeat_at=self._parts.now())
            )
            uow.commit()


def take_up_lost_jobs(parts: Parts, *, at_start: bool = False) -> int:
    """Send again every job that waits unsent or whose process died; return how many.

    ``at_start`` is for the only process of a hub with an embedded worker: what runs then, runs nowhere.
    """
    now = parts.now()
    lost = now if at_start else now - LOST_AFTER
    with UnitOfWork(parts, SYSTEM) as uow:
        stale = or_(Job.heartbeat_at.is_(None), Job.heartbeat_at <= lost)
        uow.session.execute(
            update(Job).where(Job.state == "running", stale).values(state="waiting", heartbeat_at=None)
        )
        query = select(Job).where(Job.state == "waiting").order_by(Job.id)
        if not at_start:
            query = query.where(Job.created_at <= lost)
        jobs = uow.session.scalars(query).all()
        uow.commit()
    for job in jobs:
        parts.dispatcher.dispatch(job.task, job.id)
    return len(jobs)


def _claim(parts: Parts, job_id: uuid.UUID) -> dict[str, Any] | None:
    now = parts.now()
    with UnitOfWork(parts, SYSTEM) as uow:
        claimed = uow.session.execute(
            update(Job)
            .where(Job.id == job_id, Job.state == "waiting")
            .values(state="running", heartbeat_at=now, attempts=Job.attempts + 1, error=None)
            .returning(Job.payload)
        ).one_or_none()
        uow.commit()
    return None if claimed is None else dict(claimed.payload)


def _finish(parts: Parts, job_id: uuid.UUID, *, error: str | None) -> None:
    with UnitOfWork(parts, SYSTEM) as uow:
        job = uow.session.get(Job, job_id)
        if job is None:
            return
        if error is None:
            job.state, job.finished_at = "done", parts.now()
            job.done = job.total
        else:
            job.error = error[:2_000]
            job.heartbeat_at = None
            failed = job.attempts >= MAX_ATTEMPTS
            job.state = "failed" if failed else "waiting"
            job.finished_at = parts.now() if failed else None
            if failed:
                uow.record("job.failed", brand_id=job.brand_id, subject_id=job.id, task=job.task)
        uow.commit()


def _view(job: Job, brand: str | None) -> JobView:
    return JobView(
        id=job.id,
        task=job.task,
        brand=brand,
        state=job.state,
        done=job.done,
        total=job.total,
        error=job.error,
        created_at=job.created_at,
        finished_at=job.finished_at,
    )
