"""A worker that really takes jobs from a queue: over files in the data folder, and over Redis."""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import redis

from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.tasks.embedded import EmbeddedWorker
from hub.tasks.sending import CeleryDispatcher
from hub.workflow.roles import SYSTEM
from models import Job

REDIS_URL = "redis://127.0.0.1:6379/9"
HOW_TO_START = "Redis does not answer at 127.0.0.1:6379; start it with: redis-server --port 6379"


def need_redis() -> None:
    """Skip without Redis; where CI promised it, fail."""
    client = redis.Redis.from_url(REDIS_URL)
    try:
        client.ping()
    except redis.ConnectionError:
        if os.environ.get("CI") == "true":
            pytest.fail(HOW_TO_START)
        pytest.skip(HOW_TO_START)
    finally:
        client.close()


@pytest.fixture(params=["files", "redis"])
def queue(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """A broker's address (empty: files) and a queue that nobody else reads."""
    name = f"test-{uuid.uuid4().hex}"
    if request.param == "files":
        yield "", name
        return
    need_redis()
    yield REDIS_URL, name
    client = redis.Redis.from_url(REDIS_URL)
    client.delete(name, *client.keys(f"_kombu.*{name}"))
    client.close()


@pytest.fixture
def working(parts: Parts, queue: tuple[str, str]) -> Iterator[Parts]:
    """Parts whose jobs go over a real queue, with a clock that runs."""
    url, name = queue
    settings = parts.settings.model_copy(update={"broker_url": url})
    dispatcher = CeleryDispatcher(settings, queue=name)
    yield replace(parts, settings=settings, dispatcher=dispatcher, now=lambda: datetime.now(UTC))
    dispatcher.close()


@pytest.fixture
def worker(working: Parts, queue: tuple[str, str]) -> Iterator[EmbeddedWorker]:
    """A worker that is ready, and stopped at the end."""
    made = EmbeddedWorker(working, queue=queue[1])
    made.start()
    assert made.wait_until_ready(20)
    yield made
    assert made.stop()


def promise(parts: Parts, task: str, **payload: Any) -> uuid.UUID:
    """Promise a job and hand it over."""
    with UnitOfWork(parts, SYSTEM) as uow:
        job = uow.send(task, **payload)
        uow.commit()
    return job.id


def job_of(parts: Parts, job_id: uuid.UUID) -> Job:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        job = uow.session.get(Job, job_id)
    assert job is not None
    return job


def until(true: Callable[[], bool], timeout_s: float = 20) -> None:
    """Wait until something is so."""
    end = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
