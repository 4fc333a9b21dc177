"""Differences in whole words: nothing lost, nothing invented, never slow."""

import random
import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.documents.difference import Piece, difference
from hub.judging.pipelines import cut_words

TEXTS = st.text(alphabet="ab 夜景拍照清楚。，\n'-1.é😀\u200d", max_size=80)


def chinese(run: str) -> list[str]:
    return [word for word, _, _ in cut_words(run)]


def old_of(pieces: list[Piece]) -> str:
    return "".join(text for kind, text in pieces if kind != "added")


def new_of(pieces: list[Piece]) -> str:
    return "".join(text for kind, text in pieces if kind != "removed")


def test_an_english_word_changes_as_a_whole() -> None:
    assert difference("The back follows your spine.", "The back followed your spine.") == [
        ("same", "The back "),
        ("removed", "follows"),
        ("added", "followed"),
        ("same", " your spine."),
    ]


def test_a_chinese_word_changes_as_a_whole() -> None:
    assert difference("夜景拍得清楚。", "夜景拍得清晰。", cut=chinese) == [
        ("same", "夜景拍得"),
        ("removed", "清楚"),
        ("added", "清晰"),
        ("same", "。"),
    ]


def test_a_price_is_one_word_and_its_currency_another() -> None:
    assert difference("售价 ¥5,999 起", "售价 ¥6,299 起", cut=chinese) == [
        ("same", "售价 ¥"),
        ("removed", "5,999"),
        ("added", "6,299"),
        ("same", " 起"),
    ]


def test_a_replaced_sentence_is_not_shredded_into_the_letters_that_both_happen_to_have() -> None:
    pieces = difference("We keep spare parts for years.", "Nothing of this was ever said before.")
    assert [kind for kind, _ in pieces] == ["removed", "added", "same"]


def test_the_same_text_is_one_piece_and_no_text_is_none() -> None:
    assert difference("一样", "一样") == [("same", "一样")]
    assert difference("", "") == []
    assert difference("", "new") == [("added", "new")]
    assert difference("old", "") == [("removed", "old")]


@given(TEXTS, TEXTS)
def test_same_and_removed_are_the_old_text_same_and_added_the_new(old: str, new: str) -> None:
    pieces = difference(old, new, cut=chinese)
    assert (old_of(pieces), new_of(pieces)) == (old, new)
    assert all(text for _, text in pieces)
    assert all(one[0] != two[0] for one, two in pairwise(pieces))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_long_texts_that_have_little_in_common_keep_to_their_time(seed: int) -> None:
    words = random.Random(seed)  # noqa: S311
    old = "".join(words.choice("夜景拍照清楚手机电池长焦 .\n") for _ in range(30_000))
    new = "".join(words.choice("夜景拍照清楚手机电池长焦 .\n") for _ in range(30_000))
    started = time.monotonic()
    pieces = difference(old, new, timeout_s=0.2)
    assert (old_of(pieces), new_of(pieces)) == (old, new)
    assert time.monotonic() - started < 5


def test_a_long_text_with_one_changed_word_shows_that_word() -> None:
    lines = [f"Line {number} says what it says.\n" for number in range(3_000)]
    old = "".join(lines)
    new = old.replace("Line 1500 says", "Line 1500 tells")
    assert [piece for piece in difference(old, new) if piece[0] != "same"] == [
        ("removed", "says"),
        ("added", "tells"),
    ]
