"""The first house as a person left it, and the kit that it makes: plain values, checked by the kit's own reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hub.brandkit.model import FORMAT_VERSION
from hub.channels import channel_kinds
from hub.judging.styles import pack_ids

_LAW_OF: Final = {"zh": "zh-advertising-law"}

Words = Mapping[str, str]
Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class HousePillar:
    """A pillar as it was confirmed. A language without a message is left out."""

    name: Words
    message: Words
    phrasings: Lists = field(default_factory=dict)
    proof_points: Lists = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HouseTerm:
    """A term as it was confirmed."""

    locale: str
    text: str
    status: str
    replacement: str = ""
    variants: tuple[str, ...] = ()
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class HouseFact:
    """A fact as it was confirmed; ``cue`` is what names it in running text."""

    locale: str
    kind: str
    subject: str
    value: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HousePair:
    """ "We say" beside "we don't say" as it was confirmed."""

    locale: str
    dimension: str
    say: str
    dont: str
    dont_at: str


@dataclass(frozen=True, slots=True)
class HouseBand:
    """A tone dimension as it was confirmed."""

    id: str
    low: Words
    high: Words
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class FirstHouse:
    """A first kit as a person left it."""

    slug: str
    name: Words
    locales: tuple[str, ...]
    core: Words
    value: Words
    pillars: tuple[HousePillar, ...] = ()
    terms: tuple[HouseTerm, ...] = ()
    facts: tuple[HouseFact, ...] = ()
    pairs: tuple[HousePair, ...] = ()
    tone: tuple[HouseBand, ...] = ()
    exemplars: Lists = field(default_factory=dict)
    channels: tuple[str, ...] = ()


def _said(words: Words) -> dict[str, str]:
    return {locale: text.strip() for locale, text in words.items() if text.strip()}


def kit_of(house: FirstHouse, *, name: Words, locales: Sequence[str]) -> dict[str, Any]:
    """Return the kit as plain values; what is said in a locale that the brand does not speak is left out."""

    def words(said: Words) -> dict[str, str]:
        return {locale: text for locale, text in _said(said).items() if locale in locales}

    def lists(said: Lists) -> dict[str, list[str]]:
        kept = {
            locale: list(dict.fromkeys(t.strip() for t in said.get(locale, ()) if t.strip()))
            for locale in locales
        }
        return {locale: texts for locale, texts in kept.items() if texts}

    pillars = [pillar for pillar in house.pillars if words(pillar.message)]
    kinds = channel_kinds()
    return {
        "onevoice_kit": FORMAT_VERSION,
        "brand": {"id": house.slug, "name": dict(name), "locales": list(locales)},
        "message_house": {
            "core_message": words(house.core),
            "value_proposition": words(house.value),
            "pillars": [
                {
                    "id": f"pillar-{number}",
                    "name": words(pillar.name) or words(pillar.message),
                    "message": words(pillar.message),
                    "phrasings": lists(pillar.phrasings),
                    "proof_points": [
                        {"id": f"pillar-{number}-proof-{locale}-{place}", "text": {locale: text}}
                        for locale, texts in lists(pillar.proof_points).items()
                        for place, text in enumerate(texts, start=1)
                    ],
                }
                for number, pillar in enumerate(pillars, start=1)
            ],
        },
        "voice_guide": {
            "dimensions": [
                {"id": band.id, "low": words(band.low), "high": words(band.high), "target": list(band.target)}
                for band in house.tone
            ],
            "exemplars": [
                {
                    "id": f"pair-{number}",
                    "locale": pair.locale,
                    "dimension": pair.dimension,
                    "say": pair.say.strip(),
                    "dont": pair.dont.strip(),
                    "dont_at": pair.dont_at,
                }
                for number, pair in enumerate(house.pairs, start=1)
            ],
        },
        "terms": [_term(number, term) for number, term in enumerate(house.terms, start=1)],
        "facts": [
            {
                "id": f"fact-{number}",
                "kind": fact.kind,
                "subject": {fact.locale: fact.subject.strip()},
                "cues": {fact.locale: [fact.subject.strip()]},
                "value": fact.value.strip(),
                "forms": list(fact.forms),
            }
            for number, fact in enumerate(house.facts, start=1)
        ],
        "exemplars": {"on_message": lists(house.exemplars)},
        "channels": [
            {
                "id": kind.replace("_", "-"),
                "kind": kind,
                "name": {locale: _label(kinds[kind].label, locale) for locale in locales},
                "media": kinds[kind].media,
            }
            for kind in dict.fromkeys(house.channels)
            if kind in kinds
        ],
        "packs": [pack for locale in locales if (pack := _LAW_OF.get(locale)) in pack_ids()],
    }


def _label(label: Words, locale: str) -> str:
    return label.get(locale) or next(iter(label.values()))


def _term(number: int, term: HouseTerm) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"term-{number}",
        "locale": term.locale,
        "text": term.text.strip(),
        "status": term.status,
        "variants": list(term.variants),
        "case_sensitive": term.case_sensitive,
    }
    if term.replacement.strip():
        made["replacement"] = term.replacement.strip()
    return made
