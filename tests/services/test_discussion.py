"""The discussion about a text: remarks find their words again, and nothing is said twice or by a stranger."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy import select

from hub.errors import InvalidInput, NotAllowed, NotFound
from hub.services.discussion import AddRemark, add_remark, discussion_of, settle_remark
from hub.services.discussion_views import Discussion, Thread
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.services.revisions import SaveRevision, save_revision
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Comment, Event
from tests.conftest import make_person
from tests.fakes.parts import Clock
from tests.services.flow import BODY, body, started

QUOTE = "椅背会跟着您的脊柱走"
AT = BODY.index(QUOTE)


def on_words(variant_id: uuid.UUID, said: str = "这句写得好", **fields: object) -> AddRemark:
    command = AddRemark(variant_id, said, part="body", start=AT, end=AT + len(QUOTE), quote=QUOTE)
    return replace(command, **fields)  # type: ignore[arg-type]


def threads(discussion: Discussion) -> list[Thread]:
    return [entry for entry in discussion.entries if isinstance(entry, Thread)]


def events(parts: Parts) -> list[Event]:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return list(
            uow.session.scalars(
                select(Event).where(Event.kind.like("comment.%")).order_by(Event.sequence)
            ).all()
        )


def test_a_remark_on_words_is_shown_with_its_words_and_its_author(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    remark = add_remark(parts, writer, on_words(saved.variant_id))
    discussion = discussion_of(parts, writer, saved.variant_id)
    (thread,) = threads(discussion)
    assert (thread.remark.id, thread.remark.body, thread.remark.author) == (remark, "这句写得好", "Writer")
    assert (thread.quote, thread.standing, thread.part, thread.start, thread.end) == (
        QUOTE,
        "there",
        "body",
        AT,
        AT + len(QUOTE),
    )
    assert (discussion.open_count, discussion.may_comment, discussion.revision_id) == (
        1,
        True,
        saved.revision.id,
    )


@pytest.mark.parametrize(
    ("text", "standing", "start"),
    [
        (BODY, "there", AT),
        ("先说一句。" + BODY, "moved", AT + 5),
        # Of two places the one that is nearer to the old one.
        (QUOTE + "。" + BODY + QUOTE, "moved", AT + len(QUOTE) + 1),
        ("换了一篇文字。", "gone", 0),
    ],
)
def test_the_words_are_found_again_in_the_latest_revision(
    parts: Parts, writer: Principal, text: str, standing: str, start: int
) -> None:
    saved = started(parts, writer)
    add_remark(parts, writer, on_words(saved.variant_id))
    save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body(text)))
    (thread,) = threads(discussion_of(parts, writer, saved.variant_id))
    assert (thread.standing, thread.start, thread.number) == (standing, start, 1)


def test_words_without_a_place_are_looked_for(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    add_remark(parts, writer, AddRemark(saved.variant_id, "再短些", quote=f" {QUOTE} "))
    (thread,) = threads(discussion_of(parts, writer, saved.variant_id))
    assert (thread.part, thread.start, thread.quote) == ("body", AT, QUOTE)


def test_a_remark_on_the_whole_text_needs_no_words(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    add_remark(parts, writer, AddRemark(saved.variant_id, "整体偏长", quote="  "))
    (thread,) = threads(discussion_of(parts, writer, saved.variant_id))
    assert (thread.standing, thread.quote) == ("whole", "")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"body": " \n "}, "no words yet"),
        ({"body": "长" * 4_001}, "at most 4,000 characters; this one has 4,001"),
        ({"quote": "这句话不在文中"}, "not in the saved text"),
        ({"start": AT + 1, "end": AT + 1 + len(QUOTE)}, "not in the saved text"),
        ({"start": -3, "end": 2}, "not in the saved text"),
        ({"part": "title"}, "not in the saved text"),
        ({"start": None, "quote": "没有"}, "not in the saved text"),
        ({"quote": "长" * 2_001}, "at most 2,000 characters"),
        ({"body": "a\0b"}, "no text"),
        ({"quote": "a\ud800"}, "no text"),
    ],
)
def test_what_can_not_be_kept_is_refused_with_its_reason(
    parts: Parts, writer: Principal, fields: dict[str, object], message: str
) -> None:
    saved = started(parts, writer)
    with pytest.raises(InvalidInput, match=message):
        add_remark(parts, writer, on_words(saved.variant_id, **fields))
    assert threads(discussion_of(parts, writer, saved.variant_id)) == []


def test_a_double_click_says_it_once_and_later_it_may_be_said_again(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    first = add_remark(parts, writer, on_words(saved.variant_id))
    assert add_remark(parts, writer, on_words(saved.variant_id)) == first
    assert add_remark(parts, writer, AddRemark(saved.variant_id, "这句写得好")) != first
    clock = cast(Clock, parts.now)
    clock.moment += timedelta(seconds=11)
    assert add_remark(parts, writer, on_words(saved.variant_id)) != first
    assert len(events(parts)) == 3


def test_replies_stand_under_their_remark_and_a_reply_takes_none(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    saved = started(parts, writer)
    remark = add_remark(parts, manager, on_words(saved.variant_id))
    reply = add_remark(parts, writer, AddRemark(saved.variant_id, "谢谢", parent_id=remark))
    assert reply == add_remark(parts, writer, AddRemark(saved.variant_id, "谢谢", parent_id=remark))
    with pytest.raises(InvalidInput, match="not another reply"):
        add_remark(parts, manager, AddRemark(saved.variant_id, "不客气", parent_id=reply))
    (thread,) = threads(discussion_of(parts, writer, saved.variant_id))
    assert [(one.body, one.author) for one in thread.replies] == [("谢谢", "Writer")]


def test_a_settled_remark_steps_aside_and_comes_back(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    saved = started(parts, writer)
    remark = add_remark(parts, manager, on_words(saved.variant_id))
    for _ in range(2):
        settle_remark(parts, writer, saved.variant_id, remark, settled=True)
    discussion = discussion_of(parts, writer, saved.variant_id)
    assert threads(discussion) == []
    assert [(thread.remark.id, thread.settled_by) for thread in discussion.settled] == [(remark, "Writer")]
    settle_remark(parts, manager, saved.variant_id, remark, settled=False)
    assert [thread.remark.id for thread in threads(discussion_of(parts, writer, saved.variant_id))] == [
        remark
    ]
    assert [event.kind for event in events(parts)] == [
        "comment.added",
        "comment.resolved",
        "comment.reopened",
    ]


def test_events_hold_ids_and_no_words(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    remark = add_remark(parts, writer, on_words(saved.variant_id))
    (event,) = events(parts)
    assert (event.subject_id, event.data) == (
        saved.variant_id,
        {"comment": str(remark), "thread": str(remark)},
    )


def test_decisions_and_remarks_stand_in_order_of_time(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    saved = started(parts, writer)
    add_remark(parts, writer, AddRemark(saved.variant_id, "请看一下"))
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    # Decisions take the time of the machine; the remark after it is made later still.
    decide(parts, manager, Decide(saved.variant_id, saved.revision.id, "request_changes", comment="再短些"))
    entries = discussion_of(parts, manager, saved.variant_id).entries
    said = [entry.remark.body if isinstance(entry, Thread) else entry.comment for entry in entries]
    assert sorted(said) == ["再短些", "请看一下"]
    assert len({type(entry) for entry in entries}) == 2


def test_who_may_not_comment_is_told_so_and_a_strangers_text_is_not_there(
    parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    saved = started(parts, writer)
    remark = add_remark(parts, writer, on_words(saved.variant_id))
    with pytest.raises(NotAllowed, match="comment on drafts"):
        add_remark(parts, channel_team, on_words(saved.variant_id))
    stranger = make_person(parts, "stranger", None, "copywriter")
    stranger = replace(stranger, hub_roles=frozenset(), brand_roles={})
    for act in (
        lambda: discussion_of(parts, stranger, saved.variant_id),
        lambda: add_remark(parts, stranger, on_words(saved.variant_id)),
        lambda: settle_remark(parts, stranger, saved.variant_id, remark, settled=True),
        lambda: discussion_of(parts, writer, uuid.uuid4()),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_remark_of_another_text_is_not_found(parts: Parts, writer: Principal) -> None:
    one, other = started(parts, writer, title="一"), started(parts, writer, title="二")
    remark = add_remark(parts, writer, on_words(one.variant_id))
    for act in (
        lambda: settle_remark(parts, writer, other.variant_id, remark, settled=True),
        lambda: add_remark(parts, writer, AddRemark(other.variant_id, "x", parent_id=remark)),
        lambda: add_remark(parts, writer, AddRemark(other.variant_id, "x", revision_id=one.revision.id)),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_long_discussion_shows_its_newest_threads(
    parts: Parts, writer: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.services.discussion_views.MAX_THREADS", 2)
    saved = started(parts, writer)
    for number in range(3):
        cast(Clock, parts.now).moment += timedelta(seconds=1)
        add_remark(parts, writer, AddRemark(saved.variant_id, f"第{number}条"))
    discussion = discussion_of(parts, writer, saved.variant_id)
    assert [thread.remark.body for thread in threads(discussion)] == ["第1条", "第2条"]
    assert discussion.hidden == 1
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        assert len(uow.session.scalars(select(Comment)).all()) == 3
