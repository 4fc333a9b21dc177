"""Versions of a draft: the timeline with what changed, two compared, an older one brought back."""

import uuid

import pytest

from hub.errors import EditConflict, NotAllowed, NotFound
from hub.judging.text import Part
from hub.services import brands
from hub.services.comparisons import PAGE, compare_revisions, list_versions, restore_revision
from hub.services.draft_lists import get_draft
from hub.services.judgements import judge_revision
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision, save_revision
from hub.services.version_changes import change_between, changed_findings
from hub.services.version_views import Change, Judged
from hub.workflow.roles import SYSTEM, Principal
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.services.flow import BODY, approved, body, started


def write(parts: Parts, person: Principal, variant_id: uuid.UUID, text: str) -> uuid.UUID:
    latest = get_draft(parts, person, variant_id).latest.id
    return save_revision(parts, person, SaveRevision(variant_id, latest, body(text))).revision.id


def judged(score: float | None, *, doubt: float = 4.0, pillar: int = 50, rests_on: str = "v1") -> Judged:
    return Judged("pass", score, doubt, 60.0, 5.0, {"night": pillar, "zoom": 20}, (rests_on,))


def finding(rule: str, start: int, end: int) -> dict[str, object]:
    return {
        "rule": rule,
        "part": "body",
        "start": start,
        "end": end,
        "message": rule,
        "level": "error",
        "hard": False,
    }


