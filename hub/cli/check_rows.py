"""Rows of JSON: lines of a stream, and a line as the texts, ids and circumstances that stand in it."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

from hub.cli.encodings import decode_text, marked_encoding
from hub.errors import InvalidInput
from hub.judging.text import Part
from hub.services.values import FORMATS

MAX_LINE_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: its number (from 1), what stands there, and how many bytes it took."""

    number: int
    data: bytes
    size_bytes: int


@dataclass(frozen=True, slots=True)
class RowText:
    """A row as it was given."""

    id: str | None
    parts: tuple[Part, ...]
    locale: str | None
    channel: str | None
    master: tuple[Part, ...] | None


class RowFault(Exception):
    """A row that can't be read: why, and its id as far as it has one."""

    def __init__(self, message: str, row_id: str | None) -> None:
        super().__init__(message)
        self.message = message
        self.row_id = row_id


def lines_of(stream: IO[bytes]) -> Iterator[Line]:
    """Yield the lines that hold something. A line longer than ``MAX_LINE_BYTES`` is cut there, and the rest skipped."""
    reader = io.BufferedReader(stream)  # type: ignore[type-var]
    encoding = marked_encoding(reader.peek(4)[:4])
    recoded = None
    if encoding is not None and not encoding.startswith("utf-8"):
        recoded = io.TextIOWrapper(reader, encoding=encoding, errors="surrogateescape", newline="\n")
    try:
        yield from _numbered(_Recoded(recoded).readline if recoded else reader.readline)
    finally:
        # The stream is the caller's, who may want it open; a wrapper that is dropped would close it.
        if recoded is not None:
            recoded.detach()
        reader.detach()


def _numbered(readline: Callable[[int], bytes]) -> Iterator[Line]:
    number = 0
    while data := readline(MAX_LINE_BYTES + 1):
        number += 1
        size, last = len(data), data
        while not last.endswith(b"\n") and (last := readline(MAX_LINE_BYTES)):
            size += len(last)
        if data.strip():
            yield Line(number, data.rstrip(b"\r\n"), size)


def parse_row(line: Line) -> RowText:
    """Return what a line says. Raises RowFault with the first thing that is wrong."""
    row = _object(line)
    row_id = _id(row, line)
    try:
        return RowText(
            id=row_id,
            parts=_text_or_parts(row),
            locale=_word(row, "locale"),
            channel=_word(row, "channel"),
            master=None if row.get("master") is None else _parts(row["master"], "master"),
        )
    except InvalidInput as error:
        raise RowFault(error.message, row_id) from None


def _object(line: Line) -> dict[str, Any]:
    digest = hashlib.sha256(line.data).hexdigest()[:32]
    if len(line.data) > MAX_LINE_BYTES:
        raise RowFault(
            f"the row has {line.size_bytes:,} bytes; a row has at most {MAX_LINE_BYTES:,}.", digest
        )
    try:
        row = json.loads(decode_text(line.data, name="the row"))
    except InvalidInput as error:
        raise RowFault(error.message, digest) from None
    except json.JSONDecodeError as error:
        raise RowFault(f"not JSON: {error.msg} at column {error.colno}.", digest) from None
    except (ValueError, RecursionError):
        raise RowFault("not JSON that can be read: a number or a nesting without end.", digest) from None
    if not isinstance(row, dict):
        raise RowFault(f'{_kind(row)} is no row; a row is an object with "text" or "parts".', digest)
    return row


def _id(row: dict[str, Any], line: Line) -> str | None:
    found = row.get("id")
    if found is None:
        return None
    if isinstance(found, str):
        return found
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    raise RowFault(
        f'"id" is {_kind(found)}; it is a text or a whole number.', hashlib.sha256(line.data).hexdigest()[:32]
    )


def _text_or_parts(row: dict[str, Any]) -> tuple[Part, ...]:
    if "text" in row and "parts" in row:
        raise InvalidInput('the row has both "text" and "parts"; give one of them.')
    if "text" in row:
        return _parts(row["text"], "text")
    if "parts" in row:
        if isinstance(row["parts"], str):
            raise InvalidInput('"parts" is a text; it is an object or an array of parts.')
        return _parts(row["parts"], "parts")
    raise InvalidInput('the row has no "text" and no "parts".')


def _parts(value: Any, field: str) -> tuple[Part, ...]:
    """Return parts from a text (``body``), an object of names and texts, or an array of named parts."""
    if isinstance(value, str):
        return (Part(name="body", text=value),)
    if isinstance(value, dict):
        return tuple(_part({"name": name, "text": text}, f"{field}.{name}") for name, text in value.items())
    if isinstance(value, list):
        return tuple(_part(item, f"{field}[{index}]") for index, item in enumerate(value))
    raise InvalidInput(f'"{field}" is {_kind(value)}; it is a text, or parts.')


def _part(item: Any, field: str) -> Part:
    if not isinstance(item, dict):
        raise InvalidInput(f'"{field}" is {_kind(item)}; a part is an object with "name" and "text".')
    name, text, form = item.get("name"), item.get("text"), item.get("format", "plain")
    for key, value in (("name", name), ("text", text)):
        if not isinstance(value, str):
            raise InvalidInput(f'"{field}" has {_kind(value)} as its {key}; it is a text.')
    if form not in FORMATS:
        raise InvalidInput(f'"{field}" has the format {form!r}; use {", ".join(FORMATS)}.')
    return Part(name=str(name), text=str(text), format=form)


def _word(row: dict[str, Any], field: str) -> str | None:
    value = row.get(field)
    if value is None or isinstance(value, str):
        return value or None
    raise InvalidInput(f'"{field}" is {_kind(value)}; it is a text.')


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    kinds = {bool: "true or false", dict: "an object", list: "an array", str: "a text"}
    return kinds.get(type(value), "a number")


class _Recoded:
    """Lines of a text stream as UTF-8."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def readline(self, most: int) -> bytes:
        return self._text.readline(most).encode("utf-8", "surrogatepass")
