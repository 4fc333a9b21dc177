"""Channel teams get what is approved, in order, and nothing else."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.errors import HubError, InvalidInput, NotFound
from hub.services.delivery import get_content, list_changes, list_channels, list_contents
from hub.services.draft_lists import get_draft
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.services.revisions import SaveRevision, save_revision
from hub.workflow.roles import Principal
from tests.services.flow import BODY, approved, body, started


def test_only_approved_text_is_listed(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    started(parts, writer, title="未提交")
    done = approved(parts, writer, manager, title="已通过")
    page = list_contents(parts, channel_team, "site")
    assert [(item.title, item.parts[0].text) for item in page.items] == [("已通过", BODY)]
    assert page.items[0].id == done.variant_id


def test_an_edit_after_approval_leaves_the_approved_text_deliverable(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    done = approved(parts, writer, manager)
    latest = get_draft(parts, writer, done.variant_id).latest
    save_revision(parts, writer, SaveRevision(done.variant_id, latest.id, body("没有人通过的新文字。")))
    assert get_content(parts, channel_team, "site", done.variant_id).parts[0].text == BODY


def test_a_draft_can_not_be_fetched_by_its_id(
    parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    saved = started(parts, writer)
    with pytest.raises(NotFound, match="no approved content"):
        get_content(parts, channel_team, "site", saved.variant_id)


def test_the_change_feed_walks_without_gap_or_repeat(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    ids = [approved(parts, writer, manager, title=f"第{number}篇").variant_id for number in range(5)]
    seen, cursor, more = [], None, True
    while more:
        page = list_changes(parts, channel_team, "site", since=cursor, limit=2)
        seen += [change.content_id for change in page.changes]
        cursor, more = page.cursor, page.has_more
    assert seen == ids
    assert list_changes(parts, channel_team, "site", since=cursor).changes == ()
    assert list_changes(parts, channel_team, "site", since=cursor).cursor == cursor


def test_a_cursor_of_another_channel_is_refused(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    approved(parts, writer, manager)
    cursor = list_changes(parts, channel_team, "site").cursor
    with pytest.raises(InvalidInput, match="no cursor of the channel wechat"):
        list_changes(parts, channel_team, "wechat", since=cursor)


def test_pages_follow_each_other(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    ids = [approved(parts, writer, manager, title=f"第{number}篇").variant_id for number in range(3)]
    first = list_contents(parts, channel_team, "site", limit=2)
    second = list_contents(parts, channel_team, "site", limit=2, after=first.next_after)
    assert [item.id for item in (*first.items, *second.items)] == ids
    assert (first.next_after, second.next_after) == (ids[1], None)


def test_a_token_for_one_channel_does_not_reach_another(parts: Parts, channel_team: Principal) -> None:
    narrowed = dataclasses.replace(channel_team, channels=frozenset({"wechat"}))
    assert [channel.channel for channel in list_channels(parts, narrowed)] == ["wechat"]
    with pytest.raises(NotFound, match="no channel 'site'"):
        list_contents(parts, narrowed, "site")


MOVES = st.lists(st.sampled_from(["save", "submit", "approve", "request_changes", "reject"]), max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_whatever_happens_only_a_text_that_was_approved_is_delivered(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal, moves: list[str]
) -> None:
    saved = started(parts, writer, "起点。", title=f"{parts.now()}-{id(moves)}")
    latest, passed, number = saved.revision.id, None, 0
    for move in moves:
        try:
            if move == "save":
                number += 1
                text = body(f"第{number}稿：椅背会跟着脊柱走。")
                latest = save_revision(
                    parts, writer, SaveRevision(saved.variant_id, latest, text)
                ).revision.id
            elif move == "submit":
                submit(parts, writer, saved.variant_id, revision_id=latest)
            else:
                decide(
                    parts,
                    manager,
                    Decide(
                        saved.variant_id, latest, move, comment="看过了", override_reason="法务已经看过并同意"
                    ),
                )
                passed = latest if move == "approve" else passed
        except HubError:
            continue
    delivered = {
        item.id: item.revision_id for item in list_contents(parts, channel_team, "site", limit=200).items
    }
    assert delivered.get(saved.variant_id) == passed
