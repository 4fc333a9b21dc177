"""What happens at the editor besides saving: judging while typing, words kept, findings applied or set aside."""

import uuid

from flask import Blueprint, Response, flash, json, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import EditConflict, InvalidInput, WrongState
from hub.services.desk import check_draft, draft_desk
from hub.services.dismissals import MAX_REASON, Dismiss, dismiss, withdraw
from hub.services.drafts import set_due
from hub.services.revisions import ApplyFinding, apply_finding
from hub.services.working_copies import KeepWords, drop, keep
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.draft_pages import answer, day_from_form, judged_answer, preview_for, said, wants_json
from hub.web.languages import translate as _
from hub.web.part_fields import parts_from_form, specs_of
from hub.web.permissions import permission
from hub.web.report_view import view_report

pages = Blueprint("writing", __name__, url_prefix="/drafts/<uuid:variant_id>")


@pages.post("/check")
@permission("text.check")
def check(variant_id: uuid.UUID) -> AnyResponse:
    """Answer with the verdict on the text as it stands in the form; nothing is kept."""
    text = parts_from_form()
    checked = check_draft(hub_parts(), signed_in(), variant_id, text)
    specs = specs_of(checked.kind)
    report = view_report(
        checked.report,
        value=checked.brand.value,
        specs=specs,
        parts=text,
        dismissals=checked.dismissals,
        before=checked.before,
        with_text=not wants_json() or "marked" in request.form,
    )
    may_write = signed_in().may("draft.write", checked.brand.id)
    more = {}
    if wants_json():
        preview = preview_for(checked.brand, checked.kind, text, checked.locale)
        more["preview"] = render_template("parts/preview.html", preview=preview)
    return judged_answer(report, more=more, writing=variant_id if may_write else None)


@pages.post("/working-copy")
@permission("draft.write")
def keep_words(variant_id: uuid.UUID) -> AnyResponse:
    """Keep what is typed and not saved; answer when, or null where nothing is unsaved."""
    command = KeepWords(variant_id, _id_of("base_revision_id"), parts_from_form())
    at = keep(hub_parts(), signed_in(), command)
    return Response(json.dumps({"at": at.isoformat() if at else None}), mimetype="application/json")


@pages.post("/working-copy/drop")
@permission("draft.write")
def drop_words(variant_id: uuid.UUID) -> AnyResponse:
    """Throw the unsaved words away."""
    drop(hub_parts(), signed_in(), variant_id)
    if wants_json():
        return Response(status=204)
    flash(_("The unsaved words are thrown away."))
    return see_other(url_for("drafts.show", variant_id=variant_id))


@pages.post("/apply")
@permission("draft.write")
def apply(variant_id: uuid.UUID) -> AnyResponse:
    """Write what a finding proposes into the saved text, as a new revision."""
    try:
        place = json.loads(request.form.get("finding", ""))
        command = ApplyFinding(
            variant_id=variant_id,
            base_revision_id=_id_of("base_revision_id"),
            part=str(place["part"]),
            start=int(place["start"]),
            end=int(place["end"]),
            quote=str(place["quote"]),
            replacement=str(place["replacement"]),
        )
    except (ValueError, TypeError, KeyError):
        raise InvalidInput("This names no finding; load the page again.") from None
    try:
        apply_finding(hub_parts(), signed_in(), command)
    except EditConflict as error:
        # Nothing was sent that could be lost: the place was read from the page, not typed.
        flash(said(error))
    else:
        flash(_("Replaced and saved."))
    return see_other(url_for("drafts.show", variant_id=variant_id))


@pages.get("/set-aside")
@permission("draft.write")
def ask_why(variant_id: uuid.UUID) -> str:
    """Ask why a finding does not hold for this text."""
    return _why_page(variant_id, request.args.to_dict())


@pages.post("/set-aside")
@permission("draft.write")
def set_aside(variant_id: uuid.UUID) -> AnyResponse:
    """Set a finding aside with its reason."""
    form = request.form
    command = Dismiss(
        variant_id=variant_id,
        rule=form.get("rule", ""),
        part=form.get("part", ""),
        quote=form.get("quote", "").replace("\r\n", "\n"),
        reason=form.get("reason", ""),
    )
    try:
        dismiss(hub_parts(), signed_in(), command)
    except (InvalidInput, WrongState) as error:
        return answer(error, _why_page(variant_id, form.to_dict(), wrong=said(error)))
    if wants_json():
        return Response(status=204)
    flash(_("Set aside. Reviewers see it with your reason."))
    return see_other(url_for("drafts.show", variant_id=variant_id))


@pages.post("/take-up")
@permission("draft.write")
def take_up(variant_id: uuid.UUID) -> AnyResponse:
    """Take a finding up again that was set aside."""
    withdraw(hub_parts(), signed_in(), variant_id, dismissal_id=_id_of("dismissal"))
    if wants_json():
        return Response(status=204)
    flash(_("The finding counts again."))
    return see_other(url_for("drafts.show", variant_id=variant_id))


@pages.post("/due")
@permission("draft.write")
def choose_due(variant_id: uuid.UUID) -> AnyResponse:
    """Say on which day the text is wanted; an empty field names none."""
    day = day_from_form("due_on")
    set_due(hub_parts(), signed_in(), variant_id, due_on=day)
    flash(_("Due on %(day)s.", day=day.isoformat()) if day else _("No due date any more."))
    return see_other(url_for("drafts.show", variant_id=variant_id))


def _why_page(variant_id: uuid.UUID, values: dict[str, str], *, wrong: str = "") -> str:
    desk = draft_desk(hub_parts(), signed_in(), variant_id)
    return render_template(
        "draft_set_aside.html",
        draft=desk.draft,
        rule=values.get("rule", ""),
        part=values.get("part", ""),
        quote=values.get("quote", ""),
        reason=values.get("reason", ""),
        most=MAX_REASON,
        wrong=wrong,
    )


def _id_of(name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get(name, ""))
    except ValueError:
        raise InvalidInput(
            "The form does not say which revision the text came from. Load the page again."
        ) from None
