"""Words that are not saved yet outlive the page, the network and other people's revisions; scripts are no condition."""

import uuid
from typing import TYPE_CHECKING

import pytest

from hub.judging.text import Part
from hub.services.draft_lists import get_draft
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision, save_revision
from hub.workflow.roles import Principal
from tests.browser.test_editor import BODY, body_of, draft, open_draft, value

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["draft"]
pytestmark = pytest.mark.browser


def test_unsaved_words_are_kept_and_offered_when_the_page_is_opened_again(
    chromium: "Browser", address: str, parts: Parts, draft: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    body_of(page)
    page.keyboard.insert_text("还没保存的话。")
    expect(page.locator("#kept-status")).to_contain_text("Kept at")
    page.goto(address + draft)
    assert value(page) == BODY
    page.get_by_role("button", name="Go on with them").click()
    page.locator("form[data-restored][data-ready]").wait_for()
    assert value(page) == "还没保存的话。"
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.locator("form[data-ready]").wait_for()
    assert value(page) == "还没保存的话。"
    assert page.get_by_role("button", name="Go on with them").count() == 0

    body_of(page)
    page.keyboard.insert_text("不要的话。")
    expect(page.locator("#kept-status")).to_contain_text("Kept at")
    page.reload()
    page.get_by_role("button", name="Throw away").click()
    expect(page.get_by_text("The unsaved words are thrown away.")).to_be_visible()
    assert value(page) == "还没保存的话。"
    assert faults == []


def test_words_made_from_an_older_revision_are_shown_beside_the_newest(
    chromium: "Browser", address: str, parts: Parts, draft: str, writer: Principal, manager: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    body_of(page)
    page.keyboard.insert_text("我这边的话。")
    expect(page.locator("#kept-status")).to_contain_text("Kept at")
    view = get_draft(parts, writer, uuid.UUID(draft.rsplit("/", 1)[1]))
    text = (Part("title", "可维修的椅子"), Part("digest", ""), Part("body", "别人存的话。"))
    save_revision(parts, manager, SaveRevision(view.line.id, view.latest.id, text))
    page.goto(address + draft)
    expect(page.get_by_text("made from revision 1; the latest is 2")).to_be_visible()
    page.get_by_role("button", name="Compare the two").click()
    expect(page.get_by_text("别人存的话。")).to_be_visible()
    assert page.locator("textarea[name='part.body']").input_value() == "我这边的话。"


def test_while_the_hub_can_not_be_reached_the_browser_keeps_the_words(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    # What is sent on the way out is lost too.
    page.evaluate("navigator.sendBeacon = () => true")
    page.context.set_offline(True)
    body_of(page)
    page.keyboard.insert_text("断网时写的话。")
    expect(page.locator("#kept-status")).to_contain_text("Kept in this browser at")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(address + draft)
    page.locator("form[data-ready]").wait_for()
    page.get_by_role("button", name="Go on with them").click()
    assert value(page) == "断网时写的话。"
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.insert_text("又写")
    expect(page.locator("#kept-status")).to_contain_text("Kept at")


def test_without_scripts_the_plain_fields_do_everything(
    chromium: "Browser", address: str, parts: Parts, draft: str, writer: Principal
) -> None:
    from tests.conftest import PASSWORD

    page = chromium.new_context(locale="en-GB", java_script_enabled=False).new_page()
    page.context.add_cookies([{"name": "language", "value": "en", "url": address}])
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail").fill("writer@acme.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(address + draft)
    page.locator(".finding-hard[data-card]").get_by_role("button", name="Apply").click()
    page.get_by_text("Replaced and saved.").wait_for()
    assert page.get_by_label("Body").input_value() == BODY.replace("神椅", "工作椅")
    page.get_by_label("Body").fill("没有脚本也能写。")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved.", exact=True).wait_for()
    assert page.get_by_label("Body").input_value() == "没有脚本也能写。"
