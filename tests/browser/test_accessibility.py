"""Every page family under axe, in both languages, on both papers, on a laptop and on a phone."""

from typing import TYPE_CHECKING

import pytest

from hub import create_app
from hub.services.demo import load_demo
from hub.services.parts import Parts
from tests.browser.families import Family, families_of
from tests.browser.lived_in import live_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
LOOKS = (("zh", "light", 1280), ("en", "dark", 1280), ("zh", "dark", 390))


@pytest.fixture
def families(parts: Parts) -> tuple[list[Family], dict[str, str]]:
    """The families of the demo, and the password of each person."""
    logins = {login.email: login.password for login in load_demo(parts, lambda _: None)}
    besides = live_in(parts, judged=30)
    return families_of(create_app(parts), logins.items(), besides=besides), logins


def looked_at(chromium: "Browser", address: str, look: tuple[str, str, int]) -> "Page":
    """Open a window in one language, on one paper, of one width."""
    language, theme, width = look
    context = chromium.new_context(viewport={"width": width, "height": 900})
    context.add_cookies(
        [
            {"name": "language", "value": language, "url": address},
            {"name": "theme", "value": theme, "url": address},
        ]
    )
    return context.new_page()


def faults_of(window: "Page", where: str) -> list[str]:
    """Return what axe says against the page that is open, and by how much it is too wide."""
    from axe_playwright_python.sync_playwright import Axe

    window.wait_for_load_state("networkidle")
    faults = [
        f"{where}: {fault['id']}: {[node['html'][:120] for node in fault['nodes'][:3]]}"
        for fault in Axe().run(window).response["violations"]
    ]
    wide = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*faults, f"{where}: {wide} px too wide"] if wide > 0 else faults


def test_no_page_family_has_an_axe_violation(
    chromium: "Browser", address: str, families: tuple[list[Family], dict[str, str]]
) -> None:
    pages, logins = families
    assert len({family.rule for family in pages}) > 45
    faults = []
    for email, password in logins.items():
        for look in LOOKS:
            window = looked_at(chromium, address, look)
            window.goto(f"{address}/sign-in")
            window.locator("input[name=email]").fill(email)
            window.locator("input[name=password]").fill(password)
            window.locator("form:has(input[name=password]) button").click()
            window.wait_for_url(f"{address}/")
            for family in pages:
                if family.person == email:
                    window.goto(address + family.path)
                    faults += faults_of(window, f"{family.path} {look}")
            window.context.close()
    assert faults == [], "\n".join(dict.fromkeys(faults))


@pytest.mark.parametrize("look", LOOKS)
def test_what_strangers_see_has_no_axe_violation(
    chromium: "Browser", address: str, look: tuple[str, str, int]
) -> None:
    window = looked_at(chromium, address, look)
    faults = []
    for path in ("/sign-in", "/no-such-page", "/api/docs"):
        window.goto(address + path)
        faults += faults_of(window, path)
    window.goto(f"{address}/sign-in")
    window.locator("input[name=email]").fill("nobody@acme.example")
    window.locator("input[name=password]").fill("not the password")
    window.locator("form:has(input[name=password]) button").click()
    window.locator("[role=alert]").wait_for()
    faults += faults_of(window, "a refused sign-in")
    window.context.close()
    assert faults == []
