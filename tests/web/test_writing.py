"""A draft's way on pages: started, judged while typing, saved, submitted, decided, delivered."""

import html
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from hub import create_app
from hub.services import drafts
from hub.services.draft_lists import get_draft
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.web.browser import Browser, CheckedClient, hidden, words

Enter = Callable[[str], Browser]
TEXT = {"part.title": "可维修的椅子", "part.digest": "", "part.body": "每个零件都能单独更换。"}
NEW = {"brand": "acme", "channel": "wechat", "locale": "zh", "title": "维修", **TEXT}


def start(browser: Browser, **changes: str) -> str:
    """Start a draft and return its address."""
    answer = browser.post("/drafts", {**NEW, **changes})
    assert answer.status_code == 303, words(answer.get_data(as_text=True))
    return answer.location


def id_of(address: str) -> uuid.UUID:
    return uuid.UUID(address.rsplit("/", 1)[1])


def save(browser: Browser, address: str, body: str, *, base: str | None = None, to: str = "") -> TestResponse:
    form = {
        **TEXT,
        "part.body": body,
        "base_revision_id": base or hidden(browser.page(address), "base_revision_id"),
    }
    return browser.post(address + to, form)


def test_a_new_draft_asks_for_a_channel_and_says_what_each_one_asks(enter: Enter, writer: Principal) -> None:
    page = enter("writer").page("/drafts/new?brand=acme&channel=wechat")
    assert re.findall(r'name="channel" value="(\w+)" required( checked)?', page) == [
        ("wechat", " checked"),
        ("site", ""),
    ]
    assert "WeChat Owned Title ≤ 64 Digest ≤ 120 Body ≤ 20000" in words(page)
    assert "asks for: Repair" in words(page)
    assert re.findall(r'<option value="(zh|en)"', page) == ["zh", "en"]


def test_a_draft_starts_empty_with_its_due_date(enter: Enter, writer: Principal, parts: Parts) -> None:
    browser = enter("writer")
    form = {"brand": "acme", "channel": "wechat", "locale": "zh", "title": "空白", "due_on": "2026-12-24"}
    answer = browser.post("/drafts", form)
    assert answer.status_code == 303
    line = get_draft(parts, writer, id_of(answer.location)).line
    assert (line.due_on, line.author) == (date(2026, 12, 24), "Writer")
    page = browser.page(answer.location)
    assert re.findall(r'name="(part\.\w+)"', page) == ["part.title", "part.digest", "part.body"]
    assert "due 2026-12-24" in words(page)
    refused = browser.post("/drafts", {**form, "due_on": "Christmas"})
    assert refused.status_code == 422
    assert "&#39;Christmas&#39; is no day; write it as 2026-12-31." in refused.get_data(as_text=True)


