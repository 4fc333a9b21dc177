"""A brand's table in a real browser: searched while typing, edited in its row, refused and left by key."""

from typing import TYPE_CHECKING

import pytest

from hub.services.kit_editing import kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.browser.people import enter

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_term_is_found_and_edited_in_its_row(
    chromium: "Browser", address: str, manager: Principal, parts: Parts
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = enter(chromium, address, "manager", faults)
    page.goto(f"{address}/brand/acme/terms")
    table = page.locator("#found")
    page.get_by_role("searchbox", name="Search").last.fill("grand")
    expect(table.locator("tbody tr")).to_have_count(1)
    assert "q=grand" in page.url

    edit = table.get_by_role("link", name="Edit throne")
    edit.click()
    word = table.get_by_label("Word", exact=True)
    expect(word).to_be_focused()
    page.keyboard.press("Escape")
    expect(edit).to_be_focused()

    edit.click()
    word.fill("神椅")
    table.get_by_label("Language").select_option("zh")
    table.get_by_role("button", name="Save").click()
    expect(table.get_by_role("alert")).to_contain_text("Something is not right yet")
    expect(word).to_have_value("神椅")
    expect(word).to_be_focused()
    assert [fault for fault in faults if "422" not in fault] == []

    word.fill("Thrones")
    table.get_by_label("Language").select_option("en")
    table.get_by_role("button", name="Save").click()
    expect(table.get_by_role("link", name="Edit Thrones")).to_be_focused()
    expect(page.locator("#brand-head")).to_contain_text("Draft of version 2")
    assert kit_desk(parts, manager, "acme").kit.terms[1].text == "Thrones"
