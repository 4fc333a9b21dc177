"""The worker inside the web process: Celery's own worker in a thread, with a pool of threads.

Threads share the judge with the pages, so that one model is loaded. What they can't do is be killed: a job under way
stops at its next step, and one that does not get there in time is left to the next start, which takes it up.
"""

import logging
import threading
from typing import Any, Final

from celery import Celery
from celery.bootsteps import RUN
from celery.utils.nodenames import anon_nodename
from celery.worker import WorkController
from celery.worker import state as worker_state

from hub.services.jobs import take_up_lost_jobs
from hub.services.parts import Parts
from hub.tasks.celery_app import QUEUE, has_own_queue, make_celery
from hub.tasks.sweeper import EVERY_S, Sweeper
from hub.tasks.threads import JobThreads

log = logging.getLogger(__name__)
STOP_TIMEOUT_S: Final = 8.0
AGAIN_AFTER_S: Final = 2.0


class EmbeddedWorker:
    """One worker per process. ``start`` and ``stop`` are called once each, from any thread."""

    def __init__(self, parts: Parts, *, queue: str = QUEUE, sweep_every_s: float = EVERY_S) -> None:
        self._parts = parts
        self._stopping = threading.Event()
        self._ready = threading.Event()
        self._app: Celery = make_celery(parts.settings, lambda: parts, queue=queue, stopping=self._stopping)
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
        self._controller: Any = None
        self._sweeper = Sweeper(lambda: parts, every_s=sweep_every_s)

    def start(self) -> int:
        """Begin to work, and return how many jobs of a former process were taken up."""
        taken_up = 0
        if has_own_queue(self._parts.settings):
            # Nobody else works off these files: what the database calls running runs nowhere.
            taken_up = take_up_lost_jobs(self._parts, at_start=True)
        self._thread.start()
        self._sweeper.start()
        return taken_up

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait until jobs are being taken from the queue; tell whether they are."""
        return self._ready.wait(timeout_s)

    def stop(self, *, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Take no more jobs and end; return False where a job is still under way after ``timeout_s`` seconds."""
        self._stopping.set()
        worker_state.should_stop = 0
        if self._controller is not None:
            # The flag is read between two looks at the queue; closing saves the second look.
            self._controller.signal_consumer_close()
        try:
            self._sweeper.stop()
            self._thread.join(timeout_s)
        finally:
            if not self._thread.is_alive():
                worker_state.should_stop = None
        return not self._thread.is_alive()

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._work_until_it_ends()
            if not self._stopping.is_set():
                log.error("the background worker ended; it starts again in %s s", AGAIN_AFTER_S)
                self._stopping.wait(AGAIN_AFTER_S)
        self._app.close()

    def _work_until_it_ends(self) -> None:
        # The bare controller: unlike the worker program it installs no signal handlers and prints no banner.
        self._controller = WorkController(
            app=self._app,
            hostname=anon_nodename(),
            pool=JobThreads,
            concurrency=self._parts.settings.worker_threads,
            loglevel="WARNING",
            ready_callback=lambda _consumer: self._ready.set(),
            use_eventloop=False,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
        )
        self._controller.start()
        if self._controller.blueprint.state == RUN:
            self._controller.stop()
