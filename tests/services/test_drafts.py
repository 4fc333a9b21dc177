"""Saving, conflicts and submission."""

import uuid
from datetime import date

import pytest
from sqlalchemy import func, select

from hub.errors import EditConflict, InvalidInput, NotAllowed, NotFound, TooLarge, WrongState
from hub.judging.text import Part
from hub.services.draft_lists import get_draft, list_drafts, review_queue
from hub.services.drafts import SAME_CLICK, StartDraft, set_due, start_draft, submit
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision, save_revision
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Event, Job, Review, Revision
from tests.conftest import make_person
from tests.services.flow import BODY, approved, body, started


def count(parts: Parts, table: type) -> int:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return uow.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_started_draft_is_judged_and_its_report_kept(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    view = get_draft(parts, writer, saved.variant_id)
    assert saved.report is not None
    assert view.report is not None
    assert view.report["verdict"] == saved.report.verdict
    assert view.report["pinned"]["text_hash"] == saved.revision.text_hash
    assert (view.line.state, view.latest.number, view.latest.author) == ("draft", 1, "Writer")


def test_saving_the_same_text_again_keeps_nothing_new(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    again = save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body(BODY)))
    assert again.revision.id == saved.revision.id
    assert count(parts, Revision) == 1


def test_the_second_of_two_writers_gets_a_conflict_and_both_texts_are_kept(
    parts: Parts, writer: Principal
) -> None:
    other = make_person(parts, "other", "acme", "copywriter")
    saved = started(parts, writer)
    first = save_revision(
        parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("第一位写的。"))
    )
    with pytest.raises(EditConflict) as caught:
        save_revision(parts, other, SaveRevision(saved.variant_id, saved.revision.id, body("第二位写的。")))
    view = get_draft(parts, writer, saved.variant_id)
    texts = {revision.id: (revision.line, revision.parts[0].text) for revision in view.history}
    assert caught.value.details["latest"] == str(first.revision.id)
    assert texts[uuid.UUID(caught.value.details["yours"])] == ("side", "第二位写的。")
    assert texts[view.latest.id] == ("main", "第一位写的。")


def test_a_conflicting_text_sent_twice_is_kept_once(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("先来的。")))
    for _ in range(2):
        with pytest.raises(EditConflict):
            save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("后到的。")))
    assert count(parts, Revision) == 3


def test_a_double_click_on_start_makes_one_draft_and_a_later_one_another(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    first, second = started(parts, writer), started(parts, writer)
    assert (second.variant_id, second.revision.id) == (first.variant_id, first.revision.id)
    assert started(parts, manager).variant_id != first.variant_id
    assert started(parts, writer, "另一段文字。").variant_id != first.variant_id
    parts.now.moment += SAME_CLICK  # type: ignore[attr-defined]
    assert started(parts, writer).variant_id != first.variant_id


def test_a_double_click_on_submit_opens_one_review(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    first = submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    second = submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    assert first == second
    assert count(parts, Review) == 1
    assert [line.id for line in review_queue(parts, writer)] == [saved.variant_id]


def test_submitting_an_older_revision_is_refused(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("新的一版。")))
    with pytest.raises(EditConflict, match="newer revision"):
        submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)


def test_an_empty_draft_may_be_kept_but_not_submitted(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer, "  \n")
    with pytest.raises(WrongState, match="every part is empty"):
        submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)


def test_an_edit_during_review_takes_the_text_back(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    again = save_revision(
        parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("改过一个字。"))
    )
    assert again.state == "draft"
    assert review_queue(parts, writer) == []


