"""Who gets in: signing in and out, rooms and roles, tokens of forms, headers, addresses to go on to."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from hub import create_app
from hub.services.parts import Parts
from hub.web.addresses import own_path
from hub.workflow.roles import Principal
from tests.fakes.parts import Clock, make_parts
from tests.web.browser import Browser, CheckedClient, words

Enter = Callable[[str], Browser]


def test_a_stranger_is_sent_to_sign_in_and_then_to_where_they_were_heading(
    visitor: Browser, writer: Principal
) -> None:
    answer = visitor.get("/drafts?state=draft")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/drafts?state%3Ddraft"
    assert visitor.sign_in("writer", target="/drafts?state=draft").location == "/drafts?state=draft"


def test_a_wrong_password_and_a_wrong_address_look_the_same(visitor: Browser, writer: Principal) -> None:
    wrong = visitor.sign_in("writer", password="not the password")
    unknown = visitor.sign_in("nobody", password="not the password")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    said = "The e-mail or the password is not right."
    assert said in words(wrong.get_data(as_text=True))
    assert said in words(unknown.get_data(as_text=True))


def test_signing_in_starts_a_new_session_and_signing_out_ends_it(visitor: Browser, writer: Principal) -> None:
    before = visitor.token()
    visitor.sign_in("writer")
    assert visitor.token("/") != before
    assert visitor.post("/sign-out").location == "/sign-in"
    assert visitor.get("/").status_code == 303


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(visitor: Browser, writer: Principal) -> None:
    cookie = visitor.sign_in("writer").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Secure" not in cookie


def test_over_https_cookies_are_secure_and_browsers_told_to_stay(parts: Parts) -> None:
    settings = parts.settings.model_copy(update={"https": True})
    client = create_app(replace(parts, settings=settings)).test_client()
    answer = client.get("/sign-in", base_url="https://hub.example")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_session_ends_after_its_hours(enter: Enter, writer: Principal, parts: Parts) -> None:
    browser = enter("writer")
    assert browser.get("/").status_code == 200
    clock = parts.now
    assert isinstance(clock, Clock)
    clock.moment = clock.moment.replace(month=clock.moment.month + 1)
    assert browser.get("/").status_code == 303


def test_too_many_attempts_are_slowed_down(parts: Parts, writer: Principal) -> None:
    settings = parts.settings.model_copy(update={"login_limit": "2 per hour"})
    app = create_app(replace(parts, settings=settings))
    app.test_client_class = CheckedClient
    browser = Browser(app)
    codes = [browser.sign_in("writer", password="wrong password").status_code for _ in range(3)]
    assert codes == [401, 401, 429]


@pytest.mark.parametrize(
    ("target", "goes"),
    [
        ("/drafts?state=draft", "/drafts?state=draft"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/\t/evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("drafts", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_only_own_paths_are_gone_on_to(target: str | None, goes: str) -> None:
    assert own_path(target) == goes


@pytest.mark.parametrize(
    ("person", "rooms"),
    [
        ("writer", ["Today", "Write", "Contents", "Review", "Channels", "Brand"]),
        ("manager", ["Today", "Write", "Contents", "Review", "Channels", "Brand", "Settings"]),
        ("channel", ["Today", "Channels", "Brand"]),
    ],
)
def test_everybody_sees_their_rooms_and_no_others(
    enter: Enter,
    writer: Principal,
    manager: Principal,
    channel_team: Principal,
    person: str,
    rooms: list[str],
) -> None:
    page = enter(person).page("/")
    rail = page.split('<nav aria-label="Rooms">')[1].split("</nav>")[0]
    assert re.findall(r"<span>([^<>]+)</span></a>", rail) == rooms


@pytest.mark.parametrize(
    "path", ["/drafts", "/drafts/new", "/check", "/reviews", "/jobs", "/settings/tokens"]
)
def test_a_channel_team_is_told_kindly_that_a_room_is_not_theirs(
    enter: Enter, channel_team: Principal, path: str
) -> None:
    answer = enter("channel").get(path)
    assert answer.status_code == 403
    assert "ask an admin of the hub for the role" in words(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-out", "/language", "/drafts", "/check", "/settings/tokens"]
)
def test_a_form_without_its_token_changes_nothing(enter: Enter, manager: Principal, path: str) -> None:
    answer = enter("manager").client.post(path, data={"language": "zh"})
    assert answer.status_code == 400
    assert "This form can't be used" in words(answer.get_data(as_text=True))


def test_a_form_sent_after_the_session_ended_is_answered_with_advice(visitor: Browser) -> None:
    answer = visitor.post("/drafts", {"title": "kept in the browser"})
    assert answer.status_code == 401
    assert "sign in again in another tab" in words(answer.get_data(as_text=True))


def test_every_answer_names_its_request(visitor: Browser) -> None:
    made = visitor.get("/nothing").headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", made)
    given = visitor.get("/nothing", headers={"X-Request-ID": "from-the-proxy-1"})
    assert given.headers["X-Request-ID"] == "from-the-proxy-1"
    assert "from-the-proxy-1" in given.get_data(as_text=True)
    forged = visitor.get("/nothing", headers={"X-Request-ID": "<script>"})
    assert forged.headers["X-Request-ID"] != "<script>"


@pytest.mark.parametrize("path", ["/sign-in", "/nothing", "/static/x/css/base.css", "/healthz", "/"])
def test_every_answer_carries_the_strict_policy(visitor: Browser, path: str) -> None:
    headers = visitor.get(path).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_health_needs_nobody_and_tells_of_a_database_without_tables(visitor: Browser, tmp_path: Path) -> None:
    assert (visitor.get("/healthz").status_code, visitor.get("/healthz").data) == (200, b"ok\n")
    empty = make_parts(tmp_path / "empty")
    assert create_app(empty).test_client().get("/healthz").status_code == 503
    empty.engine.dispose()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/drafts/not-an-id", 404),
        ("POST", "/jobs", 405),
        ("GET", "/sign-out", 405),
    ],
)
def test_wrong_addresses_and_methods_are_pages_too(
    enter: Enter, writer: Principal, method: str, path: str, status: int
) -> None:
    browser = enter("writer")
    answer = browser.post(path) if method == "POST" else browser.get(path)
    assert answer.status_code == status
    assert "What to do" in words(answer.get_data(as_text=True))


def test_a_fault_of_the_hub_is_a_page_without_details(app: Flask, writer: Principal) -> None:
    def break_down() -> str:
        raise RuntimeError("secret detail")

    app.view_functions["jobs.show_list"] = break_down
    break_down.permission = "job.read"  # type: ignore[attr-defined]
    browser = Browser(app)
    browser.sign_in("writer")
    answer = browser.get("/jobs")
    assert answer.status_code == 500
    assert "secret detail" not in answer.get_data(as_text=True)
    assert answer.headers["X-Request-ID"] in answer.get_data(as_text=True)


def test_every_route_declares_its_permission(app: Flask) -> None:
    bare = sorted(
        f"{rule.rule} ({app.view_functions[rule.endpoint].__module__}.{app.view_functions[rule.endpoint].__name__})"
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "permission", None) is None
    )
    assert bare == []


def test_an_address_that_leads_nowhere_keeps_the_rooms_of_who_is_signed_in(
    enter: Enter, writer: Principal
) -> None:
    answer = enter("writer").get("/nowhere")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert 'href="/drafts"' in page
    assert "Sign out" in page


def test_a_form_with_a_nul_outside_the_text_is_refused_and_gives_the_text_back(
    enter: Enter, writer: Principal
) -> None:
    form = {"brand": "acme", "channel": "wechat", "locale": "zh", "title": "a\0b", "part.body": "留下"}
    answer = enter("writer").post("/drafts", form)
    assert answer.status_code == 400
    assert "留下</textarea>" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["/drafts?brand=%00", "/channels/wechat?locale=z%00h", "/drafts/new?title=%00"]
)
def test_an_address_with_a_nul_is_refused(enter: Enter, writer: Principal, path: str) -> None:
    assert enter("writer").get(path).status_code == 400
