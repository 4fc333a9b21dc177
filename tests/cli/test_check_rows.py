"""`check --format jsonl`: one report per row in the order of the rows, whatever the rows are."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

CHECK = ("check", "-", "--format", "jsonl", "--as-of", "2026-10-01", "--brand")
GOOD = {"id": "good", "text": "每个零件都能单独更换，零件供应十五年。"}


def reports(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def rows(*values: object) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def test_every_row_has_one_report_in_the_same_order(run: Run, kit: str) -> None:
    given = rows(*({"id": f"r{n}", "text": f"Part {n} 零件供应十五年。"} for n in range(600)))
    result = run(*CHECK, kit, input=given)
    assert [report["id"] for report in reports(result.stdout)] == [f"r{n}" for n in range(600)]
    assert result.stderr == ""


def test_a_banned_word_blocks_in_both_languages(run: Run, kit: str) -> None:
    given = rows({"id": "zh", "text": "这是一把神椅。"}, {"id": "en", "text": "It is a throne for you."})
    result = run(*CHECK, kit, input=given)
    found = [
        (
            report["id"],
            report["verdict"],
            [(f["rule"], f["start"], f["end"], f["replacement"]) for f in report["findings"]],
        )
        for report in reports(result.stdout)
    ]
    assert found == [
        ("zh", "blocked", [("term.throne", 4, 6, "工作椅")]),
        ("en", "blocked", [("term.throne-en", 8, 14, "chair")]),
    ]
    assert result.exit_code == 1


BAD_ROWS = [
    ("{not json", None, "standard input, line 2: not JSON: Expecting property name enclosed in double quotes at column 2."),
    ("[1, 2]", None, 'standard input, line 2: an array is no row; a row is an object with "text" or "parts".'),
    ('"text"', None, 'standard input, line 2: a text is no row; a row is an object with "text" or "parts".'),
    ("null", None, 'standard input, line 2: nothing is no row; a row is an object with "text" or "parts".'),
    ('{"id": "x"}', "x", 'standard input, line 2: the row has no "text" and no "parts".'),
    ('{"id": "x", "text": "a", "parts": {}}', "x", 'standard input, line 2: the row has both "text" and "parts"; give one of them.'),
    ('{"id": "x", "text": 7}', "x", 'standard input, line 2: "text" is a number; it is a text, or parts.'),
    ('{"id": 7, "text": null}', "7", 'standard input, line 2: "text" is nothing; it is a text, or parts.'),
    ('{"id": ["x"], "text": "a"}', None, 'standard input, line 2: "id" is an array; it is a text or a whole number.'),
    ('{"id": "x", "parts": "a"}', "x", 'standard input, line 2: "parts" is a text; it is an object or an array of parts.'),
    ('{"id": "x", "parts": [{"name": "body"}]}', "x", 'standard input, line 2: "parts[0]" has nothing as its text; it is a text.'),
    ('{"id": "x", "parts": [{"name": "a", "text": "", "format": "doc"}]}', "x", "standard input, line 2: \"parts[0]\" has the format 'doc'; use plain, markdown, html."),
    ('{"id": "x", "parts": [{"name": "a", "text": "1"}, {"name": "a", "text": "2"}]}', "x", "standard input, line 2: The part 'a' is there twice; a part's name is used once."),
    ('{"id": "x", "text": "a", "locale": 3}', "x", 'standard input, line 2: "locale" is a number; it is a text.'),
    ('{"id": "x", "text": "a", "channel": "radio"}', "x", "standard input, line 2: The brand acme has no channel 'radio'; it has wechat, site."),
    ('{"id": "x", "text": "a\\u0000b"}', "x", "standard input, line 2: The part 'body' holds a character that is no text (U+0000) at place 1; remove it, or save the file as UTF-8 and paste again."),
    ('{"id": "x", "text": "椅\\ud800"}', "x", "standard input, line 2: The part 'body' holds a character that is no text (U+D800) at place 1; remove it, or save the file as UTF-8 and paste again."),
    ("[" * 100_000, None, "standard input, line 2: not JSON that can be read: a number or a nesting without end."),
    ('{"id": "x", "text": "a", "n": ' + "9" * 5_000 + "}", None, "standard input, line 2: not JSON that can be read: a number or a nesting without end."),
    ('{"id": "x", "text": "' + "椅" * 200_001 + '"}', "x", "standard input, line 2: The text has 200,001 characters; the hub takes 200,000. Split it, or raise HUB_MAX_TEXT_CHARACTERS."),
]  # fmt: skip


@pytest.mark.parametrize(("line", "row_id", "reason"), BAD_ROWS, ids=range(len(BAD_ROWS)))
def test_a_bad_row_says_why_and_the_run_goes_on(
    run: Run, kit: str, line: str, row_id: str | None, reason: str
) -> None:
    result = run(*CHECK, kit, input=f"{rows(GOOD)}{line}\n{rows(GOOD)}")
    first, bad, last = reports(result.stdout)
    assert (bad["verdict"], bad["reasons"]) == ("not_judged", [reason])
    assert (bad["message"]["why_not"], bad["tone"]["why_not"]) == (reason, reason)
    assert bad["pinned"]["encoder"] == "fake-ngrams@000000000001"
    if row_id is not None:
        assert bad["id"] == row_id
    else:
        assert len(bad["id"]) == 32
    assert first == last
    assert first["id"] == "good"
    assert first["verdict"] in ("pass", "needs_work")
    assert result.exit_code == 3
    assert result.stderr == ""


ODD_TEXTS = [
    ("", "not_judged"),
    ("椅", "not_judged"),
    ("👍🎉🪑", "not_judged"),
    ("https://example.com/a?b=c", "not_judged"),
]


@pytest.mark.parametrize(("text", "verdict"), ODD_TEXTS)
def test_a_text_without_words_is_not_judged(run: Run, kit: str, text: str, verdict: str) -> None:
    result = run(*CHECK, kit, input=rows({"id": "odd", "text": text}))
    (report,) = reports(result.stdout)
    assert (report["id"], report["verdict"]) == ("odd", verdict)
    assert result.exit_code == 3


def test_the_longest_text_is_judged(run: Run, kit: str) -> None:
    text = ("每个零件都能单独更换。" * 20_000)[:200_000]
    (report,) = reports(run(*CHECK, kit, input=rows({"id": "long", "text": text})).stdout)
    assert report["verdict"] in ("pass", "needs_work")


def test_hidden_directions_are_found_at_their_place(run: Run, kit: str) -> None:
    (report,) = reports(run(*CHECK, kit, input=rows({"text": "零件供应\u202e十五年。"})).stdout)
    assert [(f["start"], f["end"]) for f in report["findings"]] == [(4, 5)]


def test_the_same_id_twice_is_two_reports(run: Run, kit: str) -> None:
    result = run(*CHECK, kit, input=rows(GOOD, {**GOOD, "text": "这是一把神椅。"}))
    assert [(report["id"], report["verdict"] == "blocked") for report in reports(result.stdout)] == [
        ("good", False),
        ("good", True),
    ]


def test_an_id_with_half_a_character_comes_back_as_it_was(run: Run, kit: str) -> None:
    result = run(*CHECK, kit, input='{"id": "\\ud83d", "text": "零件供应十五年。"}\n')
    assert reports(result.stdout)[0]["id"] == "\ud83d"


def test_empty_lines_are_no_rows(run: Run, kit: str) -> None:
    result = run(*CHECK, kit, input=f"\n{rows(GOOD)}\n  \n{rows({})}")
    second = reports(result.stdout)[1]
    assert second["reasons"] == ['standard input, line 5: the row has no "text" and no "parts".']
    assert len(reports(result.stdout)) == 2


def test_an_empty_input_has_no_report_and_is_no_fault(run: Run, kit: str) -> None:
    result = run(*CHECK, kit, input="")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "", 0)


def test_a_channel_of_the_row_goes_before_that_of_the_call(run: Run, kit: str) -> None:
    given = rows({**GOOD, "channel": "wechat"}, GOOD)
    found = reports(run(*CHECK, kit, "--channel", "site", input=given).stdout)
    assert [report["channel"]["id"] for report in found] == ["wechat", "site"]


def test_parts_are_taken_by_name_or_as_a_list_with_formats(run: Run, kit: str) -> None:
    given = rows(
        {"parts": {"title": "可维修", "body": "这是神椅。"}},
        {
            "parts": [
                {"name": "title", "text": "可维修"},
                {"name": "body", "text": "这是**神椅**。", "format": "markdown"},
            ]
        },
    )
    found = [
        [(f["part"], f["start"], f["end"]) for f in report["findings"] if f["rule"] == "term.throne"]
        for report in reports(run(*CHECK, kit, input=given).stdout)
    ]
    assert found == [[("body", 2, 4)], [("body", 4, 6)]]


def test_a_master_is_pinned(run: Run, kit: str) -> None:
    given = rows(GOOD, {**GOOD, "master": "每个零件都能更换。"})
    first, second = reports(run(*CHECK, kit, input=given).stdout)
    assert first["pinned"]["master_hash"] is None
    assert len(second["pinned"]["master_hash"]) == 64


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_rows_with_a_byte_order_mark_are_read(run: Run, kit: str, encoding: str) -> None:
    result = run(*CHECK, kit, input=rows(GOOD, GOOD).encode(encoding))
    assert [report["id"] for report in reports(result.stdout)] == ["good", "good"]


def test_rows_in_gbk_are_refused_by_name(run: Run, kit: str) -> None:
    result = run(*CHECK, kit, input=rows(GOOD).encode("gbk"))
    (report,) = reports(result.stdout)
    assert report["reasons"] == [
        "standard input, line 1: the row is not UTF-8 (byte 0xB8 at place 26); it looks like GBK (GB18030). "
        "Convert it with: iconv -f GB18030 -t UTF-8"
    ]


def test_several_files_are_read_one_after_the_other(run: Run, kit: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(rows(GOOD), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(rows({"id": "b"}), encoding="utf-8")
    result = run("check", "a.jsonl", "none.jsonl", "b.jsonl", "--format", "jsonl", "--brand", kit)
    assert [report["id"] for report in reports(result.stdout)] == ["good", "b"]
    assert reports(result.stdout)[1]["reasons"] == ['b.jsonl, line 1: the row has no "text" and no "parts".']
    assert result.stderr == "onevoice: none.jsonl can't be read: No such file or directory.\n"
    assert result.exit_code == 2


def test_the_same_rows_give_the_same_bytes(run: Run, kit: str) -> None:
    given = rows(GOOD, {"text": "A good chair lets you forget the chair."}, {"id": "x"})
    assert run(*CHECK, kit, input=given).stdout_bytes == run(*CHECK, kit, input=given).stdout_bytes


def test_progress_is_told_on_standard_error_when_wanted(run: Run, kit: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(rows(GOOD, GOOD), encoding="utf-8")
    result = run("check", "a.jsonl", "--format", "jsonl", "--brand", kit, "--progress")
    assert result.stderr == (
        "\r[############------------]  50%  1 judged\r[########################] 100%  2 judged\n"
    )
    assert len(reports(result.stdout)) == 2
