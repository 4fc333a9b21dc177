"""The bell and the page of notifications: in words, leading to the place, read when one says so."""

import re
from collections.abc import Callable

import pytest

from hub.services.discussion import AddRemark, add_remark
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.workflow.roles import Principal
from tests.services.flow import approved, started
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]


def test_the_bell_counts_in_words_and_shows_the_last_few(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal
) -> None:
    saved = started(parts, writer)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    browser = enter("manager")
    assert 'aria-label="Notifications: 2 new"' in browser.page("/")
    bell = browser.page("/notifications/latest")
    assert not bell.lstrip().startswith("<!doctype")
    assert "Writer submitted “秋季新品” for review. new Acme · Site" in words(bell)
    assert f'href="/reviews/{saved.variant_id}"' in bell


def test_each_leads_to_the_very_place(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    done = approved(parts, writer, manager)
    remark = add_remark(parts, manager, AddRemark(done.variant_id, "这个数字对吗？"))
    page = enter("writer").page("/notifications")
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', page.split("<main")[1].split("</main>")[0])
    assert links == [
        (f"/drafts/{done.variant_id}/comments#comment-{remark}", "Manager commented on “秋季新品”."),
        (f"/drafts/{done.variant_id}", "Manager approved “秋季新品”."),
        ("/brand/acme", "A new version of Acme is in force."),
    ]
    assert "这个数字对吗？" in page
    outlet = enter("channel").page("/notifications")
    place = f"/channels/site/contents/{done.variant_id}?brand=acme"
    assert f'href="{place}">“秋季新品” is ready to publish.' in outlet
    assert enter("channel").get(place).status_code == 200
    assert enter("writer").get(links[0][0]).status_code == 200


def test_all_are_read_at_once_twice_over_and_without_scripts(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal
) -> None:
    saved = started(parts, writer)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    browser = enter("manager")
    newest = hidden(browser.page("/notifications"), "newest")
    decide(parts, manager, Decide(saved.variant_id, saved.revision.id, "request_changes", comment="短一些"))
    for _click in range(2):
        answer = browser.post("/notifications/read", {"newest": newest})
        assert (answer.status_code, answer.location) == (303, "/notifications")
    page = browser.page("/notifications")
    assert "Notifications: none new" in page
    assert "Mark all as read" not in words(page)


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 30, "１２"])
def test_a_mark_that_is_none_is_refused(enter: Enter, writer: Principal, newest: str) -> None:
    assert enter("writer").post("/notifications/read", {"newest": newest}).status_code == 422
    if newest:
        assert enter("writer").get(f"/notifications?before={newest}").status_code == 422


def test_a_long_list_goes_on_on_another_page(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal
) -> None:
    for number in range(32):
        saved = started(parts, writer, title=f"稿{number:02}")
        submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    browser = enter("manager")
    page = browser.page("/notifications")
    older = re.search(r'href="(/notifications\?before=\d+)"', page)
    assert older is not None
    first, second = (
        re.findall("稿[0-9]{2}", words(page)),
        re.findall("稿[0-9]{2}", words(browser.page(older[1]))),
    )
    assert first + second == [f"稿{number:02}" for number in range(31, -1, -1)]


def test_nothing_that_happened_is_said_kindly(enter: Enter, admin: Principal) -> None:
    assert "Nothing yet" in words(enter("admin").page("/notifications"))
    assert "What concerns you is told here." in words(enter("admin").page("/notifications/latest"))
