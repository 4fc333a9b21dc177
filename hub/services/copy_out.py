"""One text on its way out: a draft's latest or approved revision, or a channel's approved copy, in a shape to paste."""

import uuid
from dataclasses import dataclass
from html import escape
from typing import Final, Literal, get_args

from hub.documents.outgoing import to_html, to_markdown, to_plain
from hub.documents.wechat_html import INK, to_wechat_html
from hub.errors import NotFound
from hub.judging.text import Part
from hub.services.delivery import channel_row, deliverable
from hub.services.judgements import version_in_force
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import BrandValue, brand_value, parts_from_rows
from hub.services.variants import load_variant
from hub.workflow.roles import Principal
from models import BrandVersion, Revision, Variant

Shape = Literal["txt", "md", "html", "wechat.html"]
SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)
# What a text is headed by; the first of these that a channel has.
_HEADS: Final = ("title", "subject")


@dataclass(frozen=True, slots=True)
class OutgoingCopy:
    """The parts of one revision. ``approved`` tells whether this very revision may be published; ``accent`` is the
    brand's colour for lines and bullets, ``#rrggbb``."""

    variant_id: uuid.UUID
    title: str
    kind: str
    locale: str
    edition: str
    revision_number: int
    approved: bool
    parts: tuple[Part, ...]
    accent: str


def draft_copy(
    parts: Parts,
    principal: Principal,
    variant_id: uuid.UUID,
    *,
    which: Literal["latest", "approved"] = "latest",
) -> OutgoingCopy:
    """Return a draft's latest or approved revision, for those who may read drafts. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.read")
        revision = variant.latest_revision if which == "latest" else variant.approved_revision
        if revision is None:
            raise NotFound(
                "Nothing is approved here yet." if which == "approved" else "There is no such draft."
            )
        version = version_in_force(uow.session, variant.channel.brand_id)
        return _outgoing(variant, variant.content.title, variant.channel.kind, revision, version)


def approved_copy(
    parts: Parts, principal: Principal, channel: str, variant_id: uuid.UUID, *, brand: str | None = None
) -> OutgoingCopy:
    """Return a channel's approved copy, for those who may fetch it. Raises NotFound, InvalidInput (which brand?)."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        row = channel_row(uow.session, principal, channel, brand)
        found = uow.session.execute(deliverable(row.id).where(Variant.id == variant_id)).one_or_none()
        if found is None:
            raise NotFound(f"The channel {channel} has no approved content {variant_id}.")
        variant, content, _, _, revision = found
        version = version_in_force(uow.session, row.brand_id)
        return _outgoing(variant, content.title, row.kind, revision, version)


def write_copy(copy: OutgoingCopy, shape: Shape, *, part: str | None = None) -> str:
    """Return the copy in a shape. One part alone is a fragment; all of it is a text, or an HTML document.

    For 公众号 the body alone is written: its title and digest have fields of their own there. Raises NotFound for a
    part that the text does not have."""
    if part is not None:
        chosen = next((row for row in copy.parts if row.name == part), None)
        if chosen is None:
            raise NotFound(f"This text has no part {part[:64]!r}.")
        return _fragment(chosen, shape, copy.accent)
    if shape == "wechat.html":
        return _document(
            copy, [_fragment(row, shape, copy.accent) for row in copy.parts if row.name == "body"]
        )
    if shape == "html":
        return _document(copy, [_headed(row) for row in copy.parts])
    written = []
    for row in copy.parts:
        text = _fragment(row, shape, copy.accent).strip("\n")
        if text.strip():
            written.append(f"# {' '.join(text.split())}" if shape == "md" and row.name in _HEADS else text)
    return "\n\n".join(written) + "\n" if written else ""


def _fragment(part: Part, shape: Shape, accent: str) -> str:
    if shape == "txt":
        return to_plain(part.text, part.format)
    if shape == "md":
        return to_markdown(part.text, part.format)
    if shape == "html":
        return to_html(part.text, part.format)
    return to_wechat_html(part.text, part.format, accent=accent)


def _headed(part: Part) -> str:
    if part.name in _HEADS:
        words = " ".join(to_plain(part.text, part.format).split())
        return f"<h1>{escape(words, quote=False)}</h1>" if words else ""
    return to_html(part.text, part.format)


def _document(copy: OutgoingCopy, pieces: list[str]) -> str:
    lang = "zh-CN" if copy.locale == "zh" else copy.locale
    body = "\n".join(piece for piece in pieces if piece)
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(copy.title, quote=False)}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _outgoing(
    variant: Variant, title: str, kind: str, revision: Revision, version: BrandVersion
) -> OutgoingCopy:
    return OutgoingCopy(
        variant_id=variant.id,
        title=title,
        kind=kind,
        locale=variant.locale,
        edition=variant.edition,
        revision_number=revision.number,
        approved=revision.id == variant.approved_revision_id,
        parts=parts_from_rows(revision.parts),
        accent=_accent(brand_value(version.digest, version.kit)),
    )


def _accent(value: BrandValue) -> str:
    colours = {colour.role: colour.hex for colour in reversed(value.kit.visual_identity.colours)}
    return colours.get("accent") or colours.get("primary") or INK
