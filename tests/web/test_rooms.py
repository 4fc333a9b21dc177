"""The other rooms: checking without keeping, the brand and its kit, tokens, people, languages, themes."""

import io
import re
from collections.abc import Callable

import pytest

from hub.services import brands, people, tokens
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.fakes.kits import ACME_KIT
from tests.web.browser import Browser, words

Enter = Callable[[str], Browser]
KIT_2 = ACME_KIT.replace("1299元", "1399元")


def upload(browser: Browser, kit: str, name: str = "acme.yaml") -> tuple[int, str]:
    answer = browser.post("/brand/-/import", {"kit": (io.BytesIO(kit.encode()), name)})
    return answer.status_code, answer.location or words(answer.get_data(as_text=True))


def test_any_text_is_checked_without_being_kept(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    form = {"target": "acme/", "part.body": "这把神椅，工作椅只要999元。"}
    page = browser.post("/check", form).get_data(as_text=True)
    assert "这把神椅，工作椅只要999元。</textarea>" in page
    assert re.findall(r'data-verdict="(\w+)"', page) == ["blocked"]
    fragment = browser.post("/check", form, headers={"X-Fragment": "verdict"}).get_data(as_text=True)
    assert fragment.startswith('<div class="verdict"')
    assert words(fragment) in words(page)
    assert "No draft fits" in words(browser.page("/drafts"))


@pytest.mark.parametrize(("target", "status"), [("acme/fax", 422), ("nobody/", 404), ("", 404)])
def test_a_check_for_a_brand_or_channel_that_is_not_there_says_so(
    enter: Enter, writer: Principal, target: str, status: int
) -> None:
    assert enter("writer").post("/check", {"target": target, "part.body": "x"}).status_code == status


def test_the_brand_page_draws_the_house_from_roof_to_foundation(enter: Enter, writer: Principal) -> None:
    said = words(enter("writer").page("/brand/acme"))
    order = [
        "Core message A good chair lets you forget the chair",
        "Value proposition Work chairs that stay comfortable all day",
        "Pillar Support The back follows the curve of your spine",
        "Proof points Tested for four hundred hours with a spine lab",
    ]
    places = [said.find(line) for line in order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_kit_is_uploaded_compared_and_published(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    assert upload(browser, KIT_2) == (303, "/brand/acme")
    said = words(browser.page("/brand/acme/waiting"))
    assert "Facts 1 Fact price of the work chair › Value Changed 1299 1399 元" in said
    assert browser.post("/brand/acme/publish").location == "/brand/acme"
    after = words(browser.page("/brand/acme/versions"))
    assert "wait to be published" not in after
    assert "Version 2 In force" in after
    assert brands.get_brand(parts, manager, "acme").versions[-1].state == "published"


def test_a_kit_with_faults_shows_each_with_its_line_and_column(enter: Enter, manager: Principal) -> None:
    browser = enter("manager")
    status, said = upload(browser, ACME_KIT.replace("kind: price", "kind: prize"))
    line = ACME_KIT.splitlines().index("    kind: price") + 1
    assert status == 422
    assert "nothing was imported" in said
    assert f" {line} " in said
    assert "prize" in said


@pytest.mark.parametrize("kit", ["", "\0", "a: [", "- 1", "%YAML 9.9"])
def test_a_file_that_is_no_kit_is_refused(enter: Enter, manager: Principal, kit: str) -> None:
    assert upload(enter("manager"), kit)[0] == 422


def test_uploading_without_a_file_says_to_choose_one(enter: Enter, manager: Principal) -> None:
    answer = enter("manager").post("/brand/-/import", {})
    assert answer.status_code == 422
    assert "Choose the kit's YAML file first." in words(answer.get_data(as_text=True))


def test_a_writer_reads_the_brand_and_changes_nothing(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    assert "Import a kit" not in browser.page("/brand/acme")
    assert browser.get("/brand/-/import").status_code == 403
    assert browser.post("/brand/acme/publish").status_code == 403


def test_an_exported_kit_can_be_uploaded_again_and_changes_nothing(enter: Enter, manager: Principal) -> None:
    browser = enter("manager")
    kit = browser.get("/brand/acme/kit.yaml")
    assert kit.headers["Content-Disposition"] == 'attachment; filename="acme.yaml"'
    upload(browser, kit.get_data(as_text=True))
    assert "nothing changed" in words(browser.page("/brand/acme"))


def test_a_token_is_shown_once_works_and_is_revoked(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    form = {"name": "crm", "scope": ["delivery.read"], "channels": "wechat, site"}
    answer = browser.post("/settings/tokens", form)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    found = re.search(r'id="secret">(ov_[\w-]+)<', answer.get_data(as_text=True))
    assert found is not None
    assert tokens.principal_of_token(parts, found[1]).channels == {"wechat", "site"}
    listed = browser.page("/settings/tokens")
    assert found[1] not in listed
    revoke = re.search(r'action="(/settings/tokens/[\w-]+/revoke)"', listed)
    assert revoke is not None
    assert browser.post(revoke[1]).status_code == 303
    assert "revoked" in words(browser.page("/settings/tokens"))


@pytest.mark.parametrize(
    "form", [{"name": "", "scope": "delivery.read"}, {"name": "x"}, {"name": "x", "scope": "everything"}]
)
def test_a_token_that_can_not_be_made_says_why(
    enter: Enter, manager: Principal, form: dict[str, str]
) -> None:
    assert enter("manager").post("/settings/tokens", form).status_code == 422


def test_an_admin_adds_a_person_who_can_sign_in(enter: Enter, admin: Principal, brand: str) -> None:
    form = {
        "name": "New",
        "email": "new@acme.example",
        "password": "correct horse battery",
        "role": "copywriter",
        "brand": brand,
        "language": "zh",
    }
    browser = enter("admin")
    assert browser.post("/settings/people", form).status_code == 303
    assert "New new@acme.example Copywriter acme" in words(browser.page("/settings/people"))
    again = browser.post("/settings/people", form)
    assert again.status_code == 409
    assert "There is already somebody with the e-mail new@acme.example." in words(
        again.get_data(as_text=True)
    )
    assert enter("new").get("/drafts").status_code == 200


def test_a_manager_makes_tokens_and_manages_nobody(enter: Enter, manager: Principal) -> None:
    browser = enter("manager")
    assert 'href="/settings/people"' not in browser.page("/settings/tokens")
    assert browser.get("/settings/people").status_code == 403


def test_jobs_show_what_was_promised(enter: Enter, writer: Principal, manager: Principal) -> None:
    browser = enter("manager")
    assert "No job has run yet" in words(browser.page("/jobs"))
    form = {
        "brand": "acme",
        "channel": "wechat",
        "locale": "zh",
        "title": "长文",
        "part.body": "长句。" * 8_000,
    }
    browser.post("/drafts", form)
    page = browser.page("/jobs")
    assert "Judge a text acme Waiting" in words(page)
    assert 'id="jobs" hx-get="/jobs" hx-trigger="every 4s"' in page


def test_the_language_is_the_chosen_one_then_the_persons_then_the_browsers_then_the_hubs(
    visitor: Browser, writer: Principal
) -> None:
    client = visitor.client
    assert '<html lang="en"' in visitor.page("/sign-in")
    client.delete_cookie("language")
    assert '<html lang="zh-CN"' in visitor.page("/sign-in")
    assert '<html lang="en"' in visitor.get("/sign-in", headers={"Accept-Language": "en-GB"}).get_data(
        as_text=True
    )
    visitor.sign_in("writer")
    assert '<html lang="zh-CN"' in visitor.get("/", headers={"Accept-Language": "en"}).get_data(as_text=True)
    answer = visitor.post("/language", {"language": "en", "next": "/drafts?state=draft"})
    assert answer.location == "/drafts?state=draft"
    assert '<html lang="en"' in visitor.page("/")
    visitor.post("/language", {"language": "xx"})
    assert '<html lang="en"' in visitor.page("/")


def test_the_theme_is_kept_and_an_unknown_one_is_not(visitor: Browser) -> None:
    assert 'data-theme="auto"' in visitor.page("/sign-in")
    visitor.post("/theme", {"theme": "dark", "next": "//evil.example"})
    assert 'data-theme="dark"' in visitor.page("/sign-in")
    visitor.post("/theme", {"theme": '"><script>'})
    assert 'data-theme="dark"' in visitor.page("/sign-in")


def test_every_room_speaks_chinese(app: object, enter: Enter, admin: Principal, brand: str) -> None:
    browser = enter("admin")
    browser.client.set_cookie("language", "zh")
    titles = {
        "/": "今日",
        "/drafts": "写稿",
        "/drafts/new": "写新稿",
        "/check": "随手一查",
        "/reviews": "审稿",
        "/channels": "渠道",
        "/brand/acme": "安可",
        "/brand/-/import": "导入品牌资料包",
        "/jobs": "任务",
        "/settings/tokens": "API 令牌",
        "/settings/people": "成员",
    }
    for path, title in titles.items():
        assert f"<title>{title} · Onevoice</title>" in browser.page(path)
    house = words(browser.page("/brand/acme"))
    assert "核心信息 好椅子让人忘记椅子 价值主张 坐一整天也不累的工作椅" in house
    missing = browser.get("/nothing")
    assert "找不到 这个地址没有内容，或者没有与你共享。" in words(missing.get_data(as_text=True))


def test_reasons_and_errors_are_said_in_the_language_of_the_page(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    browser = enter("writer")
    browser.client.set_cookie("language", "zh")
    form = {"brand": "acme", "channel": "wechat", "locale": "fr", "title": "x"}
    answer = browser.post("/drafts", form)
    assert "品牌 acme 使用的语言是 zh, en，不包括 'fr'。" in words(answer.get_data(as_text=True))
    answer = browser.post("/check", {"target": "acme/wechat", "part.body": "工作椅只要999元。"})
    assert "文案与登记的事实“工作椅售价”不符：文案写的是 999元，登记的是 1299元。" in words(
        answer.get_data(as_text=True)
    )
    people.create_user(
        parts, SYSTEM, email="lost@acme.example", name="Lost", password="correct horse battery", roles=[]
    )
    lost = enter("lost")
    lost.client.set_cookie("language", "zh")
    assert "Lost 没有“查看稿子、修订记录与报告”的权限" in words(lost.get("/drafts").get_data(as_text=True))
