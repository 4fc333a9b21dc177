"""`check` on files: whole texts, their encodings, what a terminal shows, and the exit status."""

import json
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from hub.cli.check import exit_status
from tests.cli.conftest import Run
from tests.fakes.parts import ROOT

GBK = "每个零件都能单独更换。".encode("gbk")
# Each file, with the reason why it is not judged.
UNFIT = [
    (b"", "Not judged because the text is empty."),
    (GBK, "odd.txt is not UTF-8 (byte 0xB8 at place 2); it looks like GBK (GB18030). Convert it with: iconv -f GB18030 -t UTF-8"),
    (b"caf\xe9 chair", "odd.txt is not UTF-8 (byte 0xE9 at place 3); save it as UTF-8."),
    ("chair".encode("utf-16-le"), "The part 'body' holds a character that is no text (U+0000) at place 1; remove it, or save the file as UTF-8 and paste again."),
    (b"\xff\xfec\x00h", "odd.txt begins as UTF-16 and is damaged at byte 4."),
    (b"x" * 800_001, "odd.txt is larger than any text that is judged (200,000 characters)."),
    (b"x" * 200_001, "The text has 200,001 characters; the hub takes 200,000. Split it, or raise HUB_MAX_TEXT_CHARACTERS."),
]  # fmt: skip


