"""The Celery application: broker, limits, and one task per entry of the registry."""

import logging
import threading
import uuid
from collections.abc import Callable
from typing import Any, Final

from celery import Celery

from hub.config import Settings
from hub.services.jobs import Progress, run_job, take_up_lost_jobs
from hub.services.parts import Parts
from hub.tasks.progress import LiveProgress, WorkerStopping
from hub.tasks.registered import REGISTERED, TAKE_UP_LOST_JOBS, Work

log = logging.getLogger(__name__)
QUEUE: Final = "onevoice"
POLLING_INTERVAL_S: Final = 0.2
# A process of `onevoice worker` is interrupted after the first and killed after the second; threads can't be,
# there the row's missing sign of life is what counts.
SOFT_TIME_LIMIT_S: Final = 3_600
HARD_TIME_LIMIT_S: Final = 3_660


def make_celery(
    settings: Settings,
    parts: Callable[[], Parts] | None = None,
    *,
    queue: str = QUEUE,
    stopping: threading.Event | None = None,
) -> Celery:
    """Return the application. ``parts`` is called by every task that runs, after any fork; without it the
    application only sends. A job under way is left for the next start once ``stopping`` is set.

    Raises OSError where the queue's folder in the data folder can't be made.
    """
    app = Celery("onevoice", set_as_current=False, **_broker(settings))
    app.conf.update(
        accept_content=["json"],
        task_serializer="json",
        result_backend=None,
        task_ignore_result=True,
        task_acks_late=True,
        task_default_queue=queue,
        task_soft_time_limit=SOFT_TIME_LIMIT_S,
        task_time_limit=HARD_TIME_LIMIT_S,
        worker_prefetch_multiplier=1,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        broker_connection_retry_on_startup=True,
        enable_utc=True,
        timezone="UTC",
    )
    if parts is not None:
        for name, work in REGISTERED.items():
            app.task(name=name, shared=False)(_job_task(parts, work, stopping or threading.Event()))
        app.task(name=TAKE_UP_LOST_JOBS, shared=False)(_sweep_task(parts))
        app.finalize()
    return app


def has_own_queue(settings: Settings) -> bool:
    """Tell whether the queue is the files in the data folder, which one process works off."""
    return not settings.broker_url


def _broker(settings: Settings) -> dict[str, Any]:
    if not has_own_queue(settings):
        return {"broker": settings.broker_url}
    queue = settings.data_dir.resolve() / "queue"
    folders = {name: queue / name for name in ("messages", "control")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {
        "broker": "filesystem://localhost/",
        "broker_transport": "hub.tasks.file_queue:Transport",
        "broker_transport_options": {
            # Every process writes and reads in the same place: what goes out comes in.
            "data_folder_in": str(folders["messages"]),
            "data_folder_out": str(folders["messages"]),
            "control_folder": str(folders["control"]),
            "polling_interval": POLLING_INTERVAL_S,
        },
    }


def _job_task(parts: Callable[[], Parts], work: Work, stopping: threading.Event) -> Callable[[str], None]:
    def task(job_id: str) -> None:
        used = parts()

        def step(payload: dict[str, Any], _: Progress) -> None:
            with LiveProgress(used, uuid.UUID(job_id), stopping) as progress:
                work(used, payload, progress)

        try:
            run_job(used, uuid.UUID(job_id), step)
        except WorkerStopping:
            log.info("job %s is left for the next start", job_id)

    return task


def _sweep_task(parts: Callable[[], Parts]) -> Callable[[], None]:
    def task() -> None:
        take_up_lost_jobs(parts())

    return task
