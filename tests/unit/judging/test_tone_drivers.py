"""Drivers: which way a feature pushes is learnt from the brand's own pairs, and defaults fill in where they are silent."""

from dataclasses import replace

from hub.judging.brand import ExemplarPair, ToneDimension
from hub.judging.passage import Passage
from hub.judging.style_features import MOST_DRIVERS, find_drivers, learn_pushes
from hub.judging.text import Part
from tests.unit.judging.watch import WATCH

WARMTH = ToneDimension("warmth", {"en": "cool"}, {"en": "warm"}, (60.0, 90.0))
WARM_PAIRS = (
    ExemplarPair("w1", "en", "warmth", "Welcome home!", "Session started.", "low"),
    ExemplarPair("w2", "zh", "warmth", "回来啦！", "已登录。", "low"),
)


def drivers_of(text: str, language: str, pushes: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    sentences = Passage((Part("body", text),)).sentences
    found = find_drivers(sentences, [language] * len(sentences), pushes)  # type: ignore[arg-type]
    return [(text[d.start : d.end], d.push) for d in found["d"]]


def test_a_dimension_of_the_brands_own_learns_from_its_pairs_and_guesses_nothing_else() -> None:
    brand = replace(WATCH, dimensions=(WARMTH,), pairs=WARM_PAIRS)
    assert learn_pushes(brand, WARM_PAIRS) == {"warmth": {"exclamation": "high"}}


def test_pairs_overrule_the_default_of_a_known_dimension() -> None:
    formality = replace(WARMTH, id="formality")
    pairs = tuple(replace(pair, dimension="formality") for pair in WARM_PAIRS)
    taught = learn_pushes(replace(WATCH, dimensions=(formality,)), pairs)["formality"]
    untaught = learn_pushes(replace(WATCH, dimensions=(formality,)), ())["formality"]
    assert (taught["exclamation"], untaught["exclamation"]) == ("high", "low")
    assert taught["en.contraction"] == untaught["en.contraction"] == "low"


def test_a_pair_that_errs_at_the_high_end_teaches_the_other_way_round() -> None:
    pairs = tuple(replace(pair, dont_at="high") for pair in WARM_PAIRS)
    brand = replace(WATCH, dimensions=(WARMTH,))
    assert learn_pushes(brand, pairs) == {"warmth": {"exclamation": "low"}}


def test_spans_are_exact_and_near_misses_are_left_alone() -> None:
    pushes = {"d": {"zh.particle": "low", "zh.slang": "low", "zh.polite_you": "high", "emoji": "low"}}
    assert drivers_of("您好呀，呢绒大衣到了🎉，吧台也好。", "zh", pushes) == [
        ("您", "high"),
        ("呀", "low"),
        ("🎉", "low"),
    ]
    english = {"d": {"en.contraction": "low", "en.capitals": "low", "en.slang": "low"}}
    assert drivers_of("It’s HUGE, guys. The OLED panel is literate.", "en", english) == [
        ("It’s", "low"),
        ("HUGE", "low"),
        ("guys", "low"),
    ]


def test_a_text_full_of_one_feature_shows_a_bounded_number_and_keeps_the_rare_ones() -> None:
    pushes = {"d": {"zh.plain_you": "low", "zh.polite_you": "high"}}
    shown = drivers_of("你" + "，你" * 30 + "，请您看。", "zh", pushes)
    assert len(shown) == MOST_DRIVERS
    assert shown[-1] == ("您", "high")
