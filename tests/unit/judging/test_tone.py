"""The tone score: taught by pairs, explained by features, the same in both languages."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hub.judging.brand import ChannelSpec, ExemplarPair
from hub.judging.calibration import SHIPPED
from hub.judging.ground_vectors import Ground
from hub.judging.judge import Judge
from hub.judging.report import ToneScore
from hub.judging.text import Part
from hub.judging.tone_space import fit_tone, usable_pairs
from tests.fakes.encoder import FakeEncoder
from tests.unit.judging.watch import POST, WATCH

AS_OF = date(2026, 10, 1)
FAKE = replace(SHIPPED, id="fake-1", encoder_prefix="fake-")
FORMAL = {
    "zh": "请您确认订单信息，我们将于三个工作日内寄出。",
    "en": "Please confirm your order; we will ship it within three working days.",
}
CASUAL = {
    "zh": "订单确认下呀亲～三天就给你寄到啦！！",
    "en": "Hey, hit confirm and we'll ship it super fast, lol!!",
}


def tone_of(judge: Judge, text: str, channel: ChannelSpec | None = None, **changes: Any) -> ToneScore:
    brand = replace(WATCH, **changes) if changes else WATCH
    return judge.judge((Part("body", text),), brand=brand, as_of=AS_OF, channel=channel).tone


def score_of(tone: ToneScore) -> float:
    assert tone.score is not None
    return tone.score


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_we_would_say_passes_and_what_we_would_not_fails(shipped_judge: Judge, language: str) -> None:
    assert score_of(tone_of(shipped_judge, FORMAL[language])) >= 50
    assert score_of(tone_of(shipped_judge, CASUAL[language])) < 50


@pytest.mark.parametrize(("taught", "asked"), [("zh", "en"), ("en", "zh")])
def test_a_head_learnt_in_one_language_works_in_the_other(
    shipped_judge: Judge, taught: str, asked: str
) -> None:
    pairs = tuple(pair for pair in WATCH.pairs if pair.locale == taught)
    changes: dict[str, Any] = {"version": f"watch-{taught}-pairs", "pairs": pairs}
    formal, casual = (tone_of(shipped_judge, text[asked], **changes) for text in (FORMAL, CASUAL))
    assert score_of(formal) > score_of(casual) + 10
    assert formal.dimensions[0].value > casual.dimensions[0].value + 10


def test_the_value_of_a_dimension_lies_in_the_band_for_us_and_below_it_for_the_low_end(
    shipped_judge: Judge,
) -> None:
    (formal,) = tone_of(shipped_judge, FORMAL["zh"]).dimensions
    (casual,) = tone_of(shipped_judge, CASUAL["zh"]).dimensions
    assert (formal.id, formal.target, formal.exemplars) == ("formality", (55.0, 85.0), 10)
    assert 50.0 <= formal.value <= 85.0
    assert casual.value < 50.0


def test_a_channel_that_moves_the_band_judges_by_its_own(shipped_judge: Judge) -> None:
    chatty = replace(POST, tone_targets={"formality": (5.0, 35.0)})
    casual, formal = (tone_of(shipped_judge, text["zh"], chatty) for text in (CASUAL, FORMAL))
    assert casual.dimensions[0].target == (5.0, 35.0)
    assert score_of(casual) > score_of(formal)
    assert score_of(casual) > score_of(tone_of(shipped_judge, CASUAL["zh"], POST))


def test_drivers_point_at_the_words_that_push(shipped_judge: Judge) -> None:
    text = CASUAL["zh"]
    (dimension,) = tone_of(shipped_judge, text).dimensions
    pushed = [(text[d.start : d.end], d.feature, d.push) for d in dimension.drivers]
    assert pushed == [
        ("亲", "zh.slang", "low"),
        ("～", "tilde", "low"),
        ("你", "zh.plain_you", "low"),
        ("啦", "zh.particle", "low"),
        ("！！", "exclamation", "low"),
    ]


def test_drivers_of_the_wanted_end_are_shown_too(shipped_judge: Judge) -> None:
    (dimension,) = tone_of(shipped_judge, FORMAL["zh"]).dimensions
    pushed = {(FORMAL["zh"][d.start : d.end], d.push) for d in dimension.drivers}
    assert ("您", "high") in pushed


def test_an_encoder_without_layers_judges_by_its_final_vector() -> None:
    judge = Judge(FakeEncoder(with_layers=False), FAKE)
    assert tone_of(judge, WATCH.pairs[0].say).score is not None


def test_few_pairs_widen_the_uncertainty_and_are_told() -> None:
    judge = Judge(FakeEncoder(), FAKE)
    few = replace(WATCH, version="watch-few", pairs=WATCH.pairs[:6])
    report = judge.judge((Part("body", FORMAL["zh"]),), brand=few, as_of=AS_OF)
    note = "The tone was learnt from 6 pairs only; below 8 the score is less sure."
    assert note in report.reasons
    full = judge.judge((Part("body", FORMAL["zh"]),), brand=WATCH, as_of=AS_OF)
    assert note not in full.reasons


def test_pairs_that_cannot_teach_are_not_counted() -> None:
    odd = (
        ExemplarPair("x1", "ja", "formality", "はい。", "うん", "low"),
        ExemplarPair("x2", "zh", "unknown", "好的。", "好滴", "low"),
        ExemplarPair("x3", "zh", "formality", "好的。", "好的。", "low"),
        ExemplarPair("x4", "en", "formality", " ", "Yep", "low"),
    )
    assert usable_pairs(replace(WATCH, pairs=odd)) == ()


def test_the_order_of_pairs_changes_nothing() -> None:
    encoder = FakeEncoder()
    ground = Ground(encoder)
    one = fit_tone(WATCH, encoder, ground, FAKE)
    other = fit_tone(replace(WATCH, pairs=WATCH.pairs[::-1]), encoder, ground, FAKE)
    assert one.overall is not None
    assert other.overall is not None
    assert (one.overall.slope, one.overall.shift) == (other.overall.slope, other.overall.shift)


def test_pairs_whose_sides_are_mixed_up_teach_nothing_rather_than_fifty(shipped_judge: Judge) -> None:
    turned = tuple(
        replace(pair, say=pair.dont, dont=pair.say) if n % 2 else pair for n, pair in enumerate(WATCH.pairs)
    )
    tone = tone_of(shipped_judge, FORMAL["zh"], version="watch-mixed", pairs=turned)
    assert tone.score is None
    assert tone.why_not == (
        "The exemplar pairs do not tell the two sides apart. Check which side of each pair is which."
    )
