"""A report made ready for reading: names for ids, words before numbers, marks in the text."""

import re
from typing import Any

import pytest
from flask import Flask, render_template
from flask_babel import force_locale

from hub.judging.text import Part
from hub.services.brands import get_brand
from hub.services.parts import Parts
from hub.web.highlights import Mark, cut
from hub.web.languages import localised
from hub.web.part_fields import specs_of
from hub.web.report_rows import ReportView
from hub.web.report_view import view_report
from hub.web.sentences import Phrasebook
from hub.web.words import nearest_word
from hub.workflow.roles import Principal
from tests.web.browser import words
from tests.web.page_rules import faults_of

BODY = "每个零件都能单独更换。全场五折！"


def report(**changes: Any) -> dict[str, Any]:
    sentence = {"part": "body", "start": 0, "end": 11, "role": "carries", "score": 88.4, "pillar": "repair"}
    drift = {"part": "body", "start": 11, "end": 16, "role": "drifts", "score": 12.0, "pillar": None}
    whole: dict[str, Any] = {
        "id": "r",
        "verdict": "needs_work",
        "reasons": ["The channel asks for the pillar support, and no sentence carries it."],
        "message": {
            "score": 62.0,
            "uncertainty": 5.0,
            "sentences": [
                {**sentence, "nearest": {"id": "repair", "kind": "pillar", "text": "每个零件都能单独更换"}},
                {**drift, "nearest": {"id": "contrast:counter:0", "kind": "counter", "text": "坏了就扔"}},
            ],
            "pillars": [
                {"id": "repair", "coverage": 0.914, "asked": True, "proof_points": ["proof:parts-years"]}
            ],
            "why_not": None,
        },
        "tone": {
            "score": 41.0,
            "uncertainty": 8.0,
            "dimensions": [
                {
                    "id": "formality",
                    "value": 30.0,
                    "target": [50, 80],
                    "exemplars": 4,
                    "drivers": [{"part": "body", "start": 15, "end": 16, "push": "low", "feature": "f"}],
                }
            ],
            "why_not": None,
        },
        "facts": [],
        "findings": [
            {
                "rule": "terms.banned",
                "level": "warning",
                "part": "body",
                "start": 13,
                "end": 15,
                "message": "换个说法。",
                "evidence": "",
                "replacement": "优惠",
                "link": None,
                "hard": False,
            }
        ],
        "channel": {
            "id": "site",
            "limits": [{"part": "body", "used": 16.0, "limit": 10, "unit": "characters", "exceeded": True}],
        },
        "pinned": {"brand_version": "b" * 64, "encoder": "e", "rules_version": "v", "as_of": "2026-10-01"},
    }
    return {**whole, **changes}


@pytest.fixture
def view(app: Flask, parts: Parts, writer: Principal) -> ReportView:
    value = get_brand(parts, writer, "acme").value
    with app.test_request_context(), force_locale("en"):
        return view_report(report(), value=value, specs=specs_of("website"), parts=(Part("body", BODY),))


def test_ids_become_names(view: ReportView) -> None:
    assert view.reasons == ["The channel asks for the pillar Support, and no sentence carries it."]
    assert [(row.name, row.percent, row.proof_points) for row in view.pillars] == [
        ("Repair", 91, ("Spare parts for fifteen years",))
    ]
    assert [(row.low, row.high, row.inside, row.drivers) for row in view.dimensions] == [
        ("casual", "formal", False, ("！",))
    ]
    assert [(row.quote, row.part, row.replacement) for row in view.findings] == [("五折", "Body", "优惠")]
    assert [(row.text, row.pillar, row.nearest_kind) for row in view.sentences] == [
        ("每个零件都能单独更换。", "Repair", "Pillar"),
        ("全场五折！", "", "Counter-message"),
    ]


def test_the_marked_text_is_the_text(view: ReportView) -> None:
    assert "".join(piece.text for piece in view.text[0].pieces) == BODY
    assert [(piece.text, piece.kinds) for piece in view.text[0].pieces] == [
        ("每个零件都能单独更换。", ("role-carries",)),
        ("全场", ("role-drifts",)),
        ("五折", ("role-drifts", "finding-warning")),
        ("！", ("role-drifts",)),
    ]


