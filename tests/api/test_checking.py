"""Judging on the spot through the API: the very report of the service, with spans in code points."""

from hub.judging.text import Part
from hub.services import judgements
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.api.conftest import MakeProgram


def test_the_report_is_the_service_s_own(parts: Parts, program: MakeProgram, writer: Principal) -> None:
    text = "每个零件都能单独更换。坐下来，背就放松了。"
    answer = program(writer).post(
        "/check", json={"brand": "acme", "locale": "zh", "channel": "wechat", "text": text}
    )
    command = judgements.CheckText("acme", (Part("body", text),), channel="wechat", locale="zh")
    assert answer.status_code == 200
    assert answer.get_json() == judgements.plain(judgements.check_text(parts, SYSTEM, command))
    assert answer.headers["Cache-Control"] == "no-store"


def test_spans_count_code_points_also_after_an_emoji(program: MakeProgram, writer: Principal) -> None:
    report = (
        program(writer)
        .post("/check", json={"brand": "acme", "locale": "zh", "text": "🙂🙂坐上神椅。"})
        .get_json()
    )
    places = [
        (finding["part"], finding["start"], finding["end"], finding["hard"])
        for finding in report["findings"]
        if finding["replacement"] == "工作椅"
    ]
    assert places == [("body", 4, 6, True)]
    assert report["verdict"] == "blocked"


def test_parts_are_judged_under_their_names(program: MakeProgram, writer: Principal) -> None:
    parts = [
        {"name": "title", "text": "Sit on a throne"},
        {"name": "body", "text": "Spare parts for fifteen years."},
    ]
    report = program(writer).post("/check", json={"brand": "acme", "locale": "en", "parts": parts}).get_json()
    assert [
        (finding["part"], finding["start"], finding["end"])
        for finding in report["findings"]
        if finding["replacement"] == "chair"
    ] == [("title", 9, 15)]


def test_text_and_parts_together_or_neither_are_refused(program: MakeProgram, writer: Principal) -> None:
    caller = program(writer)
    for body in ({"brand": "acme"}, {"brand": "acme", "text": "a", "parts": [{"text": "b"}]}):
        answer = caller.post("/check", json=body)
        assert answer.status_code == 422
        assert [fault["expected"] for fault in answer.get_json()["faults"]] == [
            "either text or parts, not both and not neither"
        ]


def test_a_channel_that_the_brand_has_not_is_named(program: MakeProgram, writer: Principal) -> None:
    answer = program(writer).post("/check", json={"brand": "acme", "channel": "radio", "text": "好"})
    assert answer.status_code == 422
    assert "'radio'" in answer.get_json()["detail"]


def test_a_brand_that_is_not_there_is_404(program: MakeProgram, writer: Principal) -> None:
    answer = program(writer).post("/check", json={"brand": "nobody", "text": "好"})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


def test_a_text_longer_than_the_hub_judges_is_413(
    parts: Parts, program: MakeProgram, writer: Principal
) -> None:
    long = "好" * (parts.settings.max_text_characters + 1)
    answer = program(writer).post("/check", json={"brand": "acme", "text": long})
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too_large")


def test_checking_takes_its_permission(
    program: MakeProgram, channel_team: Principal, writer: Principal
) -> None:
    body = {"brand": "acme", "text": "好"}
    assert program(channel_team).post("/check", json=body).status_code == 403
    assert program(writer, scopes=("draft.read",)).post("/check", json=body).status_code == 403
    assert program(writer, scopes=("text.check",)).post("/check", json=body).status_code == 200
