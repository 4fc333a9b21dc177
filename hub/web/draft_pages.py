"""The editor's pages: a draft on the desk, two texts beside each other, the form for a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, json, render_template, request

from hub.errors import HubError, InvalidInput
from hub.http import status_of
from hub.judging.text import Part
from hub.services.brands import BrandView
from hub.services.desk import DraftDesk
from hub.web.context import signed_in
from hub.web.copy_out import copy_of_draft
from hub.web.languages import language, localised
from hub.web.part_fields import PartField, part_fields, specs_of
from hub.web.previews import PreviewView, brand_colour, preview_of
from hub.web.report_marks import MarkOut, marks_of
from hub.web.report_rows import ReportView
from hub.web.report_view import view_report
from hub.web.sentences import error_phrases


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """A channel to write for: what it asks of a text, before any is written."""

    slug: str
    name: str
    media: str
    fields: tuple[PartField, ...]
    pillars: tuple[str, ...]


def report_of(desk: DraftDesk) -> ReportView | None:
    """Return the report on what is saved, ready for reading; None while it is not judged yet."""
    draft = desk.draft
    if draft.report is None:
        return None
    return view_report(
        draft.report,
        value=desk.brand.value,
        specs=specs_of(draft.kind),
        parts=draft.latest.parts,
        dismissals=draft.dismissals,
        before=draft.report_before,
    )


def editor_page(desk: DraftDesk, text: tuple[Part, ...], *, wrong: str = "", restored: bool = False) -> str:
    """Return the editor with a text in its fields. ``restored``: these are the words kept before, not the saved."""
    draft = desk.draft
    specs = specs_of(draft.kind)
    report = report_of(desk)
    may_write = signed_in().may("draft.write", desk.brand.id)
    return render_template(
        "draft.html",
        draft=draft,
        brand=desk.brand,
        discussion=desk.discussion,
        specs=specs,
        fields=part_fields(specs, text),
        report=report,
        copy=copy_of_draft(draft),
        preview=preview_for(desk.brand, draft.kind, text, draft.line.locale),
        marks=[] if report is None or text != draft.latest.parts else lean_marks(report),
        wrong=wrong,
        restored=restored,
        may_write=may_write,
        writing=draft.line.id if may_write else None,
        may_decide=signed_in().may("review.decide", desk.brand.id),
        numbers={revision.id: revision.number for revision in draft.history},
    )


def preview_for(brand: BrandView, kind: str, text: tuple[Part, ...], locale: str) -> PreviewView:
    """Return the text as its channel shows it."""
    return preview_of(kind, text, locale, brand_name=localised(brand.name), colour=brand_colour(brand.value))


def conflict_page(desk: DraftDesk, yours: tuple[Part, ...], *, unsaved: bool = False) -> str:
    """Return two texts beside each other. ``unsaved``: yours is kept on the desk only, not in the history."""
    specs = specs_of(desk.draft.kind)
    return render_template(
        "draft_conflict.html",
        draft=desk.draft,
        theirs=part_fields(specs, desk.draft.latest.parts),
        yours=part_fields(specs, yours),
        unsaved=unsaved,
    )


def new_page(
    brands: Sequence[BrandView], *, values: dict[str, str], typed: tuple[Part, ...] = (), wrong: str = ""
) -> str:
    """Return the form for a new draft: a brand, its channels as cards, language, title, day."""
    brand = next((row for row in brands if row.slug == values.get("brand")), None)
    if brand is None and brands and not values.get("brand"):
        brand = brands[0]
    channels = channel_choices(brand) if brand else []
    locales = brand.value.brand.locales if brand and brand.value else ()
    return render_template(
        "draft_new.html",
        brands=brands,
        brand=brand,
        channels=channels,
        channel=values.get("channel") or (channels[0].slug if len(channels) == 1 else ""),
        locales=locales,
        locale=values.get("locale") or next((row for row in locales if row.startswith(language())), ""),
        title=values.get("title", ""),
        edition=values.get("edition", ""),
        due_on=values.get("due_on", ""),
        # Words that came with a refused form are given back, whether or not their channel is still there.
        typed=part_fields((), [part for part in typed if part.text.strip()]),
        wrong=wrong,
    )


def channel_choices(brand: BrandView) -> list[ChannelChoice]:
    """Return the channels that a text can be written for."""
    value = brand.value
    pillars = {row.id: localised(row.name) for row in value.brand.pillars} if value else {}
    return [
        ChannelChoice(
            slug=row.slug,
            name=localised(row.name),
            media=row.media,
            fields=tuple(part_fields(specs_of(row.kind), ())),
            pillars=tuple(
                pillars.get(name, name)
                for name in (value.channels[row.slug].pillars if value and row.slug in value.channels else ())
            ),
        )
        for row in brand.channels
    ]


def lean_marks(report: ReportView) -> list[dict[str, object]]:
    """Return the marks without their words, which the cards of the same page say."""
    return [{name: value for name, value in mark.items() if name != "label"} for mark in marks_of(report)]


def judged_answer(report: ReportView, *, more: dict[str, str] | None = None, **context: object) -> Response:
    """Return the verdict while typing: JSON for the editor, who asks for it, else the panel as a fragment."""
    lean = wants_json() and "all" not in request.form
    panel = render_template("parts/verdict.html", report=report, lean=lean, **context)
    if not wants_json():
        return Response(panel)
    marks: list[MarkOut] = marks_of(report)
    body = {
        "verdict": panel,
        "word": report.line,
        "standing": report.verdict,
        "marks": marks,
        **(more or {}),
    }
    return Response(json.dumps(body), mimetype="application/json")


def wants_json() -> bool:
    """Tell whether the page's own script asks, which reads JSON."""
    return request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"


def day_from_form(name: str) -> date | None:
    """Return a day, or None for an empty field. Raises InvalidInput."""
    value = request.form.get(name, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidInput(f"{value[:40]!r} is no day; write it as 2026-12-31.") from None


def said(error: HubError) -> str:
    """Return an expected error in the language of the page."""
    return error_phrases().say(error.message)


def answer(error: HubError, page: str) -> Response:
    """Return a page with the status of an error."""
    return Response(page, status=status_of(error))
