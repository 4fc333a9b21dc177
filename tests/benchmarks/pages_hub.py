"""The hub as somebody meets it on the first day: served with the demo, judged by the real model."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import select
from waitress.server import create_server

from hub import assemble, create_app, start_worker
from hub.config import Settings, read_settings
from hub.services.demo import load_demo
from hub.services.judgements import judge_revision
from hub.services.parts import Parts
from hub.services.schema import upgrade
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM
from models import Variant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass(frozen=True, slots=True)
class Hub:
    """A served hub; ``logins`` maps each e-mail of the demo to its password."""

    app: Flask
    parts: Parts
    address: str
    logins: dict[str, str]

    def session_cookie(self, email: str) -> str:
        """Return the cookie of a session of this person, as a request header holds it."""
        client = self.app.test_client()
        form = client.get("/sign-in").get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', form)
        assert found is not None
        entered = client.post(
            "/sign-in",
            data={"email": email, "password": self.logins[email], "csrf_token": unescape(found[1])},
        )
        assert entered.status_code == 303, email
        cookie = client.get_cookie("onevoice")
        assert cookie is not None
        return f"onevoice={cookie.value}"


@contextmanager
def serve_demo(folder: Path) -> Iterator[Hub]:
    """Serve the demo from a data folder of its own, every draft judged, with the worker that a hub has by default."""
    # The prepared model is shared: nothing is built again.
    (folder / "models").symlink_to((read_settings().data_dir / "models").resolve())
    settings = Settings(_env_file=None, data_dir=folder, secret_key="x" * 40, login_limit="100000 per minute")
    parts = assemble(settings)
    upgrade(parts.engine)
    logins = {login.email: login.password for login in load_demo(parts, lambda _: None)}
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        revisions = [row for row in uow.session.scalars(select(Variant.latest_revision_id)) if row]
    for revision in revisions:
        judge_revision(parts, revision)
    worker, _ = start_worker(parts)
    app = create_app(parts)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Hub(app, parts, f"http://127.0.0.1:{server.effective_port}", logins)
    finally:
        server.task_dispatcher.shutdown()
        server.close()
        worker.stop()
        parts.engine.dispose()


@contextmanager
def window_of(
    browser: "Browser", hub: Hub, email: str, *, language: str = "zh", theme: str = "light", width: int = 1280
) -> Iterator["Page"]:
    """Open a window of a person who is signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_cookies(
        [
            {"name": "language", "value": language, "url": hub.address},
            {"name": "theme", "value": theme, "url": hub.address},
        ]
    )
    page = context.new_page()
    page.goto(f"{hub.address}/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(hub.logins[email])
    page.locator("form:has(input[name=password]) button").click()
    page.wait_for_url(f"{hub.address}/")
    try:
        yield page
    finally:
        context.close()
