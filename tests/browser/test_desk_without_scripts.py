"""The desk's other forms where no script runs: versions, contents, decisions that meet, checks, people and tokens."""

import re
from typing import TYPE_CHECKING

import pytest

from hub.services.desk import save_and_submit
from hub.services.draft_lists import get_draft
from hub.services.families import list_families
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision
from hub.workflow.roles import Principal
from tests.browser.people import enter_without_scripts, press, written
from tests.conftest import PASSWORD
from tests.services.flow import body, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
BODY = "textarea[name='part.body']"


def test_two_windows_meet_and_both_texts_are_kept(
    chromium: "Browser", address: str, parts: Parts, writer: Principal
) -> None:
    from playwright.sync_api import expect

    saved = started(parts, writer, "开头。")
    here = enter_without_scripts(chromium, address, "writer")
    here.goto(f"{address}/drafts/{saved.variant_id}")
    there = here.context.new_page()
    there.goto(here.url)
    there.locator(BODY).fill("另一个窗口的话。")
    press(there, "button[data-saves]")
    here.locator(BODY).fill("这个窗口的话。")
    press(here, "button[data-saves]")
    expect(here.locator(".said").filter(has_text="另一个窗口的话。")).to_be_visible()
    expect(here.locator(BODY)).to_have_value("这个窗口的话。")
    press(here, "form[data-unsaved] button.primary")
    expect(here.locator(BODY)).to_have_value("这个窗口的话。")
    history = get_draft(parts, writer, saved.variant_id).history
    assert [(row.line, written(row)) for row in history] == [
        ("main", "这个窗口的话。"),
        ("side", "这个窗口的话。"),
        ("main", "另一个窗口的话。"),
        ("main", "开头。"),
    ]


def test_versions_are_compared_and_brought_back(
    chromium: "Browser", address: str, parts: Parts, writer: Principal
) -> None:
    from playwright.sync_api import expect

    saved = started(parts, writer, "头一稿。")
    page = enter_without_scripts(chromium, address, "writer")
    page.goto(f"{address}/drafts/{saved.variant_id}")
    page.locator(BODY).fill("第二稿。")
    press(page, "button[data-saves]")
    press(page, ".versions-strip a[href$='/versions']")
    press(page, "#versions a[href*='/compare']")
    expect(page.locator(".diff ins").first).to_be_visible()
    press(page, "a[href*='view=beside']")
    expect(page.locator(".both-part .said")).to_have_count(2)
    page.locator("select[name=from]").select_option("2")
    page.locator("select[name=to]").select_option("1")
    press(page, "form.choose button")
    expect(page.locator(".then-now")).to_be_visible()
    page.goto(f"{address}/drafts/{saved.variant_id}/versions")
    press(page, "form[action$='/restore'] button")
    page.goto(f"{address}/drafts/{saved.variant_id}")
    expect(page.locator(BODY)).to_have_value("头一稿。")


def test_a_text_that_changed_under_a_decision_keeps_the_words_of_the_decision(
    chromium: "Browser", address: str, parts: Parts, writer: Principal, manager: Principal
) -> None:
    from playwright.sync_api import expect

    saved = started(parts, writer, "头一稿。")
    save_and_submit(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("头一稿，改。")))
    page = enter_without_scripts(chromium, address, "manager")
    page.goto(f"{address}/reviews/{saved.variant_id}")
    latest = get_draft(parts, writer, saved.variant_id).latest
    save_and_submit(parts, writer, SaveRevision(saved.variant_id, latest.id, body("第二稿。")))
    page.locator(".decision-buttons button[popovertarget=decide-reject]").click()
    page.locator("#comment-reject").fill("不是我们的话")
    press(page, "#decide-reject button[name=decision]")
    expect(page.locator("textarea[name=comment]")).to_have_value("不是我们的话")
    expect(page.locator(".diff ins").first).to_be_visible()
    press(page, "button[name=decision][value=reject]")
    assert get_draft(parts, writer, saved.variant_id).line.state == "rejected"


