"""A whole day in a real browser: a text from the first word to the channel, and a brand that is changed in place."""

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from hub.services.brands import get_brand
from hub.services.kit_editing import kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.browser.people import PHONE, enter
from tests.conftest import make_person

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
TITLE = "Spare parts"
FIRST = "把这把神椅修好。🌙每个零件都能单独更换。再说一遍 the the 椅子。"
APPLIED = FIRST.replace("神椅", "工作椅")
FINAL = "每个零件都能单独更换，供应十五年。"
QUOTE = "零件都能"
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector("[data-part=body]"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


def ring(page: "Page") -> "Locator":
    """Open the bell and return what it tells."""
    page.locator("button.bell").click()
    told = page.locator("#bell-menu .told")
    told.wait_for()
    return told


def write(page: "Page", text: str) -> None:
    """Put a text in place of the one that stands in the body."""
    page.locator("form[data-ready]").wait_for()
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def start_and_submit(page: "Page", address: str) -> str:
    """Write a first text with its findings, submit it, and return the draft's id."""
    from playwright.sync_api import expect

    page.get_by_role("link", name="New draft").click()
    page.get_by_role("radio", name="WeChat").check()
    page.get_by_label("Working title").fill(TITLE)
    page.get_by_label("Language of the text").select_option("zh")
    page.get_by_role("button", name="Start writing").click()
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f-]{36}$"))
    draft_id = page.url.rsplit("/", 1)[1]

    page.locator("form[data-ready]").wait_for()
    page.get_by_role("textbox", name="Title").fill("可维修的椅子")
    write(page, FIRST)
    banned = page.locator(".finding-hard[data-card]")
    expect(banned).to_contain_text("神椅")
    expect(page.locator("#verdict-status")).to_contain_text("Blocked")
    banned.get_by_role("button", name="Apply").click()
    expect(page.locator("textarea[name='part.body']")).to_have_value(APPLIED)
    expect(banned).to_have_count(0)
    page.locator("button[data-saves]").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()

    page.locator("form[data-ready]").wait_for()
    page.locator("[data-sets-aside]").first.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea[name=reason]").fill("A play on words.")
    dialog.locator("button.primary").click()
    expect(page.locator("details.aside summary")).to_have_text("Set aside (1)")

    page.locator("button[formaction$='/submit']").click()
    expect(page.locator(".state-in_review").first).to_be_visible()
    return draft_id


def ask_for_changes(page: "Page", address: str, draft_id: str) -> None:
    """Find the text in Today and in the bell, remark on words, and send it back by key."""
    from playwright.sync_api import expect

    page.reload()
    waiting = page.locator(f"main a[href='/reviews/{draft_id}']")
    expect(waiting).to_have_text(TITLE)
    told = ring(page).get_by_role("link").filter(has_text=TITLE)
    told.click()
    page.wait_for_url(re.compile(rf"/reviews/{draft_id}"))
    expect(page.locator("h1")).to_have_text(TITLE)

    page.wait_for_load_state("networkidle")
    page.evaluate(SELECT, QUOTE)
    page.get_by_role("button", name="Comment on these words").click()
    expect(page.get_by_label("Your remark")).to_be_focused()
    page.keyboard.type("Which parts?")
    page.get_by_role("button", name="Add remark").click()
    expect(page.locator(".thread")).to_contain_text("Which parts?")
    expect(page.locator(".thread blockquote")).to_have_text(QUOTE)

    page.locator("h1").click()
    page.keyboard.press("c")
    comment = page.locator("#comment-request_changes")
    expect(comment).to_be_focused()
    page.keyboard.type("Say for how long.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing waits for a decision", exact=True)).to_be_visible()


def answer_and_submit_again(page: "Page", address: str, draft_id: str) -> None:
    """Read the request in Today and in the bell, answer the remark, change the text."""
    from playwright.sync_api import expect

    page.goto(f"{address}/")
    expect(page.locator(f"main a[href='/drafts/{draft_id}']")).to_have_text(TITLE)
    expect(page.locator(".desk-said").filter(has_text="Say for how long.")).to_be_visible()
    expect(ring(page)).to_contain_text("Say for how long.")
    page.keyboard.press("Escape")

    question = page.locator(f"main a[href*='{draft_id}'][href*='#comment-']")
    question.click()
    thread = page.locator(".thread")
    expect(thread).to_contain_text("Which parts?")
    page.wait_for_load_state("networkidle")
    thread.locator(".reply summary").click()
    thread.locator(".reply textarea").fill("Each of the forty.")
    thread.get_by_role("button", name="Send reply").click()
    expect(page.locator(".replies")).to_contain_text("Each of the forty.")

    page.goto(f"{address}/drafts/{draft_id}")
    write(page, FINAL)
    expect(page.locator("textarea[name='part.body']")).to_have_value(FINAL)
    page.locator("button[formaction$='/submit']").click()
    expect(page.locator(".state-in_review").first).to_be_visible()


