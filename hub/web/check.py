"""Checking any text without keeping it."""

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from hub.errors import InvalidInput, TooLarge
from hub.http import status_of
from hub.judging.text import Part
from hub.services.brands import BrandView, list_brands
from hub.services.desk import check_typed
from hub.services.judgements import CheckText
from hub.web.context import hub_parts, signed_in
from hub.web.draft_pages import judged_answer, lean_marks, wants_json
from hub.web.part_fields import PREFIX, parts_from_form, specs_of
from hub.web.permissions import permission
from hub.web.report_rows import ReportView
from hub.web.report_view import view_report
from hub.web.sentences import error_phrases

pages = Blueprint("check", __name__, url_prefix="/check")


@pages.get("")
@permission("text.check")
def show() -> str:
    """Show the empty form."""
    return _page(brand=request.args.get("brand", ""), channel=request.args.get("channel", ""))


@pages.post("")
@permission("text.check")
def check() -> AnyResponse:
    """Answer with the report itself: nothing is kept that another address could show.

    The editor's script, which asks for JSON, is answered with the panel and the marks; with the header
    ``X-Fragment`` the answer is the panel alone.
    """
    brand, _slash, channel = request.form.get("target", "").partition("/")
    text = parts_from_form()
    command = CheckText(brand=brand, channel=channel or None, parts=text)
    try:
        checked = check_typed(hub_parts(), signed_in(), command)
    except (InvalidInput, TooLarge) as error:
        wrong = error_phrases().say(error.message)
        page = _page(brand=brand, channel=channel, parts=text, wrong=wrong)
        return Response(page, status=status_of(error))
    kind = next((row.kind for row in checked.brand.channels if row.slug == channel), "")
    report = view_report(
        checked.report,
        value=checked.brand.value,
        specs=specs_of(kind),
        parts=text,
        with_text=not wants_json() or "marked" in request.form,
    )
    if wants_json() or request.headers.get("X-Fragment"):
        return judged_answer(report)
    return Response(_page(brand=brand, channel=channel, parts=text, report=report))


def _page(
    *,
    brand: str,
    channel: str,
    parts: tuple[Part, ...] = (),
    report: ReportView | None = None,
    wrong: str = "",
) -> str:
    return render_template(
        "check.html",
        brands=_judged_brands(list_brands(hub_parts(), signed_in())),
        target=f"{brand}/{channel}",
        field=f"{PREFIX}body",
        text=next((part.text for part in parts if part.name == "body"), ""),
        report=report,
        marks=lean_marks(report) if report else [],
        wrong=wrong,
    )


def _judged_brands(brands: list[BrandView]) -> list[BrandView]:
    return [brand for brand in brands if brand.value is not None and signed_in().may("text.check", brand.id)]
