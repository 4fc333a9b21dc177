"""A fold never goes through what a reader sees as one character, and loses nothing."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from hub.channels.cutting import cut
from hub.judging.checks.channel_limits import measure

UNITS = ("characters", "weighted", "half_weighted", "words")
TEXT = st.text(st.sampled_from("夜a é\u0301👨\u200d👩👧🇨🇳🌙\n #"), max_size=40)


@given(TEXT, st.integers(1, 30), st.sampled_from(UNITS))
def test_both_sides_of_a_fold_are_the_text_and_the_first_fits(text: str, fold: int, unit: str) -> None:
    before, after = cut(text, fold, unit)
    assert before + after == text
    assert measure(before, unit) <= fold
    ends = {0, *(found.end() for found in regex.finditer(r"\X", text))}
    assert len(before) in ends


@pytest.mark.parametrize(
    ("text", "fold", "unit", "before"),
    [
        ("一二三四", 3, "characters", "一二三"),
        ("一二三", 3, "characters", "一二三"),
        ("一二ab三", 3, "half_weighted", "一二ab"),
        ("一a二", 4, "weighted", "一a"),
        ("one two three", 2, "words", "one two"),
        ("夜👨‍👩‍👧", 3, "characters", "夜"),
        ("🇨🇳🇨🇳", 3, "characters", "🇨🇳"),
        ("", 3, "characters", ""),
    ],
)
def test_a_text_is_cut_where_its_unit_says(text: str, fold: int, unit: str, before: str) -> None:
    assert cut(text, fold, unit) == (before, text[len(before) :])


def test_without_a_fold_nothing_is_cut() -> None:
    assert cut("一二三", None, "characters") == ("一二三", "")