def test_a_text_is_shown_verdict_first_with_places_quotes_and_replacements(
    run: Run, kit: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("第一行。\n这是一把神椅。\n", encoding="utf-8")
    result = run("check", "a.txt", "--brand", kit)
    lines = result.stdout.splitlines()
    assert lines[0] == "blocked  a.txt"
    place = next(number for number, line in enumerate(lines) if "term.throne" in line and "2:" in line)
    assert lines[place] == "  2:5  error  term.throne  “神椅”"
    assert "      write instead: “工作椅”" in lines[place:]
    assert result.exit_code == 1


def test_one_file_is_one_json_object_and_two_are_two(run: Run, kit: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 可维修\n\n这是**神椅**。", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>It is a <b>throne</b>.</p>", encoding="utf-8")
    one = json.loads(run("check", "a.md", "--brand", kit, "--format", "json").stdout)
    assert (one["id"], one["verdict"]) == ("a.md", "blocked")
    assert [(f["start"], f["end"]) for f in one["findings"] if f["rule"] == "term.throne"] == [(11, 13)]
    both = run("check", "a.md", "b.html", "--brand", kit, "--format", "json").stdout
    first, end = json.JSONDecoder().raw_decode(both)
    second = json.loads(both[end:])
    assert (first["id"], second["id"]) == ("a.md", "b.html")
    assert [(f["start"], f["end"]) for f in second["findings"] if f["rule"] == "term.throne-en"] == [(14, 20)]


@pytest.mark.parametrize(("data", "reason"), UNFIT, ids=range(len(UNFIT)))
def test_a_file_that_cant_be_judged_says_why_and_the_others_go_on(
    run: Run, kit: str, tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "odd.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text("每个零件都能单独更换。", encoding="utf-8")
    result = run("check", "odd.txt", "good.txt", "--brand", kit, "--format", "json")
    odd, end = json.JSONDecoder().raw_decode(result.stdout)
    good = json.loads(result.stdout[end:])
    assert (odd["id"], odd["verdict"]) == ("odd.txt", "not_judged")
    assert reason in odd["message"]["why_not"]
    assert good["verdict"] in ("pass", "needs_work")
    assert result.exit_code == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_text(run: Run, kit: str, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("神椅".encode(encoding))
    report = json.loads(run("check", "a.txt", "--brand", kit, "--format", "json").stdout)
    assert [(f["start"], f["end"]) for f in report["findings"]] == [(0, 2)]


def test_what_would_act_on_a_terminal_is_spelt_out(run: Run, kit: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("零件\u202e供应十五年。", encoding="utf-8")
    shown = run("check", "a.txt", "--brand", kit).stdout
    assert "“\\u202e”" in shown
    assert "\u202e" not in shown


def test_a_missing_file_is_told_and_the_others_go_on(run: Run, kit: str, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("每个零件都能单独更换。", encoding="utf-8")
    result = run("check", "none.txt", "good.txt", "--brand", kit, "--format", "json")
    assert json.loads(result.stdout)["id"] == "good.txt"
    assert result.stderr == "onevoice: none.txt can't be read: No such file or directory.\n"
    assert result.exit_code == 2


def test_standard_input_is_a_text_too(run: Run, kit: str) -> None:
    report = json.loads(run("check", "-", "--brand", kit, "--format", "json", input="a throne").stdout)
    assert (report["id"], report["verdict"]) == ("-", "blocked")


@pytest.mark.parametrize(
    ("verdicts", "fail_on", "unreadable", "status"),
    [
        ({"pass": 3}, "blocked", 0, 0),
        ({}, "blocked", 0, 0),
        ({"pass": 1, "needs_work": 1}, "blocked", 0, 0),
        ({"pass": 1, "needs_work": 1}, "needs_work", 0, 1),
        ({"blocked": 1, "not_judged": 5}, "blocked", 0, 1),
        ({"blocked": 1}, "needs_work", 2, 1),
        ({"not_judged": 1, "pass": 9}, "blocked", 0, 3),
        ({"not_judged": 1, "needs_work": 1}, "needs_work", 0, 1),
        ({"not_judged": 1}, "blocked", 1, 2),
        ({"pass": 1}, "blocked", 1, 2),
    ],
)
def test_exit_status(verdicts: dict[str, int], fail_on: str, unreadable: int, status: int) -> None:
    assert exit_status(Counter(verdicts), fail_on=fail_on, unreadable=unreadable) == status


WRONG = [
    (("check", "a.txt", "--brand", "none"), "onevoice: There is no brand 'none' in the hub, and no kit file of that name.\n"),
    (("check", "a.txt", "--brand", "none.yaml"), "onevoice: There is no kit file none.yaml.\n"),
    (("check", "a.txt", "--brand", "acme.yaml", "--channel", "radio"), "onevoice: The brand acme has no channel 'radio'; it has wechat, site.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "said"), WRONG, ids=range(len(WRONG)))
def test_wrong_usage_is_one_line_and_status_2(
    run: Run, kit: str, parts: object, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    result = run(*args)
    assert (result.stdout, result.stderr, result.exit_code) == ("", said, 2)


def test_a_brand_of_the_hub_is_found_by_its_identifier(run: Run, brand: str, tmp_path: Path) -> None:
    result = run("check", "-", "--brand", brand, "--format", "json", "--channel", "site", input="这是神椅。")
    assert json.loads(result.stdout)["verdict"] == "blocked"
    assert json.loads(result.stdout)["channel"]["id"] == "site"


def test_a_broken_kit_names_every_fault_and_status_is_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("onevoice_kit: 1\nbrand: {id: BAD}\n", encoding="utf-8")
    result = run("check", "-", "--brand", "bad.yaml", input="a")
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0].startswith("onevoice: bad.yaml can't be used as a brand kit: ")
    assert all(line.startswith("bad.yaml:") and ": found " in line for line in lines[1:])
    assert len(lines) > 3


def test_a_missing_model_is_one_line_and_never_looks_like_blocked_copy(kit: str, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", "from hub.cli import main; main()", "check", "-", "--brand", kit],
        cwd=ROOT, env={"HUB_DATA_DIR": str(tmp_path / "none"), "PATH": ""}, input="a", text=True, capture_output=True,
        check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("onevoice: There is no prepared encoder at ")
    assert result.stderr.count("\n") == 1


PIPE = """
import sys
import hub
from hub.judging.judge import Judge
from tests.fakes.encoder import FakeEncoder
hub.load_judge = lambda _: Judge(FakeEncoder())
from hub.cli import main
main(["check", "-", "--format", "jsonl", "--brand", sys.argv[1]])
"""


def test_a_reader_that_leaves_ends_the_run_without_a_word(kit: str, tmp_path: Path) -> None:
    rows = b'{"text": "Spare parts for fifteen years."}\n' * 3_000
    process = subprocess.Popen(
        [sys.executable, "-c", PIPE, kit],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    with suppress(BrokenPipeError):
        process.stdin.write(rows[: len(rows) // 2])
        process.stdin.flush()
        assert process.stdout.readline().startswith(b'{"id": ')
        process.stdout.close()
        process.stdin.write(rows[len(rows) // 2 :])
    with suppress(BrokenPipeError):
        process.stdin.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141
