"""Copying out: what a page offers to take of a text, and the text itself in the shape that was asked for."""

import io
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, cast

from flask import Blueprint, Response, request, send_file, url_for

from hub.judging.text import Part
from hub.services.copy_out import SHAPES, OutgoingCopy, Shape, approved_copy, draft_copy, write_copy
from hub.services.delivery import DeliveredContent
from hub.services.draft_views import DraftView
from hub.web.context import hub_parts, signed_in
from hub.web.languages import translate as _
from hub.web.part_fields import PartField, part_fields, specs_of
from hub.web.permissions import permission

pages = Blueprint("copy_out", __name__)
_SHAPE: Final = f"any({', '.join(repr(shape) for shape in SHAPES)})"
_TYPES: Final = {"txt": "text/plain", "md": "text/markdown", "html": "text/html", "wechat.html": "text/html"}
_SANDBOX: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:"
# Channels whose body has paragraphs and emphasis of its own; elsewhere only the words are pasted.
_RICH: Final = frozenset(("wechat_article", "email", "press_release", "website"))
_NO_FILE_NAME: Final = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One part to be taken: where to fetch it in each shape, empty where the shape makes no sense for it."""

    name: str
    label: str
    excerpt: str
    plain_url: str
    markdown_url: str = ""
    html_url: str = ""
    wechat_url: str = ""


@dataclass(frozen=True, slots=True)
class CopyView:
    """What can be taken. ``approved_url`` leads to the approved text where this is a later one that nobody approved."""

    approved: bool
    revision_number: int | None
    approved_number: int | None
    approved_url: str
    rows: tuple[CopyRow, ...]
    all_url: str
    downloads: tuple[tuple[str, str], ...]


@pages.get(f"/drafts/<uuid:variant_id>/out/<{_SHAPE}:shape>")
@permission("draft.read")
def take_draft(variant_id: uuid.UUID, shape: str) -> Response:
    """Answer with a draft's text as a file; ``?revision=approved`` takes the approved one, ``?part=`` one part."""
    which: Literal["latest", "approved"] = (
        "approved" if request.args.get("revision") == "approved" else "latest"
    )
    return _file(draft_copy(hub_parts(), signed_in(), variant_id, which=which), shape)


@pages.get(f"/channels/<slug>/contents/<uuid:variant_id>/out/<{_SHAPE}:shape>")
@permission("delivery.read")
def take_approved(slug: str, variant_id: uuid.UUID, shape: str) -> Response:
    """Answer with a channel's approved copy as a file; ``?part=`` takes one part."""
    brand = request.args.get("brand") or None
    return _file(approved_copy(hub_parts(), signed_in(), slug, variant_id, brand=brand), shape)


def copy_of_draft(draft: DraftView) -> CopyView:
    """Return what can be taken of a draft's latest revision, as it is saved."""

    def url(shape: str, part: str | None = None, revision: str | None = None) -> str:
        return url_for(
            "copy_out.take_draft", variant_id=draft.line.id, shape=shape, part=part, revision=revision
        )

    approved = draft.approved is not None and draft.approved.id == draft.latest.id
    earlier = draft.approved if draft.approved and not approved else None
    return CopyView(
        approved=approved,
        revision_number=draft.latest.number,
        approved_number=earlier.number if earlier else None,
        approved_url=url("txt", revision="approved") if earlier else "",
        rows=_rows(draft.kind, draft.latest.parts, url),
        all_url=url("txt"),
        downloads=_downloads(draft.kind, url),
    )


def copy_of_content(item: DeliveredContent, *, kind: str = "") -> CopyView:
    """Return what can be taken of a channel's approved copy; ``kind`` is that of its channel."""

    def url(shape: str, part: str | None = None) -> str:
        return url_for(
            "copy_out.take_approved",
            slug=item.channel,
            variant_id=item.id,
            shape=shape,
            brand=item.brand,
            part=part,
        )

    return CopyView(
        approved=True,
        revision_number=None,
        approved_number=None,
        approved_url="",
        rows=_rows(kind, item.parts, url),
        all_url=url("txt"),
        downloads=_downloads(kind, url),
    )


def _rows(kind: str, parts: Iterable[Part], url: Callable[..., str]) -> tuple[CopyRow, ...]:
    fields = part_fields(specs_of(kind) if kind else (), parts)
    return tuple(_row(kind, field, url) for field in fields if field.text.strip())


def _row(kind: str, field: PartField, url: Callable[..., str]) -> CopyRow:
    rich = field.name == "body" and (kind in _RICH or field.format != "plain")
    words = " ".join(field.text.split())
    return CopyRow(
        name=field.name,
        label=field.label,
        excerpt=words if len(words) <= _EXCERPT else words[:_EXCERPT].rstrip() + "…",
        plain_url=url("txt", part=field.name),
        markdown_url=url("md", part=field.name) if rich else "",
        html_url=url("html", part=field.name) if rich else "",
        wechat_url=url("wechat.html", part=field.name) if rich and kind == "wechat_article" else "",
    )


def _downloads(kind: str, url: Callable[..., str]) -> tuple[tuple[str, str], ...]:
    words = [(_("Plain text"), "txt"), ("Markdown", "md"), ("HTML", "html")]
    if kind == "wechat_article":
        words.append((_("HTML for WeChat"), "wechat.html"))
    return tuple((word, url(shape)) for word, shape in words)


def _file(copy: OutgoingCopy, shape: str) -> Response:
    part = request.args.get("part")
    text = write_copy(copy, cast(Shape, shape), part=part)
    answer = send_file(
        io.BytesIO(text.encode()),
        mimetype=_TYPES[shape],
        as_attachment=True,
        download_name=_file_name(copy, shape, part),
        etag=False,
    )
    # An HTML file that somebody opens in place stays without scripts and without the hub's cookies.
    answer.headers["Content-Security-Policy"] = _SANDBOX
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _file_name(copy: OutgoingCopy, shape: str, part: str | None) -> str:
    words = [copy.title, copy.edition, part or "", "" if copy.approved else _("draft, not approved")]
    names = (" ".join(_NO_FILE_NAME.sub(" ", word).split()).strip(" .") for word in words)
    stem = " - ".join(name for name in names if name)
    return f"{stem[:120].strip(' .') or 'copy'}.{shape}"
