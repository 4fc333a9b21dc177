"""The OpenAPI 3.1 document, made from the operations and their types."""

import inspect
import re
import uuid
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

from pydantic import TypeAdapter

from hub.api.operation import ANY_TOKEN, JSON, YAML, Operation, Resource
from hub.api.types import SAME_AS, SPANS, Inward, Problem
from hub.config import VERSION
from hub.errors import HubError
from hub.http import STATUS
from hub.workflow.roles import PERMISSIONS

BASE: Final = "/api/v1"
_REF: Final = "#/components/schemas/{model}"
_RATE: Final = {
    "RateLimit-Limit": "Requests per window.",
    "RateLimit-Remaining": "Requests left in this window.",
    "RateLimit-Reset": "Seconds until the window ends.",
}
_ABOUT: Final = (
    "Every channel of a brand, one voice. All answers are JSON in UTF-8; times are UTC (RFC 3339), ids UUIDs.\n\n"
    "Send a token with every request: `Authorization: Bearer ov_…`. Cookies are never accepted. A token is held to its "
    "scopes and channels; what is not shared with it is 404, as if it were not there.\n\n"
    f"{SPANS}\n\n"
    "Every refusal is `application/problem+json` (RFC 9457) with a `code` that never changes. A field or parameter "
    "that is not known is refused. Cursors are opaque: send them back unchanged."
)
_SAYS: Final = {
    304: "The reader has this already (`If-None-Match`, `If-Modified-Since`).",
    400: "The body can't be read: not JSON, not UTF-8, a key twice, nested too deeply.",
    401: "No token, or one that is wrong, expired or revoked.",
    403: "The token's scope or the person's role does not reach this far.",
    404: "There is no such thing, or it is not shared with this token.",
    409: "It changed meanwhile, or the move is not possible from this state; `code` says which.",
    413: "The body or the text is larger than the hub takes in one go.",
    415: "The body is of a kind that is not read here.",
    422: "What was sent can be read but not used; `faults` names every field.",
    429: "Too many requests; `Retry-After` says for how many seconds to wait.",
    500: "A fault of the hub, which is in its log under `request_id`.",
    503: "The hub is not set up completely, such as without its model; `detail` says what to run.",
    507: "The disk is full; nothing was half written.",
}


def document(resources: Iterable[Resource]) -> dict[str, Any]:
    """Return the OpenAPI document of the resources as plain JSON values."""
    resources = tuple(resources)
    operations = [operation for resource in resources for operation in resource.operations]
    schemas, definitions = _schemas(operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(BASE + operation.path, {})[operation.method.lower()] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Onevoice API", "version": VERSION, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "tags": [{"name": resource.tag, "description": resource.about} for resource in resources],
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "ov_…",
                    "description": "A token that a person made for a program; it is shown once.",
                }
            },
        },
    }


def statuses(operation: Operation) -> list[int]:
    """Return every status of failure that an operation answers, in order."""
    found = {401, 429, 500, *(STATUS[error] for error in operation.errors)}
    if operation.permission != ANY_TOKEN:
        found.add(403)
    # The query is read even where it takes nothing: an unknown parameter is refused.
    found.add(422)
    if operation.body is not None:
        found |= {400, 413, 415}
    if operation.method != "GET":
        found.add(507)
    if "text.check" in operation.permission or operation.permission.startswith(("draft.write", "review.")):
        found.add(503)
    return sorted(found)


def _schemas(operations: list[Operation]) -> tuple[dict[tuple[str, str], Any], dict[str, Any]]:
    wanted: list[tuple[Any, Any, TypeAdapter[Any]]] = [("Problem", "serialization", TypeAdapter(Problem))]
    for operation in operations:
        if operation.returns is not str:
            wanted.append((operation.name, "serialization", TypeAdapter(operation.returns)))
        if operation.body is not None and operation.body is not bytes:
            wanted.append((operation.name, "validation", TypeAdapter(operation.body)))
    made, shared = TypeAdapter.json_schemas(wanted, ref_template=_REF)
    return {(str(name), str(mode)): schema for (name, mode), schema in made.items()}, {
        name: _linked(schema) for name, schema in shared["$defs"].items()
    }