def test_a_draft_goes_from_writer_to_manager_to_channel(
    enter: Enter, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    author, judge, reader = enter("writer"), enter("manager"), enter("channel")
    address = start(author)
    assert "Draft" in words(author.page(address))
    assert save(author, address, "每个零件都能更换。", to="/submit").status_code == 303
    assert "In review" in words(author.page(address))
    assert words(reader.page("/channels/wechat?brand=acme")).count("每个零件都能更换。") == 0

    assert f'href="/reviews/{id_of(address)}"' in judge.page("/reviews")
    review = judge.page(f"/reviews/{id_of(address)}")
    decision = {
        "revision_id": hidden(review, "revision_id"),
        "decision": "approve",
        "comment": "好",
        "override_reason": "在测试中放行，理由足够长。",
    }
    assert judge.post(f"/reviews/{id_of(address)}", decision).location == "/reviews"
    assert judge.post(f"/reviews/{id_of(address)}", decision).status_code == 303
    assert words(reader.page("/channels/wechat?brand=acme")).count("每个零件都能更换。") == 1
    assert reader.get(address).status_code == 403


def test_the_channel_page_shows_the_line_that_fetches_the_copy(enter: Enter, channel_team: Principal) -> None:
    said = words(enter("channel").page("/channels/wechat?brand=acme"))
    assert (
        'curl -H "Authorization: Bearer $ONEVOICE_TOKEN" '
        "'http://localhost/api/v1/channels/wechat/contents?brand=acme'" in said
    )


def test_the_panel_while_typing_is_the_panel_of_the_saved_page(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    address = start(browser, **{"part.body": "这把神椅，工作椅只要999元。"})
    page = browser.page(address)
    answer = browser.post(f"{address}/check", {**TEXT, "part.body": "这把神椅，工作椅只要999元。"})
    fragment = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert fragment.startswith('<div class="verdict"')
    assert words(fragment) in words(page)
    assert '<mark class="finding-hard' in fragment
    assert "999元" in fragment
    assert "1299元" in fragment


def test_a_fragment_is_asked_for_with_the_token_in_a_header(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    address = start(browser)
    headers = {"X-CSRFToken": browser.token(), "X-Fragment": "verdict"}
    assert browser.client.post(f"{address}/check", data=TEXT, headers=headers).status_code == 200
    assert browser.client.post(f"{address}/check", data=TEXT).status_code == 400


def test_two_writers_lose_nothing_when_they_save_the_same_draft(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    first, second = enter("writer"), enter("manager")
    address = start(first)
    base = hidden(first.page(address), "base_revision_id")
    save(first, address, "先写的人的全文。", base=base)
    answer = save(second, address, "后写的人的全文。", base=base)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "先写的人的全文。" in page
    assert "后写的人的全文。</textarea>" in page
    newest = hidden(page, "base_revision_id")
    assert newest != base
    assert save(second, address, "合并后的全文。", base=newest).status_code == 303
    kept = [part.text for row in get_draft(parts, writer, id_of(address)).history for part in row.parts]
    assert {"先写的人的全文。", "后写的人的全文。", "合并后的全文。"} <= set(kept)


def test_a_double_click_saves_and_submits_once(enter: Enter, writer: Principal, parts: Parts) -> None:
    browser = enter("writer")
    address = start(browser)
    base = hidden(browser.page(address), "base_revision_id")
    codes = [save(browser, address, "同一份文字。", base=base, to="/submit").status_code for _ in range(2)]
    assert codes == [303, 303]
    draft = get_draft(parts, writer, id_of(address))
    assert (draft.line.state, len(draft.history)) == ("in_review", 2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "   "}, "A draft needs a title of 1 to 200 characters."),
        ({"locale": "fr"}, "The brand acme speaks zh, en, not 'fr'."),
        ({"part.body": "a\0b"}, "holds a character that is no text (U+0000) at place 1"),
        ({"channel": "fax"}, "The brand acme has no channel 'fax'."),
    ],
)
def test_a_draft_that_can_not_be_kept_comes_back_with_the_reason(
    enter: Enter, writer: Principal, changes: dict[str, str], said: str
) -> None:
    answer = enter("writer").post("/drafts", {**NEW, **changes})
    assert answer.status_code == 422
    assert said in words(answer.get_data(as_text=True))


def test_typed_text_comes_back_when_it_can_not_be_saved(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    address = start(browser)
    answer = save(browser, address, "写了很久\0的文字")
    assert answer.status_code == 422
    assert "写了很久" in answer.get_data(as_text=True)


def test_a_text_over_the_limit_comes_back_and_a_body_over_the_limit_is_refused(
    app: Flask, parts: Parts, writer: Principal
) -> None:
    settings = parts.settings.model_copy(update={"max_text_characters": 1_000, "max_request_bytes": 65_536})
    small = create_app(replace(parts, settings=settings))
    small.test_client_class = CheckedClient
    browser = Browser(small)
    browser.sign_in("writer")
    address = start(browser)
    long = save(browser, address, "长" * 1_001)
    assert long.status_code == 413
    assert "长" * 1_001 in long.get_data(as_text=True)
    assert save(browser, address, "长" * 30_000).status_code == 413


@pytest.mark.parametrize(
    ("body", "status", "shown"),
    [
        (b"%ED%A0%80", 200, "%ED%A0%80"),
        (b"%FF%FE", 200, "%FF%FE"),
        (b"%E6%88", 200, "%E6%88"),
        (b"a%00b", 200, "\ufffd"),
        (b"\xff\xfe\x00", 400, "This form can't be used"),
    ],
)
def test_bytes_that_are_no_text_break_nothing(
    enter: Enter, writer: Principal, body: bytes, status: int, shown: str
) -> None:
    browser = enter("writer")
    address = start(browser)
    answer = browser.client.post(
        f"{address}/check",
        data=b"csrf_token=" + browser.token().encode() + b"&part.body=" + body,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == status
    assert shown in words(answer.get_data(as_text=True))


@pytest.mark.parametrize("base", ["", "not-an-id", "01a1fff5-0000-7000-8000-000000000000"])
def test_a_form_without_its_revision_is_refused(enter: Enter, writer: Principal, base: str) -> None:
    browser = enter("writer")
    address = start(browser)
    assert browser.post(address, {**TEXT, "part.body": "别的", "base_revision_id": base}).status_code == 422


def test_an_empty_text_is_saved_and_judged_but_not_submitted(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    address = start(browser, **{"part.title": "", "part.body": ""})
    base = hidden(browser.page(address), "base_revision_id")
    empty = {"part.title": "", "part.digest": "", "part.body": "", "base_revision_id": base}
    answer = browser.post(f"{address}/submit", empty)
    assert answer.status_code == 409
    assert "There is nothing to submit yet: every part is empty." in words(answer.get_data(as_text=True))


def test_markup_in_a_text_is_shown_and_never_run(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    attack = '</textarea><script>alert(1)</script><b onclick="x()">'
    address = start(browser, title=attack, **{"part.body": attack})
    for page in (browser.page(address), browser.page("/drafts"), browser.page(f"/reviews/{id_of(address)}")):
        assert "<script>alert" not in page
        assert "<b onclick" not in page


def test_the_list_is_narrowed_by_state_and_goes_on_where_it_stopped(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    browser = enter("writer")
    address = start(browser)
    assert address in browser.page("/drafts?state=draft&brand=acme&channel=wechat")
    assert address not in browser.page("/drafts?state=approved")
    assert address not in browser.page("/drafts?channel=site")
    assert address not in browser.page(f"/drafts?after={id_of(address)}")
    assert browser.get("/drafts?after=nonsense").status_code == 422


def test_a_draft_of_another_brand_is_not_found(enter: Enter, writer: Principal) -> None:
    assert enter("writer").get(f"/drafts/{uuid.uuid4()}").status_code == 404


def test_a_refusal_without_a_comment_keeps_what_was_typed(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    address = start(enter("writer"), **{"part.body": "这把神椅坐着舒服。"})
    draft = get_draft(parts, writer, id_of(address))
    drafts.submit(parts, writer, draft.line.id, revision_id=draft.latest.id)
    judge = enter("manager")
    form = {"revision_id": str(draft.latest.id), "decision": "reject", "override_reason": "写到一半的理由"}
    answer = judge.post(f"/reviews/{draft.line.id}", form)
    assert answer.status_code == 422
    assert "Say in a comment what should change" in words(answer.get_data(as_text=True))
    assert "写到一半的理由</textarea>" in answer.get_data(as_text=True)


def test_blocked_copy_asks_for_a_written_reason_before_it_passes(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    address = start(enter("writer"), **{"part.body": "这把神椅坐着舒服。"})
    draft = get_draft(parts, writer, id_of(address))
    drafts.submit(parts, writer, draft.line.id, revision_id=draft.latest.id)
    judge = enter("manager")
    assert 'name="override_reason"' in judge.page(f"/reviews/{draft.line.id}")
    form = {"revision_id": str(draft.latest.id), "decision": "approve"}
    assert judge.post(f"/reviews/{draft.line.id}", form).status_code == 422
    passed = {**form, "override_reason": "法务已确认这一次可以使用。"}
    assert judge.post(f"/reviews/{draft.line.id}", passed).status_code == 303
    assert "法务已确认这一次可以使用。" in words(judge.page(address))


def test_a_decision_on_a_text_that_changed_meanwhile_is_not_taken(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    author = enter("writer")
    address = start(author)
    read = get_draft(parts, writer, id_of(address)).latest.id
    save(author, address, "改过的文字。", to="/submit")
    form = {"revision_id": str(read), "decision": "approve", "override_reason": "理由写得足够长了。"}
    answer = enter("manager").post(f"/reviews/{id_of(address)}", form)
    assert answer.status_code == 409
    assert get_draft(parts, writer, id_of(address)).line.state == "in_review"


def test_a_writer_sees_the_review_without_buttons_and_can_not_decide(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    browser = enter("writer")
    address = start(browser)
    save(browser, address, "待审的文字。", to="/submit")
    page = browser.page(f"/reviews/{id_of(address)}")
    assert 'name="decision"' not in page
    form = {"revision_id": str(uuid.uuid4()), "decision": "approve"}
    assert browser.post(f"/reviews/{id_of(address)}", form).status_code == 403


def kept_texts(page: str) -> list[str]:
    """Return what the fields of a page hold."""
    return [html.unescape(text) for text in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)]


@pytest.mark.parametrize(
    "changes", [{"channel": "nowhere"}, {"brand": "nobody"}, {"brand": "", "channel": ""}]
)
def test_a_draft_for_a_place_that_is_gone_gives_its_text_back(
    enter: Enter, writer: Principal, changes: dict[str, str]
) -> None:
    answer = enter("writer").post("/drafts", {**NEW, **changes, "part.body": "写了一晚上的 <正文>"})
    assert 400 <= answer.status_code < 500
    assert "写了一晚上的 <正文>" in kept_texts(answer.get_data(as_text=True))


@pytest.mark.parametrize("base", ["", "zz", "018f3c5e-7a4b-7c1d-9e2f-0123456789ab"])
def test_a_save_without_a_known_revision_gives_the_text_back(
    enter: Enter, writer: Principal, base: str
) -> None:
    browser = enter("writer")
    form = {**TEXT, "part.body": "不能丢的话", "base_revision_id": base}
    answer = browser.post(start(browser), form)
    assert answer.status_code == 422
    assert "不能丢的话" in kept_texts(answer.get_data(as_text=True))


def test_a_text_sent_after_the_session_ended_or_without_its_token_is_shown_to_be_kept(
    enter: Enter, visitor: Browser, writer: Principal
) -> None:
    browser = enter("writer")
    address = start(browser)
    form = {**TEXT, "part.body": "过期之后也要留下"}
    for answer, status in (
        (visitor.post(address, form), 401),
        (browser.client.post(address, data=form), 400),
    ):
        page = answer.get_data(as_text=True)
        assert answer.status_code == status
        assert "过期之后也要留下" in kept_texts(page)
        assert "What you had written" in words(page)


@pytest.mark.parametrize("title", ["一\n二", "  一 \t 二 "])
def test_a_title_is_one_line_of_text(enter: Enter, writer: Principal, parts: Parts, title: str) -> None:
    address = start(enter("writer"), title=title)
    assert get_draft(parts, writer, id_of(address)).line.title == "一 二"


def test_the_editor_says_that_an_older_approved_text_stays_available(
    enter: Enter, writer: Principal, manager: Principal
) -> None:
    author, judge = enter("writer"), enter("manager")
    address = start(author)
    save(author, address, "每个零件都能更换。", to="/submit")
    review = f"/reviews/{id_of(address)}"
    decision = {
        "revision_id": hidden(judge.page(review), "revision_id"),
        "decision": "approve",
        "override_reason": "在测试中放行，理由足够长。",
    }
    assert judge.post(review, decision).status_code == 303
    assert "stays available" in words(author.page(address))
    save(author, address, "改过的话。")
    assert "Revision 2 is approved and stays available until a newer one is approved." in words(
        author.page(address)
    )


def test_the_list_is_narrowed_by_choosing_a_brand_and_a_channel(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    start(browser)
    page = browser.page("/drafts?brand=acme&channel=wechat")
    assert '<option value="acme" selected>' in page
    assert '<option value="wechat" selected>' in page
    assert ">维修</a>" in page
    assert ">维修</a>" not in browser.page("/drafts?brand=acme&channel=site")
