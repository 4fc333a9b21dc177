"""The worker program: Celery with a pool of processes, each loading parts and model after the fork, at its first job."""

from collections.abc import Callable
from functools import cache

from hub.config import Settings
from hub.services.parts import Parts
from hub.tasks.celery_app import QUEUE, make_celery
from hub.tasks.sweeper import Sweeper


def work(settings: Settings, assemble: Callable[[Settings], Parts], *, queue: str = QUEUE) -> None:
    """Work until SIGTERM or SIGINT; jobs under way are finished, a second signal ends at once."""

    # Not called before the fork by anything but the sweeper, whose connections are made in its own thread.
    @cache
    def parts() -> Parts:
        return assemble(settings)

    @cache
    def parts_of_the_sweeper() -> Parts:
        return assemble(settings)

    sweeper = Sweeper(parts_of_the_sweeper)
    sweeper.start()
    try:
        make_celery(settings, parts, queue=queue).worker_main(
            [
                "worker",
                "--pool=prefork",
                f"--concurrency={settings.worker_threads}",
                "--loglevel=INFO",
                "--without-gossip",
                "--without-mingle",
                "--without-heartbeat",
            ]
        )
    finally:
        sweeper.stop()
