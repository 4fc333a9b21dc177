"""Facts as rows: how long each holds, which fit a search, and what a form says of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from hub.brandkit.house import FactPart
from hub.brandkit.model import Kit
from hub.web.brand_table_forms import Typed, Wrong, by_locale, wrong_in
from hub.web.brand_table_rows import IdMaker, lines_of, word_order
from hub.web.languages import localised
from hub.web.languages import translate as _

KINDS: Final = ("price", "date", "percentage", "capacity", "number", "name")
SORTS: Final = ("subject", "value", "until")
SOON_DAYS: Final = 30
Standing = Literal["holds", "later", "soon", "over"]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact and how it stands on a day; ``days`` counts to its end (``soon``) or to its beginning (``later``)."""

    fact: FactPart
    standing: Standing
    days: int


@dataclass(frozen=True, slots=True)
class FactSearch:
    """What is asked of the table; empty means all."""

    q: str = ""
    kind: str = ""
    standing: str = ""
    sort: str = "subject"
    down: bool = False

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "FactSearch":
        """Return the search in an address; what it can't mean is left out."""
        kind, standing, sort = (args.get(name, "") for name in ("kind", "standing", "sort"))
        return cls(
            q=args.get("q", "").strip()[:200],
            kind=kind if kind in KINDS else "",
            standing=standing if standing in ("holds", "later", "soon", "over") else "",
            sort=sort if sort in SORTS else "subject",
            down=args.get("down") == "1",
        )

    def query(self) -> dict[str, str]:
        """Return the parts of an address that say this search."""
        said = {"q": self.q, "kind": self.kind, "standing": self.standing}
        said["sort"] = "" if self.sort == "subject" else self.sort
        said["down"] = "1" if self.down else ""
        return {name: value for name, value in said.items() if value}


def fact_row(fact: FactPart, today: date) -> FactRow:
    """Return a fact with how it stands today; its last day still counts."""
    if fact.valid_until is not None and fact.valid_until < today:
        return FactRow(fact, "over", 0)
    if fact.valid_from is not None and fact.valid_from > today:
        return FactRow(fact, "later", (fact.valid_from - today).days)
    if fact.valid_until is not None and (fact.valid_until - today).days <= SOON_DAYS:
        return FactRow(fact, "soon", (fact.valid_until - today).days)
    return FactRow(fact, "holds", 0)


def find_facts(facts: Sequence[FactPart], search: FactSearch, *, today: date) -> list[FactRow]:
    """Return the facts that fit, in the order asked for."""
    wanted = search.q.casefold()
    rows = [
        row
        for row in (fact_row(fact, today) for fact in facts)
        if (not search.kind or row.fact.kind == search.kind)
        and (not search.standing or row.standing == search.standing)
        and (not wanted or _says(row.fact, wanted))
    ]
    rows.sort(key=lambda row: word_order(localised(row.fact.subject)))
    if search.sort == "value":
        rows.sort(key=lambda row: word_order(row.fact.value))
    elif search.sort == "until":
        rows.sort(key=lambda row: row.fact.valid_until or date.max)
    if search.down:
        rows.reverse()
    return rows


def _says(fact: FactPart, wanted: str) -> bool:
    cues = [cue for texts in fact.cues.values() for cue in texts]
    said = (*fact.subject.values(), *cues, *fact.forms, fact.value, fact.source or "", fact.id)
    return any(wanted in text.casefold() for text in said)


def kind_word(kind: str) -> str:
    """Return the word for a kind of fact."""
    return {
        "price": _("Price"),
        "date": _("Date"),
        "percentage": _("Percentage"),
        "capacity": _("Capacity"),
        "number": _("Number"),
        "name": _("Name"),
    }.get(kind, kind)


def standing_word(row: FactRow) -> str:
    """Return what a fact's days say; empty where it simply holds."""
    if row.standing == "soon":
        near = {0: _("Ends today"), 1: _("Ends tomorrow")}
        return near.get(row.days) or _("Ends in %(days)d days", days=row.days)
    if row.standing == "over":
        return _("Over since %(day)s", day=row.fact.valid_until)
    if row.standing == "later":
        return _("Begins in %(days)d days", days=row.days) if row.days > 1 else _("Begins tomorrow")
    return ""


def words_of_fact(fact: FactPart) -> Typed:
    """Return what stands in the fields of a fact's form."""
    typed = {
        "id": fact.id,
        "kind": fact.kind,
        "value": fact.value,
        "forms": "\n".join(fact.forms),
        "source": fact.source or "",
        "valid_from": fact.valid_from.isoformat() if fact.valid_from else "",
        "valid_until": fact.valid_until.isoformat() if fact.valid_until else "",
    }
    typed |= {f"subject.{locale}": text for locale, text in fact.subject.items()}
    return typed | {f"cues.{locale}": "\n".join(cues) for locale, cues in fact.cues.items()}


def read_fact(typed: Typed, kit: Kit, fact_id: str | None) -> tuple[dict[str, Any], Wrong]:
    """Return the fact that was typed, and what is wrong with it. Without an id it gets one made from its subject."""
    locales = kit.brand.locales
    subject = by_locale(typed, "subject", locales)
    cues = {
        locale: lines
        for locale, text in by_locale(typed, "cues", locales).items()
        if (lines := lines_of(text))
    }
    ids = [fact.id for fact in kit.facts if fact.id != fact_id]
    made = IdMaker(ids, stem="fact").make(subject.get("en") or next(iter(subject.values()), ""))
    values: dict[str, Any] = {
        "id": typed.get("id") or fact_id or made,
        "kind": typed.get("kind", ""),
        "subject": subject,
        "cues": cues,
        "value": typed.get("value", ""),
        "forms": lines_of(typed.get("forms", "")),
        "source": typed.get("source") or None,
        "valid_from": typed.get("valid_from") or None,
        "valid_until": typed.get("valid_until") or None,
    }
    wrong = wrong_in(FactPart, values)
    if values["id"] in ids:
        wrong.setdefault("id", _("This id is taken; choose another."))
    if "cues" in wrong:
        wrong["cues"] = _("Name at least one word by which a text speaks of this.")
    first, last = values["valid_from"], values["valid_until"]
    if first and last and "valid_from" not in wrong and "valid_until" not in wrong and last < first:
        wrong["valid_until"] = _("The last day is before the first.")
    return values, wrong
