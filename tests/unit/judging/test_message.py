"""The message score: properties that hold with any encoder, and what it says with the shipped one."""

import random
from dataclasses import replace
from datetime import date

import pytest

from hub.judging.brand import Brand, ChannelSpec, ContrastText
from hub.judging.calibration import SHIPPED
from hub.judging.judge import Judge
from hub.judging.report import MessageScore, Report
from hub.judging.text import Part
from tests.fakes.encoder import FakeEncoder
from tests.unit.judging.watch import POST, WATCH

AS_OF = date(2026, 10, 1)
FAKE = replace(SHIPPED, id="fake-1", encoder_prefix="fake-")
GENERIC_NOTE = (
    "The brand has only 0 contrast texts of its own in this language; generic marketing lines stand in, "
    "so the message score is less sure."
)
CROSS_NOTE = (
    "The message house lacks statements in this language; those of the other language stand in, "
    "so the message score is less sure."
)


def judge_with(judge: Judge, text: str, brand: Brand = WATCH, channel: ChannelSpec | None = None) -> Report:
    return judge.judge((Part("body", text),), brand=brand, as_of=AS_OF, channel=channel)


def score_with(judge: Judge, text: str, brand: Brand = WATCH, channel: ChannelSpec | None = None) -> float:
    score = judge_with(judge, text, brand, channel).message.score
    assert score is not None
    return score


def roles(message: MessageScore) -> list[tuple[str, str | None]]:
    return [(sentence.role, sentence.pillar) for sentence in message.sentences]


@pytest.fixture
def fake() -> Judge:
    return Judge(FakeEncoder(), FAKE)


@pytest.mark.parametrize(
    "text", ["读懂睡眠，一次充电用两周。表带颜色很多。", "Two weeks on one charge. Sleep well."]
)
def test_the_order_of_messages_and_contrast_changes_no_score(fake: Judge, text: str) -> None:
    shuffled = random.Random(7)  # noqa: S311
    turned = replace(
        WATCH,
        version="watch-turned",
        messages=tuple(shuffled.sample(WATCH.messages, len(WATCH.messages))),
        contrast=tuple(shuffled.sample(WATCH.contrast, len(WATCH.contrast))),
        pairs=tuple(shuffled.sample(WATCH.pairs, len(WATCH.pairs))),
    )
    straight, other = judge_with(fake, text), judge_with(fake, text, turned)
    assert (other.message.score, other.message.uncertainty) == (
        straight.message.score,
        straight.message.uncertainty,
    )
    assert roles(other.message) == roles(straight.message)
    assert other.tone == straight.tone


def test_a_message_word_for_word_is_carried_with_its_pillar_and_proof(fake: Judge) -> None:
    report = judge_with(fake, "典型使用场景下续航14天。")
    (sentence,) = report.message.sentences
    assert (sentence.role, sentence.pillar) == ("carries", "battery")
    assert sentence.nearest is not None
    assert (sentence.nearest.id, sentence.nearest.kind) == ("battery-1", "proof_point")
    assert {p.id: p.proof_points for p in report.message.pillars} == {
        "heart": (),
        "battery": ("battery-1",),
        "sleep": (),
    }


def test_a_counter_message_word_for_word_drifts_and_names_it(fake: Judge) -> None:
    report = judge_with(fake, "戴上它就不用去医院看病了。")
    (sentence,) = report.message.sentences
    assert (sentence.role, sentence.pillar) == ("drifts", None)
    assert sentence.nearest is not None
    assert (sentence.nearest.kind, sentence.nearest.text) == ("counter", "戴上它就不用去医院看病了。")


def test_the_core_message_is_carried_without_a_pillar(fake: Judge) -> None:
    assert roles(judge_with(fake, "Every heartbeat deserves to be heard.").message) == [("carries", None)]


def test_a_sentence_in_the_other_language_is_measured_among_its_own(fake: Judge) -> None:
    message = judge_with(fake, "读懂你的睡眠，帮你睡得更好。Every heartbeat deserves to be heard.").message
    assert [s.nearest.text for s in message.sentences if s.nearest] == [
        "读懂你的睡眠，帮你睡得更好。",
        "Every heartbeat deserves to be heard.",
    ]


def test_only_pillars_asked_for_are_marked_so(fake: Judge) -> None:
    channel = replace(POST, pillars=("sleep",))
    message = judge_with(fake, "读懂你的睡眠。", channel=channel).message
    assert {p.id: p.asked for p in message.pillars} == {"heart": False, "battery": False, "sleep": True}


def test_a_brand_without_contrast_is_judged_with_a_wider_uncertainty_and_a_note(fake: Judge) -> None:
    bare = replace(WATCH, version="watch-bare", contrast=())
    text = "夜里帮你看着睡眠。"
    alone, full = judge_with(fake, text, bare), judge_with(fake, text)
    assert GENERIC_NOTE in alone.reasons
    assert full.reasons.count(GENERIC_NOTE) == 0
    spaces = fake.spaces(bare)
    assert (spaces["zh"].generic, fake.spaces(WATCH)["zh"].generic) == (True, False)


