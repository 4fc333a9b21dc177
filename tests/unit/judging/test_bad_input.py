"""The judge itself on whatever may be pasted: an exact answer each time, and places that lie in the text."""

import json
from collections.abc import Iterator

import pytest

from hub.judging.report import Report
from hub.judging.text import Format, Part
from tests.unit.judging.test_judge import AS_OF, make_judge
from tests.unit.judging.watch import WATCH

EMPTY = "Not judged because the text is empty."
ONE = "Not judged because the text is a single character."
EMOJI = "Not judged because the text is only emoji."
LINK = "Not judged because the text is only a link."
NO_WORDS = "Not judged because the text has no words, only digits, marks or symbols."
LANGUAGE = "Not judged because the text is neither Chinese nor English."

UNFIT = [
    ("nothing", "", EMPTY),
    ("white-space", " \t\n\u3000\r\n\xa0", EMPTY),
    ("ten-thousand-newlines", "\n" * 10_000, EMPTY),
    ("one-chinese-character", "好", ONE),
    ("one-letter", " a\n", ONE),
    ("one-mark", "!", ONE),
    ("emoji", "🙂👨\u200d👩\u200d👧🇨🇳 🎉", EMOJI),
    ("fifty-thousand-emoji", "🙂" * 50_000, EMOJI),
    ("a-link", "https://example.com/a?b=1#c", LINK),
    ("links-and-an-address", "www.example.com https://example.com/x\nme@example.com", LINK),
    ("marks", "!!!!!", NO_WORDS),
    ("fifty-thousand-marks", "！" * 50_000, NO_WORDS),
    ("digits", "1234567 890", NO_WORDS),
    ("lone-surrogates", "\ud800\udc00\udfff\ud800", NO_WORDS),
    ("nul", "\0\0\0", NO_WORDS),
    ("direction-controls", "\u202e\u2066\u2069", NO_WORDS),
    ("private-and-unassigned", "\ue000\U0010ffff\U0003fffe", NO_WORDS),
    ("french", "Une montre qui vous prévient quand votre cœur bat trop vite.", LANGUAGE),
    ("japanese", "夜のあいだも、あなたの心拍を見守ります。", LANGUAGE),
    ("russian", "Часы предупредят вас, если сердце бьётся неровно.", LANGUAGE),
    ("korean", "밤에도 심장 박동을 지켜봅니다.", LANGUAGE),
    ("arabic", "ساعة تنبهك عندما ينبض قلبك بسرعة.", LANGUAGE),
]
UNFIT_MARKUP: list[tuple[str, Format, str]] = [
    ("<p>&nbsp;</p><script>alert('夜里心跳')</script><!-- 夜里心跳 -->", "html", EMPTY),
    ("<img src='a.png'><br><hr>", "html", EMPTY),
    ("<p>好</p>", "html", ONE),
    ("<p>&#128512;</p>", "html", ONE),
    ("***\n\n---\n", "markdown", EMPTY),
    ("**好**", "markdown", ONE),
    ("https://example.com", "markdown", LINK),
]


def answer(text: str, *, text_format: Format = "plain", locale: str | None = None) -> Report:
    """Judge one text; whatever it is, the report can be written down and its places lie in the text."""
    report = make_judge().judge((Part("body", text, text_format),), brand=WATCH, as_of=AS_OF, locale=locale)
    written = json.dumps(report.to_dict(), allow_nan=False)
    assert json.loads(written)["verdict"] == report.verdict
    for start, end in places(report):
        assert 0 <= start < end <= len(text)
    return report


def places(report: Report) -> Iterator[tuple[int, int]]:
    for sentence in report.message.sentences:
        yield sentence.start, sentence.end
    for finding in report.findings:
        yield finding.start, finding.end
    for conflict in report.facts:
        yield conflict.start, conflict.end
    for driver in (driver for dimension in report.tone.dimensions for driver in dimension.drivers):
        yield driver.start, driver.end


def sentences(report: Report, text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in report.message.sentences]


def findings(report: Report, text: str) -> list[tuple[str, str, str]]:
    return [
        (finding.rule, text[finding.start : finding.end], finding.evidence) for finding in report.findings
    ]


def assert_unjudged(report: Report, why: str) -> None:
    assert report.verdict == "not_judged"
    assert (report.message.score, report.tone.score) == (None, None)
    assert (report.message.why_not, report.tone.why_not) == (why, why)
    assert report.reasons == (
        f"The message could not be judged: {why}",
        f"The tone could not be judged: {why}",
    )


