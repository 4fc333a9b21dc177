"""From a file's bytes to text: UTF-8, or UTF-16 and UTF-32 that say so. Nothing else is guessed."""

from typing import Final

from hub.errors import InvalidInput

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def marked_encoding(head: bytes) -> str | None:
    """Return the encoding that a byte order mark names, or None without one."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def decode_text(data: bytes, *, name: str) -> str:
    """Return the text. Raises InvalidInput naming the encoding it looks like, and how to convert it."""
    encoding = marked_encoding(data[:4]) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if not encoding.startswith("utf-8"):
            raise InvalidInput(
                f"{name} begins as {encoding.upper()} and is damaged at byte {error.start:,}."
            ) from None
        raise InvalidInput(
            f"{name} is not UTF-8 (byte 0x{data[error.start]:02X} at place {error.start:,}){_looks_like(data)}"
        ) from None


def _looks_like(data: bytes) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return "; save it as UTF-8."
    # GB18030 takes nearly any bytes: only text with Chinese characters in it is likely meant as such.
    if not any("\u4e00" <= character <= "\u9fff" for character in text):
        return "; save it as UTF-8."
    return "; it looks like GBK (GB18030). Convert it with: iconv -f GB18030 -t UTF-8"
