"""The one table from error class to HTTP status, and the one problem+json shape (RFC 9457)."""

import logging
from typing import Any, Final

from flask import Flask, Response, g, json, request
from werkzeug.exceptions import HTTPException

from hub import errors

log = logging.getLogger(__name__)

STATUS: Final[dict[type[errors.HubError], int]] = {
    errors.HubError: 500,
    errors.InvalidInput: 422,
    errors.KitInvalid: 422,
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.NotSignedIn: 401,
    errors.Conflict: 409,
    errors.EditConflict: 409,
    errors.WrongState: 409,
    errors.TooLarge: 413,
    errors.TooManyRequests: 429,
    errors.StorageFull: 507,
    errors.SetupBroken: 503,
    errors.EncoderMissing: 503,
}

TITLES: Final[dict[int, str]] = {
    400: "The request can't be read",
    401: "Not signed in",
    403: "That is not allowed",
    404: "Not found",
    405: "That can't be done here",
    409: "It changed meanwhile",
    413: "Too large",
    415: "Unknown kind of content",
    422: "The input can't be used",
    429: "Too many requests",
    500: "Something went wrong here",
    503: "Not ready",
    507: "The disk is full",
}


def status_of(error: errors.HubError) -> int:
    """Return the HTTP status of an expected error."""
    return STATUS[type(error)]


def problem(error: errors.HubError) -> dict[str, Any]:
    """Return the one JSON shape of an expected error."""
    status = status_of(error)
    body: dict[str, Any] = {
        "type": f"urn:onevoice:error:{error.code}",
        "title": TITLES[status],
        "status": status,
        "code": error.code,
        "detail": error.message,
        "request_id": request_id(),
    }
    if error.faults:
        body["faults"] = [
            {
                "where": fault.where,
                "line": fault.line,
                "column": fault.column,
                "found": fault.found,
                "expected": fault.expected,
            }
            for fault in error.faults
        ]
    if error.details:
        body["details"] = error.details
    return body


def problem_of_status(status: int, detail: str) -> dict[str, Any]:
    """Return the same shape for an answer that the framework itself gives, such as 405."""
    return {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "code": f"http_{status}",
        "detail": detail,
        "request_id": request_id(),
    }


def respond(body: dict[str, Any], *, headers: dict[str, str] | None = None) -> Response:
    """Return a problem as a response."""
    response = Response(
        json.dumps(body, ensure_ascii=False), status=body["status"], mimetype="application/problem+json"
    )
    if body["status"] == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="onevoice"'
    response.headers.update(headers or {})
    response.headers["Cache-Control"] = "no-store"
    return response


def request_id() -> str:
    """Return this request's id, as it stands in the log and in every problem."""
    return str(getattr(g, "request_id", "-"))


def wants_problem() -> bool:
    """Tell whether this request is answered as a program (JSON) and not as a person (page)."""
    return request.path.startswith("/api/")


def framework_detail(error: HTTPException) -> str:
    """Return what to say for an error that the framework raised."""
    return error.description or TITLES.get(error.code or 500, "Error")


def log_unknown(app: Flask, error: Exception) -> None:
    """Log an exception that nobody expected, with the request's id."""
    app.logger.error("request %s failed on %s %s", request_id(), request.method, request.path, exc_info=error)
