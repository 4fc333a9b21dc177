"""Brand: the list, the message house, a kit uploaded and exported. The other pages of a brand are nested here."""

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import InvalidInput, KitInvalid, WrongState
from hub.http import status_of
from hub.services.brands import export_kit, get_brand, import_kit, list_brands
from hub.services.demo import demo_brands
from hub.services.message_coverage import house_desk
from hub.web import brand_guide, brand_identity, brand_parts, brand_tables, brand_versions
from hub.web.addresses import see_other
from hub.web.brand_view import view_house
from hub.web.context import hub_parts, signed_in
from hub.web.current_brand import current_brand
from hub.web.languages import language
from hub.web.languages import translate as _
from hub.web.permissions import permission
from hub.web.sentences import error_phrases

pages = Blueprint("brands", __name__, url_prefix="/brand")


@pages.get("")
@permission("brand.read")
def show_list() -> str | AnyResponse:
    """Show the brands, or the one there is or that was chosen in the rail."""
    brands = list_brands(hub_parts(), signed_in())
    chosen = brands[0].slug if len(brands) == 1 else current_brand()
    if chosen is not None:
        return see_other(url_for("brands.show", slug=chosen))
    has_demo = any(brand.slug in demo_brands() for brand in brands)
    return render_template("brands.html", brands=brands, has_demo=has_demo)


@pages.get("/<slug>")
@permission("brand.read")
def show(slug: str) -> str:
    """Show a brand's message house: the draft to those who may write, the version in force to others."""
    try:
        seen = house_desk(hub_parts(), signed_in(), slug)
    except WrongState:
        brand = get_brand(hub_parts(), signed_in(), slug)
        return render_template("brand_empty.html", brand=brand)
    house = view_house(seen.desk.kit, seen.coverage, language=language())
    return render_template("brand.html", desk=seen.desk, coverage=seen.coverage, house=house)


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


NESTED = (
    brand_parts.pages,
    brand_guide.pages,
    brand_identity.pages,
    brand_versions.pages,
    brand_tables.pages,
)
for nested in NESTED:
    pages.register_blueprint(nested)
