"""What can't be read is 4xx with one problem, never 5xx; what can be read is refused with every fault."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.api.conftest import MakeProgram

JSON = {"Content-Type": "application/json"}
GOOD = {"brand": "acme", "text": "好"}

UNREADABLE = {
    "nothing": b"",
    "no json": b"{brand: acme}",
    "two values": b"{} {}",
    "a key twice": b'{"brand": "acme", "text": "a", "text": "b"}',
    "a key twice, escaped": b'{"brand": "acme", "text": "a", "te\\u0078t": "b"}',
    "NaN": b'{"brand": "acme", "text": NaN}',
    "infinity": b'{"brand": "acme", "text": -Infinity}',
    "infinity by size": b'{"brand": "acme", "text": 1e999}',
    "a number without end": b'{"brand": "acme", "text": ' + b"9" * 5_000 + b"}",
    "half a surrogate pair": rb'{"brand": "acme", "text": "\ud800"}',
    "half a surrogate pair in a key": rb'{"brand": "acme", "\udfff": "a"}',
    "surrogates the wrong way round": rb'{"brand": "acme", "text": "\ude00\ud83d"}',
    "no utf-8": b'{"brand": "acme", "text": "\xff"}',
    "utf-8 of a surrogate": b'{"brand": "acme", "text": "\xed\xa0\x80"}',
    "gbk": '{"brand": "acme", "text": "好"}'.encode("gbk"),
    "deep lists": b"[" * 100_000,
    "deep lists, closed": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_body_that_can_t_be_read_is_400(program: MakeProgram, writer: Principal, body: bytes) -> None:
    answer = program(writer).post("/check", data=body, headers=JSON)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["code"] == "http_400"


UNUSABLE: dict[str, tuple[Any, list[str]]] = {
    "a list": ([], ["body"]),
    "null": (None, ["body"]),
    "a string": ('{"brand": "acme", "text": "a"}', ["body"]),
    "nothing in it": ({}, ["brand"]),
    "an unknown field": ({**GOOD, "colour": "red"}, ["colour"]),
    "two faults": ({"brand": 7, "text": ["a"]}, ["brand", "text"]),
    "a fault inside": (
        {"brand": "acme", "parts": [{"text": 1, "size": 2}]},
        ["parts.0.text", "parts.0.size"],
    ),
    "NUL": ({"brand": "acme", "text": "a\0b"}, ["text"]),
    "a brand that can't be one": ({"brand": "A C\0ME", "text": "a"}, ["brand"]),
    "a locale that can't be one": ({**GOOD, "locale": "zh;drop"}, ["locale"]),
    "no parts": ({"brand": "acme", "parts": []}, ["parts"]),
    "too many parts": (
        {"brand": "acme", "parts": [{"name": f"p{n}", "text": ""} for n in range(33)]},
        ["parts"],
    ),
    "a format that is none": (
        {"brand": "acme", "parts": [{"text": "a", "format": "docx"}]},
        ["parts.0.format"],
    ),
    "deep, but readable": ({"brand": "acme", "text": json.loads("[" * 200 + "]" * 200)}, ["text"]),
}


@pytest.mark.parametrize(("body", "where"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_body_that_can_t_be_used_is_422_with_every_fault(
    program: MakeProgram, writer: Principal, body: object, where: list[str]
) -> None:
    answer = program(writer).post("/check", data=json.dumps(body), headers=JSON)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, "invalid_input")
    assert [fault["where"] for fault in problem["faults"]] == where


def test_a_whole_surrogate_pair_is_a_character(program: MakeProgram, writer: Principal) -> None:
    body = rb'{"brand": "acme", "locale": "zh", "text": "\ud83d\ude00\u597d"}'
    assert program(writer).post("/check", data=body, headers=JSON).status_code == 200


def test_a_part_named_twice_is_refused(program: MakeProgram, writer: Principal) -> None:
    caller = program(writer)
    twice = [{"name": "body", "text": "一"}, {"name": "body", "text": "二"}]
    start = {"brand": "acme", "channel": "site", "locale": "zh", "title": "一", "parts": twice}
    for path, body in (("/check", {"brand": "acme", "parts": twice}), ("/drafts", start)):
        assert caller.post(path, json=body).status_code == 422, path


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=gbk",
        "multipart/form-data",
    ],
)
def test_a_body_of_another_kind_is_415(
    program: MakeProgram, writer: Principal, content_type: str | None
) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}
    answer = program(writer).post("/check", data=json.dumps(GOOD), headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (415, "http_415")


def test_a_body_larger_than_the_hub_takes_is_413(
    parts: Parts, program: MakeProgram, writer: Principal
) -> None:
    caller = program(writer)
    body = b" " * (parts.settings.max_request_bytes + 1)
    for method, path, kind in (
        ("POST", "/check", "application/json"),
        ("POST", "/drafts", "application/json"),
    ):
        answer = caller.send(method, path, data=body, headers={"Content-Type": kind})
        assert (answer.status_code, answer.get_json()["code"]) == (413, "http_413"), path
    at_most = json.dumps(GOOD).encode()
    at_most += b" " * (parts.settings.max_request_bytes - len(at_most))
    assert caller.post("/check", data=at_most, headers=JSON).status_code == 200


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/drafts?colour=red", ["colour"]),
        ("/channels?brand=acme", ["brand"]),
        ("/jobs?limit=0", ["limit"]),
        ("/jobs?limit=101", ["limit"]),
        ("/jobs?limit=many", ["limit"]),
        ("/jobs?limit=1&limit=2", ["limit"]),
        ("/drafts?brand=%00", ["brand"]),
        ("/drafts?channel=%FF&limit=-1", ["channel", "limit"]),
        ("/drafts?cursor=" + "A" * 65, ["cursor"]),
    ],
)
def test_a_query_that_can_t_be_used_is_422(
    program: MakeProgram, writer: Principal, path: str, where: list[str]
) -> None:
    answer = program(writer).get(path)
    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.get_json()["faults"]] == where


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("POST", "/nowhere", 404),
        ("GET", "/drafts/not-an-id", 404),
        ("GET", "/channels/%2e%2e/contents", 404),
        ("DELETE", "/drafts", 405),
        ("POST", "/me", 405),
        ("GET", "/check", 405),
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem_too(
    program: MakeProgram, writer: Principal, method: str, path: str, status: int
) -> None:
    answer = program(writer).send(method, path)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["status"] == status
    assert ("Allow" in answer.headers) == (status == 405)


def test_a_fault_of_the_hub_is_logged_and_answered_without_detail(
    app: Flask,
    program: MakeProgram,
    writer: Principal,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def explode(*_args: object, **_more: object) -> None:
        raise RuntimeError("secret-inside")

    monkeypatch.setattr("hub.services.brands.list_brands", explode)
    answer = program(writer).get("/brands")
    assert answer.status_code == 500
    assert answer.content_type == "application/problem+json"
    assert "secret-inside" not in answer.get_data(as_text=True)
    assert answer.get_json()["request_id"] == answer.headers["X-Request-ID"]
    assert f"request {answer.headers['X-Request-ID']} failed on GET /api/v1/brands" in caplog.text
    assert "secret-inside" in caplog.text


def test_a_form_s_protection_does_not_stand_in_the_way(client: FlaskClient) -> None:
    answer = client.post("/api/v1/check", json=GOOD)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "not_signed_in")
