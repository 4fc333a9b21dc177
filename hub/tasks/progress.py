"""Progress of a job under way: written down for people, repeated as a sign of life, and the place to stop at."""

import logging
import threading
import uuid
from types import TracebackType
from typing import Final, Self

from hub.services.jobs import LOST_AFTER, Progress
from hub.services.parts import Parts

log = logging.getLogger(__name__)
PULSE_S: Final = LOST_AFTER.total_seconds() / 3


class WorkerStopping(BaseException):
    """The worker stops: leave the job where it is. No Exception, so that the job is not counted as failed."""


class LiveProgress(Progress):
    """Progress that says again every ``pulse_s`` seconds where the job is, for a step may take longer than the time
    after which a job counts as lost. ``report`` raises WorkerStopping between two steps once ``stopping`` is set.
    """

    def __init__(
        self, parts: Parts, job_id: uuid.UUID, stopping: threading.Event, *, pulse_s: float = PULSE_S
    ) -> None:
        super().__init__(parts, job_id)
        self._stopping = stopping
        self._pulse_s = pulse_s
        self._place = (0, 0)
        self._over = threading.Event()
        self._pulse = threading.Thread(target=self._beat, name=f"pulse-{job_id}", daemon=True)

    def __enter__(self) -> Self:
        self._pulse.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._pulse.join()

    def report(self, done: int, total: int) -> None:
        """Write the progress down, and stop here if the worker stops and steps are left."""
        self._place = (done, total)
        super().report(done, total)
        if done < total and self._stopping.is_set():
            raise WorkerStopping

    def _beat(self) -> None:
        while not self._over.wait(self._pulse_s):
            try:
                super().report(*self._place)
            except Exception:
                # A database that is busy or away for a moment must not end the pulse.
                log.warning("a sign of life could not be written down", exc_info=True)