def test_a_house_in_one_language_judges_the_other_and_says_so(fake: Judge) -> None:
    chinese = replace(
        WATCH, version="watch-zh", messages=tuple(m for m in WATCH.messages if m.locale == "zh"), exemplars=()
    )
    report = judge_with(fake, "Two weeks on one charge.", chinese)
    assert report.message.score is not None
    assert CROSS_NOTE in report.reasons
    assert CROSS_NOTE not in judge_with(fake, "一次充电用两周。", chinese).reasons


def test_uncertainty_shrinks_with_more_sentences_that_say_something(shipped_judge: Judge) -> None:
    short = judge_with(shipped_judge, "It tells you at night when your heart beats oddly.").message
    long = judge_with(
        shipped_judge,
        "It tells you at night when your heart beats oddly. You sleep while it listens to the rhythm. "
        "In the morning you see how you slept. The battery lasts for two weeks of that.",
    ).message
    assert short.uncertainty is not None
    assert long.uncertainty is not None
    assert long.uncertainty < short.uncertainty


ON_ZH, OFF_ZH = "睡着以后心跳乱了，手表会第一时间叫醒你。", "芝士爆浆披萨第二份半价，外送三十分钟到家！"
ON_EN = "If your heart skips in the night, the watch wakes you at once."
OFF_EN = "Cheesy pizza, second one half price, at your door in thirty minutes!"


def test_the_six_texts_that_fool_a_word_counter_come_out_right(shipped_judge: Judge) -> None:
    assert score_with(shipped_judge, ON_ZH) >= 60
    assert score_with(shipped_judge, ON_EN) >= 60
    assert score_with(shipped_judge, OFF_ZH) < 40
    assert score_with(shipped_judge, OFF_EN) < 40
    nothing = judge_with(shipped_judge, "!!!!!")
    assert (nothing.verdict, nothing.message.score) == ("not_judged", None)
    assert judge_with(shipped_judge, "这块表能根治失眠。").verdict == "blocked"


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ("充满一次电，半个月都不用管它。", "新款卡通表盘上线，主题随心换。"),
        ("昨晚睡得好不好，早上一看就明白。", "镶钻限量款到店，尽显身份。"),
        ("Charge it once and travel for a fortnight.", "New cartoon watch faces for every mood."),
        ("See in the morning how well you slept.", "Diamonds on the bezel, for those who have arrived."),
    ],
)
def test_within_the_trade_on_message_outscores_off_message(shipped_judge: Judge, on: str, off: str) -> None:
    assert score_with(shipped_judge, on) >= 60
    assert score_with(shipped_judge, off) < 40


def test_calls_to_action_prices_and_legal_lines_do_not_count_against(shipped_judge: Judge) -> None:
    said = "夜里心跳异常，它会马上提醒你。一次充电，用上两周。"
    tail = "到手价¥1,299。立即点击链接购买。图片仅供参考，请以实物为准。"
    message = judge_with(shipped_judge, said + tail).message
    assert [s.role for s in message.sentences] == ["carries", "carries", "neutral", "neutral", "neutral"]
    assert message.score is not None
    assert message.score >= score_with(shipped_judge, said) - 3.0


def test_drifting_sentences_pull_a_text_down(shipped_judge: Judge) -> None:
    said = "夜里心跳异常，它会马上提醒你。"
    drift = "镶满真钻，尽显尊贵身份。应用商店里游戏随便下。跑分第一，碾压所有手表。"
    message = judge_with(shipped_judge, said + drift).message
    assert [s.role for s in message.sentences] == ["carries", "drifts", "drifts", "drifts"]
    assert message.score is not None
    assert message.score < 40 < score_with(shipped_judge, said)


def test_a_slogan_a_post_and_an_article_on_message_all_pass_the_line(shipped_judge: Judge) -> None:
    slogan = "心跳，有人替你听着。"
    post = (
        "很多人是在体检时才知道自己心律不齐。戴上它，心率和心电全天都有人看着，异常马上提醒。"
        "睡得好不好，早上也看得明白。一次充电能用两周。"
    )
    filler = "上个月我去了一趟南方，路上走了三天。同行的老李带了很多吃的。天气比想象的热。"
    article = (post + filler) * 12
    for text in (slogan, post, article):
        assert score_with(shipped_judge, text) >= 60


def test_a_pillar_the_channel_did_not_ask_for_counts_for_less(shipped_judge: Judge) -> None:
    text = "充满一次电，半个月都不用管它。"
    asked = score_with(shipped_judge, text, channel=replace(POST, pillars=("battery",)))
    other = score_with(shipped_judge, text, channel=replace(POST, pillars=("sleep",)))
    assert asked == score_with(shipped_judge, text)
    assert other < asked


def test_competitor_copy_added_as_contrast_turns_a_sentence_into_drift(shipped_judge: Judge) -> None:
    text = "腕上跑游戏，帧率比手机还稳。"
    extra = ContrastText("competitor", "zh", "手表也能畅玩大型游戏，帧率稳定。")
    known = replace(WATCH, version="watch-rival", contrast=(*WATCH.contrast, extra))
    (sentence,) = judge_with(shipped_judge, text, known).message.sentences
    assert sentence.role == "drifts"
    assert sentence.nearest is not None
    assert sentence.nearest.text == extra.text
