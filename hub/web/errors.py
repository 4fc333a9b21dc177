"""Answers for what goes wrong: one page for people, problem+json for programs."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, g, render_template, request
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from hub import http
from hub.errors import HubError
from hub.web.addresses import own_path
from hub.web.languages import translate as _
from hub.web.part_fields import PartField, kept_fields
from hub.web.sentences import error_phrases


@dataclass(frozen=True, slots=True)
class Advice:
    """What the page says besides the error itself: the headline, what was kept, what to do."""

    title: str
    kept: str
    todo: str


def answer_errors(app: Flask) -> None:
    """Register the answer for every kind of error."""

    @app.errorhandler(HubError)
    def expected(error: HubError) -> tuple[str, int] | Response:
        if http.status_of(error) >= 500:
            http.log_unknown(app, error)
        if http.wants_problem():
            return http.respond(http.problem(error))
        return error_page(http.status_of(error), error_phrases().say(error.message), error=error)

    @app.errorhandler(CSRFError)
    def forged(error: CSRFError) -> tuple[str, int] | Response:
        if http.wants_problem():
            return http.respond(http.problem_of_status(400, error.description))
        return error_page(400, _("The form was too old, or it was not one of this hub."))

    @app.errorhandler(RateLimitExceeded)
    def too_fast(error: RateLimitExceeded) -> tuple[str, int] | Response:
        if http.wants_problem():
            return http.respond(http.problem_of_status(429, framework_detail(429)))
        return error_page(429, framework_detail(429))

    @app.errorhandler(HTTPException)
    def framework(error: HTTPException) -> tuple[str, int] | Response:
        status = error.code or 500
        if error.response is not None or status < 400:
            return Response.force_type(error.get_response(request.environ), request.environ)
        if http.wants_problem():
            return http.respond(http.problem_of_status(status, http.framework_detail(error)))
        page, _status = error_page(status, framework_detail(status))
        response = app.make_response((page, status))
        response.headers.extend([(name, value) for name, value in error.get_headers() if name == "Allow"])
        return response

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> tuple[str, int] | Response:
        http.log_unknown(app, error)
        if http.wants_problem():
            return http.respond(http.problem_of_status(500, http.TITLES[500]))
        return error_page(500, framework_detail(500))


def error_page(status: int, detail: str, *, error: HubError | None = None) -> tuple[str, int]:
    """Return the page that says what happened, what was kept and what to do."""
    if status >= 500:
        # What stands around the page is read from the database, and that may be what is broken.
        g.shell = None
    page = render_template(
        "error.html",
        status=status,
        detail=detail,
        advice=_advice(status),
        faults=error.faults if error else (),
        kept=_typed(),
        back=_way_back(),
        request_id=http.request_id(),
    )
    return page, status


def _way_back() -> str:
    """Return the page that the request came from, empty where it was none of ours or the same address."""
    came = urlsplit(request.referrer or "")
    path = f"{came.path}?{came.query}" if came.query else came.path
    known = came.netloc == request.host and path != request.full_path.removesuffix("?")
    return own_path(path, otherwise="") if known else ""


def _typed() -> list[PartField]:
    """Return the words that came with the request, to be given back; none where its body can't be read."""
    if request.method != "POST":
        return []
    try:
        return kept_fields()
    except HTTPException:
        return []


def framework_detail(status: int) -> str:
    """Return what happened, for errors that the framework raised."""
    return {
        400: _("The request could not be read."),
        404: _("There is nothing at this address, or it is not shared with you."),
        405: _("This address does not take what was sent to it."),
        413: _("What was sent is larger than the hub takes in one go."),
        429: _("There were too many attempts. Wait a minute."),
        500: _("The hub met an error that nobody expected."),
    }.get(status, http.TITLES.get(status, _("The request could not be answered.")))


def _advice(status: int) -> Advice:
    nothing = _("Nothing was changed.")
    return {
        400: Advice(
            _("This form can't be used"), nothing, _("Go back, load the page again and send it once more.")
        ),
        401: Advice(_("Not signed in"), nothing, _("Sign in, then try again.")),
        403: Advice(_("That is not allowed"), nothing, _("Ask an administrator of the hub for the role.")),
        404: Advice(_("Not found"), nothing, _("Check the address, or start from Today.")),
        405: Advice(_("That can't be done here"), nothing, _("Go back and use the buttons of the page.")),
        409: Advice(
            _("It changed meanwhile"),
            _("Every text that was saved is still there."),
            _("Go back, load the page again and look at how it stands now."),
        ),
        413: Advice(_("Too large"), nothing, _("Shorten the text or split it, then send it again.")),
        422: Advice(_("That can't be used"), nothing, _("Go back and correct what is named above.")),
        429: Advice(_("Too many requests"), nothing, _("Wait a minute, then try again.")),
        503: Advice(
            _("The hub is not ready"),
            _("Every text that was saved is still there."),
            _("Whoever runs the hub finds the command to run above."),
        ),
        507: Advice(
            _("The disk is full"), _("Nothing was half written."), _("Free some space, then try again.")
        ),
    }.get(
        status,
        Advice(
            _("Something went wrong here"),
            _("Every text that was saved is still there."),
            _("Try again. If it happens again, tell whoever runs the hub the number of the request below."),
        ),
    )
