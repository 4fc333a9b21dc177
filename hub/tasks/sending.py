"""Sending committed jobs to the queue."""

import threading
import uuid
from typing import TYPE_CHECKING

from hub.config import Settings

if TYPE_CHECKING:
    from celery import Celery


class CeleryDispatcher:
    """The Dispatcher of a hub with Celery. Loads Celery and opens the queue with the first job, not before."""

    def __init__(self, settings: Settings, *, queue: str | None = None) -> None:
        self._settings = settings
        self._queue = queue
        self._lock = threading.Lock()
        self._app: Celery | None = None

    def dispatch(self, task: str, job_id: uuid.UUID) -> None:
        """Put a job on the queue. Raises what the broker raises; the job's row is sent again later."""
        self._celery().send_task(task, args=[str(job_id)], retry=False)

    def _celery(self) -> "Celery":
        with self._lock:
            if self._app is None:
                from hub.tasks.celery_app import QUEUE, make_celery

                self._app = make_celery(self._settings, queue=self._queue or QUEUE)
            return self._app

    def close(self) -> None:
        """Close the connections to the broker."""
        with self._lock:
            if self._app is not None:
                self._app.close()
                self._app = None
