"""Windows of a person: signed in, with scripts or without, and what their console complains of."""

from typing import TYPE_CHECKING, Any

from hub.services.draft_views import RevisionView
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def enter(
    chromium: "Browser", address: str, name: str, faults: list[str], *, language: str = "en", **window: Any
) -> "Page":
    """Open a window of its own for a person and sign in; whatever the console complains of lands in ``faults``."""
    page = chromium.new_context(locale="en-GB", **window).new_page()
    page.context.add_cookies([{"name": "language", "value": language, "url": address}])
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.goto(f"{address}/sign-in")
    page.locator("input[name=email]").fill(f"{name}@acme.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button.primary").click()
    page.wait_for_url(f"{address}/")
    return page


def enter_without_scripts(chromium: "Browser", address: str, name: str, *, language: str = "zh") -> "Page":
    """Open a window in which no script runs, and sign in."""
    return enter(chromium, address, name, [], language=language, java_script_enabled=False)


def press(page: "Page", selector: str) -> None:
    """Press what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def written(revision: RevisionView) -> str:
    """Return the body of a revision."""
    (text,) = [part.text for part in revision.parts if part.name == "body"]
    return text
