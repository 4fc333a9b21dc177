"""The demo in the settings: removed with one action, and nobody is locked out."""

from collections.abc import Callable

import pytest

from hub.services.demo import load_demo
from hub.services.demo_people import read_logins
from hub.services.demo_removal import demo_is_there
from hub.services.parts import Parts
from hub.services.people import list_people
from hub.workflow.roles import SYSTEM, Principal
from tests.web.browser import Browser, words

HEIR = {"name": "Ada", "email": "ada@own.example", "password": "a long enough password", "sure": "yes"}


@pytest.fixture
def demo(parts: Parts) -> None:
    load_demo(parts, lambda _: None)


@pytest.fixture
def demo_admin(parts: Parts, demo: None, visitor: Browser) -> Browser:
    login = next(login for login in read_logins(parts) if login.role == "admin")
    answer = visitor.post("/sign-in", {"email": login.email, "password": login.password})
    assert answer.status_code == 303
    visitor.client.set_cookie("language", "en")
    return visitor


def test_the_page_tells_what_goes_and_what_stays(demo_admin: Browser) -> None:
    seen = words(demo_admin.page("/settings/demo"))
    assert "2 brands" in seen
    assert "82 texts" in seen
    assert "4 people" in seen
    assert "onevoice demo load" in seen


def test_the_demo_admin_names_a_successor_and_goes_on_as_that_person(
    demo_admin: Browser, parts: Parts
) -> None:
    answer = demo_admin.post("/settings/demo/remove", HEIR)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/brand")
    assert not demo_is_there(parts)
    assert [person.email for person in list_people(parts, SYSTEM)] == ["ada@own.example"]
    page = words(demo_admin.page("/settings/demo"))
    assert "There is no demo in this hub" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sure": ""}, "Tick the box first"),
        ({"password": "short"}, "A password has 10 to 200 characters"),
        ({"email": "nobody"}, "is no e-mail address"),
        ({"name": " "}, "A person needs a name"),
        ({"email": "admin@demo.example"}, "belongs to the demo"),
    ],
)
def test_a_wrong_input_removes_nothing_and_keeps_what_was_typed(
    demo_admin: Browser, parts: Parts, changes: dict[str, str], said: str
) -> None:
    answer = demo_admin.post("/settings/demo/remove", {**HEIR, **changes})
    page = answer.get_data(as_text=True)
    assert answer.status_code in (409, 422)
    assert said in words(page)
    assert f'value="{changes.get("name", "Ada")}"' in page
    assert "a long enough password" not in page
    assert demo_is_there(parts)


def test_an_admin_of_ones_own_removes_it_and_stays(
    enter: Callable[[str], Browser], demo: None, admin: Principal, parts: Parts
) -> None:
    browser = enter("admin")
    assert 'name="password"' not in browser.page("/settings/demo")
    for _ in range(2):
        answer = browser.post("/settings/demo/remove", {"sure": "yes"})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/settings/demo")
    assert not demo_is_there(parts)
    assert "The demo is gone" in words(browser.page("/settings/demo"))


def test_the_demo_admin_beside_another_is_signed_out(
    demo_admin: Browser, admin: Principal, parts: Parts
) -> None:
    assert "you will be signed out" in words(demo_admin.page("/settings/demo"))
    answer = demo_admin.post("/settings/demo/remove", {"sure": "yes"})
    assert answer.headers["Location"] == "/sign-in"
    assert not demo_is_there(parts)
    assert demo_admin.get("/settings/demo").headers["Location"].startswith("/sign-in")


def test_others_than_admins_find_no_way_in(enter: Callable[[str], Browser], manager: Principal) -> None:
    browser = enter("manager")
    assert browser.get("/settings/demo").status_code == 403
    assert browser.post("/settings/demo/remove", {"sure": "yes"}).status_code == 403
