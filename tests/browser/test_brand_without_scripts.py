"""The brand where no script runs: its house, guide, tables and versions, and the way to a first house, in Chinese."""

import re
from typing import TYPE_CHECKING

import pytest

from hub.services.brands import get_brand
from hub.services.kit_editing import kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.browser.people import enter_without_scripts, press
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
    page.locator(".versions .remove-part summary").click()
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


def test_the_guide_the_identity_and_the_tables_are_edited(
    chromium: "Browser", address: str, parts: Parts, manager: Principal
) -> None:
    from playwright.sync_api import expect

    page = enter_without_scripts(chromium, address, "manager")
    at = f"{address}/brand/acme"
    page.goto(f"{at}/guide")
    press(page, "#voice-guide-dimensions-formality a.edit-part")
    page.locator(".part-form input[type=number]").first.fill("30")
    press(page, ".part-form button.primary")
    expect(page.locator("#voice-guide-dimensions-formality .number")).to_contain_text("30")

    page.goto(f"{at}/identity")
    press(page, "#visual-identity-colours a.add-part")
    page.locator("textarea[name='name.zh']").fill("墨绿")
    page.locator("input[name=hex]").fill("#1F5E5B")
    press(page, ".part-form button.primary")
    expect(page.locator("main")).to_contain_text("墨绿")

    page.goto(f"{at}/facts")
    press(page, "a[href*='/facts/-/new']")
    page.locator("input[name='subject.zh']").fill("保修期")
    page.locator("input[name=value]").fill("15年")
    page.locator("textarea[name='cues.zh']").fill("保修")
    press(page, ".row-form button.primary")
    row = page.locator("tbody tr").filter(has_text="保修期")
    with page.expect_navigation():
        row.locator(".row-actions a").click()
    page.locator("input[name=value]").fill("16年")
    press(page, ".row-form button.primary")
    expect(row).to_contain_text("16年")
    press(page, "#fact-price .row-actions a")
    press(page, ".row-form button.danger")
    expect(page.locator("tbody tr")).to_have_count(1)

    page.goto(f"{at}/contrast")
    press(page, "#contrast-trade-zh a.button")
    page.locator("textarea[name=text]").fill("买家具先看预算。")
    press(page, ".contrast-block button.primary")
    expect(page.locator("#contrast-trade-zh li")).to_have_text("买家具先看预算。")

    page.goto(f"{at}/channels")
    press(page, "a[href*='/channels/-/new']")
    press(page, ".kind-cards a[href*='kind=weibo']")
    page.locator("input[name='name.zh']").fill("微博")
    page.locator("input[name='name.en']").fill("Weibo")
    press(page, ".row-form button.primary")
    press(page, "form[action$='/weibo/move'] button")
    press(page, "#channel-wechat .actions a.button")
    page.locator(".row-form input[name=message_line]").fill("55")
    press(page, ".row-form button.primary")
    press(page, "#channel-site .actions a.button")
    press(page, ".row-form button.danger")
    page.locator("#line-message").fill("45")
    press(page, ".lines-form button")
    press(page, ".pack-list form button")
    page.locator("#added").fill("channel.hashtags")
    press(page, ".warnings-form button")

    kit = kit_desk(parts, manager, "acme").kit
    assert kit.voice_guide.dimensions[0].target == (30, 80)
    assert [(fact.subject["zh"], fact.value) for fact in kit.facts] == [("保修期", "16年")]
    assert [(channel.id, channel.message_line) for channel in kit.channels] == [
        ("wechat", 55),
        ("weibo", None),
    ]
    assert (kit.thresholds.message, kit.binding_warnings) == (45, ("channel.hashtags",))


def test_a_kit_is_taken_out_and_put_in_again(
    chromium: "Browser", address: str, parts: Parts, manager: Principal
) -> None:
    from playwright.sync_api import expect

    page = enter_without_scripts(chromium, address, "manager")
    page.goto(f"{address}/brand/acme")
    with page.expect_download() as kit:
        page.locator("a[href*='kit.yaml']").click()
    changed = kit.value.path().read_text(encoding="utf-8").replace("好椅子让人忘记椅子", "好椅子不必想起")
    press(page, "a[href='/brand/-/import']")
    page.locator("input[name=kit]").set_input_files(
        {"name": "acme.yaml", "mimeType": "application/yaml", "buffer": changed.encode()}
    )
    press(page, "form:has(input[name=kit]) button.primary")
    page.goto(f"{address}/brand/acme")
    expect(page.locator("#message-house-core-message .said-big")).to_have_text("好椅子不必想起")
    assert kit_desk(parts, manager, "acme").draft_number == 2
