"""The review room: the queue with its filter, what a text is compared with, and the way on after a decision."""

from dataclasses import replace
from datetime import date

import pytest

from hub.errors import NotFound, WrongState
from hub.services.draft_lists import get_draft
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.review_rooms import QueueFilter, decide_and_go_on, queue_of, review_room
from hub.services.reviews import Decide, decide
from hub.services.revisions import Saved, SaveRevision, save_revision
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Variant
from tests.services.flow import approved, body, started

ALL = QueueFilter()


def waiting(parts: Parts, writer: Principal, text: str = "椅背会跟着脊柱走。", **fields: str) -> Saved:
    saved = started(parts, writer, text, **fields)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    return saved


def approve(saved: Saved) -> Decide:
    return Decide(
        saved.variant_id, saved.revision.id, "approve", override_reason="Reviewed with the legal team."
    )


def titles(parts: Parts, person: Principal, **fields: str) -> list[str]:
    return [row.line.title for row in queue_of(parts, person, QueueFilter(**fields)).lines]


def test_the_queue_says_since_when_and_from_whom_oldest_first(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    waiting(parts, writer, title="一")
    second = waiting(parts, writer, title="二")
    with UnitOfWork(parts, SYSTEM) as uow:
        uow.session.get_one(Variant, second.variant_id).due_on = date(2026, 10, 3)
        uow.commit()
    first, last = queue_of(parts, manager, ALL).lines
    assert (first.line.title, first.submitted_by) == ("一", "Writer")
    assert first.since < last.since
    assert (last.line.title, last.line.due_on) == ("二", date(2026, 10, 3))


def test_the_queue_is_narrowed_by_brand_channel_and_verdict(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    waiting(parts, writer, title="官网")
    waiting(parts, writer, "这是国家级的神椅。", title="拦下", channel="wechat")
    assert titles(parts, manager, channel="wechat") == ["拦下"]
    assert titles(parts, manager, verdict="blocked") == ["拦下"]
    assert titles(parts, manager, brand="acme", channel="site") == ["官网"]
    assert titles(parts, manager, brand="nobody") == []
    narrowed = queue_of(parts, manager, QueueFilter(verdict="blocked"))
    assert [row.line.title for row in narrowed.everything] == ["官网", "拦下"]
    assert titles(parts, replace(manager, brand_roles={})) == []


def test_a_first_text_is_compared_with_nothing(parts: Parts, writer: Principal, manager: Principal) -> None:
    saved = waiting(parts, writer)
    assert review_room(parts, manager, saved.variant_id, ALL).earlier is None


def test_a_text_is_compared_with_the_last_approved_revision(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    done = approved(parts, writer, manager, "第一稿：椅背会跟着脊柱走。")
    latest = get_draft(parts, writer, done.variant_id).latest
    newer = save_revision(parts, writer, SaveRevision(done.variant_id, latest.id, body("第二稿。")))
    submit(parts, writer, done.variant_id, revision_id=newer.revision.id)
    decide(parts, manager, Decide(done.variant_id, newer.revision.id, "request_changes", comment="再改"))
    third = save_revision(parts, writer, SaveRevision(done.variant_id, newer.revision.id, body("第三稿。")))
    submit(parts, writer, done.variant_id, revision_id=third.revision.id)
    earlier = review_room(parts, manager, done.variant_id, ALL).earlier
    assert earlier is not None
    assert (earlier.why, earlier.revision.number) == ("approved", 1)
    assert earlier.report is not None


@pytest.mark.parametrize("kind", ["request_changes", "reject"])
def test_where_nothing_is_approved_it_is_the_revision_last_decided_on(
    parts: Parts, writer: Principal, manager: Principal, kind: str
) -> None:
    saved = waiting(parts, writer)
    decide(parts, manager, Decide(saved.variant_id, saved.revision.id, kind, comment="再改"))
    newer = save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("第二稿。")))
    submit(parts, writer, saved.variant_id, revision_id=newer.revision.id)
    earlier = review_room(parts, manager, saved.variant_id, ALL).earlier
    assert earlier is not None
    assert (earlier.why, earlier.revision.id) == (kind, saved.revision.id)


def test_after_a_decision_the_next_in_the_queue_follows_and_then_the_first(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    one, two, three = (waiting(parts, writer, title=title) for title in ("一", "二", "三"))
    done = decide_and_go_on(parts, manager, approve(two), ALL)
    assert (done.title, done.next_id, done.decided.state) == ("二", three.variant_id, "approved")
    assert decide_and_go_on(parts, manager, approve(three), ALL).next_id == one.variant_id
    assert decide_and_go_on(parts, manager, approve(one), ALL).next_id is None


def test_the_way_on_stays_within_the_filter(parts: Parts, writer: Principal, manager: Principal) -> None:
    one = waiting(parts, writer, title="一", channel="wechat")
    waiting(parts, writer, title="二")
    three = waiting(parts, writer, title="三", channel="wechat")
    done = decide_and_go_on(parts, manager, approve(one), QueueFilter(channel="wechat"))
    assert done.next_id == three.variant_id


def test_a_second_click_goes_on_as_the_first_did(parts: Parts, writer: Principal, manager: Principal) -> None:
    one, two = waiting(parts, writer, title="一"), waiting(parts, writer, title="二")
    for _ in range(2):
        assert decide_and_go_on(parts, manager, approve(one), ALL).next_id == two.variant_id
    with pytest.raises(WrongState):
        decide_and_go_on(parts, manager, replace(approve(one), kind="reject", comment="不行"), ALL)


def test_steps_through_the_queue_end_at_its_ends(parts: Parts, writer: Principal, manager: Principal) -> None:
    one, two = waiting(parts, writer, title="一"), waiting(parts, writer, title="二")
    queue = queue_of(parts, manager, ALL)
    assert [queue.beside(one.variant_id, step) for step in (-1, 1)] == [None, two.variant_id]
    assert [queue.beside(two.variant_id, step) for step in (-1, 1)] == [one.variant_id, None]
    elsewhere = started(parts, writer, title="没有提交").variant_id
    assert (queue.place_of(elsewhere), queue.beside(elsewhere, 1)) == (None, one.variant_id)


def test_a_strangers_text_is_not_there(parts: Parts, writer: Principal, manager: Principal) -> None:
    saved = waiting(parts, writer)
    stranger = replace(manager, brand_roles={})
    with pytest.raises(NotFound):
        review_room(parts, stranger, saved.variant_id, ALL)
    with pytest.raises(NotFound):
        decide_and_go_on(parts, stranger, approve(saved), ALL)
