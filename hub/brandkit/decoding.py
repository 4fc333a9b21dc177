"""From the bytes of a kit file to text: UTF-8 only, and a plain word about any other encoding."""

import re

from hub.brandkit.places import fault_at
from hub.errors import Fault

MAX_BYTES = 2 * 1024 * 1024
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MOST_REPORTED = 20
_SAVE_AS_UTF8 = "UTF-8 text: open the file in an editor and save as UTF-8"


def decode(data: bytes | str, *, source: str) -> tuple[str, list[Fault]]:
    """Return the text without a byte order mark, and the faults that make it unreadable (then no text)."""
    if isinstance(data, bytes):
        if len(data) > MAX_BYTES:
            return "", [_too_large(source, len(data))]
        text, fault = _from_bytes(data, source=source)
        if fault:
            return "", [fault]
    else:
        text = data
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > MAX_BYTES:
            return "", [_too_large(source, size)]
    text = text.removeprefix("\ufeff")
    faults = [_control_fault(text, match, source=source) for match in _first(text)]
    if not text.strip() and not faults:
        faults = [
            fault_at(
                source, 1, 1, found="an empty file", expected="a brand kit that begins with onevoice_kit: 1"
            )
        ]
    return ("", faults) if faults else (text, [])


def _from_bytes(data: bytes, *, source: str) -> tuple[str, Fault | None]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return "", fault_at(source, 1, 1, found=f"a file in {name}", expected=_SAVE_AS_UTF8)
    head = data[:4096]
    if len(head) >= 4 and head.count(0) * 4 >= len(head):
        return "", fault_at(source, 1, 1, found="a file in UTF-16 (without a mark)", expected=_SAVE_AS_UTF8)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line_start = data.rfind(b"\n", 0, error.start) + 1
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode("utf-8").removeprefix("\ufeff")) + 1
        found = f"bytes that are not UTF-8; the file looks like {_other_encoding(data)}"
        return "", fault_at(source, line, column, found=found, expected=_SAVE_AS_UTF8)


def _other_encoding(data: bytes) -> str:
    # GBK is what Chinese Windows writes; its double bytes hardly ever decode by accident from Western text.
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return "a Western encoding such as Windows-1252, or a damaged file"
    if any("\u4e00" <= character <= "\u9fff" for character in text):
        return "GBK (GB18030)"
    return "an older encoding"


def _first(text: str) -> list[re.Match[str]]:
    found = []
    for match in _UNREADABLE.finditer(text):
        found.append(match)
        if len(found) == _MOST_REPORTED:
            break
    return found


def _control_fault(text: str, match: re.Match[str], *, source: str) -> Fault:
    start = match.start()
    code = ord(match.group())
    name = "a NUL character" if code == 0 else f"the unreadable character U+{code:04X}"
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return fault_at(source, line, column, found=name, expected="readable text: delete this character")


def _too_large(source: str, size: int) -> Fault:
    return fault_at(
        source,
        1,
        1,
        found=f"a file of {size:,} bytes",
        expected=f"a kit of at most {MAX_BYTES:,} bytes (2 MiB)",
    )
