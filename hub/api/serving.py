"""From an operation to a Flask view: admit, read, call, answer. The only place that does so."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request
from pydantic import BaseModel

from hub.api.gate import Gate
from hub.api.inputs import read_bytes, read_json, read_query
from hub.api.operation import Content, Operation, Reply
from hub.api.types import SLUG, Inward
from hub.errors import NotFound
from hub.services.parts import Parts


def view_of(operation: Operation, parts: Parts, gate: Gate) -> Callable[..., Response]:
    """Return the Flask view of an operation; its ``permission`` is readable on it."""

    def view(**path: Any) -> Response:
        principal = gate.admit(operation.permission)
        request.max_content_length = parts.settings.max_request_bytes
        _require_names(path)
        sent: dict[str, Any] = dict(path)
        query = read_query(operation.query or Inward)
        if operation.query is not None:
            sent["query"] = query
        if operation.body is bytes:
            sent["body"] = read_bytes()
        elif operation.body is not None and issubclass(operation.body, Inward):
            sent["body"] = read_json(operation.body)
        answer = operation.view(parts, principal, **sent)
        return _respond(operation, answer if isinstance(answer, Reply) else Reply(answer))

    view.__name__ = operation.name
    view.__doc__ = operation.view.__doc__
    view.permission = operation.permission  # type: ignore[attr-defined]
    return view


def dump(content: Content) -> bytes:
    """Return content as UTF-8: a text as it is, anything else as JSON with its characters unescaped."""
    if isinstance(content, str):
        return content.encode("utf-8")
    plain: Any = content.model_dump(mode="json", by_alias=True) if isinstance(content, BaseModel) else content
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def conditional(response: Response, *, cache_control: str) -> Response:
    """Give a response a strong ETag of its bytes, and make it 304 where the reader has them already."""
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.headers["Cache-Control"] = cache_control
    response.make_conditional(request)
    return response


def _respond(operation: Operation, reply: Reply) -> Response:
    response = Response(
        dump(reply.content), status=operation.status, content_type=_content_type(operation.media)
    )
    response.headers.update(reply.headers)
    if not operation.conditional:
        response.headers["Cache-Control"] = "no-store"
        return response
    response.last_modified = reply.last_modified
    response.headers["Vary"] = "Authorization"
    return conditional(response, cache_control="private, no-cache")


def _content_type(media: str) -> str:
    return media if media == "application/json" else f"{media}; charset=utf-8"


def _require_names(path: Mapping[str, Any]) -> None:
    for name, value in path.items():
        if isinstance(value, str) and not SLUG.fullmatch(value):
            raise NotFound(f"There is no {name} {value[:64]!r} here, or it is not shared with you.")
