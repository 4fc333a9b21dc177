"""Rows of the first house: what each holds in the form, and how a proposal fills them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hub.judging.brand import Localised
from hub.judging.proposal import Evidence, Proposal, Wording

BLANK_TERMS: Final = 2
# From this many pairs on tone is judged: what the guide does not give can be written on the spot.
WANTED_PAIRS: Final = 4
BLANK_PILLARS: Final = {"proposed": 1, "empty": 3}
DEFAULT_CHANNELS: Final = {"zh": ("website", "wechat_article", "xiaohongshu"), "en": ("website", "email")}

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class PillarRow:
    """A pillar; phrasings and proof points one per line, per language."""

    keep: bool = False
    name: Texts = field(default_factory=dict)
    message: Texts = field(default_factory=dict)
    phrasings: Texts = field(default_factory=dict)
    proofs: Texts = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term; ``sure`` is false where somebody should look twice."""

    keep: bool = False
    locale: str = ""
    text: str = ""
    status: str = "preferred"
    replacement: str = ""
    variants: tuple[str, ...] = ()
    case_sensitive: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact, or a question with the values to choose from (then ``choices`` is not empty)."""

    keep: bool
    locale: str
    kind: str
    subject: str
    value: str
    forms: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    choices: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class BandRow:
    """A tone dimension with the ends of its band as typed."""

    id: str
    low: Localised
    high: Localised
    start: str
    end: str
    basis: str = "none"
    hits: int = 0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair of the guide, or an empty row to write one."""

    keep: bool = False
    locale: str = ""
    say: str = ""
    dont: str = ""
    dimension: str = ""
    dont_at: str = "low"
    sure: bool = True
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ExemplarRow:
    """A sentence that sounds right."""

    keep: bool
    locale: str
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseForm:
    """All of the second step as it stands in the form. ``others`` are candidates to take instead, per language."""

    name: Texts
    locales: tuple[str, ...]
    slug: str
    core: Texts
    value: Texts
    pillars: tuple[PillarRow, ...]
    terms: tuple[TermRow, ...]
    facts: tuple[FactRow, ...]
    tone: tuple[BandRow, ...]
    pairs: tuple[PairRow, ...]
    exemplars: tuple[ExemplarRow, ...]
    channels: tuple[str, ...]


def form_of_proposal(
    proposal: Proposal, *, name: Mapping[str, str], locales: Sequence[str], slug: str
) -> HouseForm:
    """Return the form as it is first shown: what is sure is ticked, what is doubtful is not."""
    pillars = [
        PillarRow(
            keep=True,
            name=dict(pillar.name),
            message=_joined(pillar.messages),
            phrasings=_joined(pillar.phrasings),
            proofs=_joined(pillar.proof_points),
            evidence=tuple(
                e for w in (*pillar.messages, *pillar.phrasings, *pillar.proof_points) for e in w.evidence
            ),
        )
        for pillar in proposal.pillars
    ]
    blank = BLANK_PILLARS["proposed" if pillars else "empty"]
    terms = [
        TermRow(t.sure, t.locale, t.text, t.status, t.replacement, t.variants, t.case_sensitive, t.evidence)
        for t in proposal.terms
    ]
    facts = [
        FactRow(f.sure, f.locale, f.kind, f.subject, f.value, f.forms, f.evidence) for f in proposal.facts
    ]
    questions = [
        FactRow(keep=False, locale=q.locale, kind=q.kind, subject=q.subject, value="", choices=q.values)
        for q in proposal.questions
    ]
    pairs = [
        PairRow(
            keep=True,
            locale=p.locale,
            say=p.say,
            dont=p.dont,
            dimension=p.dimension,
            dont_at=p.dont_at,
            sure=p.sure,
            evidence=p.evidence,
        )
        for p in proposal.pairs
    ]
    return HouseForm(
        name=dict(name),
        locales=tuple(locales),
        slug=slug,
        core=_first(proposal.core),
        value=_first(proposal.value),
        pillars=(*pillars, *[PillarRow()] * blank),
        terms=(*terms, *[TermRow(locale=locales[0])] * BLANK_TERMS),
        facts=(*questions, *facts),
        tone=tuple(
            BandRow(b.id, b.low, b.high, str(b.target[0]), str(b.target[1]), b.basis, b.hits, b.evidence)
            for b in proposal.tone
        ),
        pairs=(*pairs, *[PairRow()] * max(0, WANTED_PAIRS - len(pairs))),
        exemplars=tuple(
            ExemplarRow(keep=True, locale=w.locale, text=w.text, evidence=w.evidence)
            for w in proposal.exemplars
        ),
        channels=tuple(dict.fromkeys(kind for loc in locales for kind in DEFAULT_CHANNELS.get(loc, ()))),
    )


def _joined(wordings: Sequence[Wording]) -> Texts:
    made: Texts = {}
    for wording in wordings:
        made[wording.locale] = "\n".join(filter(None, (made.get(wording.locale, ""), wording.text)))
    return made


def _first(wordings: Sequence[Wording]) -> Texts:
    made: Texts = {}
    for wording in wordings:
        made.setdefault(wording.locale, wording.text)
    return made