def test_a_content_gets_its_master_a_second_text_and_both_stand_side_by_side(
    chromium: "Browser", address: str, parts: Parts, writer: Principal
) -> None:
    from playwright.sync_api import expect

    started(parts, writer, "工作椅1199元。", title="秋季新品")
    (family,) = list_families(parts, writer)
    page = enter_without_scripts(chromium, address, "writer")
    page.goto(f"{address}/contents")
    press(page, f"main a[href='/contents/{family.id}']")
    press(page, "a[href$='/master']")
    page.locator("main input[name=title]").fill("秋季新品，二")
    page.locator("main textarea").first.fill("工作椅售价1299元。")
    press(page, "main form button.primary")
    expect(page.locator("h1")).to_have_text("秋季新品，二")
    expect(page.locator(".master .said")).to_have_text("工作椅售价1299元。")

    press(page, "a[href*='/start?channel=wechat&locale=zh']")
    page.locator("input[name=copy_from]").last.check()
    press(page, "main form button.primary")
    expect(page).to_have_url(re.compile(r"/drafts/[0-9a-f-]{36}$"))

    page.goto(f"{address}/contents/{family.id}")
    press(page, "a[href$='/side-by-side']")
    page.locator("select[name=left]").select_option(index=0)
    page.locator("select[name=right]").select_option(index=1)
    press(page, "form.choose button")
    expect(page.locator(".disagreements li")).to_have_count(1)
    expect(page.locator(".disagreements")).to_contain_text("1199")
    press(page, "form.choose a.button")
    expect(page.locator(".disagreements li")).to_have_count(1)


def test_a_text_is_checked_without_keeping_it(
    chromium: "Browser", address: str, parts: Parts, writer: Principal
) -> None:
    from playwright.sync_api import expect

    page = enter_without_scripts(chromium, address, "writer")
    press(page, "main a[href='/check']")
    page.locator("select[name=target]").select_option("acme/wechat")
    page.locator("#part-body").fill("这把神椅。")
    press(page, "button[data-saves]")
    expect(page.locator("#part-body")).to_have_value("这把神椅。")
    expect(page.locator(".finding-hard[data-card]")).to_contain_text("神椅")


def test_a_token_is_made_and_revoked(chromium: "Browser", address: str, admin: Principal) -> None:
    from playwright.sync_api import expect

    page = enter_without_scripts(chromium, address, "admin")
    page.goto(f"{address}/settings/tokens")
    page.locator("main input[name=name]").fill("官网")
    page.locator("main input[name=scope]").first.check()
    press(page, ".settings-form button.primary")
    secret = page.locator("#secret").inner_text()
    row = page.locator("tbody tr").filter(has_text="官网")
    assert secret.startswith(row.locator("code").first.inner_text().removesuffix("…"))
    press(page, "tbody form[action$='/revoke'] button")
    expect(page.locator("#secret")).to_have_count(0)
    expect(row.locator("form")).to_have_count(0)


def test_a_person_is_added_and_can_sign_in(
    chromium: "Browser", address: str, brand: str, admin: Principal
) -> None:
    from playwright.sync_api import expect

    page = enter_without_scripts(chromium, address, "admin")
    page.goto(f"{address}/settings/people")
    page.locator("main input[name=name]").fill("小林")
    page.locator("main input[name=email]").fill("lin@acme.example")
    page.locator("main input[name=password]").fill(PASSWORD)
    page.locator("main select[name=role]").select_option("copywriter")
    page.locator("main select[name=brand]").select_option("acme")
    press(page, ".settings-form button.primary")
    expect(page.locator("tbody")).to_contain_text("lin@acme.example")
    press(page, "form.rail-form button")
    expect(page.locator(".shell.narrow-rail")).to_have_count(1)
    lin = enter_without_scripts(chromium, address, "lin")
    expect(lin.locator("main a[href='/drafts/new']")).to_be_visible()