def test_a_changed_character_leaves_the_approved_text_and_makes_a_draft(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    done = approved(parts, writer, manager)
    before = get_draft(parts, writer, done.variant_id)
    save_revision(parts, writer, SaveRevision(done.variant_id, before.latest.id, body(BODY + "！")))
    after = get_draft(parts, writer, done.variant_id)
    assert after.line.state == "draft"
    assert after.approved is not None
    assert after.approved.id == before.latest.id
    assert after.latest.id != before.latest.id


def test_a_long_text_is_judged_by_a_job(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer, BODY * 1_000)
    assert saved.report is None
    assert [task for task, _ in parts.dispatcher.sent] == ["judging.judge_revision"]  # type: ignore[attr-defined]
    assert count(parts, Job) == 1


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("a\0b", InvalidInput, r"U\+0000\) at place 1"),
        ("ab\ud800", InvalidInput, r"U\+D800\) at place 2"),
        ("字" * 200_001, TooLarge, "200,001 characters"),
    ],
)
def test_a_text_that_can_not_be_kept_is_refused_with_its_place(
    parts: Parts, writer: Principal, text: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        started(parts, writer, text)
    assert count(parts, Revision) == 0


def test_line_ends_become_one_kind(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer, "一\r\n二\r三")
    assert saved.revision.parts[0].text == "一\n二\n三"


def test_a_part_named_twice_is_refused(parts: Parts, writer: Principal) -> None:
    command = StartDraft(
        brand="acme", channel="site", locale="zh", title="t", parts=(Part("body", "a"), Part("body", "b"))
    )
    with pytest.raises(InvalidInput, match="'body' is there twice"):
        start_draft(parts, writer, command)


def test_a_brand_that_is_not_shared_looks_like_none(parts: Parts, brand: str) -> None:
    stranger = make_person(parts, "stranger", None, "channel_team")
    nobody = Principal(user_id=stranger.user_id, name="Nobody")
    with pytest.raises(NotFound) as hidden:
        started(parts, nobody)
    with pytest.raises(NotFound) as absent:
        started(parts, nobody, brand="nothing")
    assert hidden.value.message == absent.value.message
    assert list_drafts(parts, nobody) == []


def test_a_channel_team_may_not_write(parts: Parts, channel_team: Principal) -> None:
    with pytest.raises(NotAllowed, match="may not write drafts"):
        started(parts, channel_team)


def test_a_locale_or_channel_the_brand_lacks_is_named(parts: Parts, writer: Principal) -> None:
    with pytest.raises(InvalidInput, match="speaks zh, en, not 'fr'"):
        started(parts, writer, locale="fr")
    with pytest.raises(InvalidInput, match="no channel 'radio'"):
        started(parts, writer, channel="radio")


def test_a_list_names_the_author_and_can_be_narrowed_to_ones_own(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    mine = started(parts, writer)
    theirs = started(parts, manager, title="经理的稿")
    taken_over = started(parts, manager, title="接手的稿")
    save_revision(
        parts, writer, SaveRevision(taken_over.variant_id, taken_over.revision.id, body("我接着写。"))
    )
    assert {line.id: line.author for line in list_drafts(parts, writer)} == {
        mine.variant_id: "Writer",
        theirs.variant_id: "Manager",
        taken_over.variant_id: "Writer",
    }
    assert {line.id for line in list_drafts(parts, writer, mine=True)} == {
        mine.variant_id,
        taken_over.variant_id,
    }


def test_a_due_date_is_kept_changed_and_taken_away(parts: Parts, writer: Principal) -> None:
    draft = started(parts, writer).variant_id
    set_due(parts, writer, draft, due_on=date(2026, 12, 1))
    set_due(parts, writer, draft, due_on=date(2026, 12, 1))
    assert get_draft(parts, writer, draft).line.due_on == date(2026, 12, 1)
    set_due(parts, writer, draft, due_on=None)
    assert [line.due_on for line in list_drafts(parts, writer)] == [None]
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        kinds = uow.session.scalars(select(Event.kind).where(Event.subject_id == draft)).all()
    assert kinds.count("draft.due_set") == 2


def test_the_report_before_is_that_of_the_revision_before(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    assert get_draft(parts, writer, saved.variant_id).report_before is None
    save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("改写过的话。")))
    view = get_draft(parts, writer, saved.variant_id)
    assert view.report_before is not None
    assert view.report_before["pinned"]["text_hash"] == saved.revision.text_hash