def _linked(node: Any) -> Any:
    if isinstance(node, dict):
        if SAME_AS in node:
            return {"$ref": _REF.format(model=node[SAME_AS])}
        return {key: _linked(value) for key, value in node.items()}
    return [_linked(value) for value in node] if isinstance(node, list) else node


def _operation(operation: Operation, schemas: dict[tuple[str, str], Any]) -> dict[str, Any]:
    needs = operation.permission
    scope = (
        "Any valid token may ask." if needs == ANY_TOKEN else f"Permission `{needs}`: {PERMISSIONS[needs]}."
    )
    made: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": "\n\n".join(part for part in (operation.description, scope) if part),
        "security": [{"token": []}],
        "parameters": [*_path_parameters(operation), *_query_parameters(operation.query)],
        "responses": _responses(operation, schemas),
        "x-permission": needs,
    }
    if operation.body is not None:
        media = YAML if operation.body is bytes else JSON
        schema = {"type": "string"} if operation.body is bytes else schemas[operation.name, "validation"]
        content: dict[str, Any] = {"schema": schema}
        if operation.example is not None:
            content["example"] = operation.example
        made["requestBody"] = {"required": True, "content": {media: content}}
    return made


def _responses(operation: Operation, schemas: dict[tuple[str, str], Any]) -> dict[str, Any]:
    good = (
        {"type": "string", "description": "The kit as YAML."}
        if operation.returns is str
        else schemas[operation.name, "serialization"]
    )
    told = dict(operation.headers)
    if operation.conditional:
        told["ETag"] = "A strong validator of exactly this answer."
    made: dict[str, Any] = {
        str(operation.status): {
            "description": _first_sentence(operation.returns),
            "headers": _headers({**told, **_RATE}),
            "content": {operation.media: {"schema": good}},
        }
    }
    if operation.conditional:
        made["304"] = {"description": _SAYS[304], "headers": _headers({"ETag": "As it was."})}
    for status in statuses(operation):
        headers = {"Retry-After": "Seconds to wait.", **_RATE} if status == 429 else {}
        if status == 401:
            headers = {"WWW-Authenticate": "Bearer."}
        made[str(status)] = {
            "description": _with_codes(status, operation.errors),
            "content": {"application/problem+json": {"schema": schemas["Problem", "serialization"]}},
        }
        if headers:
            made[str(status)]["headers"] = _headers(headers)
    return made


def _with_codes(status: int, errors: tuple[type[HubError], ...]) -> str:
    codes = [f"`{error.code}`" for error in errors if STATUS[error] == status]
    return f"{_SAYS[status]} Codes: {', '.join(codes)}." if codes else _SAYS[status]


def _headers(words: dict[str, str]) -> dict[str, Any]:
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in words.items()}


def _first_sentence(returns: Any) -> str:
    text = " ".join((inspect.getdoc(returns) or "").split()) if returns is not str else ""
    return re.split(r"(?<=\.) ", text, maxsplit=1)[0] or HTTPStatus.OK.phrase


def _path_parameters(operation: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": f"The {name.removesuffix('_id').replace('_', ' ')}'s "
            + ("id." if kind is uuid.UUID else "slug."),
            "schema": {"type": "string", "format": "uuid"}
            if kind is uuid.UUID
            else {"type": "string", "pattern": "^[a-z0-9-]{1,64}$"},
        }
        for name, kind in operation.path_types.items()
    ]


def _query_parameters(query: type[Inward] | None) -> list[dict[str, Any]]:
    if query is None:
        return []
    schema = query.model_json_schema(ref_template=_REF)
    made = []
    for name, field in schema["properties"].items():
        shape = {key: value for key, value in field.items() if key not in ("title", "description")}
        parameter = {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "schema": shape,
        }
        if "description" in field:
            parameter["description"] = field["description"]
        made.append(parameter)
    return made
