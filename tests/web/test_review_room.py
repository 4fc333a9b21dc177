"""The review room on pages: the queue, what a decision will do, the way on, and what happens when two decide."""

import html
import re
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import event

from hub.services.discussion import AddRemark, add_remark
from hub.services.draft_lists import get_draft
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.services.revisions import Saved, SaveRevision, save_revision
from hub.workflow.roles import Principal
from tests.conftest import make_person
from tests.services.flow import approved, body, started
from tests.web.browser import Browser, words

Enter = Callable[[str], Browser]
REASON = "法务已经看过并且同意。"


def waiting(parts: Parts, writer: Principal, text: str = "椅背会跟着脊柱走。", **fields: str) -> Saved:
    saved = started(parts, writer, text, **fields)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    return saved


def form_of(saved: Saved, kind: str, **fields: str) -> dict[str, str]:
    return {"revision_id": str(saved.revision.id), "decision": kind, "override_reason": REASON} | fields


def test_the_queue_opens_its_first_text(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    assert "Nothing waits for a decision" in words(browser.page("/reviews"))
    waiting(parts, writer, title="第一篇")
    waiting(parts, writer, title="第二篇")
    page = browser.page("/reviews")
    assert "<title>Review: 第一篇 · Onevoice</title>" in page
    assert "1 of 2" in words(page)
    assert "Site · Chinese · Writer" in words(page)


def test_a_filter_that_nothing_fits_leads_back_to_the_whole_queue(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    waiting(parts, writer)
    said = words(enter("manager").page("/reviews?channel=wechat"))
    assert "Nothing here fits" in said
    assert "Waiting in the whole queue: 1" in said


def test_the_page_says_what_each_decision_will_do(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    done = approved(parts, writer, manager)
    latest = get_draft(parts, writer, done.variant_id).latest
    newer = save_revision(parts, writer, SaveRevision(done.variant_id, latest.id, body("每个零件都能更换。")))
    submit(parts, writer, done.variant_id, revision_id=newer.revision.id)
    page = enter("manager").page(f"/reviews/{done.variant_id}")
    said = words(page)
    assert "Channel teams of Site get it at once. It replaces revision 1." in said
    assert "It goes back to Writer with your comment. Revision 1 stays available meanwhile." in said
    assert "Against revision 1, which was approved." in said
    assert "<ins>" in page


def test_after_a_decision_the_next_text_opens_with_a_link_to_the_decided_one(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    one, two = waiting(parts, writer, title="甲<i>"), waiting(parts, writer, title="乙")
    browser = enter("manager")
    answer = browser.post(f"/reviews/{one.variant_id}?channel=site", form_of(one, "approve"))
    assert answer.location == f"/reviews/{two.variant_id}?channel=site"
    page = browser.page(answer.location)
    assert f'Approved: <a href="/reviews/{one.variant_id}">甲&lt;i&gt;</a>' in page
    last = browser.post(f"/reviews/{two.variant_id}", form_of(two, "reject", comment="不合适"))
    assert last.location == "/reviews"


@pytest.mark.parametrize("kind", ["request_changes", "reject"])
def test_a_refused_form_is_open_with_its_words(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts, kind: str
) -> None:
    saved = waiting(parts, writer)
    answer = enter("manager").post(f"/reviews/{saved.variant_id}", form_of(saved, kind))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Say in a comment what should change" in words(page)
    opened = re.findall(r'<form class="decision-form" id="decide-(\w+)"[^>]*?( popover)?\s+aria', page)
    assert [name for name, popover in opened if not popover] == [kind]


def test_a_newer_revision_is_shown_beside_the_words_that_were_typed(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    saved = waiting(parts, writer)
    newer = save_revision(
        parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("椅背会跟着脊柱慢慢走。"))
    )
    submit(parts, writer, saved.variant_id, revision_id=newer.revision.id)
    form = form_of(saved, "request_changes", comment="标题再短一些")
    answer = enter("manager").post(f"/reviews/{saved.variant_id}", form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Writer saved revision 2, and it waits for a decision now." in words(page)
    assert "标题再短一些</textarea>" in page
    assert f'name="revision_id" value="{newer.revision.id}"' in page
    assert "<ins>慢慢</ins>" in page


def test_a_colleagues_decision_is_told_and_the_words_can_become_a_remark(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    saved = waiting(parts, writer)
    other = make_person(parts, "colleague", "acme", "brand_manager")
    decide(parts, other, Decide(saved.variant_id, saved.revision.id, "reject", comment="与主张不符"))
    answer = enter("manager").post(
        f"/reviews/{saved.variant_id}", form_of(saved, "approve", comment="很好，可以发")
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Colleague decided on it meanwhile: Rejected." in words(page)
    assert "与主张不符" in words(page)
    assert "很好，可以发</textarea>" in page
    assert f'action="/drafts/{saved.variant_id}/comments"' in page
    assert get_draft(parts, writer, saved.variant_id).line.state == "rejected"


def test_a_text_that_the_writer_took_back_is_told_so(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    saved = waiting(parts, writer)
    save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("再想想。")))
    answer = enter("manager").post(f"/reviews/{saved.variant_id}", form_of(saved, "approve"))
    assert answer.status_code == 409
    assert "The writer took it back from review." in words(answer.get_data(as_text=True))


def test_the_discussion_stands_beside_the_text(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    saved = waiting(parts, writer)
    add_remark(parts, writer, AddRemark(saved.variant_id, "请重点看结尾"))
    page = enter("manager").page(f"/reviews/{saved.variant_id}")
    assert "请重点看结尾" in words(page)
    assert f'name="next" value="/reviews/{saved.variant_id}"' in page


def test_the_shown_text_is_exactly_the_text(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    text = "这把神椅 <b>好</b>。\n\n  第二段 &amp; 完。"
    saved = waiting(parts, writer, text)
    page = enter("manager").page(f"/reviews/{saved.variant_id}")
    found = re.search(r'data-part="body">(.*?)</div>', page, re.DOTALL)
    assert found is not None
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", found[1])) == text


def test_a_writer_reads_the_room_and_decides_nothing(enter: Enter, writer: Principal, parts: Parts) -> None:
    saved = waiting(parts, writer)
    page = enter("writer").page(f"/reviews/{saved.variant_id}")
    assert "decision-bar" not in page
    assert enter("writer").get(f"/reviews/{uuid.uuid4()}").status_code == 404


def test_the_queue_costs_the_same_number_of_queries_however_long_it_is(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    counts = []
    browser = enter("manager")
    first = waiting(parts, writer, title="0")
    for number in range(3):
        asked: list[str] = []

        def note(_c: object, _cur: object, statement: str, *_rest: object, into: list[str] = asked) -> None:
            into.append(statement)

        event.listen(parts.engine, "before_cursor_execute", note)
        browser.page(f"/reviews/{first.variant_id}")
        event.remove(parts.engine, "before_cursor_execute", note)
        counts.append(len(asked))
        waiting(parts, writer, title=f"{number + 1}")
    assert len(set(counts)) == 1, counts


def test_the_queue_keeps_to_the_chosen_brand_unless_the_address_says_otherwise(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    saved = waiting(parts, writer)
    browser = enter("manager")
    browser.client.set_cookie("brand", "acme")
    page = browser.page("/reviews")
    assert f'href="/reviews/{saved.variant_id}?brand=acme"' in page
    assert f'href="/reviews/{saved.variant_id}?brand="' in browser.page("/reviews?brand=")
    browser.client.set_cookie("brand", "gone")
    assert f'href="/reviews/{saved.variant_id}"' in browser.page("/reviews")
