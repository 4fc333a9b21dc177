"""Every page family under axe, in both languages, on both papers, on a laptop and on a phone."""

from typing import TYPE_CHECKING

import pytest

from hub import create_app
from hub.services.demo import load_demo
from hub.services.parts import Parts
from tests.browser.families import Family, families_of
from tests.browser.lived_in import live_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LOOKS = (("zh", "light", 1280), ("en", "dark", 1280), ("zh", "dark", 390))


@pytest.fixture
def families(parts: Parts) -> tuple[list[Family], dict[str, str]]:
    """The families of the demo, and the password of each person."""
    logins = {login.email: login.password for login in load_demo(parts, lambda _: None)}
    besides = live_in(parts, judged=30)
    return families_of(create_app(parts), logins.items(), besides=besides), logins


def test_no_page_family_has_an_axe_violation(
    chromium: "Browser", address: str, families: tuple[list[Family], dict[str, str]]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    pages, logins = families
    assert len({family.rule for family in pages}) > 45
    axe, faults = Axe(), []
    for email, password in logins.items():
        for language, theme, width in LOOKS:
            context = chromium.new_context(viewport={"width": width, "height": 900})
            context.add_cookies(
                [
                    {"name": "language", "value": language, "url": address},
                    {"name": "theme", "value": theme, "url": address},
                ]
            )
            window = context.new_page()
            window.goto(f"{address}/sign-in")
            window.locator("input[name=email]").fill(email)
            window.locator("input[name=password]").fill(password)
            window.locator("form:has(input[name=password]) button").click()
            window.wait_for_url(f"{address}/")
            for family in pages:
                if family.person != email:
                    continue
                window.goto(address + family.path)
                window.wait_for_load_state("networkidle")
                found = axe.run(window).response["violations"]
                faults += [
                    f"{family.path} ({language}, {theme}, {width}): {fault['id']}: "
                    f"{[node['html'][:120] for node in fault['nodes'][:3]]}"
                    for fault in found
                ]
                wide = window.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                if wide > 0:
                    faults.append(f"{family.path} ({language}, {width}): {wide} px too wide")
            context.close()
    assert faults == [], "\n".join(dict.fromkeys(faults))
