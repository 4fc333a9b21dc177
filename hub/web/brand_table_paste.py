"""Many terms at once: from pasted lines or a spreadsheet's file to terms, and what is wrong with which line."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pydantic import ValidationError

from hub.brandkit.voice import TermPart
from hub.errors import InvalidInput
from hub.judging.brand import language_of
from hub.web.brand_table_rows import IdMaker
from hub.web.brand_table_term_rows import BETWEEN, COLUMNS, unguarded
from hub.web.languages import translate as _

MAX_LINES: Final = 20_000
MAX_WORD: Final = 200
MAX_CELL: Final = 2_000
_PLAIN_ORDER: Final = ("text", "status", "replacement", "reason")
_LISTS: Final = ("variants", "exceptions")
_FLAGS: Final = ("case_sensitive", "inflect")
_STATUS: Final = {
    **dict.fromkeys(("banned", "ban", "forbidden", "禁用", "禁止"), "banned"),
    **dict.fromkeys(("preferred", "首选", "推荐", "优先"), "preferred"),
    **dict.fromkeys(("admitted", "allowed", "可用", "允许"), "admitted"),
}
_FLAG: Final = {
    **dict.fromkeys(("yes", "true", "1", "是", "x"), True),
    **dict.fromkeys(("", "no", "false", "0", "否"), False),
}
_HEADS: Final = {
    "id": ("编号", "标识"),
    "text": ("word", "term", "用语", "词", "词语", "用词"),
    "status": ("状态",),
    "replacement": ("write instead", "instead", "改用", "改为", "替换"),
    "reason": ("why", "原因", "理由"),
    "locale": ("language", "语言"),
    "variants": ("other spellings", "其他写法", "异写"),
    "exceptions": ("allowed inside", "例外"),
    "case_sensitive": ("case matters", "区分大小写"),
    "inflect": ("all word forms", "所有词形"),
}
_COLUMN_OF: Final = {name: column for column in COLUMNS for name in (column, *_HEADS[column])}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a line without a status or a language means. An empty ``locale``: as its letters say."""

    status: str = "banned"
    locale: str = ""


@dataclass(frozen=True, slots=True)
class PastedTerm:
    """A line that was understood, and what keeping it would do."""

    line: int
    term: TermPart
    effect: Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A line that was not understood, counted from 1, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """Everything that was read, in order."""

    understood: tuple[PastedTerm, ...]
    wrong: tuple[WrongLine, ...]

    def terms(self, *effects: str) -> tuple[TermPart, ...]:
        """Return the terms of these effects."""
        return tuple(row.term for row in self.understood if row.effect in effects)


def text_of_file(data: bytes) -> str:
    """Return a spreadsheet file's text: UTF-8, UTF-16 with a mark, or what Chinese Windows writes (GB 18030).

    Raises InvalidInput for anything else, such as the spreadsheet program's own format.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InvalidInput(
        "This file is no text. Save it as CSV in your spreadsheet program and choose that file."
    )


def read_pasted(
    text: str, terms: Sequence[TermPart], *, locales: Sequence[str], defaults: Defaults
) -> Pasted:
    """Return what the lines say, read against the terms that are there. Raises InvalidInput for too many lines.

    Cells are parted by tabs, else by commas. A first line of column names gives the order of the columns, else it
    is word, status, replacement, reason. A word that is there already is changed: cells that are missing leave
    what it has, and so do empty ones where no column names were given.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if len(lines) > MAX_LINES:
        raise InvalidInput(f"These are {len(lines)} lines; the table takes {MAX_LINES} at a time.")
    reader = _Reader(terms, locales, defaults)
    mark = "\t" if "\t" in text else "," if "," in text else "，" if "，" in text else ","
    for number, line in enumerate(lines, start=1):
        if line.strip():
            reader.take(number, line, mark)
    return Pasted(tuple(reader.understood), tuple(reader.wrong))


