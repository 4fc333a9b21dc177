"""Background jobs: how far they are."""

import uuid
from datetime import datetime
from typing import Literal

from hub.api.operation import Resource
from hub.api.types import PAGE, Inward, Limit, Outward
from hub.services import jobs
from hub.services.parts import Parts
from hub.workflow.roles import Principal

resource = Resource("Jobs", "Work that the hub does in the background, such as judging a library again.")


class JobOut(Outward):
    """A job: `done` of `total` steps (`total` 0: not known yet); `error` is the reason of the last failure."""

    id: uuid.UUID
    task: str
    brand: str | None
    state: Literal["waiting", "running", "done", "failed"]
    done: int
    total: int
    error: str | None
    created_at: datetime
    finished_at: datetime | None


class JobList(Outward):
    """The newest jobs, newest first."""

    jobs: tuple[JobOut, ...]


class JobsQuery(Inward):
    limit: Limit = PAGE


@resource.operation("GET", "/jobs", permission="job.read", returns=JobList)
def list_jobs(parts: Parts, principal: Principal, query: JobsQuery) -> JobList:
    """List the newest jobs of the brands that this token may see."""
    rows = jobs.list_jobs(parts, principal, limit=query.limit)
    return JobList(
        jobs=tuple(
            JobOut.model_validate({name: getattr(row, name) for name in JobOut.model_fields}) for row in rows
        )
    )
