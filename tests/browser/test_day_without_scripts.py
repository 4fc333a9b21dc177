"""The day of a text where no script runs: every form from the first word to the channel, on Chinese pages."""

import re
import uuid
from typing import TYPE_CHECKING

import pytest

from hub.services import brands
from hub.services.draft_lists import get_draft
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.browser.people import enter_without_scripts, press, written
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.services.flow import approved, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TITLE = "十五年的零件"
FIRST = "把这把神椅修好。🌙每个零件都能单独更换。再说一遍 the the 椅子。"
APPLIED = FIRST.replace("神椅", "工作椅")
FINAL = "每个零件都能单独更换，供应十五年。"
BODY = "textarea[name='part.body']"
DRAFT = re.compile(r"/drafts/[0-9a-f-]{36}$")


@pytest.fixture
def second_brand(parts: Parts, brand: str) -> str:
    """A brand beside the first, so that there is something to choose between."""
    kit = ACME_KIT.replace("id: acme", "id: other").replace(
        "name: {zh: 安可, en: Acme}", "name: {zh: 旁人, en: Other}"
    )
    brands.import_kit(parts, SYSTEM, kit.encode(), source="other.yaml")
    brands.publish(parts, SYSTEM, "other")
    return "other"


def test_language_theme_and_brand_are_chosen_and_words_are_found(
    chromium: "Browser", address: str, parts: Parts, second_brand: str
) -> None:
    from playwright.sync_api import expect

    lin = make_person(parts, "lin", None, "copywriter")
    saved = started(parts, lin, title="脊柱的一天")
    page = enter_without_scripts(chromium, address, "lin")
    html = page.locator("html")
    expect(html).to_have_attribute("lang", re.compile("^zh"))
    press(page, ".desk-only button[name=language]")
    expect(html).to_have_attribute("lang", "en")
    press(page, ".desk-only button[name=language]")
    expect(html).to_have_attribute("lang", re.compile("^zh"))

    page.locator("button[popovertarget=theme-menu]").click()
    press(page, "#theme-menu button[value=dark]")
    expect(html).to_have_attribute("data-theme", "dark")

    page.locator("button.brand-switch").click()
    press(page, "#brand-menu button[value=other]")
    expect(page.locator("button.brand-switch")).to_contain_text("旁人")
    page.locator("button.brand-switch").click()
    press(page, "#brand-menu button[value='']")

    page.locator("#find").fill("脊柱")
    with page.expect_navigation():
        page.locator("#find").press("Enter")
    expect(page.locator("h1")).to_contain_text("脊柱")
    press(page, f"main a[href*='{saved.variant_id}']")
    expect(page.locator("h1")).to_have_text("脊柱的一天")

    page.locator("button[popovertarget=person-menu]").click()
    press(page, "form[action='/sign-out'] button")
    expect(page).to_have_url(re.compile(r"/sign-in$"))
    page.goto(f"{address}/drafts")
    expect(page).to_have_url(re.compile(r"/sign-in\?"))


def write_and_submit(page: "Page") -> str:
    """Start, apply, set aside, save and submit; return the draft's id."""
    from playwright.sync_api import expect

    press(page, "main a[href='/drafts/new']")
    press(page, "main a[href*='brand=acme']")
    page.locator("input[name=channel][value=wechat]").check()
    page.locator("main input[name=title]").fill(TITLE)
    page.locator("select[name=locale]").select_option("zh")
    page.locator("main input[name=due_on]").fill("2026-12-24")
    press(page, "form:has(input[name=channel]) button.primary")
    expect(page).to_have_url(DRAFT)
    draft_id = page.url.rsplit("/", 1)[1]

    page.locator("textarea[name='part.title']").fill("可维修的椅子")
    page.locator(BODY).fill(FIRST)
    press(page, "button[data-saves]")
    expect(page.locator(BODY)).to_have_value(FIRST)
    press(page, ".finding-hard[data-card] button[name=finding]")
    expect(page.locator(BODY)).to_have_value(APPLIED)
    expect(page.locator(".finding-hard[data-card]")).to_have_count(0)

    with page.expect_navigation():
        page.locator("a[data-sets-aside]").first.click()
    page.locator("main textarea[name=reason]").fill("这是一句双关。")
    press(page, "main form:has(textarea[name=reason]) button.primary")
    expect(page.locator("details.aside")).to_contain_text("这是一句双关。")
    page.locator("details.aside summary").click()
    press(page, "details.aside button")
    expect(page.locator("details.aside")).to_have_count(0)

    page.locator("details.due summary").click()
    page.locator("details.due input[name=due_on]").fill("2026-12-31")
    press(page, "details.due button")
    expect(page.locator("details.due summary")).to_contain_text("2026-12-31")
    press(page, "button[formaction$='/submit']")
    expect(page.locator(".state-in_review").first).to_be_visible()
    return draft_id


