"""The channel team's rooms: what each channel may publish now, what changed since somebody looked, how to take it."""

import shlex
import uuid
from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, Response, flash, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.documents.outgoing import to_plain
from hub.judging.text import Part
from hub.services.channel_desk import ShelfFilter, channel_desk, channel_text, channels_overview, mark_seen
from hub.services.channel_export import MIME_TYPES, export_channel
from hub.services.channel_news import NewsItem
from hub.services.version_views import PartDifference
from hub.web.addresses import see_other
from hub.web.context import hub_parts, signed_in
from hub.web.copy_out import copy_of_content
from hub.web.current_brand import current_brand
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.part_fields import line_from_form
from hub.web.permissions import permission
from hub.web.previews import brand_colour, preview_of
from hub.web.review_view import labelled_differences

pages = Blueprint("channels", __name__, url_prefix="/channels")
_FORM: Final = f"any({', '.join(MIME_TYPES)})"
_EXCERPT: Final = 140


@pages.get("")
@permission("delivery.read")
def show_list() -> str:
    """Show the channels, of the chosen brand or of all, with what they hold and what changed since the reader looked."""
    chosen = current_brand()
    rows = [
        row
        for row in channels_overview(hub_parts(), signed_in())
        if chosen is None or row.summary.brand == chosen
    ]
    return render_template("channels.html", channels=rows)


@pages.get("/<slug>")
@permission("delivery.read")
def show(slug: str) -> str:
    """Show what changed in a channel, what is available, and the ways to take it."""
    brand = request.args.get("brand") or None
    narrowed = ShelfFilter(
        locale=request.args.get("locale") or None,
        edition=request.args.get("edition") or None,
        title=" ".join(request.args.get("title", "").split()),
    )
    desk = channel_desk(
        hub_parts(), signed_in(), slug, brand=brand, narrowed=narrowed, before=request.args.get("before")
    )
    asked = {
        "slug": slug,
        "brand": brand,
        "locale": narrowed.locale,
        "edition": narrowed.edition,
        "title": narrowed.title or None,
    }
    return render_template(
        "channel.html",
        desk=desk,
        slug=slug,
        brand=brand,
        narrowed=narrowed,
        shelf=[(item, _excerpt(item.parts)) for item in desk.items],
        news=[(item, _changes(desk.summary.kind, item)) for item in desk.news],
        is_first_page="before" not in request.args,
        first_url=url_for("channels.show", **_given(asked)),
        older_url=url_for("channels.show", **_given(asked), before=desk.next_before)
        if desk.next_before
        else None,
        lines=(_fetch_line(slug, "contents", brand), _fetch_line(slug, "changes", brand)),
    )


@pages.post("/<slug>/seen")
@permission("delivery.read")
def see(slug: str) -> AnyResponse:
    """Move the reader's mark to where their page was read."""
    brand = request.form.get("brand") or None
    digits = line_from_form("sequence")
    sequence = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else -1
    mark_seen(hub_parts(), signed_in(), slug, sequence=sequence, brand=brand)
    flash(_("Marked as seen. From now on this page shows what changes after this moment."))
    return see_other(url_for("channels.show", slug=slug, brand=brand))


@pages.get("/<slug>/contents/<uuid:variant_id>")
@permission("delivery.read")
def show_text(slug: str, variant_id: uuid.UUID) -> str:
    """Show one approved text as it looks in the channel, with every way to take it along."""
    brand = request.args.get("brand") or None
    text = channel_text(hub_parts(), signed_in(), slug, variant_id, brand=brand)
    item, kind = text.item, text.summary.kind
    return render_template(
        "channel_text.html",
        text=text,
        item=item,
        slug=slug,
        brand=brand,
        copy=copy_of_content(item, kind=kind),
        preview=preview_of(
            kind,
            item.parts,
            item.locale,
            brand_name=localised(text.brand_name),
            colour=brand_colour(text.value),
        ),
        line=_fetch_line(slug, f"contents/{item.id}", brand),
    )


@pages.get(f"/<slug>/all.<{_FORM}:form>")
@permission("delivery.read")
def take_all(slug: str, form: str) -> Response:
    """Send a whole channel as one file, while it is read."""
    export = export_channel(
        hub_parts(),
        signed_in(),
        slug,
        form=form,
        brand=request.args.get("brand") or None,
        locale=request.args.get("locale") or None,
    )
    answer = Response(export.chunks, mimetype=export.mime_type)
    answer.headers.set("Content-Disposition", "attachment", filename=export.filename)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _changes(kind: str, item: NewsItem) -> list[tuple[str, PartDifference]]:
    if item.had is None or item.now is None:
        return []
    return labelled_differences(kind, item.had, item.now.parts)


def _excerpt(parts: Sequence[Part]) -> str:
    texts = sorted((part for part in parts if part.text.strip()), key=lambda part: part.name != "body")
    words = " ".join(to_plain(texts[0].text, texts[0].format).split()) if texts else ""
    return words if len(words) <= _EXCERPT else words[:_EXCERPT].rstrip() + "…"


def _fetch_line(slug: str, what: str, brand: str | None) -> str:
    address = url_for("channels.show_list", _external=True).removesuffix("/channels")
    query = f"?brand={brand}" if brand else ""
    target = shlex.quote(f"{address}/api/v1/channels/{slug}/{what}{query}")
    return f'curl -H "Authorization: Bearer $ONEVOICE_TOKEN" {target}'


def _given(values: dict[str, str | None]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
