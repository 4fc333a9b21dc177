"""The README's picture: a copywriter's draft with its verdict, as the demo has it. `make screenshot`."""

import tempfile
import uuid
from pathlib import Path

from sqlalchemy import select

from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM
from models import Revision
from tests.benchmarks.pages_hub import Hub, serve_demo, window_of
from tests.browser.conftest import CHROMIUM, FLAGS

TARGET = Path(__file__).resolve().parents[2] / "static" / "screenshot.png"
WRITER = "li.na@demo.example"
DRAFT = "Thick iron lets go of its warmth"
"""Words of the draft that is shown: it is on message, and two of its facts are wrong."""


def main() -> None:
    """Serve the demo, open the draft, and take its picture."""
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory() as folder,
        serve_demo(Path(folder)) as hub,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with window_of(browser, hub, WRITER, language="en", width=1440) as window:
            window.goto(f"{hub.address}/drafts/{_draft(hub)}")
            window.locator("form[data-ready]").wait_for()
            window.wait_for_load_state("networkidle")
            window.screenshot(path=TARGET)
        browser.close()


def _draft(hub: Hub) -> uuid.UUID:
    with UnitOfWork(hub.parts, SYSTEM, writes=False) as uow:
        for revision in uow.session.scalars(select(Revision)):
            if any(DRAFT in row["text"] for row in revision.parts):
                return revision.variant_id
    raise SystemExit(f"no draft of the demo says {DRAFT!r}")


if __name__ == "__main__":
    main()
