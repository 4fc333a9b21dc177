import threading
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from hub.judging.text import Part
from hub.services.drafts import StartDraft, start_draft
from hub.services.jobs import Progress
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.tasks import registered
from hub.tasks.embedded import EmbeddedWorker
from hub.workflow.roles import SYSTEM, Principal
from models import Job, Report
from tests.tasks.conftest import job_of, promise, until


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Add a task `test.count` that notes its payload, reports three steps and waits for `go`."""
    done: list[dict[str, Any]] = []

    def work(parts: Parts, payload: dict[str, Any], progress: Progress) -> None:
        done.append(payload)
        for step in range(payload.get("steps", 1)):
            progress.report(step, payload.get("steps", 1))
            if payload.get("hold"):
                _HOLD.wait(10)
        if payload.get("fails"):
            raise ValueError("这一步坏了")

    monkeypatch.setitem(registered.REGISTERED, "test.count", work)  # type: ignore[arg-type]
    _HOLD.clear()
    return done


_HOLD = threading.Event()


def test_a_job_is_done_once_although_sent_twice(
    counted: list[dict[str, Any]], working: Parts, worker: EmbeddedWorker
) -> None:
    job_id = promise(working, "test.count", n=1)
    working.dispatcher.dispatch("test.count", job_id)
    last = promise(working, "test.count", n=2)
    until(lambda: job_of(working, last).state == "done" and job_of(working, job_id).state == "done")
    working.dispatcher.dispatch("test.count", job_id)
    end = promise(working, "test.count", n=3)
    until(lambda: job_of(working, end).state == "done")
    assert sorted(payload["n"] for payload in counted) == [1, 2, 3]
    assert job_of(working, job_id).attempts == 1


def test_progress_is_a_row_that_others_see(
    counted: list[dict[str, Any]], working: Parts, worker: EmbeddedWorker
) -> None:
    job_id = promise(working, "test.count", steps=3, hold=True)
    until(lambda: job_of(working, job_id).total == 3)
    row = job_of(working, job_id)
    assert (row.state, row.done, row.total) == ("running", 0, 3)
    _HOLD.set()
    until(lambda: job_of(working, job_id).state == "done")
    assert (job_of(working, job_id).done, job_of(working, job_id).total) == (3, 3)


def test_a_job_that_fails_keeps_the_reason_and_waits_for_another_try(
    counted: list[dict[str, Any]], working: Parts, worker: EmbeddedWorker
) -> None:
    job_id = promise(working, "test.count", fails=True)
    until(lambda: job_of(working, job_id).error is not None)
    row = job_of(working, job_id)
    assert (row.state, row.attempts, row.error) == ("waiting", 1, "ValueError: 这一步坏了")


# With a broker other workers may be alive: there a lost job is taken up after its time, not at the start.
@pytest.mark.parametrize("queue", ["files"], indirect=True)
def test_a_stopped_worker_leaves_the_job_and_the_next_start_ends_it(
    counted: list[dict[str, Any]], parts: Parts, working: Parts, queue: tuple[str, str]
) -> None:
    first = EmbeddedWorker(working, queue=queue[1])
    assert first.start() == 0
    assert first.wait_until_ready(20)
    job_id = promise(working, "test.count", steps=1_000, hold=True)
    until(lambda: bool(counted))
    stopped: list[bool] = []
    stopper = threading.Thread(target=lambda: stopped.append(first.stop()))
    stopper.start()
    _HOLD.set()
    stopper.join(20)
    assert stopped == [True]
    assert job_of(working, job_id).state == "running"
    with UnitOfWork(working, SYSTEM) as uow:
        row = uow.session.get(Job, job_id)
        assert row is not None
        row.payload = {"steps": 2}
        uow.commit()
    second = EmbeddedWorker(working, queue=queue[1])
    assert second.start() == 1
    until(lambda: job_of(working, job_id).state == "done")
    assert second.stop()
    assert job_of(working, job_id).attempts == 2


@pytest.mark.parametrize("queue", ["redis"], indirect=True)
def test_the_sweeper_sends_what_was_never_sent(
    counted: list[dict[str, Any]], parts: Parts, working: Parts, queue: tuple[str, str]
) -> None:
    job_id = promise(parts, "test.count", n=1)
    later = replace(working, now=lambda: working.now() + timedelta(minutes=5))
    made = EmbeddedWorker(later, queue=queue[1], sweep_every_s=0.2)
    assert made.start() == 0
    until(lambda: job_of(working, job_id).state == "done")
    assert made.stop()
    assert counted == [{"n": 1}]


def test_a_long_draft_is_judged_in_the_background(
    working: Parts, worker: EmbeddedWorker, brand: str, writer: Principal
) -> None:
    text = "每个零件都能单独更换。" * 2_000
    saved = start_draft(
        working,
        writer,
        StartDraft(
            brand=brand, channel="site", locale="zh", title="长文", parts=(Part(name="body", text=text),)
        ),
    )
    assert saved.report is None

    def reports() -> int:
        with UnitOfWork(working, SYSTEM, writes=False) as uow:
            return (
                uow.session.scalar(
                    select(func.count()).select_from(Report).where(Report.revision_id == saved.revision.id)
                )
                or 0
            )

    until(lambda: reports() == 1, timeout_s=60)


def test_an_unknown_job_is_left_alone(
    counted: list[dict[str, Any]], working: Parts, worker: EmbeddedWorker
) -> None:
    working.dispatcher.dispatch("test.count", uuid.UUID(int=7))
    last = promise(working, "test.count", n=1)
    until(lambda: job_of(working, last).state == "done")
    assert counted == [{"n": 1}]
