"""Running checks: order, isolation, what fails alone, and what is measured on real advertisements."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hub.judging.brand import Brand, ChannelSpec, PartSpec, StyleRule, Term
from hub.judging.checks import registry
from hub.judging.checks.base import BLANK_BRAND, Check, Context, Outcome
from hub.judging.checks.channel_limits import limit_uses
from hub.judging.checks.registry import CheckRun, rules_version, run_checks
from hub.judging.passage import Passage
from hub.judging.report import LimitUse
from hub.judging.styles import load_pack, pack_ids
from hub.judging.text import Part

LAW = replace(BLANK_BRAND, packs=("zh-advertising-law",))


def check(
    text: str, brand: Brand = BLANK_BRAND, *, channel: ChannelSpec | None = None, name: str = "body"
) -> CheckRun:
    return run_checks(Context(Passage([Part(name, text)]), brand, channel, date(2026, 11, 1)))


def test_a_banned_term_blocks_and_a_variant_warns() -> None:
    terms = (
        Term("a", "zh", "便宜", "banned", replacement="实惠", reason="显得廉价"),
        Term("b", "en", "OneVoice", "preferred", variants=("one voice",)),
    )
    found = check("真便宜。 We love one voice here.", replace(BLANK_BRAND, terms=terms)).findings
    assert [(f.rule, f.level, f.hard, f.replacement, f.evidence) for f in found] == [
        ("term.a", "error", True, "实惠", "便宜"),
        ("term.b", "warning", False, "OneVoice", "one voice"),
    ]
    assert found[0].message == "显得廉价"


def test_findings_point_into_the_source_of_markup() -> None:
    brand = replace(BLANK_BRAND, terms=(Term("a", "zh", "便宜货", "banned"),))
    passage = Passage([Part("body", "<p>卖&nbsp;便<b>宜</b>货</p>", "html")])
    (found,) = run_checks(Context(passage, brand, None, date(2026, 11, 1))).findings
    assert (found.start, found.end) == (10, 20)


def test_a_changed_brand_of_the_same_version_is_not_served_from_memory() -> None:
    first = replace(BLANK_BRAND, terms=(Term("a", "en", "cheap", "banned"),))
    second = replace(BLANK_BRAND, terms=(Term("a", "en", "dear", "banned"),))
    assert len(check("It is cheap.", first).findings) == 1
    assert check("It is cheap.", second).findings == ()


def test_a_pattern_that_cannot_be_compiled_or_never_ends_fails_alone() -> None:
    rules = (
        StyleRule("broken", "en", "(", "…"),
        StyleRule("endless", "en", r"(a|aa)+$", "…"),
        StyleRule("fine", "en", "bang", "No bang.", level="error"),
    )
    run = check("bang " + "a" * 60 + "!", replace(BLANK_BRAND, style_rules=rules))
    assert [(found.rule, found.hard) for found in run.findings] == [("style.fine", True)]
    assert run.failed == ("style.broken", "style.endless")


def test_a_check_that_breaks_is_named_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(context: Context) -> Iterator[Outcome]:
        raise ZeroDivisionError
        yield

    broken = Check("broken", {"zh": "坏", "en": "Broken"}, "warning", frozenset(), explode)
    checks = (broken, *registry.all_checks())
    monkeypatch.setattr(registry, "all_checks", lambda: checks)
    run = check("Open the the door.")
    assert [found.rule for found in run.findings] == ["text.repeated-word"]
    assert run.failed == ("broken",)


def test_the_channel_asks_for_parts_and_measures_them() -> None:
    channel = ChannelSpec(
        "search",
        "search_ad",
        (
            PartSpec(
                "headline_1",
                {"zh": "标题", "en": "Headline"},
                required=True,
                limit=4,
                unit="half_weighted",
                limit_level="error",
            ),
            PartSpec("description_1", {"zh": "描述", "en": "Description"}, required=True),
        ),
    )
    passage = Passage([Part("headline_1", "夜色更清ab"), Part("extra", "x")])
    assert limit_uses(passage, channel) == (LimitUse("headline_1", 5.0, 4, "half_weighted", exceeded=True),)
    found = run_checks(Context(passage, BLANK_BRAND, channel, date(2026, 11, 1))).findings
    assert [(f.rule, f.level, f.part, f.start, f.end, f.hard) for f in found] == [
        ("channel.limit", "error", "headline_1", 4, 6, True),
        ("channel.unknown-part", "suggestion", "extra", 0, 0, False),
        ("channel.required-part", "warning", "description_1", 0, 0, False),
    ]


def test_the_law_pack_is_silent_unless_the_brand_switches_it_on() -> None:
    assert check("国家级最佳。").findings == ()
    assert [found.hard for found in check("国家级的最佳。", LAW).findings] == [True, True]


def test_a_brands_flourish_is_never_more_than_a_suggestion() -> None:
    assert [found.level for found in check("极致影像，突破想象", LAW).findings] == ["suggestion"]


def test_a_self_comparison_only_asks_for_evidence() -> None:
    assert [(found.level, found.hard) for found in check("我们家有史以来最先进的镜头。", LAW).findings] == [
        ("suggestion", False)
    ]


def test_every_rule_of_the_pack_leans_on_a_reference_that_was_read() -> None:
    rules = load_pack("zh-advertising-law").rules
    assert [rule.id for rule in rules if rule.level == "banned" and rule.reference.verified == "no"] == []
    assert len({rule.id for rule in rules}) == len(rules)


def test_rules_version_is_stable_and_packs_are_named() -> None:
    assert rules_version() == rules_version()
    assert len(rules_version()) == 16
    assert pack_ids() == ("zh-advertising-law",)


@pytest.mark.parametrize("text", ["\ud800" * 50, "\x00", "\u202e", "", "。" * 5000, "a" * 5000, "最" * 5000])
def test_no_check_breaks_on_odd_text(text: str) -> None:
    terms = (Term("a", "zh", "便宜", "banned"), Term("b", "en", "use", "banned", inflect=True))
    brand = replace(LAW, terms=terms, style_rules=(StyleRule("r", "zh", "！", "…"),))
    assert check(text, brand).failed == ()


def test_real_advertisements_are_hardly_ever_blocked() -> None:
    folder = os.environ.get("ONEVOICE_DATA")
    if not folder or not (path := Path(folder) / "advertisegen" / "dev.jsonl").is_file():
        pytest.skip("set ONEVOICE_DATA to the folder of labelled data to measure false alarms")
    texts = [json.loads(line)["summary"] for line in path.read_text(encoding="utf-8").splitlines()]
    blocked = sum(any(found.hard for found in check(text, LAW).findings) for text in texts)
    assert blocked / len(texts) <= 0.01
