"""``onevoice serve``: check, migrate, and serve the hub with its background worker until told to stop."""

import logging
import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

import click

from hub.cli.demo import show_logins
from hub.cli.encoder import prepare_model
from hub.cli.process import opened_parts
from hub.errors import SetupBroken

if TYPE_CHECKING:
    from hub import Worker
    from hub.services.demo_people import DemoLogin
    from hub.services.parts import Parts


@click.command(
    help="Serve the hub: prepare the model, migrate, load the demo into an empty database, and listen."
)
@click.option("--host", help="Address to serve on; HUB_HOST where left out.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; HUB_PORT where left out, 0 for any that is free."
)
def serve(host: str | None, port: int | None) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("celery", "kombu", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns of every request that waits a moment, as the parts of one page do.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # From here on both signals unwind the stack, also in the middle of the preparations.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    with opened_parts() as parts:
        settings = parts.settings
        listening = _listen(host or settings.host, settings.port if port is None else port)
        with listening:
            logins = _prepare(parts)
            _run(parts, listening, logins)


def _prepare(parts: "Parts") -> "tuple[DemoLogin, ...]":
    """Make everything ready, a line per step. Raises SetupBroken with one sentence where something is missing."""
    from hub.services.demo import load_demo, wants_demo
    from hub.services.demo_people import read_logins
    from hub.services.schema import upgrade

    settings = parts.settings
    _say("Checking the model …")
    prepare_model(settings)
    parts.judge()
    _say("Checking the database …")
    before, after = upgrade(parts.engine)
    _say(f"The database is at {after}." if before == after else f"The database went to {after}.")
    if settings.demo and wants_demo(parts):
        _say("Loading the demo (HUB_DEMO=false leaves it out) …")
        return load_demo(parts, _say)
    return read_logins(parts)


def _run(parts: "Parts", listening: socket.socket, logins: "tuple[DemoLogin, ...]") -> None:
    from waitress.server import create_server

    from hub import create_app

    settings = parts.settings
    server = create_server(
        create_app(parts),
        sockets=[listening],
        threads=settings.web_threads,
        ident=None,
        url_scheme="https" if settings.https else "http",
        # The application answers a body that is too large itself; this only keeps a flood off the disk.
        max_request_body_size=4 * settings.max_request_bytes,
    )
    # Beside the first requests, not before them: the pages are there at once.
    threading.Thread(target=parts.judge().warm_up, name="warm-up", daemon=True).start()
    worker = _start_worker(parts) if settings.embedded_worker else None
    ended = True
    try:
        show_logins(logins)
        host, port = listening.getsockname()[:2]
        _say(f"Onevoice is ready: http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/")  # noqa: S104
        # Takes the signals' SystemExit itself, and finishes the requests under way.
        server.run()
    finally:
        _say("Stopping …")
        server.close()
        ended = worker is None or worker.stop()
    _say("Stopped." if ended else "Stopped. A background job was under way; the next start takes it up.")
    if not ended:
        # Its thread would hold the process; the job's row says that it is not done.
        sys.stdout.flush()
        os._exit(0)


def _start_worker(parts: "Parts") -> "Worker":
    from hub import start_worker

    worker, taken_up = start_worker(parts)
    if taken_up:
        _say(
            f"{taken_up} background {'job goes' if taken_up == 1 else 'jobs go'} on where the last run stopped."
        )
    return worker


def _listen(host: str, port: int) -> socket.socket:
    """Take the address before anything slow happens. Raises SetupBroken where it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    # Without it the address stays taken for a minute after a stop.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise SetupBroken(
            f"{host}:{port} can't be served on ({error.strerror}); set HUB_HOST and HUB_PORT to a free address."
        ) from None
    return listening


def _say(text: str) -> None:
    click.echo(text)
    sys.stdout.flush()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
