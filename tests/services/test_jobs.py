"""Jobs are done once, show their progress, and are taken up when their process died."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from hub.services.jobs import LOST_AFTER, MAX_ATTEMPTS, Progress, list_jobs, run_job, take_up_lost_jobs
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM


def promised(parts: Parts) -> uuid.UUID:
    with UnitOfWork(parts, SYSTEM) as uow:
        job = uow.send("some.task", revision="r")
        uow.commit()
    return job.id


def test_a_job_sent_twice_is_done_once(parts: Parts) -> None:
    job_id, done = promised(parts), []

    def work(payload: dict[str, Any], progress: Progress) -> None:
        done.append(payload["revision"])
        progress.report(2, 5)

    assert [run_job(parts, job_id, work) for _ in range(2)] == [True, False]
    assert done == ["r"]
    assert [(job.state, job.done, job.total) for job in list_jobs(parts, SYSTEM)] == [("done", 5, 5)]


def test_a_failing_job_is_tried_three_times_and_keeps_the_reason(parts: Parts) -> None:
    job_id = promised(parts)

    def work(payload: dict[str, Any], progress: Progress) -> None:
        raise ValueError("no such revision")

    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(ValueError, match="no such revision"):
            run_job(parts, job_id, work)
    assert [(job.state, job.error) for job in list_jobs(parts, SYSTEM)] == [
        ("failed", "ValueError: no such revision")
    ]
    assert not run_job(parts, job_id, work)


def test_what_a_dead_process_left_running_is_sent_again(parts: Parts) -> None:
    job_id = promised(parts)

    def die(payload: dict[str, Any], progress: Progress) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        run_job(parts, job_id, die)
    parts.dispatcher.sent.clear()  # type: ignore[attr-defined]
    assert take_up_lost_jobs(parts) == 0
    parts.now.moment += LOST_AFTER + timedelta(seconds=1)  # type: ignore[attr-defined]
    assert take_up_lost_jobs(parts) == 1
    assert parts.dispatcher.sent == [("some.task", job_id)]  # type: ignore[attr-defined]


def test_at_the_start_of_a_lone_process_everything_unfinished_is_sent_again(parts: Parts) -> None:
    job_id = promised(parts)
    parts.dispatcher.sent.clear()  # type: ignore[attr-defined]
    assert take_up_lost_jobs(parts, at_start=True) == 1
    assert parts.dispatcher.sent == [("some.task", job_id)]  # type: ignore[attr-defined]
