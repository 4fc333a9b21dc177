"""Every failure under ``/api/`` as a problem: expected, from the framework, and unknown."""

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from hub.api.limits import Standing
from hub.errors import HubError, TooManyRequests
from hub.http import (
    framework_detail,
    log_unknown,
    problem,
    problem_of_status,
    respond,
    status_of,
    wants_problem,
)

_STATUSES = (400, 404, 405, 408, 413, 414, 415, 429, 431)


def answer_failures(app: Flask, blueprint: Blueprint) -> None:
    """Make the blueprint answer problems, and the application too for addresses under ``/api/`` that lead nowhere."""

    def unknown(error: Exception) -> Response:
        log_unknown(app, error)
        return respond(
            problem_of_status(500, "This is a fault of the hub; its log knows it by the request id.")
        )

    blueprint.register_error_handler(HubError, _expected)
    blueprint.register_error_handler(HTTPException, _framework)
    # A handler for one status that the pages register for the whole application would come first.
    for status in _STATUSES:
        blueprint.register_error_handler(status, _framework)
    blueprint.register_error_handler(Exception, unknown)

    @app.before_request
    def lead_nowhere() -> Response | None:
        # No blueprint is chosen yet when routing fails, so its handlers would not be asked.
        error = request.routing_exception
        if error is None or (error.code or 500) < 400 or not wants_problem():
            return None
        return _framework(error)


def _expected(error: HubError) -> Response:
    headers: dict[str, str] = {}
    if isinstance(error, TooManyRequests):
        reset_s = int(error.details["retry_after_s"])
        headers = {"Retry-After": str(reset_s), **Standing(int(error.details["limit"]), 0, reset_s).headers()}
    if status_of(error) >= 500:
        # The people who run the hub must see it too: the disk is full, or the model is missing.
        log_unknown(current_app, error)
    return respond(problem(error), headers=headers)


def _framework(error: HTTPException) -> Response:
    headers = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return respond(problem_of_status(error.code or 500, framework_detail(error)), headers=headers)
