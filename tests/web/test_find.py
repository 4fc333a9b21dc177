"""The search box: a page by kind, suggestions as JSON, nothing that one may not see."""

import re
from collections.abc import Callable

import pytest

from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.services.flow import started
from tests.web.browser import Browser, words

Enter = Callable[[str], Browser]


def test_what_was_found_is_grouped_marked_and_led_to(enter: Enter, parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer, "椅背会跟着脊柱走。", title="秋季<b>新品")
    page = enter("writer").page("/search?q=脊柱")
    assert re.findall(r"<h2 id=\"found-\d+\">([^<]+)</h2>", page) == ["Drafts", "Messages"]
    assert f'<a href="/drafts/{saved.variant_id}">秋季&lt;b&gt;新品</a>' in page
    assert "椅背会跟着<mark>脊柱</mark>走。" in page


@pytest.mark.parametrize(
    ("q", "href"),
    [
        ("throne", "/brand/acme/terms?q=throne"),
        ("1299", "/brand/acme/facts?q=price+of+the+work+chair"),
        ("wechat", "/channels/wechat?brand=acme"),
        ("good chair", "/brand/acme"),
        ("contents", "/contents"),
    ],
)
def test_each_kind_has_its_place(enter: Enter, writer: Principal, q: str, href: str) -> None:
    assert f'href="{href}"' in enter("writer").page(f"/search?q={q}").split("<main")[1]


def test_one_kind_alone_shows_more_of_it(enter: Enter, parts: Parts, writer: Principal) -> None:
    for number in range(10):
        started(parts, writer, title=f"椅子{number}")
    browser = enter("writer")
    page = browser.page("/search?q=椅子")
    more = re.search(r'href="(/search\?q=[^"]+&amp;in=draft)"', page)
    assert more is not None
    assert len(re.findall("<mark>椅子</mark>[0-9]", page)) == 8
    alone = browser.page(more[1].replace("&amp;", "&"))
    assert len(re.findall("<mark>椅子</mark>[0-9]", alone)) == 10
    assert "Look among everything" in words(alone)


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("", "Drafts by their title or words"),
        ("a", "Type one Chinese character or two letters at least."),
        ("zzzz", "No result for these words"),
        ("<script>", "No result for these words"),
        ("x" * 5_000, "No result for these words"),
        ("%", "Type one Chinese character or two letters at least."),
    ],
)
def test_little_or_nothing_to_find_says_so(enter: Enter, writer: Principal, q: str, said: str) -> None:
    answer = enter("writer").get("/search", query_string={"q": q})
    assert answer.status_code == 200
    assert said in words(answer.get_data(as_text=True))


def test_suggestions_are_the_first_few_of_each_kind(enter: Enter, parts: Parts, writer: Principal) -> None:
    for number in range(6):
        started(parts, writer, title=f"脊柱{number}")
    answer = enter("writer").get("/search.json?q=脊柱")
    assert answer.headers["Cache-Control"] == "private, no-store"
    groups = answer.get_json()["groups"]
    assert [(group["label"], len(group["items"])) for group in groups] == [("Drafts", 4), ("Messages", 2)]
    assert groups[0]["items"][0]["label"] == "脊柱5"
    assert groups[0]["items"][0]["hint"] == "Acme · Draft"


def test_a_channel_team_finds_no_draft(
    enter: Enter, parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    started(parts, writer, title="脊柱")
    groups = enter("channel").get("/search.json?q=脊柱").get_json()["groups"]
    assert [group["label"] for group in groups] == ["Messages"]
