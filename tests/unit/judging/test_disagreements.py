"""Two texts of one content: only values that contradict each other are named, each with its place."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hub.judging.brand import Fact
from hub.judging.disagreements import find_disagreements
from hub.judging.passage import Passage
from hub.judging.text import Part

TODAY = date(2026, 11, 21)
FACTS = (
    Fact(
        id="price",
        kind="price",
        subject={"zh": "售价"},
        cues={"zh": ("夜鸢X1",), "en": ("Kite X1",)},
        value="5999元",
    ),
    Fact(id="wired", kind="capacity", subject={"zh": "快充"}, cues={"zh": ("快充",)}, value="80W"),
    Fact(id="wireless", kind="capacity", subject={"zh": "无线"}, cues={"zh": ("无线快充",)}, value="50W"),
)


def passage(text: str, locale: str = "zh") -> Passage:
    return Passage([Part(name="body", text=text)], locale)


def pairs(
    left: str, right: str, *, locales: tuple[str, str] = ("zh", "zh")
) -> list[tuple[str, str, str | None]]:
    found = find_disagreements(passage(left, locales[0]), passage(right, locales[1]), FACTS, as_of=TODAY)
    for pair in found:
        assert left[pair.left.start : pair.left.end] == pair.left.said
        assert right[pair.right.start : pair.right.end] == pair.right.said
    return [(pair.left.said, pair.right.said, pair.fact) for pair in found]


def test_a_price_that_differs_is_named_on_both_sides_whichever_is_wrong() -> None:
    wrong, right = "夜鸢X1售价5899元。", "今天起，夜鸢X1只要5999元。"
    assert pairs(wrong, right) == [("5899元", "5999元", "price")]
    assert pairs(right, wrong) == [("5999元", "5899元", "price")]


def test_two_wrong_values_disagree_with_each_other_too() -> None:
    assert pairs("夜鸢X1售价5899元。", "夜鸢X1售价5799元。") == [("5899元", "5799元", "price")]


def test_the_same_wrong_value_in_both_is_no_disagreement_between_them() -> None:
    assert pairs("夜鸢X1售价5899元。", "夜鸢X1只要5,899元。") == []


def test_a_chinese_and_an_english_text_are_compared() -> None:
    found = pairs("夜鸢X1售价5899元。", "The Kite X1 costs ¥5,999.", locales=("zh", "en"))
    assert found == [("5899元", "¥5,999", "price")]


def test_a_value_belongs_to_the_longest_name_beside_it() -> None:
    assert pairs("无线快充50W。", "快充100W，无线快充50W。") == []
    assert pairs("快充80W，无线快充50W。", "快充100W，无线快充50W。") == [("80W", "100W", "wired")]


def test_a_value_that_is_said_twice_is_one_pair() -> None:
    assert pairs("夜鸢X1售价5899元。夜鸢X1仅5899元。", "夜鸢X1售价5999元。") == [
        ("5899元", "5999元", "price")
    ]


def test_the_only_date_of_each_text_is_shown_although_nothing_is_registered() -> None:
    assert pairs("展览11月20日开幕。", "展览在11月22日开幕。") == [("11月20日", "11月22日", None)]


def test_lengths_durations_shares_and_counts_without_a_register_are_left_alone() -> None:
    assert pairs("屏幕6.7英寸，半天充满，卖出30%，有7款。", "传感器1英寸，用一天，省下80%，有6款。") == []


def test_where_a_text_gives_several_values_of_a_kind_nothing_is_guessed() -> None:
    assert pairs("11月20日开幕，12月1日闭幕。", "展览在11月22日开幕。") == []


def test_two_registered_values_of_one_kind_are_both_true() -> None:
    assert pairs("无线充电有50W。", "有线充电有80W。") == []


def test_what_is_said_of_a_predecessor_is_left_alone() -> None:
    assert pairs("上一代重200克。", "这一代重180克。") == []


@given(st.text(alphabet="夜鸢X1售价5899元快充80W，。11月日", max_size=40))
def test_a_text_never_disagrees_with_itself_where_it_says_each_value_once(text: str) -> None:
    assert all(one != other for one, other, _ in pairs(text, text))
