"""Whole drafts get exactly the report that lies beside them, in any process, any order and through the command line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hub
from hub.cli import command
from hub.judging.judge import Judge
from hub.judging.reasons import read_reason
from tests.examples.example import AS_OF, FOLDER, Example, judge_examples, kit_path, lines, read_examples
from tests.fakes.parts import ROOT

# Elsewhere another build of the engine may move the last digit of a score; nothing else may move.
TOLERANCES = {"score": 0.1, "uncertainty": 0.1, "value": 0.1, "coverage": 0.01}
ROUNDING = 1e-9

ELSEWHERE = """
import sys
from pathlib import Path
from tests.examples.example import judge_examples, lines, read_examples
from tests.fakes.shipped import load_shipped_judge
examples = read_examples()[::-1]
reports = judge_examples(load_shipped_judge(Path(sys.argv[1])), examples)
sys.stdout.write(lines(reports, sorted(reports)))
"""


@pytest.fixture(scope="module")
def reports(shipped_judge: Judge, examples: list[Example]) -> dict[str, dict[str, Any]]:
    return judge_examples(shipped_judge, examples)


def differences(expected: Any, found: Any, place: str = "") -> list[str]:
    """Return where two reports differ by more than the digit that another engine may move."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        return [d for key in expected for d in differences(expected[key], found[key], f"{place}/{key}")]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        return [d for n, (one, other) in pairs for d in differences(one, other, f"{place}/{n}")]
    name = place.rsplit("/", 1)[-1]
    if name in TOLERANCES and isinstance(expected, float) and isinstance(found, float):
        return (
            [] if abs(expected - found) <= TOLERANCES[name] + ROUNDING else [f"{place}: {expected}, {found}"]
        )
    if place.startswith("/reasons/") and isinstance(expected, str) and isinstance(found, str):
        one, other = read_reason(expected), read_reason(found)
        if one and other and one.code == other.code and one.code.endswith(".below"):
            values = zip(one.params, other.params, strict=True)
            return [
                d for (key, a), (_, b) in values for d in differences(float(a), float(b), f"{place}/{key}")
            ]
    return [] if expected == found else [f"{place}: {expected!r}, {found!r}"]


def without_engine(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report without what names the engine: the id is a digest of everything pinned."""
    pinned = {key: value for key, value in report["pinned"].items() if key not in ("engine", "precision")}
    return {key: value for key, value in report.items() if key != "id"} | {"pinned": pinned}


def test_four_drafts_of_each_language_lie_here_with_their_reports() -> None:
    names = [example.name for example in read_examples()]
    assert sorted(name[:2] for name in names) == ["en"] * 4 + ["zh"] * 4
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(names)


@pytest.mark.parametrize("name", [example.name for example in read_examples()])
def test_a_draft_gets_its_report(name: str, reports: dict[str, dict[str, Any]]) -> None:
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    found = reports[name]
    if found["pinned"]["engine"] != expected["pinned"]["engine"]:
        found, expected = without_engine(found), without_engine(expected)
    assert differences(expected, found) == [], (
        "after a change that is meant: python -m tests.examples.rewrite"
    )


def test_the_verdicts_are_what_a_reader_would_say(reports: dict[str, dict[str, Any]]) -> None:
    assert {name: report["verdict"] for name, report in sorted(reports.items())} == {
        "en-html": "pass",
        "en-off-message": "needs_work",
        "en-off-tone": "needs_work",
        "en-wrong-fact": "blocked",
        "zh-against-the-law": "blocked",
        "zh-markdown": "blocked",
        "zh-passing": "pass",
        "zh-slogan": "pass",
    }


def test_every_span_lies_in_the_draft_and_holds_what_is_meant(
    examples: list[Example], reports: dict[str, dict[str, Any]]
) -> None:
    found = {}
    for example in examples:
        texts = {part.name: part.text for part in example.parts}
        report = reports[example.name]
        for item in report["message"]["sentences"]:
            words = texts[item["part"]][item["start"] : item["end"]]
            assert words == words.strip() != ""
        found[example.name] = [
            (key, texts[item["part"]][item["start"] : item["end"]])
            for kind, key_of in (("facts", "fact"), ("findings", "rule"))
            for item in report[kind]
            for key in [item[key_of]]
        ]
    assert found == {
        "en-html": [],
        "en-off-message": [],
        "en-off-tone": [
            ("style.one-exclamation", "!!!"),
            ("style.one-exclamation", "!!!"),
            ("style.no-shouting", "NOW"),
        ],
        "en-wrong-fact": [("warranty-years", "25 years"), ("price-warden", "$168")],
        "zh-against-the-law": [
            ("zh-advertising-law.market-first", "全网第一"),
            ("zh-advertising-law.national-level", "国家级"),
            ("zh-advertising-law.best", "最佳"),
        ],
        "zh-markdown": [("term.t-blacktech-zh", "黑科技")],
        "zh-passing": [],
        "zh-slogan": [],
    }


def test_another_process_judges_them_in_another_order_byte_for_byte_the_same(
    reports: dict[str, dict[str, Any]], ground_store: Path
) -> None:
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", ELSEWHERE, str(ground_store)],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "4242", "PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        check=True,
    )
    assert answer.stdout.decode() == lines(reports, sorted(reports))


@pytest.mark.parametrize("kit", ["demo-kitchen", "demo-phone"])
def test_the_command_line_writes_the_same_reports(
    kit: str,
    examples: list[Example],
    reports: dict[str, dict[str, Any]],
    shipped_judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(hub, "load_judge", lambda _: shipped_judge)
    monkeypatch.setenv("HUB_DATA_DIR", str(tmp_path))
    batch = [example for example in examples if example.kit == kit]
    rows = "".join(
        json.dumps(
            {
                "channel": example.channel,
                "locale": example.locale,
                "parts": [{"name": p.name, "text": p.text, "format": p.format} for p in example.parts],
            },
            ensure_ascii=False,
        )
        + "\n"
        for example in batch
    )
    arguments = ["check", "-", "--format", "jsonl", "--brand", str(kit_path(kit)), "--as-of", str(AS_OF)]
    result = CliRunner().invoke(command, arguments, input=rows, prog_name="onevoice")
    written = [json.dumps(reports[example.name], ensure_ascii=False) for example in batch]
    assert result.stdout.splitlines() == written
    assert (result.stderr, result.exit_code) == ("", 1)
