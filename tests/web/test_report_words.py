"""The verdict in one line, and what changed since the report before: words a person would use."""

from copy import deepcopy
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from hub.web.report_rows import ScoreView, Standing
from hub.web.report_words import changes_since, verdict_line

NAMES = {"night": "夜景", "zoom": "长焦"}


def score(standing: Standing) -> ScoreView:
    return ScoreView(standing, None if standing == "none" else 60.0, 5.0, 50.0, "")


@pytest.mark.parametrize(
    ("message", "tone", "places", "drifting", "blocked", "verdict", "line"),
    [
        ("on", "in_voice", 0, 0, "", "pass", "On message. Nothing to change."),
        ("on", "in_voice", 2, 0, "", "needs_work", "On message. Two places to change."),
        ("on", "off_voice", 1, 3, "", "needs_work", "On message, out of voice. One place to change."),
        ("weak", "in_voice", 0, 1, "", "needs_work", "Close to being on message. One sentence drifts off."),
        ("off", "weak", 0, 4, "", "needs_work", "Off message. 4 sentences drift off."),
        ("off", "weak", 7, 4, "", "needs_work", "Off message. 7 places to change."),
        ("on", "in_voice", 1, 0, "yes", "blocked", "It breaks a hard rule. One place to change."),
        ("none", "none", 0, 0, "", "not_judged", "Not judged. The reasons are below."),
    ],
)
def test_the_verdict_is_one_line_of_plain_words(
    app: Flask,
    message: Standing,
    tone: Standing,
    places: int,
    drifting: int,
    blocked: str,
    verdict: str,
    line: str,
) -> None:
    with app.test_request_context(), force_locale("en"):
        said = verdict_line(
            verdict=verdict,
            message=score(message),
            tone=score(tone),
            places=places,
            drifting=drifting,
            blocked=bool(blocked),
        )
    assert said == line


def report(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "message": {
            "score": 60.0,
            "pillars": [{"id": "night", "coverage": 0.2}, {"id": "zoom", "coverage": 0.5}],
        },
        "tone": {"score": 55.0},
        "findings": [{}, {}],
        "pinned": {"brand_version": "b"},
    }
    whole = deepcopy(whole)
    for path, value in changes.items():
        first, _, second = path.partition("__")
        if second:
            whole[first][second] = value
        else:
            whole[first] = value
    return whole


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (report(), []),
        (
            report(
                message__pillars=[{"id": "night", "coverage": 0.9}, {"id": "zoom", "coverage": 0.35}],
                findings=[{}],
            ),
            ["clearer on 夜景", "weaker on 长焦", "one finding fewer"],
        ),
        (
            report(message__score=64.0, tone__score=49.0, findings=[{}] * 5),
            ["further from the voice", "3 findings more"],
        ),
        (report(message__score=None, message__pillars=[]), []),
        (report(message__score=70.0, pinned={"brand_version": "another"}), []),
    ],
)
def test_a_change_is_a_word_and_small_steps_are_none(
    app: Flask, now: dict[str, Any], words: list[str]
) -> None:
    with app.test_request_context(), force_locale("en"):
        assert changes_since(report(), now, NAMES) == words
        assert changes_since(None, now, NAMES) == []
