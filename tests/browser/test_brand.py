"""The brand's house in a real browser: a part is edited where it stands, refused, kept, and two windows meet."""

from typing import TYPE_CHECKING

import pytest

from hub.services.kit_editing import Put, edit_kit, kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.browser.people import enter

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CORE = "message_house.core_message.en"


def test_a_part_of_the_house_is_edited_on_the_spot(
    chromium: "Browser", address: str, parts: Parts, manager: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = enter(chromium, address, "manager", faults)
    page.goto(f"{address}/brand/acme")
    roof = page.locator("#message-house-core-message")
    roof.get_by_role("link", name="Edit: Core message").click()
    words = roof.locator("[name='core_message.en']")
    expect(words).to_be_focused()

    words.fill("")
    roof.locator("[name='core_message.zh']").fill("")
    roof.get_by_role("button", name="Save").click()
    expect(roof.get_by_role("alert")).to_contain_text("Something is missing")
    expect(words).to_be_focused()

    # Meanwhile somebody else changes the same sentence.
    desk = kit_desk(parts, manager, "acme")
    edit_kit(parts, manager, "acme", [Put(CORE, "A good chair is forgotten")], desk.base_digest)
    words.fill("A chair to forget")
    roof.get_by_role("button", name="Save").click()
    expect(roof.get_by_role("alert")).to_contain_text("Somebody changed this brand since you opened it")
    expect(roof.get_by_text("Now it says: A good chair is forgotten")).to_be_visible()
    expect(words).to_have_value("A chair to forget")

    roof.get_by_role("button", name="Save").click()
    expect(roof.locator(".said-big")).to_have_text("A chair to forget")
    expect(page.get_by_role("status").filter(has_text="Saved. It waits to be published.")).to_be_visible()
    expect(roof.get_by_role("link", name="Edit: Core message")).to_be_focused()
    assert page.url == f"{address}/brand/acme#message-house-core-message"
    assert [fault for fault in faults if "status of 422" not in fault and "status of 409" not in fault] == []


def test_the_band_of_a_scale_follows_its_numbers(
    chromium: "Browser", address: str, manager: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = enter(chromium, address, "manager", faults)
    page.goto(f"{address}/brand/acme/guide")
    row = page.locator("#voice-guide-dimensions-formality")
    row.get_by_role("link", name="Edit: casual – formal").click()
    row.get_by_label("From", exact=True).fill("30")
    row.get_by_label("To", exact=True).fill("65")
    expect(row.locator(".target")).to_have_attribute("x", "30")
    expect(row.locator(".target")).to_have_attribute("width", "35")
    row.get_by_role("link", name="Cancel").click()
    expect(row.locator(".number")).to_have_text("50–80")
    assert faults == []
