"""What the page does while somebody types: one question at a time, and a plain sentence where a text is refused."""

from typing import TYPE_CHECKING

import pytest

from hub.workflow.roles import Principal
from tests.browser.people import enter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser


def open_check(chromium: "Browser", address: str, faults: list[str]) -> "Page":
    page = enter(chromium, address, "writer", faults)
    page.goto(f"{address}/check?brand=acme&channel=wechat")
    page.locator("form[data-ready]").wait_for()
    return page


def test_one_question_is_on_its_way_at_a_time_and_the_last_text_is_judged(
    chromium: "Browser", address: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_check(chromium, address, faults)
    asked: list[Route] = []

    def hold_the_first(route: "Route") -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/check", hold_the_first)
    body = page.get_by_label("Text", exact=True)
    body.fill("第一句话。")
    expect(page.locator("#verdict-status")).to_have_text("Judging…")
    for text in ("第二句话。", "第三句话。"):
        body.fill(text)
        page.wait_for_timeout(700)
    assert len(asked) == 1
    asked[0].continue_()
    expect(page.locator("#verdict .sentences li p").first).to_have_text("第三句话。")
    assert len(asked) == 2
    assert faults == []


def test_a_text_that_is_too_long_is_told_so_while_it_is_typed(
    chromium: "Browser", address: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_check(chromium, address, faults)
    page.locator("#part-body").evaluate(
        "field => { field.value = 'x'.repeat(200001); field.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    status = page.locator("#verdict-status")
    expect(status).to_contain_text("The text has 200,001 characters; the hub judges 200,000 at a time.")
    assert len(faults) == 1, "the refusal itself, which the browser logs"