def remark_and_send_back(page: "Page", address: str, draft_id: str) -> None:
    """Remark on words by quoting them, then ask for changes."""
    from playwright.sync_api import expect

    page.locator("button.bell").click()
    press(page, "#bell-menu a[href='/notifications']")
    expect(page.locator(".told-new").first).to_be_visible()
    press(page, "form[action='/notifications/read'] button")
    expect(page.locator(".told-new")).to_have_count(0)
    press(page, f".told a[href*='{draft_id}']")

    page.goto(f"{address}/reviews/{draft_id}")
    page.locator(".about summary").click()
    page.locator("#remark-quote").fill("零件都能")
    page.locator("#remark-body").fill("哪些零件？")
    press(page, ".new-remark button")
    expect(page.locator(".thread")).to_contain_text("哪些零件？")
    expect(page.locator(".thread blockquote")).to_have_text("零件都能")
    page.locator(".decision-buttons button[popovertarget=decide-request_changes]").click()
    page.locator("#comment-request_changes").fill("写明多少年")
    press(page, "#decide-request_changes button[name=decision]")


def answer_and_submit_again(page: "Page", address: str, draft_id: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"{address}/")
    expect(page.locator(".desk-said").filter(has_text="写明多少年")).to_be_visible()
    press(page, f"main a[href*='{draft_id}'][href*='#comment-']")
    page.locator(".reply summary").click()
    page.locator(".reply textarea").fill("全部四十个。")
    press(page, ".reply button")
    expect(page.locator(".replies")).to_contain_text("全部四十个。")
    page.goto(f"{address}/drafts/{draft_id}")
    page.locator(BODY).fill(FINAL)
    press(page, "button[formaction$='/submit']")
    expect(page.locator(".state-in_review").first).to_be_visible()


def settle_and_approve(page: "Page", address: str, draft_id: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"{address}/reviews/{draft_id}")
    press(page, ".thread form[action$='/settle'] button")
    expect(page.locator("details.settled")).to_have_count(1)
    page.locator("details.settled > summary").click()
    press(page, "details.settled form[action$='/reopen'] button")
    press(page, ".thread form[action$='/settle'] button")
    page.locator(".decision-buttons button[popovertarget=decide-approve]").click()
    form = page.locator("#decide-approve")
    if form.locator("[name=override_reason]").count():
        form.locator("[name=override_reason]").fill("测试里没有模型，由两个人读过。")
    press(page, "#decide-approve button[name=decision]")


def test_a_text_goes_from_the_first_word_to_approval(
    chromium: "Browser", address: str, parts: Parts, second_brand: str, manager: Principal
) -> None:
    lin = make_person(parts, "lin", None, "copywriter")
    desk = enter_without_scripts(chromium, address, "lin")
    table = enter_without_scripts(chromium, address, "manager")
    draft_id = write_and_submit(desk)
    remark_and_send_back(table, address, draft_id)
    answer_and_submit_again(desk, address, draft_id)
    settle_and_approve(table, address, draft_id)
    draft = get_draft(parts, lin, uuid.UUID(draft_id))
    assert (draft.line.state, written(draft.latest)) == ("approved", FINAL)


def test_the_channel_team_downloads_and_marks_as_seen(
    chromium: "Browser",
    address: str,
    parts: Parts,
    writer: Principal,
    manager: Principal,
    channel_team: Principal,
) -> None:
    from playwright.sync_api import expect

    page = enter_without_scripts(chromium, address, "channel")
    press(page, ".outlets a[href*='/channels/site']")
    press(page, "form[action$='/seen'] button")
    decided = approved(parts, writer, manager, FINAL, title=TITLE)
    page.reload()
    expect(page.locator(".news-lines li")).to_have_count(1)
    expect(page.locator(".channel-take pre").first).to_contain_text("curl")
    with page.expect_download() as lines:
        page.locator(".channel-take a[href*='jsonl']").click()
    assert FINAL in lines.value.path().read_text(encoding="utf-8")
    press(page, f".news-lines a[href*='{decided.variant_id}']")
    expect(page.locator(".copy-out button:visible")).to_have_count(0)
    with page.expect_download() as text:
        page.locator(".copy-files a").first.click()
    assert FINAL in text.value.path().read_text(encoding="utf-8")
    page.go_back()
    press(page, "form[action$='/seen'] button")
    expect(page.locator(".news-lines")).to_have_count(0)
