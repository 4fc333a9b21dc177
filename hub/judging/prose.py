"""What a reader reads of a part: prose without markup, each of its characters with its place in the source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hub.judging.text import Format

_HIDDEN = "\\x00\u200b\u200c\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff"
# The joiner U+200D holds emoji together; between two characters of words it only hides them.
_HIDDEN_BETWEEN = re.compile(
    rf"(?<=[^\s{_HIDDEN}\u200d])[{_HIDDEN}]+(?=[^\s{_HIDDEN}\u200d])|(?<=\w)[{_HIDDEN}\u200d]+(?=\w)"
)


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
    """Return the prose of a part. Never fails: broken markup is read as far as it goes, in linear time.

    Characters that nobody sees are left out where they part two that are seen, so that no word is hidden by them.
    """
    if text_format == "html":
        from hub.judging.html_prose import read_html

        return _without_hidden(read_html(text))
    if text_format == "markdown":
        from hub.judging.markdown_prose import read_markdown

        return _without_hidden(read_markdown(text))
    return _without_hidden(Prose(text, range(len(text)), range(1, len(text) + 1)))


def _without_hidden(prose: Prose) -> Prose:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for found in _HIDDEN_BETWEEN.finditer(prose.text):
        pieces.append(prose.text[done : found.start()])
        starts.extend(prose.starts[done : found.start()])
        ends.extend(prose.ends[done : found.start()])
        done = found.end()
    if not done:
        return prose
    starts.extend(prose.starts[done:])
    ends.extend(prose.ends[done:])
    return Prose("".join([*pieces, prose.text[done:]]), starts, ends)
