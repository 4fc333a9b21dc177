"""The pool of threads that the embedded worker works with."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from celery.concurrency import thread


class JobThreads(thread.TaskPool):  # type: ignore[misc]
    """Celery's thread pool, whose threads know their application without it being the whole process's default."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.executor = ThreadPoolExecutor(
            max_workers=self.limit, thread_name_prefix="job", initializer=self.app.set_current
        )
