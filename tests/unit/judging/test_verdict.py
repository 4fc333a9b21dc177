"""The verdict: what blocks, what asks for work, what is not judged, what passes, and with which words."""

from dataclasses import replace

import pytest

from hub.judging.brand import Brand, ChannelSpec
from hub.judging.report import FactConflict, Finding, MessageScore, PillarCoverage, SentenceScore, ToneScore
from hub.judging.verdict import decide_verdict

BRAND = Brand("b", "1", {}, ("zh",), binding_warnings=("house.no-slang",))
CHANNEL = ChannelSpec("post", "weibo", (), message_line=60.0, tone_line=40.0)
MESSAGE = MessageScore(60.0, 5.0)
TONE = ToneScore(40.0, 5.0)
HARD = Finding("terms.banned", "error", "body", 0, 2, "根治 is banned.", hard=True)
CONFLICT = FactConflict("body", 0, 5, "4999元", "5999元", "price list", "price-12-256")
BOUND = Finding("house.no-slang", "warning", "body", 0, 2, "Slang.")
MISSING = Finding("channel.required-part", "error", "title", 0, 0, "The title is missing.")


def verdict_of(
    *,
    message: MessageScore = MESSAGE,
    tone: ToneScore = TONE,
    facts: tuple[FactConflict, ...] = (),
    findings: tuple[Finding, ...] = (),
    channel: ChannelSpec | None = CHANNEL,
) -> tuple[str, tuple[str, ...]]:
    outcome = decide_verdict(
        brand=BRAND, channel=channel, message=message, tone=tone, facts=facts, findings=findings
    )
    return outcome.verdict, tuple(reason.text for reason in outcome.reasons)


def test_scores_on_the_line_pass_without_a_reason() -> None:
    assert verdict_of() == ("pass", ())


def test_a_score_a_tenth_below_the_line_needs_work_and_names_both_numbers() -> None:
    assert verdict_of(message=replace(MESSAGE, score=59.9)) == (
        "needs_work",
        ("The message score 59.9 is below the line of 60.0.",),
    )
    assert verdict_of(tone=replace(TONE, score=39.9)) == (
        "needs_work",
        ("The tone score 39.9 is below the line of 40.0.",),
    )


def test_without_a_channel_the_line_is_fifty() -> None:
    assert verdict_of(channel=None) == ("needs_work", ("The tone score 40.0 is below the line of 50.0.",))


def test_a_hard_finding_blocks_whatever_the_scores_are() -> None:
    assert verdict_of(findings=(HARD,)) == (
        "blocked",
        ("Rule terms.banned blocks this text: 根治 is banned.",),
    )


def test_a_fact_conflict_blocks_and_quotes_both_values() -> None:
    assert verdict_of(facts=(CONFLICT,)) == (
        "blocked",
        ("The text contradicts the fact price-12-256: it says 4999元, the register says 5999元.",),
    )


def test_a_hard_finding_blocks_a_text_that_can_not_be_judged_and_says_both() -> None:
    assert verdict_of(findings=(HARD,), message=MessageScore(None, None, why_not="Too short.")) == (
        "blocked",
        (
            "Rule terms.banned blocks this text: 根治 is banned.",
            "The message could not be judged: Too short.",
        ),
    )


@pytest.mark.parametrize("missing", ["message", "tone"])
def test_a_missing_score_means_not_judged_even_where_something_else_needs_work(missing: str) -> None:
    message = MessageScore(None, None, why_not="No house.") if missing == "message" else MESSAGE
    tone = ToneScore(None, None, why_not="No house.") if missing == "tone" else TONE
    assert verdict_of(message=message, tone=tone, findings=(BOUND,)) == (
        "not_judged",
        (
            f"The {missing} could not be judged: No house.",
            "The brand made rule house.no-slang binding: Slang.",
        ),
    )


def test_a_required_part_that_is_missing_needs_work() -> None:
    assert verdict_of(findings=(MISSING,)) == (
        "needs_work",
        ("The channel requires the part title, and it is missing or empty.",),
    )


def test_only_a_warning_that_the_brand_made_binding_needs_work() -> None:
    free = replace(BOUND, rule="house.long-sentence")
    suggestion = replace(BOUND, level="suggestion")
    assert verdict_of(findings=(free, suggestion)) == ("pass", ())
    assert verdict_of(findings=(BOUND, BOUND))[0] == "needs_work"
    assert len(verdict_of(findings=(BOUND, BOUND))[1]) == 1


def test_a_low_message_names_the_pillars_asked_for_that_no_sentence_carries() -> None:
    carrying = SentenceScore("body", 0, 5, "carries", 70.0, "night", None)
    low = MessageScore(
        30.0,
        5.0,
        sentences=(carrying,),
        pillars=(
            PillarCoverage("night", 0.7, asked=True),
            PillarCoverage("portrait", 0.1, asked=True),
            PillarCoverage("battery", 0.1, asked=False),
        ),
    )
    assert verdict_of(message=low)[1] == (
        "The message score 30.0 is below the line of 60.0.",
        "The channel asks for the pillar portrait, and no sentence carries it.",
    )