@pytest.mark.parametrize(("text", "why"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
@pytest.mark.parametrize("locale", [None, "zh", "en"])
def test_a_text_without_evidence_has_no_score_and_says_why(text: str, why: str, locale: str | None) -> None:
    assert_unjudged(answer(text, locale=locale), why)


@pytest.mark.parametrize(("text", "text_format", "why"), UNFIT_MARKUP)
def test_markup_alone_is_no_text(text: str, text_format: Format, why: str) -> None:
    assert_unjudged(answer(text, text_format=text_format), why)


def test_no_part_at_all_is_an_empty_text() -> None:
    assert_unjudged(make_judge().judge((), brand=WATCH, as_of=AS_OF), EMPTY)


def test_two_hundred_thousand_chinese_characters_are_judged_to_the_end() -> None:
    pair = "夜里心跳异常，它会马上提醒你。一次充电用上两周！"
    text = (pair * 8_334)[: 200_000 - 4] + "根治失眠"
    report = answer(text, locale="zh")
    assert len(text) == 200_000
    assert (report.verdict, report.message.why_not, report.tone.why_not) == ("blocked", None, None)
    assert findings(report, text) == [("term.t-1", "根治", "根治")]
    assert [(finding.start, finding.end) for finding in report.findings] == [(199_996, 199_998)]
    found = sentences(report, text)
    assert "".join(found) == text
    assert found[:2] == ["夜里心跳异常，它会马上提醒你。", "一次充电用上两周！"]


@pytest.mark.parametrize(
    "text", ["x" * 50_000, "跳" * 50_000, "（" * 50_000 + "心跳正常", "https://" * 6_000]
)
def test_a_word_without_end_is_one_sentence(text: str) -> None:
    report = answer(text, locale="zh")
    assert sentences(report, text) == [text]
    assert (report.message.why_not, report.tone.why_not, report.findings) == (None, None, ())
    assert report.message.sentences[0].role == "neutral"


def test_ten_thousand_lines_are_ten_thousand_sentences() -> None:
    text = "心跳\n" * 10_000
    report = answer(text)
    assert sentences(report, text) == ["心跳"] * 10_000
    assert (report.message.why_not, report.tone.why_not) == (None, None)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("夜里\ud83d心跳异常，马上提醒你。", [("\ud83d", "U+D83D")]),
        ("Your heart\ud800 beats at \udfffnight.", [("\ud800", "U+D800"), ("\udfff", "U+DFFF")]),
        ("夜里心跳异常\0，马上提醒你。", [("\0", "U+0000")]),
        ("It tells you\0\0 at night.", [("\0\0", "U+0000")]),
        ("夜里心跳\u202e异常\u202c。", [("\u202e", "U+202E"), ("\u202c", "U+202C")]),
        ("It tells \u2066you\u2069 at night.", [("\u2066", "U+2066"), ("\u2069", "U+2069")]),
        ("心\u200b跳异常，马上提醒你。", [("\u200b", "U+200B")]),
        ("Your he\u200bart beats.", [("\u200b", "U+200B")]),
        ("\ufeff夜里心跳异常，马上提醒你。", []),
    ],
)
def test_hidden_characters_are_found_and_the_text_is_judged_all_the_same(
    text: str, hidden: list[tuple[str, str]]
) -> None:
    report = answer(text)
    assert findings(report, text) == [("text.hidden-character", *place) for place in hidden]
    assert (report.message.why_not, report.tone.why_not) == (None, None)
    assert (report.message.score is None, report.tone.score is None) == (False, False)


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u202e", "\0", "\ud800"]
)
def test_a_hidden_character_does_not_hide_a_banned_word(hidden: str) -> None:
    text = f"它能根{hidden}治失眠。"
    report = answer(text)
    assert report.verdict == "blocked"
    assert findings(report, text) == [
        ("term.t-1", f"根{hidden}治", "根治"),
        ("text.hidden-character", hidden, f"U+{ord(hidden):04X}"),
    ]


def test_line_ends_of_every_kind_part_sentences_and_belong_to_none() -> None:
    text = (
        "夜里心跳异常。\r\nTwo weeks on one charge.\r戴着睡也舒服\n\r\n睡得好\u2028还有一句\x85末句\v收尾\f"
    )
    assert sentences(answer(text), text) == [
        "夜里心跳异常。",
        "Two weeks on one charge.",
        "戴着睡也舒服",
        "睡得好",
        "还有一句",
        "末句",
        "收尾",
    ]


def test_broken_html_is_read_as_far_as_a_browser_would_show_it() -> None:
    text = (
        "<div><p>夜里心跳异常，<b>马上提醒你。</p><style>p { content: '根治' }</style>"
        "<p title='根治'>Two weeks &amp; more on one charge.<script>'根治'</script><p>根<i>治</i>失眠"
    )
    report = answer(text, text_format="html")
    assert sentences(report, text) == [
        "夜里心跳异常，<b>马上提醒你。",
        "Two weeks &amp; more on one charge.",
        "根<i>治</i>失眠",
    ]
    assert findings(report, text) == [("term.t-1", "根<i>治", "根治")]
    assert report.verdict == "blocked"


def test_twenty_thousand_open_tags_are_read() -> None:
    text = "<p>" * 20_000 + "夜里心跳"
    assert sentences(answer(text, text_format="html"), text) == ["夜里心跳"]


def test_markdown_is_read_without_its_marks_and_code_is_left_as_written() -> None:
    text = "# 读懂睡眠\n\n- **夜里**心跳异常\n- [一次充电](https://example.com/根治)，用上两周\n\n> 根**治**失眠\n"
    report = answer(text, text_format="markdown")
    assert sentences(report, text) == [
        "读懂睡眠",
        "夜里**心跳异常",
        "一次充电](https://example.com/根治)，用上两周",
        "根**治**失眠",
    ]
    assert findings(report, text) == [("term.t-1", "根**治", "根治")]
    assert report.verdict == "blocked"
