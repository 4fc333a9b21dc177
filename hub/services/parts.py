"""Parts: the engines and ports that one process was put together with."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from hub.config import Settings
from hub.judging.judge import Judge


class Dispatcher(Protocol):
    """Hands a committed job to whoever works it off."""

    def dispatch(self, task: str, job_id: uuid.UUID) -> None:
        """Send the job on its way. May raise: the row stays and is taken up later."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What services work with. Tests put a process together from other parts."""

    settings: Settings
    engine: Engine
    sessions: sessionmaker[Session]
    judge: Callable[[], Judge]
    dispatcher: Dispatcher
    now: Callable[[], datetime]
    salt: str
