"""People of the hub and their roles."""

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import Conflict, InvalidInput
from hub.http import status_of
from hub.services.brands import list_brands
from hub.services.people import MIN_PASSWORD, create_user, list_people
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import LANGUAGES, localised
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.sentences import error_phrases
from hub.web.words import role_name
from hub.workflow.roles import ROLE_PERMISSIONS

pages = Blueprint("people", __name__, url_prefix="/settings/people")


@pages.get("")
@permission("user.manage")
def show_list() -> str:
    """Show everybody with their roles, and the form for one more."""
    return _page()


@pages.post("")
@permission("user.manage")
def add() -> AnyResponse:
    """Add a person with one role."""
    form = request.form
    language = form.get("language", "")
    try:
        person = create_user(
            hub_parts(),
            signed_in(),
            email=form.get("email", ""),
            name=form.get("name", ""),
            password=form.get("password", ""),
            roles=[(form.get("brand") or None, form.get("role", ""))],
            locale=language if language in LANGUAGES else LANGUAGES[0],
        )
    except (InvalidInput, Conflict) as error:
        return Response(_page(wrong=error_phrases().say(error.message)), status=status_of(error))
    flash(_("%(name)s can sign in now.", name=person.name))
    return see_other(url_for("people.show_list"))


def _page(*, wrong: str = "") -> str:
    brands = list_brands(hub_parts(), signed_in())
    return render_template(
        "people.html",
        people=list_people(hub_parts(), signed_in()),
        role_choices=[(role, role_name(role)) for role in ROLE_PERMISSIONS],
        brand_choices=[("", _("whole hub")), *((brand.slug, localised(brand.name)) for brand in brands)],
        form=request.form,
        wrong=wrong,
        min_password=MIN_PASSWORD,
    )
