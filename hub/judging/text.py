"""The text under judgement: named parts of a revision. Offsets are code points, end exclusive, within one part."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["plain", "markdown", "html"]
Language = Literal["zh", "en", "mixed", "other", "none"]


@dataclass(frozen=True, slots=True)
class Part:
    """One named part (``body``, ``title``, ``subject`` …) as the writer typed it."""

    name: str
    text: str
    format: Format = "plain"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a part: code points ``start`` to ``end`` (exclusive)."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its place. ``text`` is exactly ``part.text[start:end]``, trimmed of outer white space;
    ``prose`` is the same with markup, links and folded white space removed: what is embedded and counted."""

    span: Span
    text: str
    prose: str
    language: Language
