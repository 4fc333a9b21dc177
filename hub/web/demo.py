"""The demo in the settings: what there is of it, and removing it with one action."""

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import Conflict, InvalidInput
from hub.http import status_of
from hub.services.demo_removal import Successor, demo_contents, take_demo_away
from hub.services.people import MIN_PASSWORD
from hub.web import people_session
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import language
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.sentences import error_phrases

pages = Blueprint("demo", __name__, url_prefix="/settings/demo")


@pages.get("")
@permission("demo.remove")
def show() -> str:
    """Show what a removal would take away and what stays."""
    return _page()


@pages.post("/remove")
@permission("demo.remove")
def remove() -> AnyResponse:
    """Remove the demo. Who goes with it is signed out, or signed in as the successor that the form names."""
    form = request.form
    contents = demo_contents(hub_parts(), signed_in())
    successor = None
    try:
        if contents.is_there and form.get("sure") != "yes":
            raise InvalidInput("Tick the box first: what is removed does not come back.")
        if contents.needs_successor:
            successor = Successor(
                form.get("name", ""), form.get("email", ""), form.get("password", ""), language()
            )
        made = take_demo_away(hub_parts(), signed_in(), successor=successor)
    except (InvalidInput, Conflict) as error:
        return Response(_page(wrong=error_phrases().say(error.message)), status=status_of(error))
    if made is not None:
        people_session.begin(made, hub_parts())
        flash(_("The demo is gone, and you are signed in as %(name)s.", name=made.name))
        return see_other(url_for("brands.show_list"))
    if contents.leaves_hub:
        people_session.end()
        return see_other(url_for("sign_in.show"))
    flash(_("The demo is gone. What is yours is untouched."))
    return see_other(url_for("demo.show"))


def _page(*, wrong: str = "") -> str:
    return render_template(
        "demo.html",
        contents=demo_contents(hub_parts(), signed_in()),
        form=request.form,
        wrong=wrong,
        min_password=MIN_PASSWORD,
    )
