"""What every table of the brand shares: pages of rows, an order for words, ids made from words, lines of a text field."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_SIZE = 100
_LONGEST_MADE_ID = 48

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page of a table. ``first`` and ``last`` count rows from 1 (both 0 where nothing fits); ``page`` from 1."""

    rows: tuple[Row, ...]
    total: int
    first: int
    last: int
    page: int
    pages: int


def slice_rows(
    rows: Sequence[Row], *, page: int, at: Callable[[Row], bool] | None = None, size: int = PAGE_SIZE
) -> Slice[Row]:
    """Return a page of the rows; a page beyond the end is the last one.

    ``at`` recognises a row whose page is wanted instead; where no row is recognised, ``page`` counts.
    """
    if at is not None:
        page = next((index // size + 1 for index, row in enumerate(rows) if at(row)), page)
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    chosen = tuple(rows[(page - 1) * size : page * size])
    first = (page - 1) * size + 1 if chosen else 0
    return Slice(chosen, len(rows), first, first + len(chosen) - 1 if chosen else 0, page, pages)


def word_order(text: str) -> bytes:
    """Return the key that puts words in a reader's order: Latin first, then common Chinese characters by pinyin.

    GB 2312 lists its first 3,755 characters by pinyin; GB 18030 keeps their places and knows all others.
    """
    return text.casefold().encode("gb18030", "replace")


class IdMaker:
    """Makes ids that are not taken yet: a slug of the words, else the stem with a number (``term-12``)."""

    def __init__(self, taken: Iterable[str], *, stem: str) -> None:
        self._taken = set(taken)
        self._stem = stem
        self._next: defaultdict[str, int] = defaultdict(lambda: 1)

    def make(self, words: str) -> str:
        """Return a new id and count it as taken."""
        slug = slug_of(words)
        name = slug or self._numbered(self._stem)
        if name in self._taken:
            self._next[slug] = max(self._next[slug], 2)
            name = self._numbered(slug)
        self._taken.add(name)
        return name

    def _numbered(self, root: str) -> str:
        while f"{root}-{self._next[root]}" in self._taken:
            self._next[root] += 1
        return f"{root}-{self._next[root]}"


def slug_of(words: str) -> str:
    """Return the Latin letters and digits of words as an id; empty where most of the letters are not Latin."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    letters = sum(character.isalnum() for character in words)
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_MADE_ID].strip("-")
    # 5G手机 and 5G电视 would both be "5g", which names neither.
    return slug if sum(character.isalnum() for character in plain) * 2 > letters else ""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text field that hold something, without repeats, in order."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
