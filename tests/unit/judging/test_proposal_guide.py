"""What is understood of a voice guide: banned words with their replacement, pairs, words for the tone."""

import pytest

from hub.judging.proposal.guide import guide_lines, read_guide
from hub.judging.proposal.tone import WIDE, propose_tone


def bans(guide: str, fallback: str = "zh") -> list[tuple[str, str, bool]]:
    reading = read_guide(guide_lines(guide), fallback=fallback)
    return [(term.text, term.replacement, term.sure) for term in reading.terms]


def pairs(guide: str) -> list[tuple[str, str]]:
    return [(pair.say, pair.dont) for pair in read_guide(guide_lines(guide), fallback="zh").pairs]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("不说“网红”，说“邻居都爱吃”", [("网红", "邻居都爱吃", True)]),
        ("- 不要说“顶级”", [("顶级", "", True)]),
        ("用“老酵种”代替“天然酵母”", [("天然酵母", "老酵种", True)]),
        ("用 老酵种 代替 天然酵母。", [("天然酵母", "老酵种", True)]),
        ("避免“绝绝子”“yyds”等词", [("绝绝子", "", True), ("yyds", "", True)]),
        ("禁用：顶级、极致、最强", [("顶级", "", False), ("极致", "", False), ("最强", "", False)]),
        ("消费者 → 顾客", [("消费者", "顾客", True)]),
        ("Don't say “maintenance-free”; say “easy to mend”.", [("maintenance-free", "easy to mend", True)]),
        ('Say "riders", not "consumers".', [("consumers", "riders", True)]),
        ("Use people instead of users", [("users", "people", True)]),
        ("Avoid “revolutionary” and “must-have”.", [("revolutionary", "", True), ("must-have", "", True)]),
        ("Never use cheap or bargain", [("cheap", "", False), ("bargain", "", False)]),
        ("Keep sentences short.", []),
        ("句子要短。", []),
        ("我们的读者是年轻父母。", []),
    ],
)
def test_a_line_of_the_guide(line: str, found: list[tuple[str, str, bool]]) -> None:
    assert bans(line) == found


def test_two_lines_that_belong_together_are_a_pair_in_either_order() -> None:
    guide = "我们说：今天四点出炉，给你留一只。\n我们不说：爆款炸裂来袭！！！\n\n✗ 急什么，排队去。\n✓ 感谢你愿意等。"
    assert pairs(guide) == [
        ("今天四点出炉，给你留一只。", "爆款炸裂来袭！！！"),
        ("感谢你愿意等。", "急什么，排队去。"),
    ]


def test_a_pair_on_one_line_is_a_pair() -> None:
    guide = "We say: Bring it in and we will look. We don't say: HURRY!!! Book your AMAZING slot NOW!!!"
    assert pairs(guide) == [("Bring it in and we will look.", "HURRY!!! Book your AMAZING slot NOW!!!")]


def test_a_pair_stands_on_the_scale_that_its_marks_of_style_speak_for() -> None:
    guide = "Say: Please ask, we are happy to help.\nDon't: Notice is hereby given, pursuant to the terms, regarding service."
    (pair,) = read_guide(guide_lines(guide), fallback="en").pairs
    assert (pair.dimension, pair.dont_at, pair.sure) == ("formality", "high", True)


def test_a_pair_without_marks_of_style_is_a_guess() -> None:
    guide = "我们说：今天的面包下午四点出炉。\n我们不说：面包四点做好，自己来拿走就行。"
    (pair,) = read_guide(guide_lines(guide), fallback="zh").pairs
    assert not pair.sure


def test_evidence_names_the_line_as_an_editor_counts_them() -> None:
    reading = read_guide(guide_lines("\n\n# 用词\n\n- 不要说“顶级”\n"), fallback="zh")
    assert [(e.origin, e.number) for e in reading.terms[0].evidence] == [("guide", 5)]


def bands(guide: str) -> dict[str, tuple[tuple[int, int], str]]:
    return {band.id: (band.target, band.basis) for band in propose_tone((), guide_lines(guide))}


def test_words_for_the_tone_set_bands_and_the_rest_stays_wide() -> None:
    found = bands("语气：亲切、专业、不夸张")
    assert found["formality"] == ((38, 70), "guide")
    assert found["enthusiasm"] == ((15, 62), "guide")
    assert found["seriousness"] == (WIDE, "none")
    assert found["respect"] == (WIDE, "none")


def test_never_turns_a_word_for_the_tone_round() -> None:
    assert bands("Playful")["seriousness"][0] == (12, 48)
    assert bands("Never playful")["seriousness"][0] == (38, 85)
    assert bands("friendly, plain, never pushy")["enthusiasm"][0] == (15, 62)


def test_a_word_within_a_word_says_nothing() -> None:
    assert bands("The function is informally called plainsong")["formality"][1] == "none"


def test_a_hostile_guide_is_read_in_good_time() -> None:
    guide = "\n".join(
        ["不说" + "“" * 3000, "avoid " + "a, " * 4000, "say " * 4000, "→" * 5000, "我们说：" * 3000]
    )
    assert isinstance(bans(guide), list)
