"""Brand: the message house, guide, terms, facts, channels, versions; upload, publish, export."""

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import InvalidInput, KitInvalid
from hub.http import status_of
from hub.services.brands import draft_changes, export_kit, get_brand, import_kit, list_brands, publish
from hub.web.addresses import see_other
from hub.web.brand_view import view_house
from hub.web.context import hub_parts, signed_in
from hub.web.languages import language
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.sentences import error_phrases

pages = Blueprint("brands", __name__, url_prefix="/brand")


@pages.get("")
@permission("brand.read")
def show_list() -> str | AnyResponse:
    """Show the brands, or the one there is."""
    brands = list_brands(hub_parts(), signed_in())
    if len(brands) == 1:
        return see_other(url_for("brands.show", slug=brands[0].slug))
    return render_template("brands.html", brands=brands)


@pages.get("/<slug>")
@permission("brand.read")
def show(slug: str) -> str:
    """Show a brand as it is in force, and what a waiting draft would change."""
    brand = get_brand(hub_parts(), signed_in(), slug)
    may_write = signed_in().may("brand.write", brand.id)
    return render_template(
        "brand.html",
        brand=brand,
        value=brand.value.brand if brand.value else None,
        specs=brand.value.channels if brand.value else {},
        house=view_house(brand.value.brand, language=language()) if brand.value else None,
        draft=next((version for version in brand.versions if version.state == "draft"), None),
        changes=draft_changes(hub_parts(), signed_in(), slug) if may_write else (),
        may_write=may_write,
        may_publish=signed_in().may("brand.publish", brand.id),
    )


@pages.get("/<slug>/kit.yaml")
@permission("brand.read")
def export(slug: str) -> AnyResponse:
    """Answer with a version as YAML: the one asked for, else the one in force."""
    number = request.args.get("version", type=int)
    kit = export_kit(hub_parts(), signed_in(), slug, number=number)
    headers = {
        "Content-Disposition": f'attachment; filename="{slug}.yaml"',
        "Cache-Control": "private, no-cache",
    }
    return Response(kit, mimetype="application/yaml", headers=headers)


@pages.get("/-/import")
@permission("brand.write")
def show_import() -> str:
    """Show the form for a kit."""
    return render_template("brand_import.html", faults=(), wrong="")


@pages.post("/-/import")
@permission("brand.write")
def take_kit() -> AnyResponse:
    """Keep an uploaded kit as the brand's draft version, or show everything that is wrong with it."""
    upload = request.files.get("kit")
    try:
        if upload is None or not upload.filename:
            raise InvalidInput("Choose the kit's YAML file first.")
        result = import_kit(hub_parts(), signed_in(), upload.read(), source=upload.filename)
    except KitInvalid as error:
        page = render_template(
            "brand_import.html", faults=error.faults, wrong=_("The kit has faults; nothing was imported.")
        )
        return Response(page, status=status_of(error))
    except InvalidInput as error:
        wrong = error_phrases().say(error.message)
        return Response(
            render_template("brand_import.html", faults=error.faults, wrong=wrong), status=status_of(error)
        )
    if result.outcome == "unchanged":
        flash(_("The kit equals what the hub has already; nothing changed."))
    else:
        flash(_("Version %(number)d waits to be published.", number=result.number))
    return see_other(url_for("brands.show", slug=result.slug))


@pages.post("/<slug>/publish")
@permission("brand.publish")
def put_in_force(slug: str) -> AnyResponse:
    """Put the waiting draft in force."""
    version = publish(hub_parts(), signed_in(), slug)
    flash(_("Version %(number)d is in force. The library is being judged again.", number=version.number))
    return see_other(url_for("brands.show", slug=slug))
