"""Brand: its versions, two of them compared, what waits to be published, and publishing, discarding and restoring."""

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import EditConflict, InvalidInput
from hub.services.brand_versions import compared_desk, versions_desk, waiting_desk
from hub.services.brands import publish
from hub.services.kit_editing import discard_draft, restore_version
from hub.web.addresses import see_other
from hub.web.brand_differences import grouped
from hub.web.context import hub_parts, signed_in
from hub.web.languages import translate as _
from hub.web.permissions import permission

pages = Blueprint("brand_versions", __name__, url_prefix="/<slug>")


@pages.get("/versions")
@permission("brand.read")
def show(slug: str) -> str:
    """Show who made which version when, and what each changed."""
    seen = versions_desk(hub_parts(), signed_in(), slug)
    return render_template("brand_versions.html", desk=seen.desk, lines=seen.lines)


@pages.get("/compare")
@permission("brand.read")
def compare(slug: str) -> str:
    """Show how the version ``to`` differs from the version ``from``."""
    older, newer = (request.args.get(name, type=int) for name in ("from", "to"))
    seen = compared_desk(hub_parts(), signed_in(), slug, older, newer)
    return render_template(
        "brand_compare.html", desk=seen.desk, seen=seen, groups=grouped(seen.changes, seen.before, seen.after)
    )


@pages.get("/waiting")
@permission("brand.write")
def show_waiting(slug: str) -> str:
    """Show what publishing the waiting draft would change, and how much is judged again."""
    seen = waiting_desk(hub_parts(), signed_in(), slug)
    return render_template(
        "brand_waiting.html",
        desk=seen.desk,
        seen=seen,
        groups=grouped(seen.desk.changes, seen.in_force, seen.desk.kit),
    )


@pages.post("/publish")
@permission("brand.publish")
def put_in_force(slug: str) -> AnyResponse:
    """Put the waiting draft in force: the one that was read, where the form names it."""
    read = request.form.get("base_digest") or None
    version = publish(hub_parts(), signed_in(), slug, digest=read)
    flash(_("Version %(number)d is in force. The library is being judged again.", number=version.number))
    return see_other(url_for("brands.show", slug=slug))


@pages.post("/discard")
@permission("brand.write")
def discard(slug: str) -> AnyResponse:
    """Drop the waiting draft."""
    discard_draft(hub_parts(), signed_in(), slug)
    flash(_("The changes were discarded. What is in force stays as it is."))
    return see_other(url_for("brands.show", slug=slug))


@pages.post("/restore")
@permission("brand.write")
def restore(slug: str) -> AnyResponse:
    """Make an old version the draft."""
    number = request.form.get("number", type=int)
    if number is None:
        raise InvalidInput("The form does not say which version it is based on. Load the page again.")
    try:
        desk = restore_version(hub_parts(), signed_in(), slug, number, request.form.get("base_digest", ""))
    except EditConflict:
        flash(_("Somebody changed this brand since you opened the page. Nothing was restored; look again."))
        return see_other(url_for("brands.brand_versions.show", slug=slug))
    if desk.shows_draft:
        flash(_("Version %(number)d is the draft now. Publish it to put it in force.", number=number))
        return see_other(url_for("brands.brand_versions.show_waiting", slug=slug))
    flash(_("Version %(number)d is what is in force; nothing waits now.", number=number))
    return see_other(url_for("brands.brand_versions.show", slug=slug))
