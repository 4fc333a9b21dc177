"""What somebody brings for a first house: typed texts, files, a guide; and how it travels in the form itself."""

import base64
import binascii
import json
import zlib
from contextlib import suppress
from typing import Final

from flask import request
from werkzeug.datastructures import FileStorage

from hub.errors import InvalidInput, TooLarge
from hub.judging.text import Part
from hub.services.first_house import MOST_CHARACTERS, MOST_TEXTS, Material

FIELDS: Final = 5
LANGUAGES: Final = ("zh", "en")
MOST_FILE_BYTES: Final = 256 * 1024
ENDINGS: Final = {".txt": "plain", ".md": "markdown"}
# Twice what the largest material takes as JSON.
_MOST_UNPACKED: Final = 2 * (MOST_TEXTS * MOST_CHARACTERS * 6)
_BROKEN: Final = "The texts did not come back whole with the form; start again and paste them once more."


def material_from_form() -> Material:
    """Return what was typed and uploaded: fields first, then files. Raises InvalidInput, TooLarge."""
    form = request.form
    texts = [Part("text", text.replace("\r\n", "\n")) for text in form.getlist("text") if text.strip()]
    texts += [_read(file) for file in request.files.getlist("files") if file.filename]
    return Material(
        name=names_from_form(),
        locales=locales_from_form(),
        texts=tuple(texts),
        guide=form.get("guide", "").replace("\r\n", "\n"),
    )


def typed_material() -> Material:
    """Return what was typed, to be given back beside an error; files that can be read come back as typed texts,
    for a file field can't be filled again."""
    form = request.form
    texts = [Part("text", text) for text in form.getlist("text")]
    for file in request.files.getlist("files"):
        with suppress(InvalidInput, TooLarge):
            file.stream.seek(0)
            texts.append(_read(file))
    return Material(names_from_form(), locales_from_form(), tuple(texts), form.get("guide", ""))


def names_from_form() -> dict[str, str]:
    """Return the brand's names as typed, per language."""
    return {locale: request.form.get(f"name.{locale}", "").strip() for locale in LANGUAGES}


def locales_from_form() -> tuple[str, ...]:
    """Return the languages that were ticked."""
    return tuple(locale for locale in LANGUAGES if locale in request.form.getlist("locale"))


def pack(material: Material) -> str:
    """Return texts and guide as one short string for a hidden field."""
    kept = {"texts": [[part.text, part.format] for part in material.texts], "guide": material.guide}
    data = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return base64.b64encode(zlib.compress(data, 6)).decode("ascii")


def unpack(packed: str) -> Material:
    """Return the material of a form that carries it packed. Raises InvalidInput where it is damaged."""
    try:
        opened = zlib.decompressobj()
        data = opened.decompress(base64.b64decode(packed, validate=True), _MOST_UNPACKED)
        if opened.unconsumed_tail or not opened.eof:
            raise InvalidInput(_BROKEN)
        kept = json.loads(data.decode("utf-8", "surrogatepass"))
        texts = tuple(
            Part("text", str(text), "markdown" if style == "markdown" else "plain")
            for text, style in kept["texts"]
        )
        guide = str(kept["guide"])
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError):
        raise InvalidInput(_BROKEN) from None
    return Material(names_from_form(), locales_from_form(), texts, guide)


def _read(file: FileStorage) -> Part:
    name = (file.filename or "").rsplit("/", 1)[-1]
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
    if not ending:
        raise InvalidInput(f"{name} is not a .txt or .md file; paste its text instead.")
    data = file.read(MOST_FILE_BYTES + 1)
    if len(data) > MOST_FILE_BYTES:
        raise TooLarge(f"{name} is larger than {MOST_FILE_BYTES // 1024} KB; paste the part that matters.")
    text = decode_text(data, name=name)
    return Part("text", text.replace("\r\n", "\n"), "markdown" if ENDINGS[ending] == "markdown" else "plain")


def decode_text(data: bytes, *, name: str) -> str:
    """Return a file's text: UTF-8, UTF-16 with its mark, or GB18030 where that gives Chinese. Raises InvalidInput."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB18030 takes nearly any bytes: only Chinese characters show that it was meant.
        if encoding != "gb18030" or _mostly_chinese(text):
            return text
    raise InvalidInput(f"{name} is neither UTF-8 nor GB18030 text; save it as UTF-8 and choose it again.")


def _mostly_chinese(text: str) -> bool:
    beyond = [letter for letter in text if ord(letter) > 0x7F]
    common = sum(
        "\u4e00" <= letter <= "\u9fff" or letter in "，。！？、；：“”‘’（）《》—…" for letter in beyond
    )
    return bool(beyond) and common * 10 >= len(beyond) * 8
