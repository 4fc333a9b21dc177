"""The page that people read: the OpenAPI document as HTML, without scripts and without anything from elsewhere."""

import json
import re
import shlex
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask_babel import get_locale
from markupsafe import Markup, escape

from hub.api.operation import YAML


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A parameter or a field of a body: name, kind in words, whether it must be there, what it is."""

    name: str
    kind: str
    required: bool
    about: str
    place: str = "body"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A status with what it means and the name of the schema it carries."""

    status: str
    about: str
    schema: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    paragraphs: tuple[str, ...]
    permission: str
    parameters: tuple[FieldLine, ...]
    body: tuple[FieldLine, ...]
    media: str | None
    answers: tuple[AnswerLine, ...]
    curl: str


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one resource."""

    name: str
    about: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A schema with its fields."""

    name: str
    about: str
    fields: tuple[FieldLine, ...]


def docs_page(document: dict[str, Any]) -> str:
    """Return the page as HTML in the language of the request."""
    host = request.host_url.rstrip("/")
    return render_template(
        "api/docs.html",
        marked=marked,
        language=getattr(get_locale(), "language", "en"),
        about=document["info"]["description"].split("\n\n"),
        version=document["info"]["version"],
        groups=groups_of(document, host=host),
        shapes=shapes_of(document),
    )


def marked(text: str) -> Markup:
    """Return text as HTML with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped just here


def groups_of(document: dict[str, Any], *, host: str) -> tuple[Group, ...]:
    """Return the operations by resource, in the order of the document."""
    entries = [
        (operation["tags"][0], _entry(document, path, method, operation, host=host))
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]
    return tuple(
        Group(tag["name"], tag["description"], tuple(entry for name, entry in entries if name == tag["name"]))
        for tag in document["tags"]
    )


def shapes_of(document: dict[str, Any]) -> tuple[Shape, ...]:
    """Return every schema with fields, by name."""
    schemas: dict[str, Any] = document["components"]["schemas"]
    return tuple(
        Shape(name, " ".join(schema.get("description", "").split()), _fields(schema))
        for name, schema in sorted(schemas.items())
        if "properties" in schema
    )


def kind_of(schema: dict[str, Any]) -> str:
    """Return a schema's kind in words: ``string``, ``list of PartOut``, ``string or null``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind_of(branch) for branch in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items') or {})}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {kind_of(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type") or "any")


def _entry(
    document: dict[str, Any], path: str, method: str, operation: dict[str, Any], *, host: str
) -> Entry:
    # One kind of body at most: either JSON or YAML.
    bodies: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    media = next(iter(bodies), None)
    content: dict[str, Any] = bodies[media] if media is not None else {}
    return Entry(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        paragraphs=tuple(operation["description"].split("\n\n")),
        permission=operation["x-permission"],
        parameters=tuple(
            FieldLine(
                parameter["name"],
                kind_of(parameter["schema"]),
                parameter["required"],
                parameter.get("description", ""),
                parameter["in"],
            )
            for parameter in operation["parameters"]
        ),
        body=_fields(_resolved(document, content.get("schema", {}))),
        media=media,
        answers=tuple(
            AnswerLine(status, answer["description"], _schema_name(answer))
            for status, answer in operation["responses"].items()
        ),
        curl=_curl(method.upper(), host + path, media, content.get("example")),
    )


def _fields(schema: dict[str, Any]) -> tuple[FieldLine, ...]:
    required = schema.get("required", ())
    return tuple(
        FieldLine(name, kind_of(field), name in required, " ".join(field.get("description", "").split()))
        for name, field in schema.get("properties", {}).items()
    )


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][kind_of(schema)]
    return found


def _schema_name(answer: dict[str, Any]) -> str | None:
    for content in answer.get("content", {}).values():
        return kind_of(content["schema"]) if "$ref" in content["schema"] else None
    return None


def _curl(method: str, address: str, media: str | None, example: Any) -> str:
    lines = ["curl -H 'Authorization: Bearer ov_…'"]
    if method != "GET":
        lines[0] += f" -X {method}"
    if media == YAML:
        lines.append(f"-H 'Content-Type: {media}' --data-binary @kit.yaml")
    elif media is not None:
        body = json.dumps(example, ensure_ascii=False)
        lines.append(f"-H 'Content-Type: {media}' -d {shlex.quote(body)}")
    lines.append(f"'{address}'" if "{" in address else address)
    return " \\\n  ".join(lines)
