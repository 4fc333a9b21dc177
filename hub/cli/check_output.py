"""What `check` writes: reports as JSON, or for reading in a terminal; and how far it is, on standard error."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import click

from hub.cli.check_input import Given
from hub.judging.report import FactConflict, Finding, Report

_COLOURS: Final = {"pass": "green", "needs_work": "yellow", "blocked": "red", "not_judged": "magenta"}
_LEVELS: Final = {"error": "red", "warning": "yellow", "suggestion": "cyan"}
# Control and direction characters would act on the terminal instead of showing.
_ACTING: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_QUOTE: Final = 60
_BAR: Final = 24


def write_line(_: Given, report: Report) -> None:
    """Write one report as one line of JSON, UTF-8."""
    click.echo(_json(report.to_dict(), indent=None))


def write_json(_: Given, report: Report) -> None:
    """Write one report as indented JSON. Several files give several objects, one after the other."""
    click.echo(_json(report.to_dict(), indent=2))


def write_text(item: Given, report: Report) -> None:
    """Write one report for reading: verdict first, then scores, reasons, and findings with line and column."""
    verdict = click.style(report.verdict, fg=_COLOURS[report.verdict], bold=True)
    where = f" for {report.channel.id}" if report.channel.id else ""
    lines = [f"{verdict}  {visible(item.name)}{where}"]
    scores = [
        f"{name} {score.score:.1f} ±{score.uncertainty or 0:.1f}"
        for name, score in (("message", report.message), ("tone", report.tone))
        if score.score is not None
    ]
    if scores:
        lines.append(f"  {', '.join(scores)}")
    lines += [f"  {visible(reason)}" for reason in report.reasons]
    texts = {part.name: part.text for part in item.parts}
    for fact in report.facts:
        lines += _fact(fact, texts)
    for finding in report.findings:
        lines += _finding(finding, texts)
    lines += [
        f"  {use.part} uses {use.used:g} of {use.limit} {use.unit}"
        for use in report.channel.limits
        if use.exceeded
    ]
    click.echo("\n".join(lines))


def visible(text: str) -> str:
    """Return text on one line, with what would act on a terminal spelt out."""
    return _ACTING.sub(
        lambda match: f"\\u{ord(match.group()):04x}", text.replace("\n", "⏎").replace("\t", " ")
    )


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """Return where a code point stands, both from 1."""
    return text.count("\n", 0, place) + 1, place - (text.rfind("\n", 0, place) + 1) + 1


def _finding(finding: Finding, texts: dict[str, str]) -> list[str]:
    level = click.style(finding.level, fg=_LEVELS[finding.level])
    lines = [
        f"  {_place(finding.part, finding.start, finding.end, texts)}  {level}  {finding.rule}"
        f"{_quote(finding.part, finding.start, finding.end, texts)}",
        f"      {visible(finding.message)}",
    ]
    if finding.evidence:
        lines.append(f"      evidence: {visible(finding.evidence)}")
    if finding.replacement is not None:
        lines.append(f"      write instead: “{visible(finding.replacement)}”")
    if finding.link:
        lines.append(f"      {visible(finding.link)}")
    return lines


def _fact(fact: FactConflict, texts: dict[str, str]) -> list[str]:
    source = f" ({visible(fact.source)})" if fact.source else ""
    return [
        f"  {_place(fact.part, fact.start, fact.end, texts)}  {click.style('error', fg='red')}  fact {fact.fact}"
        f"{_quote(fact.part, fact.start, fact.end, texts)}",
        f"      the register says {visible(fact.known)}{source}",
    ]


def _place(part: str, start: int, end: int, texts: dict[str, str]) -> str:
    if part not in texts or (start == end == 0):
        return visible(part)
    line, column = line_and_column(texts[part], start)
    return f"{line}:{column}"


def _quote(part: str, start: int, end: int, texts: dict[str, str]) -> str:
    quoted = texts.get(part, "")[start:end]
    if not quoted:
        return ""
    cut = quoted if len(quoted) <= _LONGEST_QUOTE else quoted[: _LONGEST_QUOTE - 1] + "…"
    return f"  “{visible(cut)}”"


def _json(value: dict[str, Any], *, indent: int | None) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair, kept from an id or a reason, can only be written as an escape.
        return json.dumps(value, indent=indent).encode("ascii")


class Meter:
    """How many texts are judged, and which share of the files that is where their size is known."""

    def __init__(self, names: Sequence[str], *, shows: bool) -> None:
        self._shows = shows
        sizes = [Path(name).stat().st_size if Path(name).is_file() else 0 for name in names]
        self._total = sum(sizes) if all(sizes) else 0
        self._bytes = self._count = 0
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._last:
            click.echo(err=True)

    def advance(self, item: Given) -> None:
        """Count one more text."""
        self._count += 1
        self._bytes += item.size_bytes
        if not self._shows:
            return
        state = f"{self._count:,} judged"
        if self._total:
            share = min(1.0, self._bytes / self._total)
            full = int(share * _BAR)
            state = f"[{'#' * full}{'-' * (_BAR - full)}] {share:4.0%}  {state}"
        if state != self._last:
            click.echo(f"\r{state}", err=True, nl=False)
            self._last = state
