"""Every check marks exactly the spans its examples mark."""

from datetime import date

import pytest

from hub.judging.checks.base import Check, Context, Example
from hub.judging.checks.registry import all_checks, run_checks
from hub.judging.passage import Passage
from hub.judging.text import Part

CASES = [
    pytest.param(check, example, id=f"{check.id}-{number}")
    for check in all_checks()
    for number, example in enumerate(check.examples)
]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, start = "", [], 0
    for character in marked:
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            spans.append((start, len(text)))
        else:
            text += character
    return text, spans


@pytest.mark.parametrize(("check", "example"), CASES)
def test_a_check_marks_exactly_the_spans_of_its_example(check: Check, example: Example) -> None:
    text, spans = unmark(example.marked)
    passage = Passage([Part(example.part, text, example.format)], example.locale)
    run = run_checks(Context(passage, example.brand, example.channel, date(2026, 11, 1)), only={check.id})
    assert [(found.start, found.end) for found in run.findings] == spans
    assert run.failed == ()