def test_the_timeline_names_what_each_revision_was_made_from(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    variant_id = approved(parts, writer, manager).variant_id
    write(parts, writer, variant_id, "第二次写。")
    found = list_versions(parts, writer, variant_id)
    assert [(row.revision.number, row.base, row.is_approved, row.is_latest) for row in found.lines] == [
        (2, 1, False, True),
        (1, None, True, False),
    ]
    assert all(row.judged is not None for row in found.lines)
    assert [row.change is None for row in found.lines] == [False, True]
    assert found.older is None


def test_a_text_kept_beside_is_in_the_timeline_with_its_base(parts: Parts, writer: Principal) -> None:
    other = make_person(parts, "other", "acme", "copywriter")
    saved = started(parts, writer)
    write(parts, writer, saved.variant_id, "第一位写的。")
    with pytest.raises(EditConflict):
        save_revision(parts, other, SaveRevision(saved.variant_id, saved.revision.id, body("第二位写的。")))
    rows = list_versions(parts, writer, saved.variant_id).lines
    assert [(row.revision.number, row.revision.line, row.base, row.is_latest) for row in rows] == [
        (3, "side", 1, False),
        (2, "main", 1, True),
        (1, "main", None, False),
    ]


def test_a_revision_judged_under_another_brand_version_is_not_compared_by_score(
    parts: Parts, writer: Principal
) -> None:
    saved = started(parts, writer)
    brands.import_kit(parts, SYSTEM, ACME_KIT.replace("1299元", "1399元").encode(), source="acme.yaml")
    brands.publish(parts, SYSTEM, "acme")
    write(parts, writer, saved.variant_id, "第二次写。")
    newest = list_versions(parts, writer, saved.variant_id).lines[0]
    assert (newest.comparable, newest.change) == (False, None)
    judge_revision(parts, saved.revision.id)
    newest = list_versions(parts, writer, saved.variant_id).lines[0]
    assert newest.comparable
    assert newest.change is not None


def test_a_long_history_comes_in_pages(parts: Parts, writer: Principal) -> None:
    variant_id = started(parts, writer).variant_id
    for number in range(PAGE):
        write(parts, writer, variant_id, f"第{number}次写。")
    first = list_versions(parts, writer, variant_id)
    assert (len(first.lines), first.older) == (PAGE, 2)
    rest = list_versions(parts, writer, variant_id, before=2)
    assert ([row.revision.number for row in rest.lines], rest.older) == ([1], None)


def test_two_revisions_are_compared_part_by_part_in_whole_words(parts: Parts, writer: Principal) -> None:
    variant_id = started(parts, writer, "椅背跟着脊柱走。神椅！").variant_id
    write(parts, writer, variant_id, "椅背跟着脊柱走。工作椅！")
    found = compare_revisions(parts, writer, variant_id, earlier=1, later=2)
    (part,) = found.parts
    assert part.name == "body"
    assert "".join(text for kind, text in part.pieces if kind != "added") == "椅背跟着脊柱走。神椅！"
    assert part.pieces[0] == ("same", "椅背跟着脊柱走。")
    assert "神椅" in [row.quote for row in found.went]
    assert "神椅" not in [row.quote for row in found.came]
    assert (found.before.number, found.after.number, found.latest.number, found.numbers) == (1, 2, 2, (2, 1))


def test_revisions_that_are_not_there_are_not_compared(parts: Parts, writer: Principal) -> None:
    variant_id = started(parts, writer).variant_id
    with pytest.raises(NotFound):
        compare_revisions(parts, writer, variant_id, earlier=1, later=2)


def test_an_older_text_comes_back_as_a_new_revision(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    variant_id = approved(parts, writer, manager).variant_id
    second = write(parts, writer, variant_id, "第二次写。")
    saved = restore_revision(parts, writer, variant_id, number=1, base_revision_id=second)
    view = get_draft(parts, writer, variant_id)
    assert (saved.revision.number, view.latest.number, view.line.state) == (3, 3, "draft")
    assert view.latest.parts == body(BODY)


def test_bringing_back_twice_adds_one_revision(parts: Parts, writer: Principal) -> None:
    variant_id = started(parts, writer).variant_id
    second = write(parts, writer, variant_id, "第二次写。")
    numbers = [
        restore_revision(parts, writer, variant_id, number=1, base_revision_id=second).revision.number
        for _ in range(2)
    ]
    assert numbers == [3, 3]
    assert len(get_draft(parts, writer, variant_id).history) == 3


def test_nothing_is_brought_back_over_a_text_that_was_not_seen(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    write(parts, writer, saved.variant_id, "第二次写。")
    third = write(parts, writer, saved.variant_id, "第三次写。")
    with pytest.raises(EditConflict):
        restore_revision(parts, writer, saved.variant_id, number=2, base_revision_id=saved.revision.id)
    assert get_draft(parts, writer, saved.variant_id).latest.id == third
    with pytest.raises(NotFound):
        restore_revision(parts, writer, saved.variant_id, number=9, base_revision_id=third)


def test_versions_are_for_those_who_may_read_drafts(
    parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    saved = started(parts, writer)
    with pytest.raises(NotAllowed):
        list_versions(parts, channel_team, saved.variant_id)
    with pytest.raises(NotAllowed):
        compare_revisions(parts, channel_team, saved.variant_id, earlier=1, later=1)
    with pytest.raises(NotAllowed):
        restore_revision(parts, channel_team, saved.variant_id, number=1, base_revision_id=saved.revision.id)


def test_a_step_within_the_uncertainty_is_no_change() -> None:
    assert change_between(judged(50.0), judged(54.0)) == Change(0, 0, (), ())
    assert change_between(judged(50.0), judged(54.1)) == Change(1, 0, (), ())
    assert change_between(judged(50.0), judged(40.0, doubt=9.0)) == Change(-1, 0, (), ())
    assert change_between(judged(50.0), judged(None)) == Change(None, 0, (), ())


def test_pillars_are_named_by_the_size_of_their_step() -> None:
    then = Judged("pass", 50.0, 4.0, None, None, {"a": 50, "b": 20, "c": 90}, ("v1",))
    now = Judged("pass", 50.0, 4.0, None, None, {"a": 60, "b": 60, "c": 70}, ("v1",))
    assert change_between(then, now) == Change(0, None, ("b", "a"), ("c",))


def test_reports_that_rest_on_something_else_are_not_compared() -> None:
    assert change_between(judged(50.0), judged(90.0, rests_on="v2")) is None
    assert change_between(None, judged(50.0)) is None


def test_a_finding_that_moved_is_the_same_finding() -> None:
    before, after = {"findings": [finding("a", 0, 2)]}, {"findings": [finding("a", 3, 5), finding("a", 0, 1)]}
    came, went = changed_findings(before, [Part("body", "最好")], after, [Part("body", "真的！最好")])
    assert [(row.rule, row.quote) for row in came] == [("a", "真")]
    assert went == ()
