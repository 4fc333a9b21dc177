"""Prose of HTML: tags, comments, scripts and styles out, entities decoded, block ends as newlines.

An own small scanner instead of a parser: what is needed is where each visible character stands in the source.
"""

# ruff: noqa: SIM905 - word lists are read and mended as text

import html
import re

from hub.judging.prose import Prose, Scribe

_BLOCKS = frozenset(
    "address article aside blockquote body br button dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html li main nav ol option p pre section select summary table tbody td tfoot th "
    "thead title tr ul".split()
)
_UNREAD = frozenset("script style template svg math iframe object noscript textarea".split())

# Possessive repeats: a tag that never closes fails without trying every shorter reading.
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:\-]*)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+/?>")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARK = re.compile(r"[<&\n\r\t]")
_LONGEST_TAG = 20_000


def read_html(text: str) -> Prose:
    """Return the prose of an HTML document or fragment."""
    scribe = Scribe(text)
    position = 0
    preformatted = 0
    while (found := _MARK.search(text, position)) is not None:
        at = found.start()
        scribe.copy(position, at)
        mark = found[0]
        if mark == "<":
            tag = TAG.match(text, at, at + _LONGEST_TAG)
            if tag is not None and tag[1].lower() == "pre":
                preformatted = 0 if text[at + 1] == "/" else 1
            position = skip_markup(text, at, scribe)
        elif mark == "&":
            position = write_entity(text, at, scribe)
        else:
            # A line break in HTML source is a space to the reader, but not inside <pre>.
            scribe.write("\n" if preformatted and mark == "\n" else " ", at, at + 1)
            position = at + 1
    scribe.copy(position, len(text))
    return scribe.finish()


def skip_markup(text: str, at: int, scribe: Scribe) -> int:
    """Step over the tag, comment or unread element at ``text[at] == "<"``; return where reading goes on.

    A ``<`` that opens nothing is copied as the character it is."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return len(text) if end < 0 else end + 3
    if text.startswith(("<!", "<?"), at):
        end = text.find(">", at, at + _LONGEST_TAG)
        if end >= 0:
            return end + 1
    tag = TAG.match(text, at, at + _LONGEST_TAG)
    if tag is None:
        scribe.copy(at, at + 1)
        return at + 1
    name = tag[1].lower()
    if name in _BLOCKS:
        scribe.write("\n", at, at)
    elif name in _UNREAD and text[at + 1] != "/" and not tag[0].endswith("/>"):
        closing = _closing(name).search(text, tag.end())
        return len(text) if closing is None else closing.end()
    return tag.end()


def write_entity(text: str, at: int, scribe: Scribe) -> int:
    """Write the character that the entity at ``text[at] == "&"`` stands for; return where reading goes on."""
    entity = ENTITY.match(text, at)
    decoded = html.unescape(entity[0]) if entity else ""
    if entity is None or decoded == entity[0] or not decoded:
        scribe.copy(at, at + 1)
        return at + 1
    scribe.write(decoded, at, entity.end())
    return entity.end()


_CLOSINGS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _UNREAD}


def _closing(name: str) -> re.Pattern[str]:
    return _CLOSINGS[name]
