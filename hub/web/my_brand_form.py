"""The first house as it was typed: the rows of a form, the evidence they came with, and the house they make."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from flask import request

from hub.judging.proposal import Evidence
from hub.judging.proposal.material import tongue_of
from hub.judging.proposal.tone import SCALES
from hub.services.first_house_kit import (
    FirstHouse,
    HouseBand,
    HouseFact,
    HousePair,
    HousePillar,
    HouseTerm,
)
from hub.web.my_brand_material import LANGUAGES, locales_from_form, names_from_form
from hub.web.my_brand_rows import (
    BandRow,
    ExemplarRow,
    FactRow,
    HouseForm,
    PairRow,
    PillarRow,
    TermRow,
    Texts,
)

MOST_ROWS: Final = 40
STATUSES: Final = ("preferred", "admitted", "banned")
_BETWEEN: Final = "\u241f"


def typed_form(proposed: HouseForm) -> HouseForm:
    """Return the form as it was typed, with the evidence of the proposal that it was made from."""

    def seen(
        rows: Sequence[PillarRow | TermRow | FactRow | PairRow | ExemplarRow], place: int
    ) -> tuple[Evidence, ...]:
        return rows[place].evidence if place < len(rows) else ()

    form = form_as_typed()
    return replace(
        form,
        pillars=tuple(replace(r, evidence=seen(proposed.pillars, n)) for n, r in enumerate(form.pillars)),
        terms=tuple(replace(r, evidence=seen(proposed.terms, n)) for n, r in enumerate(form.terms)),
        facts=tuple(
            replace(
                r,
                evidence=seen(proposed.facts, n),
                choices=proposed.facts[n].choices if n < len(proposed.facts) else (),
            )
            for n, r in enumerate(form.facts)
        ),
        tone=tuple(
            replace(old, start=new.start, end=new.end)
            for old, new in zip(proposed.tone, form.tone, strict=False)
        ),
        pairs=tuple(replace(r, evidence=seen(proposed.pairs, n)) for n, r in enumerate(form.pairs)),
        exemplars=tuple(
            replace(r, evidence=seen(proposed.exemplars, n)) for n, r in enumerate(form.exemplars)
        ),
    )


def form_as_typed() -> HouseForm:
    """Return what the form of this request holds, whatever it was made from."""
    form = request.form
    locales = locales_from_form()
    first = locales[0] if locales else LANGUAGES[0]
    return HouseForm(
        name=names_from_form(),
        locales=locales,
        slug=form.get("slug", "").strip().lower(),
        core=_texts("core"),
        value=_texts("value"),
        pillars=tuple(
            PillarRow(
                _kept(at),
                _texts(f"{at}.name"),
                _texts(f"{at}.message"),
                _texts(f"{at}.phrasings"),
                _texts(f"{at}.proofs"),
            )
            for at in _places("pillar")
        ),
        terms=tuple(
            TermRow(
                keep=_kept(at),
                locale=_one_of(f"{at}.locale", LANGUAGES, first),
                text=_line(f"{at}.text"),
                status=_one_of(f"{at}.status", STATUSES, STATUSES[0]),
                replacement=_line(f"{at}.replacement"),
                variants=_split(f"{at}.variants"),
                case_sensitive=form.get(f"{at}.case") == "yes",
            )
            for at in _places("term")
        ),
        facts=tuple(
            FactRow(
                keep=_kept(at),
                locale=_one_of(f"{at}.locale", LANGUAGES, first),
                kind=form.get(f"{at}.kind", ""),
                subject=_line(f"{at}.subject"),
                value=_line(f"{at}.value"),
                forms=_split(f"{at}.forms"),
            )
            for at in _places("fact")
        ),
        tone=tuple(
            BandRow(
                scale.id,
                scale.low,
                scale.high,
                _line(f"tone.{scale.id}.start"),
                _line(f"tone.{scale.id}.end"),
            )
            for scale in SCALES
        ),
        pairs=tuple(
            PairRow(
                keep=_kept(at),
                locale=_one_of(f"{at}.locale", LANGUAGES, tongue_of(_line(f"{at}.say"), first)),
                say=_line(f"{at}.say"),
                dont=_line(f"{at}.dont"),
                dimension=_one_of(f"{at}.dimension", [scale.id for scale in SCALES], SCALES[0].id),
                dont_at=_one_of(f"{at}.dont_at", ("low", "high"), "low"),
            )
            for at in _places("pair")
        ),
        exemplars=tuple(
            ExemplarRow(_kept(at), _one_of(f"{at}.locale", LANGUAGES, first), _line(f"{at}.text"))
            for at in _places("exemplar")
        ),
        channels=tuple(form.getlist("channel")),
    )


def house_of(form: HouseForm) -> FirstHouse:
    """Return the house that a form amounts to: the rows that are kept, in the languages that were chosen."""
    spoken = set(form.locales)
    return FirstHouse(
        slug=form.slug,
        name=form.name,
        locales=form.locales,
        core=form.core,
        value=form.value,
        pillars=tuple(
            HousePillar(row.name, row.message, _lists(row.phrasings), _lists(row.proofs))
            for row in form.pillars
            if row.keep and any(row.message.values())
        ),
        terms=tuple(
            HouseTerm(row.locale, row.text, row.status, row.replacement, row.variants, row.case_sensitive)
            for row in form.terms
            if row.keep and row.text and row.locale in spoken
        ),
        facts=tuple(
            HouseFact(row.locale, row.kind, row.subject, row.value, row.forms)
            for row in form.facts
            if row.keep and row.subject and row.value and row.locale in spoken
        ),
        pairs=tuple(
            HousePair(row.locale, row.dimension, row.say, row.dont, row.dont_at)
            for row in form.pairs
            if row.keep and row.say and row.dont and row.locale in spoken
        ),
        tone=tuple(HouseBand(row.id, row.low, row.high, _band(row)) for row in form.tone),
        exemplars={
            locale: tuple(
                row.text for row in form.exemplars if row.keep and row.text and row.locale == locale
            )
            for locale in form.locales
        },
        channels=form.channels,
    )


def _band(row: BandRow) -> tuple[int, int]:
    """Return the band as whole numbers; what is no number makes the band that asks for nothing."""
    try:
        return int(row.start), int(row.end)
    except ValueError:
        return 0, 100


def _lists(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {
        locale: tuple(line.strip() for line in text.splitlines() if line.strip())
        for locale, text in texts.items()
    }


def _places(kind: str) -> list[str]:
    count = request.form.get(f"{kind}.count", "0")
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0
    return [f"{kind}.{place}" for place in range(min(number, MOST_ROWS))]


def _kept(at: str) -> bool:
    return request.form.get(f"{at}.keep") == "yes"


def _texts(name: str) -> Texts:
    return {loc: request.form.get(f"{name}.{loc}", "").replace("\r\n", "\n").strip() for loc in LANGUAGES}


def _line(name: str) -> str:
    return " ".join(request.form.get(name, "").split())


def _split(name: str) -> tuple[str, ...]:
    return tuple(piece for piece in request.form.get(name, "").split(_BETWEEN) if piece)


def _one_of(name: str, known: Sequence[str], otherwise: str) -> str:
    value = request.form.get(name, "")
    return value if value in known else otherwise
