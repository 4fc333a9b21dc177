"""Composition root: puts a process together from settings, and a web application from its parts."""

import hashlib
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from flask import Flask

    from hub.config import Settings
    from hub.judging.judge import Judge
    from hub.services.parts import Parts


def assemble(settings: "Settings") -> "Parts":
    """Return the parts of a process. Opens no connection and loads no model yet."""
    from hub.services.database import open_engine, open_sessions
    from hub.services.parts import Parts
    from hub.tasks.sending import CeleryDispatcher

    engine = open_engine(settings.database())
    return Parts(
        settings=settings,
        engine=engine,
        sessions=open_sessions(engine),
        judge=_JudgeOnce(settings).get,
        dispatcher=CeleryDispatcher(settings),
        now=lambda: datetime.now(UTC),
        salt=hashlib.sha256(b"actor:" + settings.signing_key().encode()).hexdigest(),
    )


def create_app(parts: "Parts") -> "Flask":
    """Return the WSGI application: pages under ``/``, the API under ``/api/v1``."""
    from hub import api, web

    app = web.build_app(parts)
    api.register(app, parts)
    return app


class Worker(Protocol):
    """The background worker that runs inside a serving process."""

    def stop(self) -> bool:
        """Stop within seconds; tell whether every job under way came to its end."""
        ...


def start_worker(parts: "Parts") -> tuple[Worker, int]:
    """Start the worker inside this process; return it with the number of jobs it took up from an earlier run."""
    from hub.tasks.embedded import EmbeddedWorker

    worker = EmbeddedWorker(parts)
    return worker, worker.start()


def run_worker(settings: "Settings") -> None:
    """Work off jobs from the broker until told to stop, in processes that each put themselves together."""
    from hub.tasks.process_worker import work

    work(settings, assemble)


def load_judge(settings: "Settings") -> "Judge":
    """Load the encoder and return a judge with it. Raises EncoderMissing with what to run."""
    from hub.embedding.choose import load_encoder
    from hub.judging.judge import Judge

    encoder = load_encoder(
        name=settings.encoder,
        device=settings.device,
        engine=settings.encoder_engine,
        models_dir=settings.models_folder(),
        cache_path=settings.data_dir / "vectors.db",
    )
    return Judge(encoder, store=settings.models_folder() / "ground")


class _JudgeOnce:
    """One judge per process, loaded when first asked for, by whichever thread asks first."""

    def __init__(self, settings: "Settings") -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._judge: Judge | None = None

    def get(self) -> "Judge":
        if self._judge is None:
            with self._lock:
                if self._judge is None:
                    self._judge = load_judge(self._settings)
        return self._judge
