"""The API door under ``/api/v1``: JSON in, JSON out, bearer tokens, OpenAPI from the types."""

from typing import Any, Final

from flask import Blueprint, Flask, Response, g

from hub.api import brands, channels, checking, drafts, jobs, me
from hub.api.docs import docs_page
from hub.api.failures import answer_failures
from hub.api.gate import Gate
from hub.api.limits import Limits
from hub.api.openapi import BASE, document
from hub.api.operation import PUBLIC, Resource
from hub.api.serving import conditional, dump, view_of
from hub.services.parts import Parts

RESOURCES: Final[tuple[Resource, ...]] = (
    channels.resource,
    checking.resource,
    drafts.resource,
    brands.resource,
    jobs.resource,
    me.resource,
)


def register(app: Flask, parts: Parts) -> None:
    """Put the API into an application: ``/api/v1/…``, ``/api/v1/openapi.json`` and ``/api/docs``.

    The application brings request ids and translations (flask-babel). Where it protects its forms (flask-wtf),
    the API is exempt: no cookie is read here. Raises SetupBroken where the limit of requests can't be read.
    """
    gate = Gate(parts, Limits(parts.settings.api_limit))
    blueprint = Blueprint("api", __name__, url_prefix="/api", template_folder="templates")
    answer_failures(app, blueprint)
    for resource in RESOURCES:
        for operation in resource.operations:
            blueprint.add_url_rule(
                BASE.removeprefix("/api") + operation.rule,
                endpoint=operation.name,
                view_func=view_of(operation, parts, gate),
                methods=[operation.method],
            )
    _add_description(blueprint, gate)
    blueprint.after_request(_tell_standing)
    csrf = app.extensions.get("csrf")
    if csrf is not None:
        csrf.exempt(blueprint)
    app.register_blueprint(blueprint)


def describe() -> dict[str, Any]:
    """Return the OpenAPI document of the whole API."""
    return document(RESOURCES)


def _add_description(blueprint: Blueprint, gate: Gate) -> None:
    described = describe()
    body = dump(described)

    def openapi_json() -> Response:
        gate.admit(PUBLIC)
        return conditional(Response(body, mimetype="application/json"), cache_control="no-cache")

    def docs() -> Response:
        gate.admit(PUBLIC)
        return Response(docs_page(described), mimetype="text/html")

    for rule, view in ((f"{BASE.removeprefix('/api')}/openapi.json", openapi_json), ("/docs", docs)):
        view.permission = PUBLIC  # type: ignore[attr-defined]
        blueprint.add_url_rule(rule, view_func=view)


def _tell_standing(response: Response) -> Response:
    standing = g.get("api_standing")
    if standing is not None:
        response.headers.update(standing.headers())
    return response
