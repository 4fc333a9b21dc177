"""From rows to the values that judging works with; one parsed kit is kept per digest."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from hub.brandkit import brand_of, channels_of, kit_from_dict
from hub.brandkit.model import Kit
from hub.errors import InvalidInput, TooLarge
from hub.judging.brand import Brand, ChannelSpec
from hub.judging.text import Part

_KEPT = 64
MAX_PARTS = 32
FORMATS = ("plain", "markdown", "html")


@dataclass(frozen=True, slots=True)
class BrandValue:
    """A brand version ready for use: the kit, the brand and its channels by slug."""

    kit: Kit
    brand: Brand
    channels: dict[str, ChannelSpec]


_kept: OrderedDict[str, BrandValue] = OrderedDict()
_lock = threading.Lock()


def brand_value(digest: str, kit: dict[str, Any]) -> BrandValue:
    """Return the value of a stored kit; equal digests share one value."""
    with _lock:
        if digest in _kept:
            _kept.move_to_end(digest)
            return _kept[digest]
    parsed = kit_from_dict(kit)
    value = BrandValue(
        kit=parsed,
        brand=brand_of(parsed, version=digest),
        channels={channel.id: channel for channel in channels_of(parsed)},
    )
    with _lock:
        _kept[digest] = value
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return value


def clean_line(text: str, *, what: str, most: int) -> str:
    """Return a line (a title, a name) with white space folded. Raises InvalidInput naming ``what`` is wrong."""
    refuse_unprintable(text, what=what)
    line = " ".join(text.split())
    if len(line) > most:
        raise InvalidInput(f"The {what} has {len(line):,} characters; it has at most {most:,}.")
    return line


def refuse_unprintable(text: str, *, what: str) -> None:
    """Raise InvalidInput for NUL and lone surrogates, which not every database can keep."""
    for place, character in enumerate(text):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            raise InvalidInput(
                f"The {what} holds a character that is no text (U+{ord(character):04X}) at place {place}; remove "
                "it, or save the file as UTF-8 and paste again."
            )


def parts_from_rows(rows: list[Any]) -> tuple[Part, ...]:
    """Return stored parts as values."""
    return tuple(Part(name=row["name"], text=row["text"], format=row["format"]) for row in rows)


def rows_from_parts(parts: tuple[Part, ...]) -> list[dict[str, str]]:
    """Return parts as they are stored."""
    return [{"name": part.name, "text": part.text, "format": part.format} for part in parts]


def clean_parts(parts: tuple[Part, ...], *, max_characters: int) -> tuple[Part, ...]:
    """Return parts as they may be stored, or raise.

    Line ends become ``\\n``. NUL and lone surrogates can't be stored by every database and are refused with
    their place; everything else is kept as typed.
    """
    if len(parts) > MAX_PARTS:
        raise TooLarge(f"A text has at most {MAX_PARTS} parts; this one has {len(parts)}.")
    names = [part.name for part in parts]
    for name in names:
        if not name or len(name) > 64:
            raise InvalidInput(f"{name[:70]!r} can't name a part: 1 to 64 characters are needed.")
        if names.count(name) > 1:
            raise InvalidInput(f"The part {name!r} is there twice; a part's name is used once.")
    total = sum(len(part.text) for part in parts)
    if total > max_characters:
        raise TooLarge(
            f"The text has {total:,} characters; the hub takes {max_characters:,}. Split it, or raise "
            "HUB_MAX_TEXT_CHARACTERS."
        )
    return tuple(_clean(part) for part in parts)


def _clean(part: Part) -> Part:
    if part.format not in FORMATS:
        raise InvalidInput(f"{part.format!r} is no format; use {', '.join(FORMATS)}.")
    text = part.text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_unprintable(text, what=f"part {part.name!r}")
    return Part(name=part.name, text=text, format=part.format)
