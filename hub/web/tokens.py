"""API tokens: made (shown once), listed, revoked."""

import uuid

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import InvalidInput
from hub.http import status_of
from hub.services.desk import tokens_and_people
from hub.services.people import get_person
from hub.services.tokens import create_token, revoke_token
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.sentences import error_phrases
from hub.workflow.roles import PERMISSIONS

pages = Blueprint("tokens", __name__, url_prefix="/settings/tokens")


@pages.get("")
@permission("token.manage")
def show_list() -> str:
    """Show the tokens without their secrets."""
    return _page()


@pages.post("")
@permission("token.manage")
def make() -> AnyResponse:
    """Make a token and answer with its secret, which no other address ever shows."""
    form = request.form
    me = get_person(hub_parts(), signed_in())
    try:
        _token, secret = create_token(
            hub_parts(),
            signed_in(),
            email=form.get("email") or me.email,
            name=form.get("name", ""),
            scopes=form.getlist("scope"),
            channels=[slug for slug in form.get("channels", "").replace(",", " ").split() if slug],
        )
    except InvalidInput as error:
        return Response(_page(wrong=error_phrases().say(error.message)), status=status_of(error))
    return Response(_page(secret=secret), status=201, headers={"Cache-Control": "no-store"})


@pages.post("/<uuid:token_id>/revoke")
@permission("token.manage")
def revoke(token_id: uuid.UUID) -> AnyResponse:
    """Make a token worthless."""
    token = revoke_token(hub_parts(), signed_in(), token_id)
    flash(_("The token %(name)s is revoked.", name=token.name))
    return see_other(url_for("tokens.show_list"))


def _page(*, wrong: str = "", secret: str = "") -> str:
    tokens, people = tokens_and_people(hub_parts(), signed_in())
    return render_template(
        "tokens.html",
        tokens=tokens,
        people=people,
        scopes=PERMISSIONS,
        chosen=request.form.getlist("scope") if wrong else ["delivery.read"],
        # Typed words come back after a refusal.
        name=request.form.get("name", "") if wrong else "",
        chosen_email=request.form.get("email", "") if wrong else "",
        chosen_channels=request.form.get("channels", "") if wrong else "",
        wrong=wrong,
        secret=secret,
    )
