"""A process put together for tests: a fake encoder, a recording dispatcher, a clock that stands still."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from hub.config import Settings
from hub.judging.calibration import SHIPPED
from hub.judging.judge import Judge
from hub.services.database import open_engine, open_sessions
from hub.services.parts import Parts
from tests.fakes.encoder import FakeEncoder

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


@dataclass
class RecordingDispatcher:
    """Keeps what was sent instead of sending it; ``fails`` makes the queue unreachable."""

    sent: list[tuple[str, uuid.UUID]] = field(default_factory=list)
    fails: bool = False

    def dispatch(self, task: str, job_id: uuid.UUID) -> None:
        if self.fails:
            raise ConnectionError("the queue is down")
        self.sent.append((task, job_id))


@dataclass
class Clock:
    """A clock that tests move."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment


def migrate(engine: Engine) -> None:
    """Bring an empty database to the newest schema, as the product does."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def fake_judge() -> Judge:
    """Return a judge that needs no model."""
    return Judge(FakeEncoder(), replace(SHIPPED, id="fake", encoder_prefix=FakeEncoder().revision))


def make_parts(folder: Path, *, url: str = "", judge: Judge | None = None, **changes: Any) -> Parts:
    """Return parts over a database that is there already; the settings read no environment."""
    settings = Settings(_env_file=None, data_dir=folder, database_url=url, secret_key="x" * 40, **changes)
    engine = open_engine(settings.database())
    judging = judge or fake_judge()
    return Parts(
        settings=settings,
        engine=engine,
        sessions=open_sessions(engine),
        judge=lambda: judging,
        dispatcher=RecordingDispatcher(),
        now=Clock(),
        salt="salt",
    )
