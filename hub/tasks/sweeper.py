"""The sweeper: a thread that takes up lost and unsent jobs every minute, in place of a second scheduler process."""

import logging
import threading
from collections.abc import Callable
from typing import Final

from hub.services.jobs import take_up_lost_jobs
from hub.services.parts import Parts

log = logging.getLogger(__name__)
EVERY_S: Final = 60.0


class Sweeper:
    """Sweeps until it is stopped. Several may run at once: a job is worked off once however often it is sent."""

    def __init__(self, parts: Callable[[], Parts], *, every_s: float = EVERY_S) -> None:
        self._parts = parts
        self._every_s = every_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sweep, name="sweeper", daemon=True)

    def start(self) -> None:
        """Begin; the first sweep comes after one interval."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the sweep under way."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _sweep(self) -> None:
        while not self._stop.wait(self._every_s):
            try:
                take_up_lost_jobs(self._parts())
            except Exception:
                log.warning("lost jobs could not be taken up; the next try comes in a minute", exc_info=True)
