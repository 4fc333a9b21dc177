"""What a reader reads of a part: prose without markup, each of its characters with its place in the source."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.judging.text import Format


@dataclass(frozen=True, slots=True)
class Prose:
    """Prose and its map to the source: character ``i`` stands for source ``[starts[i], ends[i])``, code points.

    An entity (``&amp;``) is one character of prose and several of source. Block ends are newlines."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the source of the prose span ``[start, end)``; an empty span stays empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]


class Scribe:
    """Writes prose down piece by piece while a scanner walks through the source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    def copy(self, start: int, end: int) -> None:
        """Take the source characters ``[start, end)`` as they are."""
        if start < end:
            self._pieces.append(self._source[start:end])
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))

    def write(self, text: str, start: int, end: int) -> None:
        """Write ``text`` in place of the source characters ``[start, end)``."""
        self._pieces.append(text)
        self._starts.extend([start] * len(text))
        self._ends.extend([end] * len(text))

    def finish(self) -> Prose:
        """Return everything written."""
        return Prose("".join(self._pieces), self._starts, self._ends)


def read_prose(text: str, text_format: Format) -> Prose:
    """Return the prose of a part. Never fails: broken markup is read as far as it goes, in linear time."""
    if text_format == "html":
        from hub.judging.html_prose import read_html

        return read_html(text)
    if text_format == "markdown":
        from hub.judging.markdown_prose import read_markdown

        return read_markdown(text)
    return Prose(text, range(len(text)), range(1, len(text) + 1))
