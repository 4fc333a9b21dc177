"""Decisions: on what was read, with a comment, and with a written reason where copy is blocked."""

import pytest

from hub.errors import EditConflict, InvalidInput, NotAllowed, WrongState
from hub.services.draft_lists import get_draft
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.services.revisions import SaveRevision, save_revision
from hub.workflow.roles import Principal
from tests.services.flow import body, started

BLOCKED = "这是国家级的神椅。"


def submitted(parts: Parts, writer: Principal, text: str) -> Decide:
    saved = started(parts, writer, text)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    return Decide(saved.variant_id, saved.revision.id, "approve")


def test_a_writer_may_not_decide(parts: Parts, writer: Principal) -> None:
    command = submitted(parts, writer, "椅背会跟着您的脊柱走，坐一整天也不累。")
    with pytest.raises(NotAllowed, match="may not approve"):
        decide(parts, writer, command)


def test_blocked_copy_passes_only_with_a_written_reason_that_stays(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    command = submitted(parts, writer, BLOCKED)
    assert get_draft(parts, writer, command.variant_id).line.verdict == "blocked"
    with pytest.raises(InvalidInput, match="blocked"):
        decide(parts, manager, command)
    reason = "Quoted from the museum's plaque, cleared by legal."
    done = decide(
        parts, manager, Decide(command.variant_id, command.revision_id, "approve", override_reason=reason)
    )
    assert (done.state, done.deliverable) == ("approved", True)
    assert [entry.override_reason for entry in get_draft(parts, manager, command.variant_id).comments] == [
        reason
    ]


@pytest.mark.parametrize("kind", ["request_changes", "reject"])
def test_sending_a_text_back_needs_a_comment(
    parts: Parts, writer: Principal, manager: Principal, kind: str
) -> None:
    command = submitted(parts, writer, "椅背会跟着您的脊柱走。")
    with pytest.raises(InvalidInput, match="Say in a comment"):
        decide(parts, manager, Decide(command.variant_id, command.revision_id, kind, comment="  "))
    done = decide(
        parts, manager, Decide(command.variant_id, command.revision_id, kind, comment="缺少维修承诺")
    )
    assert done.state == {"request_changes": "changes_requested", "reject": "rejected"}[kind]
    assert not done.deliverable


def test_the_same_decision_twice_changes_nothing_and_another_is_refused(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    command = submitted(parts, writer, "椅背会跟着您的脊柱走。")
    back = Decide(command.variant_id, command.revision_id, "request_changes", comment="再短一些")
    assert decide(parts, manager, back) == decide(parts, manager, back)
    assert len(get_draft(parts, manager, command.variant_id).comments) == 1
    with pytest.raises(WrongState, match="Nothing waits"):
        decide(parts, manager, command)


def test_a_decision_on_a_text_that_changed_meanwhile_is_refused(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    command = submitted(parts, writer, "椅背会跟着您的脊柱走。")
    newer = save_revision(
        parts, writer, SaveRevision(command.variant_id, command.revision_id, body("新的一版。"))
    )
    submit(parts, writer, command.variant_id, revision_id=newer.revision.id)
    with pytest.raises(EditConflict, match="has changed since you read"):
        decide(parts, manager, command)


def test_changes_asked_for_lead_back_into_review(parts: Parts, writer: Principal, manager: Principal) -> None:
    command = submitted(parts, writer, "椅背会跟着您的脊柱走。")
    decide(
        parts,
        manager,
        Decide(command.variant_id, command.revision_id, "request_changes", comment="写得再具体些"),
    )
    newer = save_revision(
        parts, writer, SaveRevision(command.variant_id, command.revision_id, body("椅背贴着您的脊柱。"))
    )
    submit(parts, writer, command.variant_id, revision_id=newer.revision.id)
    assert get_draft(parts, writer, command.variant_id).line.state == "in_review"


def test_an_unknown_decision_is_refused(parts: Parts, writer: Principal, manager: Principal) -> None:
    command = submitted(parts, writer, "椅背会跟着您的脊柱走。")
    with pytest.raises(InvalidInput, match="'publish' is no decision"):
        decide(parts, manager, Decide(command.variant_id, command.revision_id, "publish"))
