"""Findings set aside: with a reason, once, reversible, never the ones that block."""

import uuid
from dataclasses import replace

import pytest

from hub.errors import InvalidInput, NotAllowed, NotFound, WrongState
from hub.services.dismissals import MAX_REASON, Dismiss, dismiss, withdraw
from hub.services.draft_lists import get_draft
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.services.flow import started

THRONE = "这把神椅坐着舒服。"


def command(variant_id: uuid.UUID) -> Dismiss:
    return Dismiss(variant_id, "text.repeated-word", "body", "的的", "品牌口号就是这么写的。")


def test_a_dismissal_stands_with_reason_and_name_until_it_is_withdrawn(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    draft = started(parts, writer).variant_id
    made = dismiss(parts, writer, command(draft))
    rows = get_draft(parts, manager, draft).dismissals
    assert [(row.id, row.rule, row.quote, row.reason, row.by) for row in rows] == [
        (made, "text.repeated-word", "的的", "品牌口号就是这么写的。", "Writer")
    ]
    assert get_draft(parts, manager, draft).dismissals == rows
    withdraw(parts, manager, draft, dismissal_id=made)
    withdraw(parts, manager, draft, dismissal_id=made)
    assert get_draft(parts, writer, draft).dismissals == ()


def test_a_double_click_sets_aside_once_and_a_withdrawn_one_can_be_set_aside_again(
    parts: Parts, writer: Principal
) -> None:
    draft = started(parts, writer).variant_id
    first = dismiss(parts, writer, command(draft))
    assert dismiss(parts, writer, replace(command(draft), reason="又点了一次")) == first
    withdraw(parts, writer, draft, dismissal_id=first)
    second = dismiss(parts, writer, replace(command(draft), reason="后来想想"))
    assert second != first
    assert [row.reason for row in get_draft(parts, writer, draft).dismissals] == ["后来想想"]


def test_a_finding_that_blocks_the_saved_text_is_not_set_aside(parts: Parts, writer: Principal) -> None:
    draft = started(parts, writer, THRONE).variant_id
    blocking = Dismiss(draft, "term.throne", "body", "神椅", "我们喜欢")
    with pytest.raises(WrongState, match="can't be set aside"):
        dismiss(parts, writer, blocking)
    assert get_draft(parts, writer, draft).dismissals == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "  "},
        {"reason": "长" * (MAX_REASON + 1)},
        {"reason": "a\0b"},
        {"quote": "\ud800"},
        {"quote": "长" * 2_001},
        {"rule": ""},
        {"rule": "r" * 121},
        {"part": ""},
    ],
)
def test_a_dismissal_that_says_nothing_or_too_much_is_refused(
    parts: Parts, writer: Principal, changes: dict[str, str]
) -> None:
    draft = started(parts, writer).variant_id
    with pytest.raises(InvalidInput):
        dismiss(parts, writer, replace(command(draft), **changes))
    assert get_draft(parts, writer, draft).dismissals == ()


def test_only_who_writes_sets_aside_and_another_drafts_dismissal_is_not_found(
    parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    draft = started(parts, writer).variant_id
    other = started(parts, writer, title="另一篇").variant_id
    with pytest.raises(NotAllowed):
        dismiss(parts, channel_team, command(draft))
    made = dismiss(parts, writer, command(draft))
    with pytest.raises(NotFound):
        withdraw(parts, writer, other, dismissal_id=made)
    with pytest.raises(NotFound):
        dismiss(parts, writer, command(uuid.uuid4()))
