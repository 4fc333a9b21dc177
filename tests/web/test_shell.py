"""What stands around every page: the rooms, the brand one works with, the palette, help, errors, running work."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event

from hub.services import brands
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Job
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.web.browser import Browser, words

Enter = Callable[[str], Browser]


@pytest.fixture
def other(parts: Parts, brand: str) -> str:
    """The slug of a second published brand."""
    kit = ACME_KIT.replace("id: acme", "id: other").replace("zh: 安可, en: Acme", "zh: 另一家, en: Other")
    brands.import_kit(parts, SYSTEM, kit.encode(), source="other.yaml")
    brands.publish(parts, SYSTEM, "other")
    return "other"


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/", "Today"),
        ("/drafts/new", "Write"),
        ("/check", "Write"),
        ("/contents", "Contents"),
        ("/reviews", "Review"),
        ("/settings/tokens", "Settings"),
        ("/jobs", "Settings"),
    ],
)
def test_the_rail_marks_the_room_one_stands_in(
    enter: Enter, manager: Principal, path: str, room: str
) -> None:
    rail = enter("manager").page(path).split('<nav aria-label="Rooms">')[1].split("</nav>")[0]
    assert re.findall(r'aria-current="page">.*?<span>([^<]+)</span></a>', rail, re.DOTALL) == [room]


def test_the_search_page_is_in_no_room(enter: Enter, writer: Principal) -> None:
    rail = enter("writer").page("/search").split('<nav aria-label="Rooms">')[1].split("</nav>")[0]
    assert "aria-current" not in rail


def test_a_brand_is_chosen_kept_and_let_go(enter: Enter, admin: Principal, other: str) -> None:
    browser = enter("admin")
    assert "Brand to work with: All brands" in words(browser.page("/"))
    answer = browser.post("/current-brand", {"brand": "other", "next": "/search?q=chair"})
    assert (answer.status_code, answer.location) == (303, "/search?q=chair")
    page = browser.page("/search?q=chair")
    assert "Brand to work with: O Other" in words(page)
    assert "Other · Core message" in words(page)
    assert "Acme · Core message" not in words(page)
    browser.post("/current-brand", {"brand": ""})
    assert "Acme · Core message" in words(browser.page("/search?q=chair"))


def test_a_brand_that_is_gone_or_none_of_theirs_is_not_chosen(
    enter: Enter, writer: Principal, other: str
) -> None:
    browser = enter("writer")
    browser.post("/current-brand", {"brand": "other"})
    assert browser.client.get_cookie("brand") is None
    browser.client.set_cookie("brand", "other")
    assert "A good chair lets you forget the chair" in words(browser.page("/search?q=chair"))


def test_who_has_one_brand_has_nothing_to_switch(enter: Enter, writer: Principal, other: str) -> None:
    page = enter("writer").page("/")
    assert "brand-menu" not in page
    assert '<p class="brand-switch"><span class="wide-only">Acme</span></p>' in page


def test_the_rail_and_the_keys_keep_their_shape(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    assert "narrow-rail" not in browser.page("/")
    assert browser.post("/frame/rail", {"rail": "narrow", "next": "/jobs"}).location == "/jobs"
    assert 'class="shell narrow-rail"' in browser.page("/")
    browser.post("/frame/rail", {"rail": "sideways"})
    assert 'class="shell narrow-rail"' in browser.page("/")
    assert 'data-keys="on"' in browser.page("/")
    browser.post("/frame/keys", {"keys": "off"})
    assert 'data-keys="off"' in browser.page("/")


def test_the_person_menu_names_the_roles(enter: Enter, parts: Parts, writer: Principal, other: str) -> None:
    said = words(enter("writer").page("/"))
    assert "Writer Copywriter · Acme Keys Sign out" in said


def test_the_palette_holds_what_the_person_may_go_to_and_do(
    enter: Enter, manager: Principal, channel_team: Principal
) -> None:
    def labels(name: str) -> dict[str, list[str]]:
        answer = enter(name).get("/palette.json")
        assert answer.headers["Cache-Control"] == "private, no-cache"
        return {
            group["label"]: [item["label"] for item in group["items"]]
            for group in answer.get_json()["groups"]
        }

    table, outlet = labels("manager"), labels("channel")
    assert table["Rooms"] == ["Today", "Write", "Contents", "Review", "Channels", "Brand", "Settings"]
    assert table["Do"][:2] == ["Start a draft", "Check a text"]
    assert table["Brands"] == ["Acme: message house", "Acme: terms", "Acme: facts"]
    assert outlet["Rooms"] == ["Today", "Channels", "Brand"]
    assert outlet["Do"] == ["Notifications", "Help", "Sign out"]
    assert "Recent drafts" not in outlet


def test_the_palette_speaks_the_language_and_switches_brands(
    enter: Enter, admin: Principal, other: str
) -> None:
    browser = enter("admin")
    browser.post("/current-brand", {"brand": "acme"})
    items = [item for group in browser.get("/palette.json").get_json()["groups"] for item in group["items"]]
    switches = [(item["label"], item["value"]) for item in items if item.get("name") == "brand"]
    assert switches == [("Work with Other only", "other"), ("Work with all brands", "")]
    assert {"label": "中文", "value": "zh"}.items() <= next(
        item for item in items if item.get("name") == "language"
    ).items()


@pytest.mark.parametrize("path", ["/palette.json", "/search.json?q=x", "/notifications", "/help", "/search"])
def test_nothing_of_the_frame_is_shown_to_strangers(visitor: Browser, path: str) -> None:
    assert visitor.get(path).status_code == 303


def test_help_says_what_every_room_of_the_person_is_for(
    enter: Enter, manager: Principal, channel_team: Principal
) -> None:
    page = enter("manager").page("/help")
    assert re.findall(r'<div id="(\w+)" class="help-place">', page) == [
        "today",
        "write",
        "contents",
        "review",
        "channels",
        "brand",
        "settings",
    ]
    assert re.findall(r'<div id="(\w+)" class="help-place">', enter("channel").page("/help")) == [
        "today",
        "channels",
        "brand",
    ]
    beside = enter("manager").page("/reviews").split('id="help-panel"')[1].split("</aside>")[0]
    assert "Texts that were submitted wait here" in words(beside)
    assert 'href="/help#review"' in beside


def test_running_work_is_told_in_words_and_stops_asking_when_it_is_done(
    enter: Enter, parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    browser = enter("writer")
    assert 'id="running"' not in browser.page("/")
    brand_id = brands.get_brand(parts, SYSTEM, "acme").id
    with UnitOfWork(parts, SYSTEM) as uow:
        job = uow.send("judging.rejudge_brand", brand_id=brand_id)
        job.state, job.done, job.total = "running", 3, 12
        uow.commit()
    assert "One job runs · 25%" in words(browser.page("/"))
    assert 'hx-trigger="every 4s"' in browser.page("/jobs/running")
    assert 'id="running"' not in enter("channel").page("/")
    with UnitOfWork(parts, SYSTEM) as uow:
        found = uow.session.get(Job, job.id)
        assert found is not None
        found.state = "done"
        uow.commit()
    done = browser.page("/jobs/running")
    assert "All jobs are done" in words(done)
    assert "hx-trigger" not in done


def test_a_failed_job_stands_first_and_says_what_to_do(enter: Enter, parts: Parts, writer: Principal) -> None:
    brand_id = brands.get_brand(parts, SYSTEM, "acme").id
    with UnitOfWork(parts, SYSTEM) as uow:
        failed = uow.send("judging.judge_revision", brand_id=brand_id)
        failed.state, failed.error = "failed", "OSError: no space"
        uow.commit()
    with UnitOfWork(parts, SYSTEM) as uow:
        newer = uow.send("judging.rejudge_brand", brand_id=brand_id)
        newer.state = "done"
        uow.commit()
    said = words(enter("writer").page("/jobs"))
    assert said.index("Judge a text acme Failed") < said.index("Judge the library again acme Done")
    assert "open it and save it once more" in said
    assert "OSError: no space" in said


def test_an_error_leads_back_to_the_page_it_came_from_and_nowhere_else(
    enter: Enter, writer: Principal
) -> None:
    browser = enter("writer")
    back = browser.get("/nowhere", headers={"Referer": "http://localhost/drafts?state=draft"})
    assert 'href="/drafts?state=draft">Back to the page before' in back.get_data(as_text=True)
    for referrer in (
        "http://evil.example/drafts",
        "http://localhost/nowhere",
        "http://localhost//evil.example",
    ):
        page = browser.get("/nowhere", headers={"Referer": referrer}).get_data(as_text=True)
        assert "Back to the page before" not in page


def test_a_stranger_is_shown_an_error_without_a_rail(visitor: Browser) -> None:
    page = visitor.get("/nowhere").get_data(as_text=True)
    assert "Not found" in words(page)
    assert 'href="/sign-in"' in page
    assert 'class="rail"' not in page


def test_a_fault_of_the_hub_reads_nothing_more_from_the_database(
    app: Flask, writer: Principal, parts: Parts
) -> None:
    asked: list[str] = []

    def break_down() -> str:
        event.listen(parts.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        raise RuntimeError

    break_down.permission = "job.read"  # type: ignore[attr-defined]
    app.view_functions["jobs.show_list"] = break_down
    browser = Browser(app)
    browser.sign_in("writer")
    assert browser.get("/jobs").status_code == 500
    assert asked == []


def test_what_was_just_done_is_told_once_in_a_place_that_is_read_out(
    enter: Enter, parts: Parts, admin: Principal, brand: str
) -> None:
    form = {
        "name": "New",
        "email": "new@acme.example",
        "password": "correct horse battery",
        "role": "copywriter",
    }
    browser = enter("admin")
    browser.client.post("/settings/people", data={**form, "csrf_token": browser.token("/")})
    page = browser.page("/settings/people")
    assert "New can sign in now." in words(page.split('<div class="toasts" role="status">')[1])
    assert "New can sign in now." not in words(browser.page("/settings/people"))


def test_the_sign_in_page_tells_of_the_demo_only_where_it_is_loaded(visitor: Browser, parts: Parts) -> None:
    assert "demo-logins.json" not in visitor.page("/sign-in")
    (parts.settings.data_dir / "demo-logins.json").write_text(
        '[{"email": "a@demo.example", "name": "A", "role": "admin", "password": "never shown"}]',
        encoding="utf-8",
    )
    page = visitor.page("/sign-in")
    assert "demo-logins.json" in page
    assert "never shown" not in page


def test_the_frame_costs_the_same_for_many_brands_and_events(
    enter: Enter, parts: Parts, admin: Principal, brand: str
) -> None:
    browser = enter("admin")

    def cost() -> int:
        asked: list[str] = []

        def count(*args: object) -> None:
            asked.append(str(args[2]))

        event.listen(parts.engine, "before_cursor_execute", count)
        browser.page("/help")
        event.remove(parts.engine, "before_cursor_execute", count)
        return len(asked)

    before = cost()
    for number in range(5):
        kit = ACME_KIT.replace("id: acme", f"id: more-{number}")
        brands.import_kit(parts, SYSTEM, kit.encode(), source="more.yaml")
        brands.publish(parts, SYSTEM, f"more-{number}")
        make_person(parts, f"person{number}", f"more-{number}", "copywriter")
    assert cost() == before
