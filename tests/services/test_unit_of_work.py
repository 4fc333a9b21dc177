"""The unit of work: commit first, then send; events chained in commit order."""

import threading
import uuid

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError, OperationalError

from hub.errors import StorageFull
from hub.services.parts import Parts
from hub.services.unit_of_work import FIRST_HASH, UnitOfWork, event_hash
from hub.workflow.roles import SYSTEM
from models import Brand, Event, Job


def test_nothing_is_kept_or_sent_when_the_use_case_fails(parts: Parts) -> None:
    with pytest.raises(ZeroDivisionError), UnitOfWork(parts, SYSTEM) as uow:
        uow.session.add(Brand(slug="gone", name={}))
        uow.send("some.task")
        raise ZeroDivisionError
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        assert uow.session.scalars(select(Brand)).all() == []
        assert uow.session.scalars(select(Job)).all() == []
    assert parts.dispatcher.sent == []  # type: ignore[attr-defined]


def test_a_job_is_sent_after_the_commit_and_stays_when_the_queue_is_down(parts: Parts) -> None:
    parts.dispatcher.fails = True  # type: ignore[attr-defined]
    with UnitOfWork(parts, SYSTEM) as uow:
        job = uow.send("some.task", revision="r")
        uow.commit()
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        kept = uow.session.get(Job, job.id)
    assert kept is not None
    assert (kept.state, kept.payload) == ("waiting", {"revision": "r"})


def test_events_are_chained_in_commit_order_under_concurrent_writers(parts: Parts) -> None:
    def write() -> None:
        for _ in range(10):
            with UnitOfWork(parts, SYSTEM) as uow:
                uow.record("test.happened", subject_id=uuid.uuid4(), words="您好")
                uow.record("test.followed")
                uow.commit()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        events = uow.session.scalars(select(Event).order_by(Event.sequence)).all()
    assert [event.sequence for event in events] == list(range(1, 81))
    previous = FIRST_HASH
    for event in events:
        assert event.previous_hash == previous
        assert event.hash == event_hash(event)
        previous = event.hash
    assert [event.kind for event in events] == ["test.happened", "test.followed"] * 40


def test_the_database_refuses_to_change_an_event(parts: Parts) -> None:
    with UnitOfWork(parts, SYSTEM) as uow:
        uow.record("test.happened")
        uow.commit()
    with pytest.raises(DBAPIError, match="events_are_not_changed"), UnitOfWork(parts, SYSTEM) as uow:
        uow.session.execute(update(Event).values(kind="test.forged"))


def test_a_full_disk_is_said_plainly_and_nothing_is_half_written(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        pytest.raises(StorageFull, match="disk that holds the database is full"),
        UnitOfWork(parts, SYSTEM) as uow,
    ):
        uow.session.add(Brand(slug="gone", name={}))

        def fail() -> None:
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))

        monkeypatch.setattr(uow.session, "commit", fail)
        uow.commit()
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        assert uow.session.scalars(select(Brand)).all() == []


def test_a_unit_opened_for_reading_does_not_commit(parts: Parts) -> None:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow, pytest.raises(RuntimeError, match="for reading"):
        uow.commit()
