"""The OpenAPI document: valid in itself, complete, and true to what is served."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.api import describe
from hub.judging.report import Report
from hub.services import judgements
from hub.services.parts import Parts
from hub.workflow.roles import PERMISSIONS, SYSTEM

METHODS = {"get", "post", "put"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return describe()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)


def test_the_document_is_served_as_it_was_made(client: FlaskClient, document: dict[str, Any]) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.get_json() == json.loads(json.dumps(document))
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_head_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert document["info"]["title"] == "Onevoice API"
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_reference_resolves_and_every_schema_is_used(document: dict[str, Any]) -> None:
    names = set()
    for node in walk(document):
        if "$ref" in node:
            prefix, _, name = node["$ref"].rpartition("/")
            assert prefix == "#/components/schemas"
            assert name in document["components"]["schemas"]
            names.add(name)
        assert "$defs" not in node
    assert names == set(document["components"]["schemas"])


def test_every_operation_says_who_may_ask_what_comes_back_and_what_may_go_wrong(
    document: dict[str, Any],
) -> None:
    ids = []
    for path, method, operation in operations(document):
        assert method in METHODS
        ids.append(operation["operationId"])
        assert operation["summary"].endswith("."), path
        assert operation["security"] == [{"token": []}]
        assert operation["x-permission"] in {*PERMISSIONS, "signed-in"}
        answers = operation["responses"]
        assert {"401", "422", "429", "500"} <= set(answers), path
        assert ("403" in answers) == (operation["x-permission"] != "signed-in")
        assert ("400" in answers) == ("413" in answers and "415" in answers) == ("requestBody" in operation)
        good = [status for status in answers if status in ("200", "201")]
        assert len(good) == 1, path
        for status, answer in answers.items():
            assert answer["description"]
            if status == "304":
                assert "content" not in answer
                continue
            ((media, content),) = answer["content"].items()
            assert content["schema"], (path, status)
            assert (media == "application/problem+json") == (status not in good)
    assert len(set(ids)) == len(ids) == 18


def test_the_paths_and_parameters_are_those_that_are_served(app: Flask, document: dict[str, Any]) -> None:
    served = {
        (re.sub(r"<(?:uuid:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and not rule.rule.endswith("openapi.json")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served == {(path, method) for path, method, _ in operations(document)}
    for path, _, operation in operations(document):
        declared = [p["name"] for p in operation["parameters"] if p["in"] == "path"]
        assert declared == re.findall(r"{(\w+)}", path)


def test_the_report_s_schema_is_that_of_the_judge_and_says_what_spans_count(
    parts: Parts, brand: str, document: dict[str, Any]
) -> None:
    schema = document["components"]["schemas"]["Report"]
    check = document["paths"]["/api/v1/check"]["post"]
    assert check["responses"]["200"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/Report"
    }
    assert "code points" in check["description"]
    assert "code points" in document["info"]["description"]
    command = judgements.CheckText(brand, (), locale="zh")
    report = judgements.plain(judgements.check_text(parts, SYSTEM, command))
    assert set(schema["properties"]) == set(report) == set(Report.__dataclass_fields__)
    detail = document["components"]["schemas"]["DraftDetail"]["properties"]["report"]
    assert {"$ref": "#/components/schemas/Report"} in detail["anyOf"]


def test_what_is_not_known_is_refused_by_the_schema_too(document: dict[str, Any]) -> None:
    for name in ("CheckIn", "StartIn", "SaveIn", "SubmitIn", "DecideIn", "PartIn"):
        assert document["components"]["schemas"][name]["additionalProperties"] is False
