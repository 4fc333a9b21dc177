"""A whole channel to take away: every approved text as files in a zip, or as lines of JSON. Streamed and bounded."""

import io
import json
import re
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from hub.documents.wechat_html import INK
from hub.errors import InvalidInput, TooLarge
from hub.services.copy_out import OutgoingCopy, Shape, write_copy
from hub.services.delivery import MAX_PAGE, DeliveredContent, channel_row, deliverable, list_contents
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import Principal
from models import Variant

MAX_TEXTS: Final = 5_000
MIME_TYPES: Final = {"zip": "application/zip", "jsonl": "application/x-ndjson"}
_SHAPES: Final[tuple[Shape, ...]] = ("txt", "md", "html")
_NO_NAME = re.compile(r"[^\w.-]+")
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Export:
    """A file on its way: ``chunks`` are read from the database as they are sent."""

    filename: str
    mime_type: str
    chunks: Iterator[bytes]


def export_channel(
    parts: Parts,
    principal: Principal,
    channel: str,
    *,
    form: str,
    brand: str | None = None,
    locale: str | None = None,
) -> Export:
    """Return all approved texts of a channel as ``zip`` (per text: plain, Markdown, HTML) or ``jsonl``.

    Raises NotFound, InvalidInput for another form, TooLarge for more than 5,000 texts.
    """
    if form not in MIME_TYPES:
        raise InvalidInput(f"{form!r} is no form of a download; choose {', '.join(MIME_TYPES)}.")
    with UnitOfWork(parts, principal, writes=False) as uow:
        row = channel_row(uow.session, principal, channel, brand)
        query = deliverable(row.id)
        if locale:
            query = query.where(Variant.locale == locale)
        count = uow.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    if count > MAX_TEXTS:
        raise TooLarge(
            f"The channel has {count:,} texts; a download holds {MAX_TEXTS:,}. Choose one language, or fetch them by "
            "program."
        )
    texts = _texts(parts, principal, channel, brand=brand, locale=locale)
    name = "-".join(filter(None, (brand, channel, locale)))
    chunks = _zip(texts, row.kind) if form == "zip" else _lines(texts)
    return Export(f"{name}.{form}", MIME_TYPES[form], chunks)


def line_of(item: DeliveredContent) -> dict[str, Any]:
    """Return a text as JSON holds it, with the names that the API uses."""
    return {
        "id": str(item.id),
        "content_id": str(item.content_id),
        "title": item.title,
        "brand": item.brand,
        "channel": item.channel,
        "locale": item.locale,
        "edition": item.edition,
        "phase": item.phase,
        "parts": [{"name": part.name, "text": part.text, "format": part.format} for part in item.parts],
        "text_hash": item.text_hash,
        "revision_id": str(item.revision_id),
        "approved_at": item.approved_at.isoformat(),
    }


def _texts(
    parts: Parts, principal: Principal, channel: str, *, brand: str | None, locale: str | None
) -> Iterator[DeliveredContent]:
    after: uuid.UUID | None = None
    for _ in range(-(-MAX_TEXTS // MAX_PAGE)):
        page = list_contents(
            parts, principal, channel, brand=brand, locale=locale, after=after, limit=MAX_PAGE
        )
        yield from page.items
        after = page.next_after
        if after is None:
            return


def _lines(texts: Iterator[DeliveredContent]) -> Iterator[bytes]:
    for item in texts:
        yield json.dumps(line_of(item), ensure_ascii=False).encode() + b"\n"


def _zip(texts: Iterator[DeliveredContent], kind: str) -> Iterator[bytes]:
    out = _Outlet()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in texts:
            for ending, text in _files(item, kind):
                # The moment of approval, so that the same texts make the same archive.
                entry = zipfile.ZipInfo(f"{_file_name(item)}.{ending}", item.approved_at.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, text)
            yield out.take()
    yield out.take()


def _files(item: DeliveredContent, kind: str) -> Iterator[tuple[str, str]]:
    copy = OutgoingCopy(
        variant_id=item.id,
        title=item.title,
        kind=kind,
        locale=item.locale,
        edition=item.edition,
        revision_number=0,
        approved=True,
        parts=item.parts,
        accent=INK,
    )
    for shape in _SHAPES:
        yield shape, write_copy(copy, shape)


def _file_name(item: DeliveredContent) -> str:
    words = _NO_NAME.sub("-", "-".join(filter(None, (item.title, item.edition)))).strip("-.")
    # Titles may be alike; the end of the id tells them apart.
    return f"{item.locale}/{words[:_LONGEST_NAME] or 'text'}-{item.id.hex[-8:]}"


class _Outlet(io.RawIOBase):
    """Where an archive is written to and taken from in pieces; it can't be wound back, and needs not be."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._written += len(piece)
        return len(piece)

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken
