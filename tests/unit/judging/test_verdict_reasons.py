"""Reasons: one table of sentences, read back from the report's words."""

import re

import pytest

from hub.judging.reasons import TEMPLATES, Reason, read_reason, reason


@pytest.mark.parametrize("code", sorted(TEMPLATES))
def test_every_reason_is_read_back_from_its_own_sentence(code: str) -> None:
    names = re.findall(r"\{(\w+)\}", TEMPLATES[code])
    given = Reason(code, tuple((name, f"{name} 值 (1.5) {{x}}: [a]") for name in names))
    assert read_reason(given.text) == given


def test_a_sentence_of_another_origin_is_not_a_reason() -> None:
    assert read_reason("The moon is made of cheese.") is None
    assert read_reason("") is None


def test_numbers_read_as_they_are_reported() -> None:
    assert reason("message.below", score=49.9, line=50.0).text == (
        "The message score 49.9 is below the line of 50.0."
    )
