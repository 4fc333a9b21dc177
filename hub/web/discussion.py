"""The discussion about a text: a page of its own, and the forms that the draft and the review show beside it."""

import uuid

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import HubError, InvalidInput
from hub.http import status_of
from hub.services.discussion import AddRemark, add_remark, discussion_page, settle_remark
from hub.web.addresses import own_path, see_other
from hub.web.context import hub_parts, signed_in
from hub.web.languages import translate as _
from hub.web.part_fields import part_fields, specs_of
from hub.web.permissions import permission
from hub.web.sentences import error_phrases

pages = Blueprint("discussion", __name__, url_prefix="/drafts/<uuid:variant_id>/comments")


@pages.get("")
@permission("draft.read")
def show(variant_id: uuid.UUID) -> str:
    """Show a text with what was said about it."""
    return _page(variant_id)


@pages.post("")
@permission("draft.comment")
def add(variant_id: uuid.UUID) -> AnyResponse:
    """Keep a remark or a reply; what can't be kept comes back with its words."""
    try:
        remark = add_remark(hub_parts(), signed_in(), _remark_from_form(variant_id))
    except InvalidInput as error:
        return _refused(error, variant_id)
    return _done(variant_id, _("The remark is kept."), at=remark)


@pages.post("/<uuid:comment_id>/settle")
@permission("draft.comment")
def settle(variant_id: uuid.UUID, comment_id: uuid.UUID) -> AnyResponse:
    """Settle a remark with its replies."""
    settle_remark(hub_parts(), signed_in(), variant_id, comment_id, settled=True)
    return _done(variant_id, _("The remark is settled."))


@pages.post("/<uuid:comment_id>/reopen")
@permission("draft.comment")
def reopen(variant_id: uuid.UUID, comment_id: uuid.UUID) -> AnyResponse:
    """Open a settled remark again."""
    settle_remark(hub_parts(), signed_in(), variant_id, comment_id, settled=False)
    return _done(variant_id, _("The remark is open again."), at=comment_id)


def _remark_from_form(variant_id: uuid.UUID) -> AddRemark:
    form = request.form
    return AddRemark(
        variant_id=variant_id,
        body=form.get("body", ""),
        revision_id=_id_from(form.get("revision_id")),
        part=form.get("part", ""),
        start=_number_from(form.get("start")),
        end=_number_from(form.get("end")),
        quote=form.get("quote", ""),
        parent_id=_id_from(form.get("parent_id")),
    )


def _done(variant_id: uuid.UUID, said: str, *, at: uuid.UUID | None = None) -> AnyResponse:
    if _wants_fragment():
        return Response(_fragment(variant_id, said=said))
    flash(said)
    place = f"#comment-{at}" if at else "#discussion"
    target = own_path(request.form.get("next"), otherwise=url_for("discussion.show", variant_id=variant_id))
    return see_other(target.partition("#")[0] + place)


def _refused(error: HubError, variant_id: uuid.UUID) -> AnyResponse:
    wrong = error_phrases().say(error.message)
    page = _fragment(variant_id, wrong=wrong) if _wants_fragment() else _page(variant_id, wrong=wrong)
    return Response(page, status=status_of(error))


def _fragment(variant_id: uuid.UUID, *, said: str = "", wrong: str = "") -> str:
    room = discussion_page(hub_parts(), signed_in(), variant_id)
    return render_template(
        "parts/discussion.html",
        discussion=room.discussion,
        draft=room.draft,
        remark=request.form if wrong else None,
        remark_wrong=wrong,
        remark_said=said,
        next=request.form.get("next", ""),
    )


def _page(variant_id: uuid.UUID, *, wrong: str = "") -> str:
    room = discussion_page(hub_parts(), signed_in(), variant_id)
    return render_template(
        "discussion.html",
        discussion=room.discussion,
        draft=room.draft,
        fields=part_fields(specs_of(room.draft.kind), room.draft.latest.parts),
        remark=request.form if wrong else None,
        remark_wrong=wrong,
        next=request.form.get("next", "") if wrong else request.path,
    )


def _wants_fragment() -> bool:
    return request.headers.get("X-Fragment") == "discussion"


def _id_from(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if value else None
    except ValueError:
        raise InvalidInput(
            "The address or the form has an id that does not exist. Start from the list."
        ) from None


def _number_from(value: str | None) -> int | None:
    """Return a place in a text; what is no such number is no place, and the words are looked for."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else None
