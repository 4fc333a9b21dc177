"""Values in running text: exact spans and exact normalised values, near misses, hostile input."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.judging.quantities import PartialDate, Quantity, agrees, find_quantities

YEAR, MONTH, DAY, HOUR = 31557600, 2629800, 86400, 3600

# text, what is marked, kind, dimension, lower, upper
VALUES = [
    ("售价5,999元起", "5,999元", "money", "CNY", 5999, 5999),
    ("仅需两千九百九十九元", "两千九百九十九元", "money", "CNY", 2999, 2999),
    ("只要五千块钱", "五千块钱", "money", "CNY", 5000, 5000),
    ("售价￥５９９９", "￥５９９９", "money", "CNY", 5999, 5999),
    ("RMB 5,999 起", "RMB 5,999", "money", "CNY", 5999, 5999),
    ("人民币5999元", "人民币5999元", "money", "CNY", 5999, 5999),
    ("5999 yuan", "5999 yuan", "money", "CNY", 5999, 5999),
    ("CNY5999", "CNY5999", "money", "CNY", 5999, 5999),
    ("投资3万元", "3万元", "money", "CNY", 30000, 30000),
    ("共3万5千元", "3万5千元", "money", "CNY", 35000, 35000),
    ("融资1.2亿元", "1.2亿元", "money", "CNY", 120000000, 120000000),
    ("3000~5000元", "3000~5000元", "money", "CNY", 3000, 5000),
    ("3-5万元", "3-5万元", "money", "CNY", 30000, 50000),
    ("for $129.99 today", "$129.99", "money", "USD", Fraction("129.99"), Fraction("129.99")),
    ("US$1.2 million", "US$1.2 million", "money", "USD", 1200000, 1200000),
    ("about $5k", "$5k", "money", "USD", 5000, 5000),
    ("129美元", "129美元", "money", "USD", 129, 129),
    ("49 dollars", "49 dollars", "money", "USD", 49, 49),
    ("$100-$200", "$100-$200", "money", "USD", 100, 200),
    ("$100–200", "$100–200", "money", "USD", 100, 200),
    ("between $100 and $200", "$100 and $200", "money", "USD", 100, 200),
    ("€49", "€49", "money", "EUR", 49, 49),
    ("£49.50", "£49.50", "money", "GBP", Fraction("49.5"), Fraction("49.5")),
    ("每天5元/天", "5元/天", "money", "CNY/day", 5, 5),
    ("$10 a month", "$10 a month", "money", "USD/month", 10, 10),
    ("增长30%", "30%", "percent", "percent", 30, 30),
    ("增长３０％", "３０％", "percent", "percent", 30, 30),
    ("百分之三十的人", "百分之三十", "percent", "percent", 30, 30),
    ("三成用户", "三成", "percent", "percent", 30, 30),
    ("up 30 percent", "30 percent", "percent", "percent", 30, 30),
    ("30%-50%", "30%-50%", "percent", "percent", 30, 50),
    ("高了2个百分点", "2个百分点", "percent", "points", 2, 2),
    ("全场打八折", "八折", "discount", "off", 20, 20),
    ("全场8.5折", "8.5折", "discount", "off", 15, 15),
    ("八五折", "八五折", "discount", "off", 15, 15),
    ("now 20% off", "20% off", "discount", "off", 20, 20),
    ("电池5000mAh", "5000mAh", "measure", "charge", 5000, 5000),
    ("5000毫安时电池", "5000毫安时", "measure", "charge", 5000, 5000),
    ("256 GB storage", "256 GB", "measure", "data", 256, 256),
    ("80W快充", "80W", "measure", "power", 80, 80),
    ("80瓦快充", "80瓦", "measure", "power", 80, 80),
    ("厚7.9毫米", "7.9毫米", "measure", "length", Fraction("7.9"), Fraction("7.9")),
    ("16.2 cm tall", "16.2 cm", "measure", "length", 162, 162),
    ("6.7英寸屏", "6.7英寸", "measure", "length", Fraction("170.18"), Fraction("170.18")),
    ('a 6.7" screen', '6.7"', "measure", "length", Fraction("170.18"), Fraction("170.18")),
    ("重2.5公斤", "2.5公斤", "measure", "mass", 2500, 2500),
    ("重五斤", "五斤", "measure", "mass", 2500, 2500),
    ("180克", "180克", "measure", "mass", 180, 180),
    ("2 lb pan", "2 lb", "measure", "mass", Fraction("907.18474"), Fraction("907.18474")),
    ("16 ounces", "16 ounces", "measure", "mass", Fraction("453.59237"), Fraction("453.59237")),
    ("up to 212°F", "212°F", "measure", "temperature", 100, 100),
    ("零下20℃", "零下20℃", "measure", "temperature", -20, -20),
    ("-20°C to 45°C", "-20°C to 45°C", "measure", "temperature", -20, 45),
    ("5000万像素", "5000万像素", "measure", "pixels", 50, 50),
    ("2亿像素", "2亿像素", "measure", "pixels", 200, 200),
    ("a 50-megapixel camera", "50-megapixel", "measure", "pixels", 50, 50),
    ("1600尼特", "1600尼特", "measure", "brightness", 1600, 1600),
    ("1.5升水", "1.5升", "measure", "volume", 1500, 1500),
    ("10倍变焦", "10倍", "measure", "ratio", 10, 10),
    ("a 3x zoom", "3x", "measure", "ratio", 3, 3),
    ("充电30分钟", "30分钟", "measure", "time", 1800, 1800),
    ("1小时30分钟", "1小时30分钟", "measure", "time", 5400, 5400),
    ("一个半小时", "一个半小时", "measure", "time", 5400, 5400),
    ("半年质保", "半年", "measure", "time", YEAR // 2, YEAR // 2),
    ("质保两年半。", "两年半", "measure", "time", YEAR * 5 // 2, YEAR * 5 // 2),
    ("3-5年质保", "3-5年", "measure", "time", 3 * YEAR, 5 * YEAR),
    ("三到五年", "三到五年", "measure", "time", 3 * YEAR, 5 * YEAR),
    ("用两三天", "两三天", "measure", "time", 2 * DAY, 3 * DAY),
    ("three to five years", "three to five years", "measure", "time", 3 * YEAR, 5 * YEAR),
    ("3 to 5 years", "3 to 5 years", "measure", "time", 3 * YEAR, 5 * YEAR),
    ("a two-year warranty", "two-year", "measure", "time", 2 * YEAR, 2 * YEAR),
    ("24个月", "24个月", "measure", "time", 24 * MONTH, 24 * MONTH),
    ("twenty-four hours", "twenty-four hours", "measure", "time", 24 * HOUR, 24 * HOUR),
    ("half an hour", "half an hour", "measure", "time", 1800, 1800),
    ("7日无理由退货", "7日", "measure", "time", 7 * DAY, 7 * DAY),
    ("1,200家门店", "1,200家", "number", "", 1200, 1200),
    ("1,500 stores", "1,500", "number", "", 1500, 1500),
    ("10k readers", "10k", "number", "", 10000, 10000),
]


@pytest.mark.parametrize(("text", "marked", "kind", "dimension", "lower", "upper"), VALUES)
def test_a_value_is_found_at_its_place_with_its_size(
    text: str, marked: str, kind: str, dimension: str, lower: int, upper: int
) -> None:
    (found,) = find_quantities(text)
    start = text.index(marked)
    assert (found.start, found.end, found.text) == (start, start + len(marked), marked)
    assert (found.kind, found.dimension) == (kind, dimension)
    assert (found.lower, found.upper) == (lower, upper)


# text, what is marked, first date, last date
DATES = [
    ("于2026年9月10日发布", "2026年9月10日", (2026, 9, 10), (2026, 9, 10)),
    ("于9月10日发布", "9月10日", (None, 9, 10), (None, 9, 10)),
    ("九月十日", "九月十日", (None, 9, 10), (None, 9, 10)),
    ("十二月二十五号", "十二月二十五号", (None, 12, 25), (None, 12, 25)),
    ("二〇二六年九月", "二〇二六年九月", (2026, 9, None), (2026, 9, None)),
    ("2026年上市", "2026年", (2026, None, None), (2026, None, None)),
    ("on 2026-09-10", "2026-09-10", (2026, 9, 10), (2026, 9, 10)),
    ("2026/9/10", "2026/9/10", (2026, 9, 10), (2026, 9, 10)),
    ("on Sept 10, 2026.", "Sept 10, 2026", (2026, 9, 10), (2026, 9, 10)),
    ("10 September", "10 September", (None, 9, 10), (None, 9, 10)),
    ("on September 10th", "September 10th", (None, 9, 10), (None, 9, 10)),
    ("the 10th of September 2026", "10th of September 2026", (2026, 9, 10), (2026, 9, 10)),
    ("in September", "September", (None, 9, None), (None, 9, None)),
    ("since 2019", "2019", (2019, None, None), (2019, None, None)),
    ("13/9/2026", "13/9/2026", (2026, 9, 13), (2026, 9, 13)),
    ("9月10日至12日", "9月10日至12日", (None, 9, 10), (None, 9, 12)),
    ("9月10日-10月2日", "9月10日-10月2日", (None, 9, 10), (None, 10, 2)),
]


@pytest.mark.parametrize(("text", "marked", "first", "last"), DATES)
def test_a_date_is_found_with_the_parts_it_names(
    text: str, marked: str, first: tuple[int | None, ...], last: tuple[int | None, ...]
) -> None:
    (found,) = find_quantities(text)
    start = text.index(marked)
    assert (found.kind, found.start, found.end) == ("date", start, start + len(marked))
    assert found.dates == (PartialDate(*first), PartialDate(*last))


@pytest.mark.parametrize(
    "text",
    [
        "IP68 与 A100",
        "4K 与 5G",
        "第3代",
        "10:30",
        "1.2.3",
        "400-800-8888",
        "一般来说一切都好",
        "千万不要",
        "万一下雨",
        "一个新的开始",
        "one of the best",
        "the 3rd time",
        "two of them",
        "https://example.org/5999元/2026-09-10",
        "半导体",
        "may five",
        "三到五",
        "三星手机",
        "12345678901234567890123456789",
        "1,2,3",
        "1e999999",
    ],
)
def test_what_only_looks_like_a_value_is_passed_over(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize("text", ["2月30日", "90年代", "30天猫店", "5米饭", "3元素", "两块电池"])
def test_a_unit_that_opens_another_word_is_no_unit(text: str) -> None:
    assert [q.kind for q in find_quantities(text) if q.kind != "number"] == []


@pytest.mark.parametrize(
    ("text", "approximate", "bound", "starting"),
    [
        ("约5000mAh", True, "exact", False),
        ("5000mAh左右", True, "exact", False),
        ("about 5000 mAh", True, "exact", False),
        ("超过5000mAh", False, "at_least", False),
        ("5000多毫安时", False, "at_least", False),
        ("more than 5000 mAh", False, "at_least", False),
        ("不到6000元", False, "at_most", False),
        ("under $100", False, "at_most", False),
        ("5999元起", False, "exact", True),
        ("from $99", False, "exact", True),
    ],
)
def test_hedges_are_kept_beside_the_value(text: str, approximate: bool, bound: str, starting: bool) -> None:  # noqa: FBT001
    (found,) = find_quantities(text)
    assert (found.approximate, found.bound, found.starting) == (approximate, bound, starting)


def test_sizes_share_the_unit_at_their_end() -> None:
    found = find_quantities("162.3 × 75.1 × 7.9 mm")
    assert [(q.text, q.dimension, q.lower) for q in found] == [
        ("162.3", "length", Fraction("162.3")),
        ("75.1", "length", Fraction("75.1")),
        ("7.9 mm", "length", Fraction("7.9")),
    ]


def _one(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    ("said", "known", "expected"),
    [
        ("5,999元", "¥5999", True),
        ("5999元", "6000元", False),
        ("约5100mAh", "5000mAh", True),
        ("约5200mAh", "5000mAh", False),
        ("5100mAh", "5000mAh", False),
        ("3-5年", "4年", True),
        ("3-5年", "6年", False),
        ("超过4500mAh", "5000mAh", True),
        ("超过5500mAh", "5000mAh", False),
        ("不到6000元", "5999元", True),
        ("0.25kg", "250克", True),
        ("8.8 oz", "250克", True),
        ("9.5 oz", "250克", False),
        ("24个月", "2年", True),
        ("30天", "1个月", True),
        ("365天", "1年", True),
        ("25个月", "2年", False),
        ("1024GB", "1TB", True),
        ("9月10日", "2026年9月10日", True),
        ("9月", "2026年9月10日", True),
        ("9月11日", "2026年9月10日", False),
        ("9月8日-9月12日", "2026年9月10日", True),
        ("9/10/2026", "2026年9月10日", True),
        ("9/10/2026", "2026年10月9日", True),
        ("9/10/2026", "2026年9月9日", False),
        ("5999元", "$5999", False),
    ],
)
def test_agreement_follows_what_was_said(said: str, known: str, expected: bool) -> None:  # noqa: FBT001
    assert agrees(_one(said), _one(known)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "9" * 200_000,
        "9," * 100_000,
        "一" * 200_000,
        "二千" * 100_000,
        "one " * 50_000,
        "\ud800" * 1000 + "5999元" + "\udfff",
        "(" * 100_000 + "5999元" + ")" * 100_000,
        '5"' * 20_000,
        "1-" * 20_000,
        "a" * 200_000,
        "a@" * 100_000,
        "5元" * 20_000,
        "1月" * 20_000,
    ],
    ids=lambda text: f"{text[:3]!a}-{len(text)}",
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert all(0 <= q.start < q.end <= len(text) for q in find_quantities(text))


def test_a_value_between_lone_surrogates_is_still_found() -> None:
    (found,) = find_quantities("\ud800售价5999元\udfff")
    assert (found.start, found.end) == (3, 8)


_PIECES = st.sampled_from(
    ["5", "9,999", "万", "亿", "元", "块", "¥", "$", "%", "折", "-", "~", "至", "年", "月", "日", "mAh", "半", "两", "百分之", "Sept ", "10th", " of ", "2026", "/", ".", "×", "约", "起", "多", " ", "°F", "零下", "个", "成", "half ", "two-", "k", "点", "十"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join)))
def test_values_lie_inside_any_text_in_order(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.lower <= q.upper for q in found)
