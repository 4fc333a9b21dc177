"""A text's whole way in a real browser: typed, judged while typing, submitted, approved, read by the channel team."""

import re
from typing import TYPE_CHECKING

import pytest

from hub.workflow.roles import Principal
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
BODY = "每个零件都能单独更换，供应十五年。"


def enter(chromium: "Browser", address: str, name: str, faults: list[str]) -> "Page":
    """Open a window of its own for a person and sign in; whatever the console complains of lands in ``faults``."""
    page = chromium.new_context(locale="en-GB").new_page()
    page.context.add_cookies([{"name": "language", "value": "en", "url": address}])
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail").fill(f"{name}@acme.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Today", level=1).wait_for()
    return page


def test_a_text_is_written_judged_approved_and_read(
    chromium: "Browser", address: str, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    desk = enter(chromium, address, "writer", faults)
    desk.get_by_role("link", name="New draft").click()
    desk.get_by_role("radio", name="WeChat").check()
    desk.get_by_label("Working title").fill("维修")
    desk.get_by_label("Language of the text").select_option("zh")
    desk.get_by_role("button", name="Start writing").click()
    expect(desk.get_by_text("The draft is saved.")).to_be_visible()

    desk.locator("form[data-ready]").wait_for()
    desk.get_by_role("textbox", name="Title").fill("可维修的椅子")
    body = desk.get_by_role("textbox", name="Body")
    body.press_sequentially("这把神椅")
    expect(desk.locator("#verdict .finding-hard")).to_contain_text("神椅")
    expect(desk.locator("#verdict-status")).to_have_text("Judged as typed, not saved: Blocked")
    expect(body).to_have_text("这把神椅")

    # While an input method composes, nothing is sent; when it is done, the text is judged.
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if request.url.endswith("/check") else None)
    body.dispatch_event("compositionstart")
    body.fill(BODY)
    desk.wait_for_timeout(900)
    assert asked == []
    body.dispatch_event("compositionend")
    expect(desk.locator("#verdict .finding-hard")).to_have_count(0)
    assert desk.locator("#part-body").input_value() == BODY
    assert len(asked) == 1

    desk.get_by_role("button", name="Save and submit for review").click()
    expect(desk.get_by_text("Submitted. A brand manager decides next.")).to_be_visible()

    table = enter(chromium, address, "manager", faults)
    table.get_by_role("link", name="维修").click()
    table.get_by_role("group", name="Decision").get_by_role("button", name="Approve").click()
    approval = table.locator("#decide-approve")
    approval.get_by_label("Comment").fill("可以发布")
    reason = approval.get_by_label("Written reason")
    if reason.count():
        reason.fill("测试环境没有模型，放行这一次。")
    approval.get_by_role("button", name="Approve").click()
    expect(table.get_by_text("Approved:")).to_be_visible()

    outlet = enter(chromium, address, "channel", faults)
    outlet.get_by_role("link", name="WeChat").click()
    expect(outlet.get_by_text(BODY)).to_be_visible()
    expect(outlet.get_by_role("button", name=re.compile("Copy")).first).to_be_visible()
    assert faults == []
