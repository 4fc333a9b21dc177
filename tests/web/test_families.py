"""The rooms of a content: its list, its matrix, its master, starting texts, two of them side by side."""

import re
import uuid
from collections.abc import Callable

import pytest

from hub.judging.text import Part
from hub.services.draft_lists import get_draft
from hub.services.drafts import StartDraft, start_draft
from hub.services.families import get_family
from hub.services.masters import SaveMaster, save_master
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]
TEXT = "工作椅1199元。椅背跟着脊柱走。"


def begun(parts: Parts, writer: Principal, text: str = TEXT, **changes: str) -> tuple[uuid.UUID, uuid.UUID]:
    """Start a draft; return its content and itself."""
    values = {"brand": "acme", "channel": "site", "locale": "zh", "title": "秋季新品"} | changes
    saved = start_draft(parts, writer, StartDraft(parts=(Part("body", text),), **values))
    return get_draft(parts, writer, saved.variant_id).line.content_id, saved.variant_id


def with_master(parts: Parts, writer: Principal, content_id: uuid.UUID, text: str) -> None:
    family = get_family(parts, writer, content_id)
    save_master(
        parts, writer, SaveMaster(content_id, family.master_digest, family.title, (Part("body", text),))
    )


def test_a_house_without_contents_says_how_one_begins(enter: Enter, writer: Principal) -> None:
    said = words(enter("writer").page("/contents"))
    assert "No content yet" in said
    assert "A content begins with its first draft." in said