@dataclass
class _Reader:
    terms: Sequence[TermPart]
    locales: Sequence[str]
    defaults: Defaults
    understood: list[PastedTerm] = field(default_factory=list)
    wrong: list[WrongLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_id = {term.id: term for term in self.terms}
        self._by_word = {(term.locale, term.text): term for term in self.terms}
        self._ids = IdMaker(self._by_id, stem="term")
        self._columns: tuple[str, ...] = ()
        self._has_head = False
        self._line_of: dict[Any, int] = {}

    def take(self, number: int, line: str, mark: str) -> None:
        try:
            cells = next(csv.reader([line], delimiter=mark, strict=True))
            cells = [unguarded(cell.strip()) for cell in cells]
            if not self._columns:
                names = [_COLUMN_OF.get(cell.casefold().strip("\ufeff")) for cell in cells]
                self._has_head = "text" in names and all(names)
                self._columns = tuple(name for name in names if name) if self._has_head else _PLAIN_ORDER
                if self._has_head:
                    if len(set(names)) != len(names):
                        raise _Wrong(_("Two columns have the same name."))
                    return
            self.understood.append(self._understand(number, cells))
        except csv.Error:
            self.wrong.append(
                WrongLine(number, line[:MAX_CELL], _("A quotation mark is opened and not closed here."))
            )
        except _Wrong as wrong:
            self.wrong.append(WrongLine(number, line[:MAX_CELL], wrong.why))

    def _understand(self, number: int, cells: list[str]) -> PastedTerm:
        while cells and not cells[-1] and len(cells) > len(self._columns):
            cells.pop()
        if len(cells) > len(self._columns):
            raise _Wrong(
                _(
                    "Too many cells: %(count)d, where %(most)d columns are expected.",
                    count=len(cells),
                    most=len(self._columns),
                )
            )
        row = dict(zip(self._columns, cells, strict=False))
        word = row.get("text", "")
        if not word:
            raise _Wrong(_("The word is missing."))
        if len(word) > MAX_WORD:
            raise _Wrong(
                _("The word has %(count)d characters; %(most)d are the most.", count=len(word), most=MAX_WORD)
            )
        if any(len(cell) > MAX_CELL for cell in cells):
            raise _Wrong(_("A cell has more than %(most)d characters.", most=MAX_CELL))
        locale = self._locale(row.get("locale", ""), word)
        before = self._by_id.get(row.get("id", "")) or self._by_word.get((locale, word))
        values = self._values(row, before)
        values |= {"text": word, "locale": locale}
        values["id"] = before.id if before else row.get("id") or self._ids.make(word)
        self._only_once(number, values["id"], (locale, word))
        term = _term(values)
        effect: Literal["new", "changed", "same"]
        effect = "new" if before is None else "same" if term == before else "changed"
        return PastedTerm(number, term, effect)

    def _values(self, row: Mapping[str, str], before: TermPart | None) -> dict[str, Any]:
        values: dict[str, Any] = before.model_dump() if before else {"status": self.defaults.status}
        for column, cell in row.items():
            if column in ("id", "text", "locale") or not (cell or self._has_head):
                continue
            if column == "status":
                if cell:
                    values["status"] = _known(
                        _STATUS,
                        cell,
                        _("“%(cell)s” is no status; write banned, preferred or allowed.", cell=cell[:40]),
                    )
            elif column in _FLAGS:
                values[column] = _known(_FLAG, cell, _("“%(cell)s” is neither yes nor no.", cell=cell[:40]))
            elif column in _LISTS:
                values[column] = tuple(piece.strip() for piece in cell.split(BETWEEN) if piece.strip())
            else:
                values[column] = cell or None
        return values

    def _locale(self, said: str, word: str) -> str:
        if said:
            found = {"中文": "zh", "chinese": "zh", "英文": "en", "english": "en"}.get(said.casefold(), said)
            if found not in self.locales:
                raise _Wrong(
                    _(
                        "The brand has no language “%(said)s”; it has %(known)s.",
                        said=said[:40],
                        known=", ".join(self.locales),
                    )
                )
            return found
        if self.defaults.locale in self.locales:
            return self.defaults.locale
        return locale_of_word(word, self.locales)

    def _only_once(self, number: int, *names: Any) -> None:
        for name in names:
            if name in self._line_of:
                raise _Wrong(_("The same word as in line %(line)d.", line=self._line_of[name]))
        self._line_of |= dict.fromkeys(names, number)


class _Wrong(Exception):
    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def locale_of_word(word: str, locales: Sequence[str]) -> str:
    """Return the brand's locale that a word looks like: Chinese where it holds a Chinese character."""
    is_chinese = any("\u3400" <= character <= "\u9fff" for character in word)
    fitting = [locale for locale in locales if (language_of(locale) == "zh") == is_chinese]
    return (fitting or list(locales))[0]


def _known(words: Mapping[str, Any], cell: str, why: str) -> Any:
    try:
        return words[cell.casefold()]
    except KeyError:
        raise _Wrong(why) from None


def _term(values: dict[str, Any]) -> TermPart:
    try:
        term = TermPart.model_validate(values)
    except ValidationError as error:
        place = str(error.errors(include_url=False)[0]["loc"][0])
        raise _Wrong(
            _("An id has small letters, digits and hyphens only, 64 at most.")
            if place == "id"
            else _("It contains a character that is not text. Type it again.")
        ) from None
    if term.text in term.exceptions:
        raise _Wrong(_("The word is its own exception, so it could never be found."))
    return term
