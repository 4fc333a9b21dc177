"""My brand: a name, some published texts and a guide become a first house to correct, kept as a draft version.

Everything travels in the form: nothing is kept in the hub before the last step.
"""

from flask import Blueprint, Response, flash, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from hub.channels import channel_kinds
from hub.errors import Conflict, HubError, InvalidInput, TooLarge
from hub.http import status_of
from hub.judging.proposal import Proposal
from hub.services.first_house import (
    MOST_CHARACTERS,
    MOST_TEXTS,
    Material,
    create,
    propose,
    suggest_slug,
)
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import language, localised
from hub.web.languages import translate as _
from hub.web.my_brand_form import form_as_typed, house_of, typed_form
from hub.web.my_brand_material import (
    FIELDS,
    MOST_FILE_BYTES,
    material_from_form,
    pack,
    typed_material,
    unpack,
)
from hub.web.my_brand_rows import HouseForm, form_of_proposal
from hub.web.my_brand_words import kept_words, missing_words
from hub.web.permissions import permission
from hub.web.sentences import error_phrases

pages = Blueprint("my_brand", __name__, url_prefix="/brand/new")


@pages.get("")
@permission("brand.write")
def show() -> str:
    """Show the empty first step."""
    signed_in().require("brand.write", None)
    return _first_step(Material({}, (language(),)))


@pages.post("")
@permission("brand.write")
def go_on() -> AnyResponse:
    """Take the step that the pressed button names; a wrong input shows the same step with everything typed."""
    signed_in().require("brand.write", None)
    wish = request.form.get("do", "propose")
    if wish == "more":
        typed = typed_material()
        return Response(_first_step(typed, fields=min(MOST_TEXTS, max(FIELDS, len(typed.texts)) + FIELDS)))
    if wish in ("propose", "empty"):
        return _proposed(empty=wish == "empty")
    if wish == "back":
        return _back()
    if wish in ("keep", "publish"):
        return _kept(in_force=wish == "publish")
    return _again(wish=wish)


def _proposed(*, empty: bool) -> AnyResponse:
    try:
        material = material_from_form()
        if empty:
            material = Material(material.name, material.locales)
        elif not material.texts and not material.guide.strip():
            raise InvalidInput("Paste at least one text or the guide, or start with an empty house.")
        proposal = propose(hub_parts(), signed_in(), material)
    except (InvalidInput, TooLarge) as error:
        wrong = error_phrases().say(error.message)
        return Response(_first_step(typed_material(), wrong=wrong), status=status_of(error))
    return Response(_second_step(material, proposal, _fresh_form(material, proposal), empty=empty))


def _back() -> AnyResponse:
    try:
        return Response(_first_step(unpack(request.form.get("material", ""))))
    except InvalidInput as error:
        wrong = error_phrases().say(error.message)
        return Response(_first_step(typed_material(), wrong=wrong), status=status_of(error))


def _kept(*, in_force: bool) -> AnyResponse:
    form = form_as_typed()
    try:
        made = create(hub_parts(), signed_in(), house_of(form), in_force=in_force)
    except (InvalidInput, Conflict) as error:
        wrong = error_phrases().say(error.message)
        faults = [f"{fault.where}: {fault.found}" for fault in error.faults]
        return _again(error=error, wrong=wrong, faults=faults)
    flash(
        _first_thing(made.slug, localised({k: v for k, v in form.name.items() if v}), in_force=made.in_force)
    )
    return see_other(url_for("brands.show", slug=made.slug))


def _again(
    *, wish: str = "", error: HubError | None = None, wrong: str = "", faults: list[str] | None = None
) -> AnyResponse:
    """Show the second step as it was typed, with another candidate in its field where ``wish`` names one
    (``use.core.2``). The proposal is made again from the texts in the form: equal texts
    give an equal one, and it holds the evidence."""
    try:
        material = unpack(request.form.get("material", ""))
        proposal = propose(hub_parts(), signed_in(), material)
    except (InvalidInput, TooLarge) as lost:
        sentence = error_phrases().say(lost.message)
        return Response(_first_step(typed_material(), wrong=sentence), status=status_of(lost))
    form = typed_form(_fresh_form(material, proposal))
    _take_other(form, proposal, wish)
    page = _second_step(material, proposal, form, empty=not proposal.texts, wrong=wrong, faults=faults)
    return Response(page, status=status_of(error) if error else 200)


def _take_other(form: HouseForm, proposal: Proposal, wish: str) -> None:
    for part, fields, found in (("core", form.core, proposal.core), ("value", form.value, proposal.value)):
        for place, wording in enumerate(found):
            if wish == f"use.{part}.{place}":
                fields[wording.locale] = wording.text


def _fresh_form(material: Material, proposal: Proposal) -> HouseForm:
    slug = suggest_slug(hub_parts(), signed_in(), material.name)
    return form_of_proposal(proposal, name=material.name, locales=material.locales, slug=slug)


def _first_step(material: Material, *, wrong: str = "", fields: int = FIELDS) -> str:
    texts = [part.text for part in material.texts]
    if any(texts):
        texts = [text for text in texts if text.strip()]
    return render_template(
        "my_brand.html",
        material=material,
        texts=texts + [""] * (max(fields, len(texts)) - len(texts)),
        most_texts=MOST_TEXTS,
        most_characters=MOST_CHARACTERS,
        most_kilobytes=MOST_FILE_BYTES // 1024,
        wrong=wrong,
    )


def _second_step(
    material: Material,
    proposal: Proposal,
    form: HouseForm,
    *,
    empty: bool,
    wrong: str = "",
    faults: list[str] | None = None,
) -> str:
    return render_template(
        "my_brand_house.html",
        form=form,
        proposal=proposal,
        packed=pack(material),
        empty=empty,
        missing=[] if empty else missing_words(proposal.missing),
        kept=kept_words(proposal),
        kinds=list(channel_kinds().values()),
        slug_is_made_up=not any(
            character.isascii() and character.isalpha() for character in "".join(form.name.values())
        ),
        may_publish=signed_in().may("brand.publish", None),
        wrong=wrong,
        faults=faults or [],
    )


def _first_thing(slug: str, name: str, *, in_force: bool) -> Markup:
    if not in_force:
        said = _(
            "%(name)s waits as a draft. Read it through, then publish it: from then on texts are judged by it.",
            name=name,
        )
        return Markup("{}").format(said)
    return Markup('{} <a href="{}">{}</a> · <a href="{}">{}</a>').format(
        _("%(name)s is in force. A good first thing to do:", name=name),
        url_for("check.show", brand=slug),
        _("check a text"),
        url_for("drafts.show_new", brand=slug),
        _("write a draft"),
    )