def test_the_list_leads_to_each_content_and_is_narrowed(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    content_id, _variant = begun(parts, writer)
    begun(parts, writer, title="别的")
    browser = enter("writer")
    page = browser.page("/contents?q=秋季")
    assert re.findall(r'href="/contents/([0-9a-f-]{36})"', page) == [str(content_id)]
    assert "Draft 1" in words(page)
    assert "empty places: 3" in words(page)
    assert "No content fits" in words(browser.page("/contents?q=nothing"))
    assert browser.get("/contents?after=nonsense").status_code == 422


def test_the_matrix_is_a_table_with_heads_for_rows_and_columns(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    content_id, variant_id = begun(parts, writer)
    page = enter("writer").page(f"/contents/{content_id}")
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)<', page) == ["Channel", "Chinese", "English"]
    assert re.findall(r'<th scope="row"[^>]*>([^<]+)<', page) == ["WeChat", "Site"]
    assert f'href="/drafts/{variant_id}"' in page
    starts = re.findall(r'href="(/contents/[^"]+/start\?[^"]+)"', page)
    assert [start.split("?")[1] for start in starts] == [
        "channel=wechat&amp;locale=zh",
        "channel=wechat&amp;locale=en",
        "channel=site&amp;locale=en",
    ]
    assert "This content has no master yet." in words(page)


def test_a_text_that_is_behind_its_master_says_so(enter: Enter, writer: Principal, parts: Parts) -> None:
    content_id, _variant = begun(parts, writer)
    with_master(parts, writer, content_id, "主稿。")
    browser = enter("writer")
    said = words(browser.page(f"/contents/{content_id}"))
    assert "older than the master" in said
    assert "主稿。" in said
    assert "older than the master: 1" in words(browser.page("/contents"))


def test_the_master_is_written_and_the_texts_are_judged_again(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    content_id, _variant = begun(parts, writer)
    browser = enter("writer")
    address = f"/contents/{content_id}/master"
    form = {
        "base_digest": hidden(browser.page(address), "base_digest"),
        "title": "冬季新品",
        "part.body": "主稿。\r\n第二行。",
    }
    answer = browser.post(address, form)
    assert (answer.status_code, answer.location) == (303, f"/contents/{content_id}")
    page = browser.page(answer.location)
    assert "The master is saved. Texts being judged again in the background: 1." in words(page)
    family = get_family(parts, writer, content_id)
    assert (family.title, family.master) == ("冬季新品", (Part("body", "主稿。\n第二行。"),))


def test_two_who_change_a_master_see_both_texts_and_lose_none(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    content_id, _variant = begun(parts, writer)
    browser = enter("writer")
    address = f"/contents/{content_id}/master"
    base = hidden(browser.page(address), "base_digest")
    with_master(parts, writer, content_id, "别人写的。")
    answer = browser.post(address, {"base_digest": base, "title": "秋季新品", "part.body": "我写的。"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "别人写的。" in page
    assert "我写的。</textarea>" in page
    again = {"base_digest": hidden(page, "base_digest"), "title": "秋季新品", "part.body": "我写的。"}
    assert browser.post(address, again).status_code == 303
    assert get_family(parts, writer, content_id).master == (Part("body", "我写的。"),)


def test_a_master_without_a_title_keeps_the_typed_words(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    content_id, _variant = begun(parts, writer)
    answer = enter("writer").post(f"/contents/{content_id}/master", {"title": " ", "part.body": "我写的。"})
    assert answer.status_code == 422
    assert "我写的。</textarea>" in answer.get_data(as_text=True)


def test_an_empty_place_is_started_with_a_copy_and_twice_leads_to_the_same(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    content_id, variant_id = begun(parts, writer)
    browser = enter("writer")
    address = f"/contents/{content_id}/start"
    page = browser.page(f"{address}?channel=wechat&locale=zh")
    assert re.findall(r'name="copy_from" value="([^"]*)"', page) == ["", str(variant_id)]
    form = {"channel": "wechat", "locale": "zh", "edition": "", "copy_from": str(variant_id)}
    first, second = browser.post(address, form), browser.post(address, form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    new = get_draft(parts, writer, uuid.UUID(first.location.rsplit("/", 1)[1]))
    assert {part.name: part.text for part in new.latest.parts} == {"title": "", "digest": "", "body": TEXT}


@pytest.mark.parametrize(("field", "value"), [("channel", "fax"), ("locale", "fr"), ("copy_from", "x")])
def test_a_start_that_can_not_be_done_shows_the_form_again(
    enter: Enter, writer: Principal, parts: Parts, field: str, value: str
) -> None:
    content_id, _variant = begun(parts, writer)
    form = {"channel": "wechat", "locale": "zh", "edition": "A", "copy_from": ""} | {field: value}
    answer = enter("writer").post(f"/contents/{content_id}/start", form)
    page = answer.get_data(as_text=True)
    assert answer.status_code in (404, 422)
    assert "Not done." in words(page)
    assert 'value="A"' in page


def test_two_texts_side_by_side_number_the_values_that_disagree(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    content_id, variant_id = begun(parts, writer)
    with_master(parts, writer, content_id, "工作椅售价1299元，坐一天。")
    browser = enter("writer")
    page = browser.page(f"/contents/{content_id}/side-by-side?left=master&right={variant_id}")
    assert re.findall(r'<mark class="fact" data-pairs="([\d ]+)">([^<]+)</mark>', page) == [
        ("1", "1299元"),
        ("1", "1199元"),
    ]
    said = words(page)
    assert "① price of the work chair 1299元 ≠ against 1199元" in said
    assert said.count("①") == 3
    swapped = browser.page(f"/contents/{content_id}/side-by-side?left={variant_id}&right=master")
    assert "1199元 ≠ against 1299元" in words(swapped)


def test_values_that_nobody_registered_are_a_question_and_no_contradiction(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    content_id, _variant = begun(parts, writer, "展览11月20日开幕。")
    with_master(parts, writer, content_id, "展览在11月22日开幕。")
    page = enter("writer").page(f"/contents/{content_id}/side-by-side")
    assert re.findall(r'<mark class="(\w+)" data-pairs="1">([^<]+)</mark>', page) == [
        ("look", "11月22日"),
        ("look", "11月20日"),
    ]
    assert "Nothing is registered about this: see whether both mean the same." in words(page)


def test_a_lonely_text_has_nothing_to_stand_beside(enter: Enter, writer: Principal, parts: Parts) -> None:
    content_id, _variant = begun(parts, writer)
    browser = enter("writer")
    assert "Two texts are needed" in words(browser.page(f"/contents/{content_id}/side-by-side"))
    assert browser.get(f"/contents/{content_id}/side-by-side?left=nonsense").status_code == 404


def test_a_channel_team_and_strangers_are_kept_out(
    enter: Enter, writer: Principal, channel_team: Principal, parts: Parts
) -> None:
    content_id, _variant = begun(parts, writer)
    browser = enter("channel")
    assert browser.get("/contents").status_code == 403
    assert browser.get(f"/contents/{content_id}").status_code == 403
    assert browser.post(f"/contents/{content_id}/master", {"title": "x"}).status_code == 403
    assert enter("writer").get(f"/contents/{uuid.UUID(int=1)}").status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_there_in_both_languages(
    enter: Enter, writer: Principal, parts: Parts, language: str
) -> None:
    content_id, variant_id = begun(parts, writer)
    with_master(parts, writer, content_id, "主稿。")
    browser = enter("writer")
    browser.client.set_cookie("language", language)
    for path in (
        "/contents",
        f"/contents/{content_id}",
        f"/contents/{content_id}/master",
        f"/contents/{content_id}/start",
        f"/contents/{content_id}/side-by-side?left=master&right={variant_id}",
    ):
        assert browser.get(path).status_code == 200
