"""Copy leaves in the shape that was asked for, for those who may have it."""

import dataclasses
import uuid

import pytest

from hub.errors import NotAllowed, NotFound
from hub.judging.text import Part
from hub.services.copy_out import SHAPES, approved_copy, draft_copy, write_copy
from hub.services.draft_lists import get_draft
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision, save_revision
from hub.workflow.roles import Principal
from tests.services.flow import BODY, approved, body, started


def test_a_draft_is_taken_as_its_latest_text_and_says_that_nobody_approved_it(
    parts: Parts, writer: Principal
) -> None:
    saved = started(parts, writer)
    copy = draft_copy(parts, writer, saved.variant_id)
    assert (copy.title, copy.kind, copy.revision_number, copy.approved) == ("秋季新品", "website", 1, False)
    assert write_copy(copy, "txt") == BODY + "\n"
    with pytest.raises(NotFound, match="Nothing is approved"):
        draft_copy(parts, writer, saved.variant_id, which="approved")


def test_after_an_edit_the_approved_revision_can_still_be_taken(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    done = approved(parts, writer, manager)
    latest = get_draft(parts, writer, done.variant_id).latest
    assert draft_copy(parts, writer, done.variant_id).approved is True
    save_revision(parts, writer, SaveRevision(done.variant_id, latest.id, body("没有人通过的新文字。")))
    newest = draft_copy(parts, writer, done.variant_id)
    assert (newest.approved, newest.revision_number, write_copy(newest, "txt")) == (
        False,
        2,
        "没有人通过的新文字。\n",
    )
    old = draft_copy(parts, writer, done.variant_id, which="approved")
    assert (old.approved, write_copy(old, "txt")) == (True, BODY + "\n")
    assert approved_copy(parts, channel_team, "site", done.variant_id) == old


def test_a_channel_team_takes_approved_copy_and_no_draft(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    waiting = started(parts, writer, title="未提交")
    with pytest.raises(NotFound, match="no approved content"):
        approved_copy(parts, channel_team, "site", waiting.variant_id)
    with pytest.raises(NotAllowed):
        draft_copy(parts, channel_team, waiting.variant_id)
    done = approved(parts, writer, manager, title="已通过")
    with pytest.raises(NotFound):
        approved_copy(parts, channel_team, "wechat", done.variant_id)


def test_somebody_of_another_brand_finds_nothing(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    stranger = Principal(
        user_id=uuid.uuid4(), name="Stranger", brand_roles={uuid.uuid4(): frozenset({"copywriter"})}
    )
    with pytest.raises(NotFound):
        draft_copy(parts, stranger, saved.variant_id)
    with pytest.raises(NotFound):
        approved_copy(parts, stranger, "site", saved.variant_id)


def test_the_shapes_of_a_whole_text(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    copy = dataclasses.replace(
        draft_copy(parts, writer, saved.variant_id),
        title="夜 & 灯",
        accent="#10243D",
        parts=(
            Part("title", "夜 <色>"),
            Part("digest", ""),
            Part("body", "# 一\n\n**微光**", "markdown"),
            Part("cta", "来看"),
        ),
    )
    assert write_copy(copy, "txt") == "夜 <色>\n\n一\n\n微光\n\n来看\n"
    assert write_copy(copy, "md") == "# 夜 \\<色\\>\n\n# 一\n\n**微光**\n\n来看\n"
    assert write_copy(copy, "html") == (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>夜 &amp; 灯</title>\n</head>\n<body>\n'
        "<h1>夜 &lt;色&gt;</h1>\n<h1>一</h1>\n<p><strong>微光</strong></p>\n<p>来看</p>\n</body>\n</html>\n"
    )
    wechat = write_copy(copy, "wechat.html")
    assert "夜 &lt;色" not in wechat
    assert "border-left:4px solid #10243D" in wechat
    assert write_copy(copy, "txt", part="cta") == "来看"
    assert write_copy(copy, "html", part="body") == "<h1>一</h1>\n<p><strong>微光</strong></p>"
    assert write_copy(copy, "wechat.html", part="body").startswith('<section style="font-size:16px')
    with pytest.raises(NotFound, match="no part 'hook'"):
        write_copy(copy, "txt", part="hook")


def test_a_text_of_empty_parts_is_empty_in_every_shape(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    copy = dataclasses.replace(
        draft_copy(parts, writer, saved.variant_id), parts=(Part("title", ""), Part("body", " "))
    )
    assert (write_copy(copy, "txt"), write_copy(copy, "md")) == ("", "")
    assert all("<body>\n\n</body>" in write_copy(copy, shape) for shape in SHAPES if shape.endswith("html"))