@pytest.mark.parametrize(
    ("score", "uncertainty", "standing"),
    [(40.0, 3.0, "on"), (38.0, 3.0, "weak"), (36.0, 3.0, "off"), (None, None, "none")],
)
def test_a_score_is_a_word_against_the_channels_line(
    app: Flask,
    parts: Parts,
    writer: Principal,
    score: float | None,
    uncertainty: float | None,
    standing: str,
) -> None:
    value = get_brand(parts, writer, "acme").value
    message = {"score": score, "uncertainty": uncertainty, "sentences": [], "pillars": [], "why_not": None}
    with app.test_request_context(), force_locale("en"):
        made = view_report(
            report(message=message), value=value, specs=specs_of("website"), parts=(Part("body", BODY),)
        )
    assert (made.message.standing, made.message.line) == (standing, 40.0)


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en", "on message 62 ± 5 · line 40"),
        ("zh", "切题 62 ± 5 · 基准线 40"),
    ],
)
def test_the_panel_says_a_word_before_each_number(
    app: Flask, parts: Parts, writer: Principal, locale: str, line: str
) -> None:
    value = get_brand(parts, writer, "acme").value
    with app.test_request_context(), force_locale(locale):
        made = view_report(report(), value=value, specs=specs_of("website"), parts=(Part("body", BODY),))
        panel = render_template("parts/verdict.html", report=made)
    assert line in words(panel)
    assert faults_of(panel) == []


@pytest.mark.parametrize(
    ("marks", "pieces"),
    [
        ([], [("abcdef", ())]),
        ([(1, 3, "x")], [("a", ()), ("bc", ("x",)), ("def", ())]),
        ([(0, 4, "x"), (2, 6, "y")], [("ab", ("x",)), ("cd", ("x", "y")), ("ef", ("y",))]),
        ([(0, 6, "x"), (2, 3, "y")], [("ab", ("x",)), ("c", ("x", "y")), ("def", ("x",))]),
        ([(-5, 2, "x"), (4, 99, "y")], [("ab", ("x",)), ("cd", ()), ("ef", ("y",))]),
        ([(3, 3, "x"), (9, 12, "y")], [("abcdef", ())]),
    ],
)
def test_marks_may_overlap_and_reach_outside(
    marks: list[tuple[int, int, str]], pieces: list[tuple[str, tuple[str, ...]]]
) -> None:
    cut_up = cut("abcdef", [Mark(start, end, kind, kind) for start, end, kind in marks])
    assert [(piece.text, piece.kinds) for piece in cut_up] == pieces


def test_offsets_count_code_points() -> None:
    assert [piece.text for piece in cut("👩‍👧好𠮷", [Mark(3, 4, "x", "")])] == ["👩‍👧", "好", "𠮷"]


def test_a_phrase_is_said_by_its_most_specific_template(app: Flask) -> None:
    book = Phrasebook(["The {a} is {b}.", "The sky is {b}."])
    with app.test_request_context(), force_locale("en"):
        assert book.say("The sky is blue.") == "The sky is blue."
        assert book.say("The door is x.", names={"a": {"door": "Tür"}, "b": {"x": "zu"}}) == "The Tür is zu."
        assert book.say("Something else") == "Something else"


def test_a_very_long_report_shows_the_first_places_and_says_how_many_there_are(
    app: Flask, parts: Parts, writer: Principal
) -> None:
    text = "夜。" * 1_000
    row = report()["message"]["sentences"][0]
    sentences = [{**row, "start": 2 * n, "end": 2 * n + 2} for n in range(1_000)]
    finding = report()["findings"][0]
    long = report(
        message={**report()["message"], "sentences": sentences},
        findings=[{**finding, "start": 2 * n, "end": 2 * n + 1} for n in range(400)],
    )
    value = get_brand(parts, writer, "acme").value
    with app.test_request_context(), force_locale("en"):
        shown = view_report(long, value=value, specs=specs_of("web_page"), parts=(Part("body", text),))
        panel = render_template("parts/verdict.html", report=shown)
    assert (len(shown.sentences), shown.sentence_count) == (300, 1_000)
    assert (len(shown.findings), shown.finding_count) == (300, 400)
    assert "".join(piece.text for piece in shown.text[0].pieces) == text
    assert "The first 300 of 1000 are shown." in words(panel)
    assert "The first 300 of 400 are shown." in words(panel)
    assert len(panel) < 400_000


def test_what_a_sentence_is_nearest_to_is_a_word_for_every_kind(app: Flask) -> None:
    kinds = (
        "core_message",
        "value_proposition",
        "pillar",
        "proof_point",
        "trade",
        "competitor",
        "counter",
        "exemplar",
        "off_message",
        "generic",
    )
    with app.test_request_context(), force_locale("zh"):
        said = [nearest_word(kind) for kind in kinds]
    assert [word for word in said if re.search("[a-z]", word)] == []


def test_a_fact_that_disagrees_is_shown_with_its_subject(app: Flask, parts: Parts, writer: Principal) -> None:
    value = get_brand(parts, writer, "acme").value
    assert value is not None
    fact = value.brand.facts[0]
    row = {
        "part": "body",
        "start": 0,
        "end": 2,
        "said": "1元",
        "known": "2元",
        "source": "s",
        "fact": fact.id,
    }
    with app.test_request_context(), force_locale("en"):
        shown = view_report(report(facts=[row]), value=value, specs=(), parts=(Part("body", BODY),))
        panel = render_template("parts/verdict.html", report=shown)
        assert localised(fact.subject) in words(panel)
