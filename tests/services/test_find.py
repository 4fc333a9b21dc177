"""The search box finds what holds the words, and only what one may see."""

import pytest

from hub.services import brands
from hub.services.find import FindResult, find
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.services.flow import started


def found(result: FindResult) -> dict[str, list[str]]:
    """Return the titles found, by kind, in Chinese where there is one."""
    return {
        group.kind: [hit.title.get("zh") or next(iter(hit.title.values())) for hit in group.hits]
        for group in result.groups
    }


def test_drafts_are_found_by_title_and_by_words_of_their_text(parts: Parts, writer: Principal) -> None:
    started(parts, writer, "椅背会跟着脊柱走。", title="秋季新品")
    started(parts, writer, "脊背放松。", title="脊柱的一天")
    started(parts, writer, "别的文字。", title="无关")
    result = find(parts, writer, "脊柱", kinds=("draft",))
    # A title that says it stands before a text that does.
    assert found(result) == {"draft": ["脊柱的一天", "秋季新品"]}
    assert result.groups[0].hits[1].excerpt == "椅背会跟着脊柱走。"


def test_every_word_is_needed_in_any_case_and_order(parts: Parts, writer: Principal) -> None:
    started(parts, writer, "Spare PARTS for fifteen years.", title="Repair guide")
    started(parts, writer, "Spare time.", title="Weekend")
    assert found(find(parts, writer, "parts SPARE", kinds=("draft",))) == {"draft": ["Repair guide"]}
    assert found(find(parts, writer, "guide spare", kinds=("draft",))) == {"draft": ["Repair guide"]}


@pytest.mark.parametrize("word", ["body", "plain", "format", "name", "text"])
def test_names_of_parts_are_no_text(parts: Parts, writer: Principal, word: str) -> None:
    started(parts, writer, "椅子。", title="一")
    assert found(find(parts, writer, word, kinds=("draft",))) == {}


@pytest.mark.parametrize(
    ("q", "titles"), [("100%", ["百分"]), ("a_b", ["下划线"]), ('"引"', ["引号"]), ("\\n", ["反斜线"])]
)
def test_signs_are_looked_for_as_they_are(parts: Parts, writer: Principal, q: str, titles: list[str]) -> None:
    for title, text in (
        ("百分", "100% 可换"),
        ("下划线", "a_b"),
        ("引号", '他说"引"。'),
        ("反斜线", "C:\\new"),
        ("都没有", "1000 aXb 引 换行\n了"),
    ):
        started(parts, writer, text, title=title)
    assert found(find(parts, writer, q, kinds=("draft",))).get("draft") == titles


@pytest.mark.parametrize("q", ["", " ", "a", "?"])
def test_less_than_two_letters_are_too_short(parts: Parts, writer: Principal, q: str) -> None:
    assert find(parts, writer, q).too_short


@pytest.mark.parametrize("q", ["椅", "ab", "𠀋"])
def test_one_han_character_or_two_letters_are_enough(parts: Parts, writer: Principal, q: str) -> None:
    assert not find(parts, writer, q).too_short


def test_kits_channels_and_people_are_found(parts: Parts, writer: Principal, admin: Principal) -> None:
    assert found(find(parts, writer, "spine")) == {
        "message": ["椅背跟着脊柱的曲线走", "与脊柱实验室测了四百个小时"]
    }
    assert found(find(parts, writer, "throne")) == {"term": ["throne"]}
    assert found(find(parts, writer, "1299")) == {"fact": ["工作椅售价"]}
    assert list(found(find(parts, writer, "公众号"))) == ["channel"]
    assert found(find(parts, admin, "WRITER@acme")) == {"person": ["Writer"]}
    assert found(find(parts, writer, "writer@acme")) == {}


def test_nothing_of_another_brand_and_no_draft_for_a_channel_team_is_found(
    parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    started(parts, writer, "脊柱。", title="脊柱")
    brands.import_kit(parts, SYSTEM, ACME_KIT.replace("id: acme", "id: other").encode(), source="o.yaml")
    brands.publish(parts, SYSTEM, "other")
    outsider = make_person(parts, "outsider", "other", "copywriter")
    assert {hit.brand for group in find(parts, outsider, "脊柱").groups for hit in group.hits} == {"other"}
    assert "draft" not in found(find(parts, outsider, "脊柱"))
    assert list(found(find(parts, channel_team, "脊柱"))) == ["message"]


def test_the_chosen_brand_narrows_and_a_long_group_says_that_there_is_more(
    parts: Parts, writer: Principal, admin: Principal
) -> None:
    for number in range(4):
        started(parts, writer, title=f"椅子 {number}")
    [group] = find(parts, writer, "椅子", kinds=("draft",), limit=3).groups
    assert (len(group.hits), group.has_more) == (3, True)
    [group] = find(parts, writer, "椅子", kinds=("draft",), limit=4).groups
    assert (len(group.hits), group.has_more) == (4, False)
    assert find(parts, admin, "椅子", brand="nobody").groups == ()