def approve_by_thumb(page: "Page", address: str, draft_id: str) -> None:
    """Decide on a phone: nothing is wider than the window, and the large buttons open what they say."""
    from playwright.sync_api import expect

    line = page.locator(f"main li:has(a[href='/reviews/{draft_id}'])")
    badge = line.locator(".badge:visible").last.bounding_box()
    assert badge is not None
    assert badge["x"] >= 0
    assert badge["x"] + badge["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    line.get_by_role("link", name=TITLE).tap()
    expect(page.locator("h1")).to_have_text(TITLE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".review-below")).to_contain_text("供应十五年")
    page.get_by_role("group", name="Decision").get_by_role("button", name="Approve").tap()
    form = page.locator("#decide-approve")
    form.get_by_label("Comment").fill("Good.")
    reason = form.get_by_label("Written reason")
    if reason.count():
        reason.fill("The model of the tests knows no Chinese; read by two of us.")
    form.get_by_role("button", name="Approve").tap()
    expect(page.get_by_text("Nothing waits for a decision", exact=True)).to_be_visible()


def take_it_along(page: "Page", address: str, draft_id: str) -> None:
    """See what is new since the last look, copy and download it, read how a program fetches it."""
    from playwright.sync_api import expect

    page.goto(f"{address}/")
    expect(page.locator(f"main a[href*='/contents/{draft_id}']").first).to_have_text(TITLE)
    page.locator(".outlets a[href*='/channels/wechat']").click()
    news = page.locator(".channel-news")
    expect(news.locator(".news-lines li")).to_have_count(1)
    expect(news).to_contain_text("New")
    lines = page.locator(".channel-take pre")
    expect(lines.first).to_contain_text("curl")
    expect(lines.first).to_contain_text(f"{address}/api/v1/")
    with page.expect_download() as everything:
        page.locator(".channel-take a[href*='zip']").click()
    with zipfile.ZipFile(everything.value.path()) as files:
        assert any(FINAL in files.read(name).decode() for name in files.namelist() if name.endswith(".txt"))

    news.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Copy Body", exact=True).click()
    expect(page.locator(".copy-said")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == FINAL
    expect(page.locator("pre").last).to_contain_text("curl")
    with page.expect_download() as text:
        page.get_by_role("link", name="Plain text", exact=True).click()
    assert FINAL in text.value.path().read_text(encoding="utf-8")

    page.go_back()
    page.locator("form[action$='/seen'] button").click()
    expect(page.locator(".news-lines")).to_have_count(0)
    expect(news).to_contain_text("Nothing changed since you last looked")


def test_a_text_goes_its_whole_day_from_the_first_word_to_the_channel(
    chromium: "Browser", address: str, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    outlet = enter(chromium, address, "channel", faults, permissions=["clipboard-read", "clipboard-write"])
    outlet.goto(f"{address}/channels/wechat")
    outlet.locator("form[action$='/seen'] button").click()
    expect(outlet.locator(".channel-news")).to_contain_text("Nothing changed since you last looked")

    desk = enter(chromium, address, "writer", faults)
    table = enter(chromium, address, "manager", faults)
    draft_id = start_and_submit(desk, address)
    ask_for_changes(table, address, draft_id)
    answer_and_submit_again(desk, address, draft_id)
    approve_by_thumb(enter(chromium, address, "manager", faults, **PHONE), address, draft_id)
    take_it_along(outlet, address, draft_id)

    desk.goto(f"{address}/")
    expect(ring(desk)).to_contain_text(TITLE)
    assert faults == []


def test_a_second_manager_changes_a_term_in_place_and_publishes_what_would_change(
    chromium: "Browser", address: str, parts: Parts, brand: str
) -> None:
    from playwright.sync_api import expect

    second = make_person(parts, "second", brand, "brand_manager")
    faults: list[str] = []
    page = enter(chromium, address, "second", faults)
    page.goto(f"{address}/brand/acme/terms")
    page.wait_for_load_state("networkidle")
    row = page.locator("#term-throne")
    row.locator(".row-actions a").click()
    # Typed at once: the form that opens does not take the focus away from a field that is in use.
    row.locator("input[name=replacement]").fill("椅子")
    row.locator("input[name=reason]").fill("太夸张")
    row.locator("button.primary").click()
    expect(row).to_contain_text("太夸张")
    expect(row.locator(".row-actions a")).to_be_focused()
    assert kit_desk(parts, second, "acme").kit.terms[0].replacement == "椅子"

    page.locator(".waiting-bar a[href$='/waiting']").click()
    changes = page.locator("section[aria-labelledby=changes]")
    expect(changes).to_contain_text("椅子")
    expect(changes).to_contain_text("太夸张")
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.locator(".brand-headline")).to_contain_text("Version 2, in force")
    states = [version.state for version in get_brand(parts, SYSTEM, "acme").versions]
    assert states == ["superseded", "published"]
    assert faults == []
