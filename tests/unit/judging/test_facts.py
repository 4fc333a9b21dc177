"""Registered facts against drafts: what is reported, where, and what is left alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.judging.brand import Fact, FactKind
from hub.judging.facts import find_conflicts
from hub.judging.text import Language, Sentence, Span

TODAY = date(2026, 11, 21)


def _fact(
    name: str,
    kind: FactKind,
    value: str,
    *,
    zh: tuple[str, ...] = (),
    en: tuple[str, ...] = (),
    forms: tuple[str, ...] = (),
    valid: tuple[date | None, date | None] = (None, None),
) -> Fact:
    return Fact(
        id=name,
        kind=kind,
        subject={"zh": name},
        cues={"zh": zh, "en": en},
        value=value,
        forms=forms,
        source="price list",
        valid_from=valid[0],
        valid_until=valid[1],
    )


FACTS = (
    _fact("p12", "price", "5999元", zh=("12GB+256GB", "夜鸢X1"), forms=("¥5,999",)),
    _fact("p16", "price", "6799元", zh=("16GB+512GB",)),
    _fact("bat", "capacity", "5000mAh", zh=("电池",), en=("battery",)),
    _fact("launch", "date", "2026年9月10日", zh=("发布", "开售"), en=("launches", "released")),
    _fact("ip", "name", "IP68", zh=("防水",), en=("water resistance",)),
    _fact("kettle", "price", "$129", zh=("手冲壶",), en=("kettle",), forms=("899元",)),
    _fact("grinder", "price", "$89", en=("grinder",)),
    _fact("stores", "number", "1200家", zh=("门店",), en=("stores",), forms=("1,200 stores",)),
    _fact("warranty", "number", "2年", zh=("质保", "保修"), en=("warranty",)),
    _fact("faster", "percentage", "30%", zh=("性能",), en=("performance",)),
    _fact("wired", "capacity", "80W", zh=("快充",), en=("charging",)),
    _fact("wireless", "capacity", "50W", zh=("无线快充",), en=("wireless charging",)),
    _fact("designer", "name", "林岚", zh=("设计师",)),
)


def _said(
    text: str, language: Language, *, locale: str | None = None, offset: int = 0
) -> list[tuple[str, str]]:
    sentence = Sentence(Span("body", offset, offset + len(text)), text, text, language)
    found = find_conflicts([sentence], FACTS, locale=locale or language, as_of=TODAY)
    assert all(text[c.start - offset : c.end - offset] == c.said for c in found)
    return [(c.fact, c.said) for c in found]


CONFLICTS: list[tuple[str, Language, list[tuple[str, str]]]] = [
    ("夜鸢X1售价4999元起", "zh", [("p12", "4999元")]),
    ("12GB+256GB 6799元，16GB+512GB 5999元", "zh", [("p12", "6799元"), ("p16", "5999元")]),
    ("12GB+256GB版和16GB+512GB版分别为5999元和6999元", "zh", [("p16", "6999元")]),
    ("全新电池容量４５００ｍＡｈ", "zh", [("bat", "４５００ｍＡｈ")]),
    ("电池方面，我们做到了5500mAh", "zh", [("bat", "5500mAh")]),
    ("电池约5200mAh", "zh", [("bat", "5200mAh")]),
    ("相比上一代电池容量提升至5500mAh", "zh", [("bat", "5500mAh")]),
    ("9月12日正式发布", "zh", [("launch", "9月12日")]),
    ("It launches on September 12, 2026.", "en", [("launch", "September 12, 2026")]),
    ("It was released on 12 September.", "en", [("launch", "12 September")]),
    ("支持IP67防水", "zh", [("ip", "IP67")]),
    ("Water resistance is rated ip67.", "en", [("ip", "ip67")]),
    ("The kettle costs $149.", "en", [("kettle", "$149")]),
    ("The $129 kettle and the $99 grinder", "en", [("grinder", "$99")]),
    ("Starting at just $149, the kettle ships today", "en", [("kettle", "$149")]),
    ("手冲壶只要999元", "zh", [("kettle", "999元")]),
    ("全国1500家门店", "zh", [("stores", "1500家")]),
    ("We run 1,500 stores.", "en", [("stores", "1,500")]),
    ("提供3年质保", "zh", [("warranty", "3年")]),
    ("A three-year warranty", "en", [("warranty", "three-year")]),
    ("性能比上一代提升20%", "zh", [("faster", "20%")]),
    ("支持60W无线快充", "zh", [("wireless", "60W")]),
    ("The BATTERY holds 4500 mAh", "en", [("bat", "4500 mAh")]),
]


@pytest.mark.parametrize(("text", "language", "expected"), CONFLICTS)
def test_a_value_that_contradicts_a_fact_is_reported(
    text: str, language: Language, expected: list[tuple[str, str]]
) -> None:
    assert _said(text, language) == expected


LEFT_ALONE: list[tuple[str, Language]] = [
    ("12GB+256GB 5999元，16GB+512GB 6799元", "zh"),
    ("12GB+256GB 5999元 16GB+512GB 6799元", "zh"),
    ("12GB+256GB版和16GB+512GB版分别为5999元和6799元", "zh"),
    ("夜鸢X1售价5,999元起", "zh"),
    ("夜鸢X1售价五千九百九十九元", "zh"),
    ("夜鸢X1 Pro售价6999元", "zh"),
    ("夜鸢X1原价6999元，现价5999元", "zh"),
    ("夜鸢X1首发立减300元，赠价值399元耳机", "zh"),
    ("夜鸢X1满5000元减300元", "zh"),
    ("夜鸢X1不是4999元", "zh"),
    ("夜鸢X1比友商贵500元", "zh"),
    ("夜鸢X1每月低至250元/月", "zh"),
    ("夜鸢X1售价849美元", "zh"),
    ("电池约5100mAh", "zh"),
    ("上一代电池是4500mAh", "zh"),
    ("比上一代的4500mAh电池多500mAh", "zh"),
    ("电池从4500mAh提升到5000mAh", "zh"),
    ("电池仓重20克", "zh"),
    ("9月10日正式发布", "zh"),
    ("9月发布", "zh"),
    ("Released on 10 September 2026", "en"),
    ("支持IP68防水", "zh"),
    ("支持IP68和IP69防水", "zh"),
    ("设计师是陈默", "zh"),
    ("The kettle is not $149", "en"),
    ("The kettle doesn't cost $149", "en"),
    ("The kettle was $149, now $129.", "en"),
    ("Save $20 on the kettle", "en"),
    ("The kettle is $20 cheaper", "en"),
    ("Kettlebells cost $45", "en"),
    ("The $129 kettle and $89 grinder", "en"),
    ("两年质保", "zh"),
    ("24个月质保", "zh"),
    ("A two-year warranty", "en"),
    ("80W有线和50W无线快充", "zh"),
    ("门店将于2026年调整", "zh"),
    ("今年卖出5999元的耳机", "zh"),
    ("电池详见 https://example.org/4500mAh/5", "zh"),
]


@pytest.mark.parametrize(("text", "language"), LEFT_ALONE)
def test_a_value_that_can_be_true_is_left_alone(text: str, language: Language) -> None:
    assert _said(text, language) == []


def test_a_conflict_carries_part_span_known_value_and_source() -> None:
    text = "夜鸢X1售价4999元"
    sentence = Sentence(Span("title", 100, 100 + len(text)), text, "ignored", "zh")
    (found,) = find_conflicts([sentence], FACTS, locale="zh-Hans", as_of=TODAY)
    assert (found.part, found.start, found.end) == ("title", 106, 111)
    assert (found.said, found.known, found.source, found.fact) == ("4999元", "5999元", "price list", "p12")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2026, 8, 31), []),
        (date(2026, 9, 1), ["p"]),
        (date(2026, 9, 30), ["p"]),
        (date(2026, 10, 1), []),
    ],
)
def test_a_fact_is_used_from_its_first_to_its_last_day(as_of: date, expected: list[str]) -> None:
    fact = _fact("p", "price", "99元", zh=("套装",), valid=(date(2026, 9, 1), date(2026, 9, 30)))
    sentence = Sentence(Span("body", 0, 6), "套装109元", "", "zh")
    found = find_conflicts([sentence], [fact], locale="zh", as_of=as_of)
    assert [c.fact for c in found] == expected


def test_cues_of_another_language_need_a_sentence_of_that_language() -> None:
    assert _said("kettle 售价 $149", "zh") == []
    assert _said("kettle 售价 $149", "mixed", locale="zh") == [("kettle", "$149")]
    assert _said("The kettle costs $149", "en", locale="zh") == [("kettle", "$149")]


def test_any_of_several_facts_with_one_cue_may_be_meant() -> None:
    facts = [_fact("a", "price", "99元", zh=("套装",)), _fact("b", "price", "129元", zh=("套装",))]
    right = Sentence(Span("body", 0, 7), "套装129元", "", "zh")
    wrong = Sentence(Span("body", 7, 14), "套装139元", "", "zh")
    found = find_conflicts([right, wrong], facts, locale="zh", as_of=TODAY)
    assert [(c.fact, c.start, c.end) for c in found] == [("a", 9, 13)]


@pytest.mark.parametrize("value", ["", "随时", "5999", "\ud800"])
def test_a_fact_without_a_readable_value_is_never_contradicted(value: str) -> None:
    fact = _fact("p", "price", value, zh=("套装", "", " "))
    sentence = Sentence(Span("body", 0, 6), "套装109元", "", "zh")
    assert find_conflicts([sentence], [fact], locale="zh", as_of=TODAY) == ()


@pytest.mark.parametrize(
    "text",
    [
        "电池" * 50_000 + "1mAh和" * 4_000,
        "电池1mAh 2mAh" * 2_000,
        "电池 " * 100_000,
        "(" * 100_000 + "电池4500mAh" + ")" * 90_000,
        "电池" + "9" * 199_000 + "mAh",
        "电池，1mAh，" * 4_000,
    ],
    ids=lambda text: f"{text[:6]}-{len(text)}",
)
def test_a_hostile_sentence_gives_spans_inside_it(text: str) -> None:
    _said(text, "zh")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["电池", "夜鸢X1", "售价", "4999元", "5999元", "，", "和", "4500mAh", "不是", "比", "\ud800", "IP67", "防水", "a", "9月1日", "发布", "分别"]
        ),
        max_size=14,
    ).map("".join),
    st.integers(0, 1000),
)  # fmt: skip
def test_no_text_raises_and_spans_stay_inside(text: str, offset: int) -> None:
    _said(text, "zh", offset=offset)
