"""The discussion on pages: said, answered, settled; refused words come back."""

import re
import uuid
from collections.abc import Callable

from hub.services.discussion import AddRemark, add_remark, discussion_of
from hub.services.discussion_views import Thread
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.services.flow import BODY, started
from tests.web.browser import Browser, words

Enter = Callable[[str], Browser]
QUOTE = "椅背会跟着您的脊柱走"


def open_threads(parts: Parts, reader: Principal, variant_id: uuid.UUID) -> list[Thread]:
    entries = discussion_of(parts, reader, variant_id).entries
    return [entry for entry in entries if isinstance(entry, Thread)]


def test_a_remark_is_kept_and_leads_back_to_where_it_was_made(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    saved = started(parts, writer)
    place = f"/drafts/{saved.variant_id}/comments"
    browser = enter("writer")
    form = {"body": "再短些", "quote": QUOTE, "next": f"/drafts/{saved.variant_id}?a=1#old"}
    answer = browser.post(place, form)
    (thread,) = open_threads(parts, writer, saved.variant_id)
    assert answer.status_code == 303
    assert answer.location == f"/drafts/{saved.variant_id}?a=1#comment-{thread.remark.id}"
    page = browser.page(place)
    assert "The remark is kept." in words(page)
    assert f"{QUOTE} Show in the text" in words(page)
    assert f'data-part-name="body" data-start="{BODY.index(QUOTE)}"' in page
    assert f'data-part="body">{BODY}</div>' in page


def test_a_way_back_to_another_site_is_not_taken(enter: Enter, writer: Principal, parts: Parts) -> None:
    saved = started(parts, writer)
    place = f"/drafts/{saved.variant_id}/comments"
    answer = enter("writer").post(place, {"body": "x", "next": "//evil.example"})
    assert answer.location.startswith(f"{place}#comment-")


def test_words_that_are_not_in_the_text_come_back_with_the_remark(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    saved = started(parts, writer)
    place = f"/drafts/{saved.variant_id}/comments"
    form = {"body": "这句不清楚", "quote": "没有的话", "next": f"/reviews/{saved.variant_id}"}
    answer = enter("writer").post(place, form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "not in the saved text; save the text first" in words(page)
    assert "这句不清楚</textarea>" in page
    assert "没有的话</textarea>" in page
    assert f'name="next" value="/reviews/{saved.variant_id}"' in page
    assert open_threads(parts, writer, saved.variant_id) == []


def test_an_empty_reply_is_refused_under_its_remark(enter: Enter, writer: Principal, parts: Parts) -> None:
    saved = started(parts, writer)
    remark = add_remark(parts, writer, AddRemark(saved.variant_id, "第一条"))
    form = {"body": "  ", "parent_id": str(remark)}
    answer = enter("writer").post(f"/drafts/{saved.variant_id}/comments", form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(r'<details class="reply" open>', page)
    assert words(page).count("Write the remark first; it has no words yet.") == 1


def test_a_remark_is_answered_settled_and_opened_again(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    saved = started(parts, writer)
    remark = add_remark(parts, manager, AddRemark(saved.variant_id, "请核对"))
    place = f"/drafts/{saved.variant_id}/comments"
    browser = enter("writer")
    assert browser.post(place, {"body": "核对过了", "parent_id": str(remark)}).status_code == 303
    assert browser.post(f"{place}/{remark}/settle").status_code == 303
    said = words(browser.page(place))
    assert "Settled 1" in said
    assert "核对过了" in said
    assert "Settled by Writer" in said
    assert browser.post(f"{place}/{remark}/reopen").status_code == 303
    assert "Discussion 1 open" in words(browser.page(place))


def test_a_fragment_is_the_discussion_alone_also_when_it_refuses(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    saved = started(parts, writer)
    place, headers = f"/drafts/{saved.variant_id}/comments", {"X-Fragment": "discussion"}
    browser = enter("writer")
    kept = browser.post(place, {"body": "好"}, headers=headers)
    assert kept.status_code == 200
    assert kept.get_data(as_text=True).lstrip().startswith('<section id="discussion"')
    refused = browser.post(place, {"body": "好", "quote": "没有"}, headers=headers)
    assert refused.status_code == 422
    assert "没有</textarea>" in refused.get_data(as_text=True)


def test_ids_and_places_that_are_none_are_told(enter: Enter, writer: Principal, parts: Parts) -> None:
    saved = started(parts, writer)
    browser = enter("writer")
    place = f"/drafts/{saved.variant_id}/comments"
    assert browser.post(place, {"body": "x", "parent_id": "zzz"}).status_code == 422
    assert browser.post(place, {"body": "x", "parent_id": str(uuid.uuid4())}).status_code == 404
    odd = {"body": "x", "quote": QUOTE, "part": "body", "start": "²", "end": "99999999999"}
    assert browser.post(place, odd).status_code == 303
    (thread,) = open_threads(parts, writer, saved.variant_id)
    assert thread.start == BODY.index(QUOTE)
    assert browser.get(f"/drafts/{uuid.uuid4()}/comments").status_code == 404


def test_a_channel_team_neither_reads_nor_comments(
    enter: Enter, writer: Principal, channel_team: Principal, parts: Parts
) -> None:
    saved = started(parts, writer)
    browser = enter("channel")
    assert browser.get(f"/drafts/{saved.variant_id}/comments").status_code == 403
    assert browser.post(f"/drafts/{saved.variant_id}/comments", {"body": "x"}).status_code == 403


def test_the_discussion_speaks_chinese(enter: Enter, writer: Principal, parts: Parts) -> None:
    saved = started(parts, writer)
    browser = enter("writer")
    browser.client.set_cookie("language", "zh")
    assert '<html lang="zh-CN"' in browser.page(f"/drafts/{saved.variant_id}/comments")


def test_markup_in_a_remark_is_shown_as_it_was_typed(enter: Enter, writer: Principal, parts: Parts) -> None:
    saved = started(parts, writer)
    add_remark(parts, writer, AddRemark(saved.variant_id, "<script>alert(1)</script>"))
    page = enter("writer").page(f"/drafts/{saved.variant_id}/comments")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
