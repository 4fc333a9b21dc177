"""One content, many channels: the families, the matrix of one, its master, and two of its texts side by side."""

import uuid
from dataclasses import replace

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import EditConflict, HubError, InvalidInput, NotFound, TooLarge
from hub.http import status_of
from hub.judging.text import Part
from hub.services.brands import list_brands
from hub.services.families import PAGE, get_family, list_families
from hub.services.family_pairs import get_pair
from hub.services.family_starts import StartVariant, start_variant
from hub.services.family_views import FamilyView
from hub.services.masters import SaveMaster, save_master
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.current_brand import current_brand
from hub.web.family_view import view_pair, view_start
from hub.web.languages import translate as _
from hub.web.part_fields import line_from_form, part_fields, parts_from_form, specs_of
from hub.web.permissions import permission
from hub.web.sentences import error_phrases

pages = Blueprint("families", __name__, url_prefix="/contents")


@pages.get("")
@permission("draft.read")
def show_list() -> str:
    """Show the contents, newest first, narrowed by brand and words of the title."""
    brand = request.args.get("brand", current_brand() or "")
    text = " ".join(request.args.get("q", "").split())
    lines = list_families(
        hub_parts(),
        signed_in(),
        brand=brand or None,
        text=text,
        after=_id_from(request.args.get("after")),
    )
    older = {"brand": brand, "q": text, "after": str(lines[-1].id)} if len(lines) == PAGE else None
    return render_template(
        "families.html",
        lines=lines,
        brands=list_brands(hub_parts(), signed_in()),
        brand=brand,
        text=text,
        older=older,
    )


@pages.get("/<uuid:content_id>")
@permission("draft.read")
def show(content_id: uuid.UUID) -> str:
    """Show a content as a matrix of channels and languages."""
    family = get_family(hub_parts(), signed_in(), content_id)
    return render_template(
        "family.html",
        family=family,
        fields=[field for field in part_fields((), family.master) if field.text],
        may_write=signed_in().may("draft.write", family.brand_id),
    )


@pages.get("/<uuid:content_id>/master")
@permission("draft.write")
def show_master(content_id: uuid.UUID) -> str:
    """Show the master and the title in a form."""
    family = get_family(hub_parts(), signed_in(), content_id)
    return _master_form(family, title=family.title, text=family.master)


@pages.post("/<uuid:content_id>/master")
@permission("draft.write")
def keep_master(content_id: uuid.UUID) -> AnyResponse:
    """Keep the master and the title."""
    title, text = line_from_form("title"), parts_from_form()
    command = SaveMaster(content_id, request.form.get("base_digest", ""), title, text)
    try:
        saved = save_master(hub_parts(), signed_in(), command)
    except (EditConflict, InvalidInput, TooLarge) as error:
        family = get_family(hub_parts(), signed_in(), content_id)
        page = _master_form(
            family, title=title, text=text, wrong=_said(error), conflict=isinstance(error, EditConflict)
        )
        return _answer(error, page)
    if saved.judged_again:
        flash(
            _(
                "The master is saved. Texts being judged again in the background: %(count)d.",
                count=saved.judged_again,
            )
        )
    else:
        flash(_("Saved."))
    return see_other(url_for("families.show", content_id=content_id))


@pages.get("/<uuid:content_id>/start")
@permission("draft.write")
def show_start(content_id: uuid.UUID) -> str:
    """Show how a text for a channel and language can be begun."""
    family = get_family(hub_parts(), signed_in(), content_id)
    return _start_form(family, request.args.to_dict())


@pages.post("/<uuid:content_id>/start")
@permission("draft.write")
def start(content_id: uuid.UUID) -> AnyResponse:
    """Begin a text and open it."""
    form = request.form
    command = StartVariant(
        content_id=content_id,
        channel=form.get("channel", ""),
        locale=form.get("locale", ""),
        edition=line_from_form("edition"),
        copy_from=form.get("copy_from", ""),
    )
    try:
        started = start_variant(hub_parts(), signed_in(), command)
    except (InvalidInput, NotFound, TooLarge) as error:
        family = get_family(hub_parts(), signed_in(), content_id)
        return _answer(error, _start_form(family, form.to_dict(), wrong=_said(error)))
    flash(_("The draft is saved.") if started.is_new else _("There is a text here already. This is it."))
    return see_other(url_for("drafts.show", variant_id=started.variant_id))


@pages.get("/<uuid:content_id>/side-by-side")
@permission("draft.read")
def show_pair(content_id: uuid.UUID) -> str:
    """Show two texts of a content, part by part, with the values in which they disagree."""
    pair = get_pair(
        hub_parts(),
        signed_in(),
        content_id,
        left=request.args.get("left", ""),
        right=request.args.get("right", ""),
    )
    return render_template("side_by_side.html", family=pair.family, pair=view_pair(pair))


def _master_form(
    family: FamilyView, *, title: str, text: tuple[Part, ...], wrong: str = "", conflict: bool = False
) -> str:
    return render_template(
        "family_master.html",
        family=family,
        title=title,
        # A master is for no channel, so no channel requires its parts.
        fields=[replace(field, required=False) for field in part_fields(specs_of(""), text)],
        theirs=part_fields((), family.master) if conflict else None,
        wrong=wrong,
    )


def _start_form(family: FamilyView, values: dict[str, str], *, wrong: str = "") -> str:
    return render_template("family_start.html", family=family, start=view_start(family, values), wrong=wrong)


def _id_from(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if value else None
    except ValueError:
        raise InvalidInput(
            "The address or the form has an id that does not exist. Start from the list."
        ) from None


def _said(error: HubError) -> str:
    return error_phrases().say(error.message)


def _answer(error: HubError, page: str) -> AnyResponse:
    return Response(page, status=status_of(error))
