"""A real browser against the real hub on a free port."""

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waitress.server import create_server

from hub import create_app
from hub.services.parts import Parts
from hub.web.languages import TRANSLATIONS
from tests.web.conftest import compile_catalogue

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()),
    shutil.which("chromium") or shutil.which("google-chrome"),
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    if CHROMIUM is None:
        missing = "no Chromium is installed: install the package `chromium` to run the browser test"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import expect, sync_playwright

    # Long enough for a machine that is busy with other things: what is asked is whether, not how fast.
    expect.set_options(timeout=60_000)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(parts: Parts) -> Iterator[str]:
    """Where the hub is served, by the server that serves it in production."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        compile_catalogue(source)
    server = create_server(create_app(parts), host="127.0.0.1", port=0, threads=4)

    def serve() -> None:
        # Closing the server takes the socket away from under its own loop.
        with contextlib.suppress(OSError):
            server.run()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    server.close()
    thread.join(timeout=5)
