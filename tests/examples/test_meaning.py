"""Six texts that a judge of words alone gets wrong: scores follow what is said, in both languages."""

import pytest

from hub.judging.judge import Judge
from hub.judging.report import Report
from hub.judging.text import Part
from tests.examples.example import AS_OF, value_of

ON_ENGLISH = (
    "Leave the flash off after midnight. The street lamp, the rain on the quay and her laugh lines "
    "all stay in the picture as you saw them."
)
OFF_ENGLISH = (
    "Our robot vacuum maps the flat in ten minutes and empties its own bin. "
    "Order by Friday and the mop comes free."
)
ON_CHINESE = (
    "半夜的江边，手里没有三脚架，只有一部手机。桥上的灯、水里的影子，还有她脸上的雀斑，都照原样留了下来。"
)
OFF_CHINESE = "现烤披萨半小时送到家，芝士加倍，第二份半价。今晚就下单，再送一杯冰可乐。"
MARKS = "!!!!!"
BANNED = "夜再深，也能拍清满天星光。想拍得稳，一项黑科技就够了。"


@pytest.fixture(scope="module")
def judged(shipped_judge: Judge) -> dict[str, Report]:
    brand = value_of("demo-phone").brand
    texts = (ON_ENGLISH, OFF_ENGLISH, ON_CHINESE, OFF_CHINESE, MARKS, BANNED)
    return {text: shipped_judge.judge((Part("body", text),), brand=brand, as_of=AS_OF) for text in texts}


@pytest.mark.parametrize(("on", "off"), [(ON_ENGLISH, OFF_ENGLISH), (ON_CHINESE, OFF_CHINESE)])
def test_a_text_about_the_message_stands_far_above_an_advert_for_something_else(
    judged: dict[str, Report], on: str, off: str
) -> None:
    high, low = judged[on].message.score, judged[off].message.score
    assert high is not None
    assert low is not None
    assert (high >= 90.0, low <= 10.0) == (True, True), (high, low)
    assert [sentence.role for sentence in judged[off].message.sentences].count("carries") == 0
    assert (judged[on].verdict, judged[off].verdict) == ("pass", "needs_work")
    assert judged[off].reasons[0] == f"The message score {low} is below the line of 50.0."


def test_marks_without_a_word_have_no_score_instead_of_a_perfect_one(judged: dict[str, Report]) -> None:
    report = judged[MARKS]
    why = "Not judged because the text has no words, only digits, marks or symbols."
    assert (report.verdict, report.message.score, report.tone.score) == ("not_judged", None, None)
    assert (report.message.why_not, report.tone.why_not) == (why, why)
    assert [(f.rule, f.start, f.end) for f in report.findings] == [("style.en-double-bang", 0, 5)]


def test_a_banned_word_blocks_a_text_that_is_on_message(judged: dict[str, Report]) -> None:
    report = judged[BANNED]
    assert report.message.score is not None
    assert report.message.score >= 50.0
    assert report.verdict == "blocked"
    assert [(f.rule, BANNED[f.start : f.end], f.replacement, f.hard) for f in report.findings] == [
        ("term.t-blacktech-zh", "黑科技", "新技术", True)
    ]
    assert report.reasons == ("Rule term.t-blacktech-zh blocks this text: 空话，说清楚是什么技术",)
