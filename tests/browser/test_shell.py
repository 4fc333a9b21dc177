"""The shell by keyboard in a real browser: the palette, the search box, the keys, and where the focus goes back to."""

import re
from typing import TYPE_CHECKING

import pytest

from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.browser.people import enter
from tests.services.flow import started

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def ready(page: "Page") -> None:
    """Wait until the three scripts of the shell are there, each by what it does first."""
    from playwright.sync_api import expect

    expect(page.locator(".palette-button")).to_be_visible()
    expect(page.locator("#find")).to_have_attribute("role", "combobox")
    expect(page.locator("[data-opens=keys]")).not_to_have_attribute("hidden", "")


def test_the_palette_opens_filters_goes_and_gives_the_focus_back(
    chromium: "Browser", address: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = enter(chromium, address, "writer", faults)
    ready(page)
    opener = page.get_by_role("button", name="Go anywhere or do anything, Ctrl K")
    opener.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Where to go or what to do")
    expect(field).to_be_focused()
    expect(page.locator("#palette [role=option]").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(opener).to_be_focused()

    page.keyboard.press("Control+k")
    field.press_sequentially("start")
    expect(page.locator("#palette [role=option]")).to_have_text(["Start a draft"])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/drafts/new$"))

    ready(page)
    page.keyboard.press("Control+k")
    field.press_sequentially("dark")
    expect(page.locator("#palette [role=option]")).to_have_text(["Dark theme"])
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(re.compile(r"/drafts/new$"))
    assert faults == []


def test_arrows_walk_the_choices_and_what_the_hub_finds_follows_them(
    chromium: "Browser", address: str, parts: Parts, writer: Principal
) -> None:
    from playwright.sync_api import expect

    saved = started(parts, writer, "椅背会跟着脊柱走。", title="秋季新品")
    faults: list[str] = []
    page = enter(chromium, address, "writer", faults)
    ready(page)
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Where to go or what to do")
    expect(page.locator("#palette [role=option]").nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette [role=option]").nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute(
        "aria-activedescendant", page.locator("#palette [role=option]").nth(1).get_attribute("id") or ""
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#palette [role=option]").last).to_have_attribute("aria-selected", "true")

    # Found by a word of its text, which no command holds.
    field.fill("脊柱走")
    expect(page.locator("#palette [role=option]")).to_have_text(["秋季新品Acme · Draft"])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(str(saved.variant_id)))
    assert faults == []


def test_a_slash_searches_and_letters_are_no_keys_while_one_types(
    chromium: "Browser", address: str, parts: Parts, writer: Principal
) -> None:
    from playwright.sync_api import expect

    started(parts, writer, title="脊柱的一天")
    faults: list[str] = []
    page = enter(chromium, address, "writer", faults)
    ready(page)
    page.keyboard.press("/")
    field = page.get_by_role("search").get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    expect(field).to_have_value("")

    # While an input method composes, nothing is asked for.
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "search.json" in request.url else None)
    field.dispatch_event("compositionstart")
    field.fill("脊")
    page.wait_for_timeout(500)
    assert asked == []
    field.dispatch_event("compositionend")
    expect(page.locator("#find-list [role=option]").first).to_have_text("脊柱的一天Acme · Draft")
    page.keyboard.press("Escape")
    expect(page.locator("#find-list")).to_be_hidden()
    expect(field).to_be_focused()

    field.fill("")
    page.keyboard.type("g t ? /")
    expect(field).to_have_value("g t ? /")
    expect(page.locator("#keys")).to_be_hidden()
    assert faults == []


def test_keys_lead_to_rooms_are_listed_and_can_be_turned_off(
    chromium: "Browser", address: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = enter(chromium, address, "writer", faults)
    ready(page)
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile(r"/reviews$"))
    ready(page)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/reviews$"))

    page.keyboard.press("?")
    keys.get_by_role("button", name="Turn them off").click()
    ready(page)
    page.keyboard.press("?")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Where to go or what to do")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/reviews$"))
    assert faults == []


def test_the_menus_work_without_scripts(chromium: "Browser", address: str, writer: Principal) -> None:
    from playwright.sync_api import expect

    from tests.conftest import PASSWORD

    page = chromium.new_context(locale="en-GB", java_script_enabled=False).new_page()
    page.context.add_cookies([{"name": "language", "value": "en", "url": address}])
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail").fill("writer@acme.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Help for this room").click()
    expect(page.locator("#help-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help-panel")).to_be_hidden()
    page.get_by_role("button", name="Notifications: 1 new").click()
    page.get_by_role("link", name="All notifications").click()
    expect(page.get_by_role("heading", name="Notifications", level=1)).to_be_visible()
    page.get_by_role("searchbox", name="Search").fill("spine")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Found for “spine”")).to_be_visible()
    page.get_by_role("button", name="You: Writer").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile(r"/sign-in$"))


def test_on_a_phone_the_rooms_are_at_the_thumb(chromium: "Browser", address: str, manager: Principal) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = enter(chromium, address, "manager", faults)
    page.set_viewport_size({"width": 390, "height": 844})
    rooms = page.get_by_role("navigation", name="Rooms")
    expect(rooms.get_by_role("link")).to_have_count(4)
    box = rooms.bounding_box()
    assert box is not None
    assert round(box["y"] + box["height"]) == 844
    assert all(
        target is not None and min(target["width"], target["height"]) >= 44
        for target in (link.bounding_box() for link in rooms.get_by_role("link").all())
    )
    rooms.get_by_role("button", name="More").click()
    page.locator("#more-menu").get_by_role("link", name="Settings").click()
    expect(page).to_have_url(re.compile(r"/settings/tokens$"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []
