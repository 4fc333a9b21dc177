import threading
import uuid
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from hub.config import Settings
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.tasks.celery_app import make_celery
from hub.tasks.progress import LiveProgress, WorkerStopping
from hub.tasks.registered import REGISTERED
from hub.workflow.roles import SYSTEM
from models import Job
from tests.tasks.conftest import job_of, promise


def settings_in(folder: Path, **values: object) -> Settings:
    return Settings(_env_file=None, data_dir=folder, secret_key="x" * 40, **values)


def test_task_names_match_their_snapshot(parts: Parts) -> None:
    app = make_celery(parts.settings, lambda: parts)
    ours = sorted(name for name in app.tasks if not name.startswith("celery."))
    assert ours == ["judging.judge_revision", "judging.rejudge_brand", "maintenance.take_up_lost_jobs"]
    assert sorted(REGISTERED) == ["judging.judge_revision", "judging.rejudge_brand"]


def test_an_application_without_parts_only_sends(tmp_path: Path) -> None:
    app = make_celery(settings_in(tmp_path))
    assert [name for name in app.tasks if not name.startswith("celery.")] == []


def test_only_json_travels_and_no_result_is_kept(tmp_path: Path) -> None:
    conf = make_celery(settings_in(tmp_path)).conf
    assert list(conf.accept_content) == ["json"]
    assert conf.task_serializer == "json"
    assert conf.result_backend is None
    assert conf.task_ignore_result is True
    assert conf.task_acks_late is True
    assert (conf.task_soft_time_limit, conf.task_time_limit) == (3_600, 3_660)
    assert conf.task_default_queue == "onevoice"
    assert conf.timezone == "UTC"


def test_without_a_broker_the_queue_is_files_in_the_data_folder(tmp_path: Path) -> None:
    app = make_celery(settings_in(tmp_path / "new"))
    app.send_task("judging.judge_revision", args=[str(uuid.UUID(int=1))])
    app.close()
    messages = list((tmp_path / "new" / "queue" / "messages").iterdir())
    assert [path.name.partition(".")[2] for path in messages] == ["onevoice.msg"]


def test_a_broker_of_the_settings_is_used(tmp_path: Path) -> None:
    app = make_celery(settings_in(tmp_path, broker_url="redis://127.0.0.1:6379/9"))
    assert app.conf.broker_url == "redis://127.0.0.1:6379/9"
    assert not (tmp_path / "queue").exists()


def test_progress_stops_between_two_steps_and_not_after_the_last(parts: Parts) -> None:
    with UnitOfWork(parts, SYSTEM) as uow:
        job = uow.send("x")
        uow.commit()
    stopping = threading.Event()
    stopping.set()
    progress = LiveProgress(parts, job.id, stopping)
    with pytest.raises(WorkerStopping):
        progress.report(1, 2)
    progress.report(2, 2)
    assert (job_of(parts, job.id).done, job_of(parts, job.id).total) == (2, 2)


def test_a_long_step_still_gives_signs_of_life(parts: Parts) -> None:
    job_id = promise(parts, "x")
    beats: list[datetime] = []
    told = threading.Event()

    def now() -> datetime:
        beats.append(parts.now())
        if len(beats) >= 3:
            told.set()
        return parts.now()

    with LiveProgress(replace(parts, now=now), job_id, threading.Event(), pulse_s=0.01) as progress:
        progress.report(1, 4)
        assert told.wait(10)
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        row = uow.session.get(Job, job_id)
    assert row is not None
    assert (row.done, row.total, row.heartbeat_at) == (1, 4, parts.now())
