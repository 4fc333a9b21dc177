"""Terms as rows: which fit a search, in which order, and as a file for spreadsheet programs."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hub.brandkit.voice import TermPart
from hub.web.brand_table_rows import word_order
from hub.web.languages import translate as _
from hub.web.words import locale_word, term_word

STATUSES: Final = ("banned", "preferred", "admitted")
SORTS: Final = ("text", "status", "replacement", "locale")
COLUMNS: Final = (
    "id",
    "text",
    "status",
    "replacement",
    "reason",
    "locale",
    "variants",
    "exceptions",
    "case_sensitive",
    "inflect",
)
BETWEEN: Final = "|"
# What a spreadsheet program would take for the start of a formula, wide forms included.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


@dataclass(frozen=True, slots=True)
class TermSearch:
    """What is asked of the table; empty means all. ``sort`` is one of ``SORTS``."""

    q: str = ""
    status: str = ""
    locale: str = ""
    sort: str = "text"
    down: bool = False

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "TermSearch":
        """Return the search in an address; what it can't mean is left out."""
        status, sort = args.get("status", ""), args.get("sort", "")
        return cls(
            q=args.get("q", "").strip()[:200],
            status=status if status in STATUSES else "",
            locale=args.get("locale", "")[:40],
            sort=sort if sort in SORTS else "text",
            down=args.get("down") == "1",
        )

    def query(self) -> dict[str, str]:
        """Return the parts of an address that say this search."""
        said = {"q": self.q, "status": self.status, "locale": self.locale}
        said["sort"] = "" if self.sort == "text" else self.sort
        said["down"] = "1" if self.down else ""
        return {name: value for name, value in said.items() if value}

    @property
    def narrows(self) -> bool:
        """Tell whether anything is left out of the table."""
        return bool(self.q or self.status or self.locale)


def find_terms(terms: Sequence[TermPart], search: TermSearch) -> list[TermPart]:
    """Return the terms that fit, in the order asked for."""
    wanted = search.q.casefold()
    found = [
        term
        for term in terms
        if (not search.status or term.status == search.status)
        and (not search.locale or term.locale == search.locale)
        and (not wanted or _says(term, wanted))
    ]
    found.sort(key=lambda term: word_order(term.text))
    if search.sort == "status":
        found.sort(key=lambda term: STATUSES.index(term.status))
    elif search.sort == "locale":
        found.sort(key=lambda term: term.locale)
    elif search.sort == "replacement":
        found.sort(key=lambda term: (term.replacement is None, word_order(term.replacement or "")))
    if search.down:
        found.reverse()
    return found


def _says(term: TermPart, wanted: str) -> bool:
    said = (term.text, *term.variants, term.replacement or "", term.reason or "", term.id)
    return any(wanted in text.casefold() for text in said)


def column_word(column: str) -> str:
    """Return a column's name as the table and the file say it."""
    return {
        "id": _("Id"),
        "text": _("Word"),
        "status": _("Status"),
        "replacement": _("Write instead"),
        "reason": _("Why"),
        "locale": _("Language"),
        "variants": _("Other spellings"),
        "exceptions": _("Allowed inside"),
        "case_sensitive": _("Case matters"),
        "inflect": _("All word forms"),
    }[column]


def terms_csv(terms: Iterable[TermPart]) -> bytes:
    """Return terms as CSV that spreadsheet programs open as they are: UTF-8 with a mark, no cell read as a formula."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow([column_word(column) for column in COLUMNS])
    for term in terms:
        writer.writerow([guarded(_cell(term, column)) for column in COLUMNS])
    return table.getvalue().encode("utf-8-sig")


def _cell(term: TermPart, column: str) -> str:
    value = getattr(term, column)
    if column == "status":
        return term_word(term.status)
    if column == "locale":
        return term.locale
    if isinstance(value, bool):
        return _("yes") if value else ""
    text = f" {BETWEEN} ".join(value) if isinstance(value, tuple) else value or ""
    # One line per term, so that the file can be pasted back line by line.
    return " ".join(text.split())


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet program runs: an apostrophe before what could start a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return the cell without the apostrophe that ``guarded`` put before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def locale_options(locales: Iterable[str]) -> list[tuple[str, str]]:
    """Return locales with their words, for a field to choose from."""
    return [(locale, locale_word(locale)) for locale in locales]
