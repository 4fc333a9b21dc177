"""The way through: one report with everything pinned, the same in any order, batch and process."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hub.embedding.vectors import Vectors
from hub.errors import EncoderMissing, InvalidInput
from hub.judging.calibration import SHIPPED
from hub.judging.checks import registry
from hub.judging.checks.base import Context, Outcome
from hub.judging.checks.registry import all_checks
from hub.judging.judge import Judge, Row
from hub.judging.text import Part
from tests.fakes.encoder import FakeEncoder
from tests.unit.judging.watch import EMPTY_HOUSE, POST, WATCH

AS_OF = date(2026, 10, 1)
FAKE = replace(SHIPPED, id="fake-1", encoder_prefix="fake-")
TEXTS = (
    "夜里心跳异常，它会马上提醒你。一次充电用上两周！",
    "Two weeks on one charge. Straps in many colours.",
    "!!!!!",
    "新款表盘上线，卡通主题随心换。立即购买。",
    "",
    "It tells you at night when your heart beats oddly. 夜里也守着你。",
)


def body(text: str) -> tuple[Part, ...]:
    return (Part("body", text),)


def make_judge(encoder: FakeEncoder | None = None) -> Judge:
    return Judge(encoder or FakeEncoder(), FAKE)


def test_a_report_pins_everything_it_depends_on() -> None:
    judge = make_judge()
    master = body("母稿")
    report = judge.judge(
        body(TEXTS[0]), brand=WATCH, as_of=AS_OF, locale="zh", channel=POST, master_parts=master
    )
    pinned = report.pinned
    assert (pinned.brand_version, pinned.channel_version, pinned.packs) == ("watch-1", "post-1", ())
    assert (pinned.encoder, pinned.engine, pinned.precision) == (
        FakeEncoder.revision,
        "fake",
        "float32",
    )
    assert (pinned.calibration, pinned.as_of, pinned.schema) == ("fake-1", "2026-10-01", "1")
    assert pinned.master_hash == judge.judge(master, brand=WATCH, as_of=AS_OF).pinned.text_hash
    assert report.channel.id == "post"


def test_the_id_is_the_callers_or_follows_from_what_is_pinned() -> None:
    judge = make_judge()
    first = judge.judge(body(TEXTS[0]), brand=WATCH, as_of=AS_OF)
    assert len(first.id) == 32
    assert judge.judge(body(TEXTS[0]), brand=WATCH, as_of=AS_OF).id == first.id
    assert judge.judge(body(TEXTS[1]), brand=WATCH, as_of=AS_OF).id != first.id
    assert judge.judge(body(TEXTS[0]), brand=WATCH, as_of=date(2026, 10, 2)).id != first.id
    assert judge.judge(body(TEXTS[0]), brand=WATCH, as_of=AS_OF, report_id="mine").id == "mine"


def test_many_rows_give_the_reports_of_one_by_one_in_order() -> None:
    rows = [Row(body(text), channel=POST if n % 2 else None) for n, text in enumerate(TEXTS * 15)]
    one_by_one = make_judge()
    expected = [one_by_one.judge(r.parts, brand=WATCH, as_of=AS_OF, channel=r.channel) for r in rows]
    assert list(make_judge().judge_many(rows, brand=WATCH, as_of=AS_OF)) == expected


def test_sentences_of_a_batch_share_one_call_of_the_encoder() -> None:
    encoder = FakeEncoder()
    judge = make_judge(encoder)
    judge.judge(body("预热一下，读懂睡眠。"), brand=WATCH, as_of=AS_OF)
    encoder.calls.clear()
    rows = [Row(body(f"今晚睡得好，明早第{n}件事更清醒。")) for n in range(64)]
    list(judge.judge_many(rows, brand=WATCH, as_of=AS_OF))
    assert [len(call) for call in encoder.calls] == [64]


def test_the_same_text_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import json, sys\n"
        "from tests.unit.judging.test_judge import *\n"
        "for text in TEXTS:\n"
        "    report = make_judge().judge(body(text), brand=WATCH, as_of=AS_OF, channel=POST)\n"
        "    sys.stdout.write(json.dumps(report.to_dict(), ensure_ascii=True) + '\\n')\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=Path(__file__).resolve().parents[3],
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    here = "".join(
        json.dumps(make_judge().judge(body(t), brand=WATCH, as_of=AS_OF, channel=POST).to_dict()) + "\n"
        for t in TEXTS
    )
    assert outputs == [here, here]


def test_an_empty_house_is_not_judged_and_says_so() -> None:
    report = make_judge().judge(body(TEXTS[0]), brand=EMPTY_HOUSE, as_of=AS_OF)
    why = "The message house has no statement in Chinese or English. Add a core message and pillars."
    assert (report.verdict, report.message.score, report.message.why_not) == ("not_judged", None, why)
    assert report.reasons[0] == f"The message could not be judged: {why}"
    assert report.tone.score is not None


def test_a_brand_without_pairs_has_no_tone_score_and_says_how_many_are_needed() -> None:
    report = make_judge().judge(
        body(TEXTS[0]), brand=replace(WATCH, version="w-0", pairs=WATCH.pairs[:3]), as_of=AS_OF
    )
    assert report.tone.why_not == (
        "The voice guide has 3 exemplar pairs, and at least 4 are needed. Add pairs."
    )
    assert (report.tone.score, report.verdict) == (None, "not_judged")
    assert report.message.score is not None


@pytest.mark.parametrize("text", ["", "!!!!!", "🙂🙂", "https://example.com", "Быстрая доставка пиццы"])
def test_a_text_without_evidence_is_not_judged_and_never_embedded(text: str) -> None:
    encoder = FakeEncoder()
    report = make_judge(encoder).judge(body(text), brand=WATCH, as_of=AS_OF)
    assert (report.verdict, report.message.score, report.tone.score) == ("not_judged", None, None)
    assert report.message.why_not
    assert report.message.why_not == report.tone.why_not
    assert encoder.calls == []


def test_a_calibration_of_another_encoder_judges_neither_message_nor_tone() -> None:
    encoder = FakeEncoder()
    report = Judge(encoder).judge(body(TEXTS[0]), brand=WATCH, as_of=AS_OF)
    why = (
        "The calibration e5-small-2026-11 does not belong to the encoder fake-ngrams@000000000001. "
        "Run the calibration for this encoder."
    )
    assert (report.message.why_not, report.tone.why_not, report.verdict) == (why, why, "not_judged")
    assert encoder.calls == []


def test_a_banned_word_blocks_whatever_else_is_said() -> None:
    report = make_judge().judge(body("每一次心跳，都值得被认真倾听，根治失眠。"), brand=WATCH, as_of=AS_OF)
    assert report.verdict == "blocked"
    assert [(f.start, f.end, f.evidence) for f in report.findings if f.hard] == [(15, 17, "根治")]


def test_a_missing_encoder_is_an_error_and_not_a_score() -> None:
    class Missing(FakeEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            raise EncoderMissing("The encoder is missing: run `onevoice setup`.")

    with pytest.raises(EncoderMissing, match="onevoice setup"):
        make_judge(Missing()).judge(body(TEXTS[0]), brand=WATCH, as_of=AS_OF)


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(InvalidInput, match="body"):
        make_judge().judge((Part("body", "a"), Part("body", "b")), brand=WATCH, as_of=AS_OF)


def test_spans_point_at_the_sentences_of_each_part() -> None:
    parts = (Part("title", "读懂你的睡眠"), Part("body", "一次充电，用上两周。\n\nSleep you can understand."))
    report = make_judge().judge(parts, brand=WATCH, as_of=AS_OF)
    texts = {part.name: part.text for part in parts}
    assert [texts[s.part][s.start : s.end] for s in report.message.sentences] == [
        "读懂你的睡眠",
        "一次充电，用上两周。",
        "Sleep you can understand.",
    ]


def test_scores_are_rounded_to_a_tenth() -> None:
    for text in (TEXTS[0], TEXTS[1], TEXTS[3], TEXTS[5]):
        report = make_judge().judge(body(text), brand=WATCH, as_of=AS_OF)
        numbers = [
            report.message.score,
            report.message.uncertainty,
            report.tone.score,
            report.tone.uncertainty,
        ]
        numbers += [s.score for s in report.message.sentences] + [d.value for d in report.tone.dimensions]
        assert all(number is not None and round(number, 1) == number for number in numbers)


def test_a_hard_check_that_could_not_be_applied_lets_nothing_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(context: Context) -> Iterator[Outcome]:
        raise OSError("no word list")
        yield

    checks = tuple(replace(check, run=broken) if check.id == "terms" else check for check in all_checks())
    monkeypatch.setattr(registry, "all_checks", lambda: checks)
    report = make_judge().judge(body(TEXTS[0]), brand=WATCH, as_of=AS_OF)
    assert report.verdict == "not_judged"
    assert (
        "The rule terms could not be applied; what it would have found is not in this report."
        in report.reasons
    )


def test_sentences_of_another_language_are_left_out_and_said_to_be() -> None:
    report = make_judge().judge(body(TEXTS[0] + "\nこれは日本語の文章です。"), brand=WATCH, as_of=AS_OF)
    assert report.message.score is not None
    assert (
        "1 sentences are in neither Chinese nor English; they were left out of message and tone."
        in report.reasons
    )


def test_warming_up_embeds_the_ground_once() -> None:
    encoder = FakeEncoder()
    judge = make_judge(encoder)
    judge.warm_up()
    judge.judge(body(TEXTS[0]), brand=EMPTY_HOUSE, as_of=AS_OF)
    warm = len(encoder.calls)
    judge.warm_up()
    assert len(encoder.calls) == warm + 1
