"""The versions of a draft on pages: the timeline, two compared, an older one brought back."""

import re
import uuid
from collections.abc import Callable

import pytest

from hub.errors import EditConflict
from hub.judging.text import Part
from hub.services.draft_lists import get_draft
from hub.services.drafts import StartDraft, start_draft
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision, save_revision
from hub.workflow.roles import Principal
from tests.conftest import make_person
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]


def draft(parts: Parts, writer: Principal, *texts: str) -> uuid.UUID:
    """Start a draft and save it again for every further text."""
    first, *rest = texts
    command = StartDraft(
        brand="acme", channel="site", locale="zh", title="秋季新品", parts=(Part("body", first),)
    )
    saved = start_draft(parts, writer, command)
    for text in rest:
        latest = get_draft(parts, writer, saved.variant_id).latest.id
        save_revision(parts, writer, SaveRevision(saved.variant_id, latest, (Part("body", text),)))
    return saved.variant_id


def test_the_timeline_shows_every_revision_with_who_and_what_next(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    variant_id = draft(parts, writer, "第一稿。", "第二稿。", "第三稿。")
    page = enter("writer").page(f"/drafts/{variant_id}/versions")
    assert re.findall(r'<h2 id="revision-(\d+)"', page) == ["3", "2", "1"]
    assert [
        link.replace("&amp;", "&") for link in re.findall(r'href="(/drafts/[^"]+/compare\?[^"]+)"', page)
    ] == [
        f"/drafts/{variant_id}/compare?from=2&to=3",
        f"/drafts/{variant_id}/compare?from=1&to=2",
    ]
    assert page.count(f'action="/drafts/{variant_id}/restore"') == 2
    assert words(page).count("Newest") == 1


def test_a_text_kept_beside_is_marked(enter: Enter, writer: Principal, parts: Parts) -> None:
    other = make_person(parts, "other", "acme", "copywriter")
    variant_id = draft(parts, writer, "第一稿。", "第二稿。")
    first = get_draft(parts, writer, variant_id).history[-1].id
    with pytest.raises(EditConflict):
        save_revision(parts, other, SaveRevision(variant_id, first, (Part("body", "旁边的。"),)))
    said = words(enter("writer").page(f"/drafts/{variant_id}/versions"))
    assert "kept beside" in said
    assert "so this text is kept beside the main line." in said


def test_two_revisions_are_shown_in_one_text_and_side_by_side(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    variant_id = draft(parts, writer, "这把神椅很好坐。", "这把工作椅很好坐。")
    browser = enter("writer")
    page = browser.page(f"/drafts/{variant_id}/compare?from=1&to=2")
    assert (re.findall(r"<del>([^<]+)</del>", page)[0], re.findall(r"<ins>([^<]+)</ins>", page)[0]) == (
        "神",
        "工作",
    )
    beside = browser.page(f"/drafts/{variant_id}/compare?from=1&to=2&view=beside")
    assert "这把<del>神</del>椅很好坐。</div>" in beside
    assert "这把<ins>工作</ins>椅很好坐。</div>" in beside
    said = words(page)
    assert re.search(r"Verdict (Blocked|Needs work) .*Message .*Voice ", said)
    assert re.search(r"Findings that went [1-9]", said)
    assert re.search(r"<blockquote>神椅</blockquote>", page)


@pytest.mark.parametrize(
    ("query", "status"), [("", 422), ("?from=1", 422), ("?from=1&to=9", 404), ("?from=x&to=1", 422)]
)
def test_a_comparison_with_what_is_not_there_says_so(
    enter: Enter, writer: Principal, parts: Parts, query: str, status: int
) -> None:
    variant_id = draft(parts, writer, "第一稿。")
    assert enter("writer").get(f"/drafts/{variant_id}/compare{query}").status_code == status


def test_an_older_text_is_brought_back_as_the_newest(enter: Enter, writer: Principal, parts: Parts) -> None:
    variant_id = draft(parts, writer, "第一稿。", "第二稿。")
    browser = enter("writer")
    page = browser.page(f"/drafts/{variant_id}/versions")
    form = {"number": hidden(page, "number"), "base_revision_id": hidden(page, "base_revision_id")}
    assert form["number"] == "1"
    for _click in range(2):
        answer = browser.post(f"/drafts/{variant_id}/restore", form)
        assert (answer.status_code, answer.location) == (303, f"/drafts/{variant_id}")
    latest = get_draft(parts, writer, variant_id).latest
    assert (latest.number, latest.parts[0].text) == (3, "第一稿。")


def test_nothing_is_brought_back_over_what_somebody_saved_meanwhile(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    variant_id = draft(parts, writer, "第一稿。", "第二稿。")
    browser = enter("writer")
    page = browser.page(f"/drafts/{variant_id}/versions")
    latest = get_draft(parts, writer, variant_id).latest.id
    save_revision(parts, writer, SaveRevision(variant_id, latest, (Part("body", "第三稿。"),)))
    form = {"number": "1", "base_revision_id": hidden(page, "base_revision_id")}
    answer = browser.post(f"/drafts/{variant_id}/restore", form)
    assert answer.status_code == 409
    assert "Nothing was restored" in words(answer.get_data(as_text=True))
    assert get_draft(parts, writer, variant_id).latest.parts[0].text == "第三稿。"
    assert browser.post(f"/drafts/{variant_id}/restore", {"number": "x"}).status_code == 422


def test_a_reader_of_drafts_who_may_not_write_brings_nothing_back(
    enter: Enter, writer: Principal, channel_team: Principal, parts: Parts
) -> None:
    variant_id = draft(parts, writer, "第一稿。", "第二稿。")
    browser = enter("channel")
    for path in ("versions", "compare?from=1&to=2"):
        assert browser.get(f"/drafts/{variant_id}/{path}").status_code == 403
    assert browser.post(f"/drafts/{variant_id}/restore", {"number": "1"}).status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_versions_speak_both_languages(enter: Enter, writer: Principal, parts: Parts, language: str) -> None:
    variant_id = draft(parts, writer, "第一稿。", "第二稿。")
    browser = enter("writer")
    browser.client.set_cookie("language", language)
    for path in ("versions", "compare?from=1&to=2", "compare?from=2&to=1&view=beside"):
        assert browser.get(f"/drafts/{variant_id}/{path}").status_code == 200
