"""The README's picture: a copywriter's draft with its verdict, as the demo has it. `make screenshot`."""

import tempfile
from pathlib import Path

from tests.benchmarks.pages_hub import serve_demo, window_of
from tests.browser.conftest import CHROMIUM, FLAGS

TARGET = Path(__file__).resolve().parents[2] / "static" / "screenshot.png"
WRITER = "li.na@demo.example"
DRAFT = "夜色有层次"
"""Words in the title of the draft that is shown; the first draft where none has them."""


def main() -> None:
    """Serve the demo, open a draft that has something to say, and take its picture."""
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory() as folder,
        serve_demo(Path(folder)) as hub,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with window_of(browser, hub, WRITER, language="en", width=1440) as window:
            window.goto(f"{hub.address}/drafts")
            wanted = window.get_by_role("link", name=DRAFT)
            (wanted if wanted.count() else window.locator("tbody th a")).first.click()
            window.wait_for_load_state("networkidle")
            window.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
