"""The rooms around the texts where no script runs: brand, my brand, contents and tokens, on Chinese pages."""

import re
from typing import TYPE_CHECKING

import pytest

from hub.services.brands import get_brand
from hub.services.families import list_families
from hub.services.kit_editing import kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.browser.people import enter_without_scripts, press
from tests.services.flow import started
from tests.web.test_my_brand import GUIDE, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_manager_changes_the_house_and_the_terms_and_publishes(
    chromium: "Browser", address: str, parts: Parts, manager: Principal
) -> None:
    from playwright.sync_api import expect

    page = enter_without_scripts(chromium, address, "manager")
    page.goto(f"{address}/brand/acme")
    press(page, "#message-house-core-message a.edit-part")
    page.locator("[name='core_message.zh']").fill("")
    page.locator("[name='core_message.en']").fill("")
    press(page, ".part-form button.primary")
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("[name='core_message.zh']").fill("坐下就忘了椅子")
    page.locator("[name='core_message.en']").fill("Sit down and forget the chair")
    press(page, ".part-form button.primary")
    expect(page.locator("#message-house-core-message .said-big")).to_have_text("坐下就忘了椅子")
    page.locator("#message-house-pillars-repair a.edit-part").first.click()
    press(page, ".part-tools button[name=before]")
    assert [pillar.id for pillar in kit_desk(parts, manager, "acme").kit.message_house.pillars] == [
        "repair",
        "support",
    ]

    page.goto(f"{address}/brand/acme/terms")
    press(page, "a[href*='/terms/-/new']")
    page.locator(".row-form input[name=text]").fill("电竞椅")
    page.locator(".row-form select[name=status]").select_option("banned")
    page.locator(".row-form input[name=replacement]").fill("工作椅")
    press(page, ".row-form button.primary")
    row = page.locator("tbody tr").filter(has_text="电竞椅")
    expect(row).to_have_count(1)
    with page.expect_navigation():
        row.locator(".row-actions a").click()
    page.locator(".row-form input[name=reason]").fill("不是我们的人群")
    press(page, ".row-form button.primary")
    expect(row).to_contain_text("不是我们的人群")
    press(page, "#term-throne-en .row-actions a")
    press(page, ".row-form button.danger")
    expect(page.locator("#term-throne-en")).to_have_count(0)
    page.locator("form.filters input[name=q]").fill("电竞")
    press(page, "form.filters button")
    expect(page.locator("tbody tr")).to_have_count(1)

    page.goto(f"{address}/brand/acme/terms/-/paste")
    page.locator("textarea[name=text]").fill("王者\t禁用\t好椅子\t夸张\n\t禁用\n人体工学\t首选")
    press(page, ".paste-form button:not([type=button])")
    expect(page.locator(".paste-read table")).to_have_count(2)
    page.locator(".paste-keep input[name=drop]").check()
    press(page, ".paste-keep button.primary")
    expect(page.locator("tbody tr").filter(has_text="王者")).to_have_count(1)

    press(page, ".waiting-bar a[href$='/waiting']")
    expect(page.locator("section[aria-labelledby=changes]")).to_contain_text("坐下就忘了椅子")
    press(page, "#publish button")
    kit = kit_desk(parts, manager, "acme")
    assert (kit.number_in_force, kit.shows_draft) == (2, False)
    assert [(term.text, term.status) for term in kit.kit.terms] == [
        ("神椅", "banned"),
        ("电竞椅", "banned"),
        ("王者", "banned"),
        ("人体工学", "preferred"),
    ]

    page.goto(f"{address}/brand/acme/versions")
    press(page, "a[href*='/compare?from']")
    expect(page.locator("main")).to_contain_text("坐下就忘了椅子")
    page.go_back()
    page.locator(".remove-part summary").click()
    press(page, "form[action$='/restore'] button")
    page.goto(f"{address}/brand/acme/waiting")
    press(page, "#discard button")
    assert kit_desk(parts, manager, "acme").shows_draft is False


def test_a_first_house_is_proposed_corrected_and_published(
    chromium: "Browser", address: str, parts: Parts, admin: Principal
) -> None:
    from playwright.sync_api import expect

    page = enter_without_scripts(chromium, address, "admin")
    press(page, "main a[href='/brand/new']")
    page.locator("input[name=locale][value=zh]").check()
    page.locator("input[name=locale][value=en]").uncheck()
    page.locator("[name='name.zh']").fill("晨麦")
    press(page, "button[name=do][value=more]")
    areas = page.locator("textarea[name=text]")
    expect(areas).to_have_count(10)
    for place, text in enumerate(TEXTS):
        areas.nth(place).fill(text)
    page.locator("textarea[name=guide]").fill(GUIDE)
    press(page, "button.primary[value=propose]")
    expect(page.locator("[name='core.zh']")).to_have_value("好面包，等得起。")
    page.locator("[name='core.zh']").fill("好面包，值得等。")
    page.locator("input[name=slug]").fill("bakery")
    page.locator("input[name=channel]").first.check()
    press(page, "button[name=do][value=publish]:visible")
    expect(page).to_have_url(re.compile(r"/brand/bakery"))
    brand = get_brand(parts, SYSTEM, "bakery")
    assert [version.state for version in brand.versions] == ["published"]
    assert kit_desk(parts, admin, "bakery").kit.message_house.core_message["zh"] == "好面包，值得等。"


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
