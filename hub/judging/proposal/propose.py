"""The way through: texts and a guide in, a first brand kit with evidence out. Nothing is invented, nothing kept."""

from collections.abc import Sequence

from hub.judging.brand import Localised, language_of
from hub.judging.ground_vectors import Ground
from hub.judging.ports import TextEncoder
from hub.judging.proposal.facts import propose_facts
from hub.judging.proposal.guide import GuideLine, GuideReading, guide_lines, read_guide
from hub.judging.proposal.house import (
    FEWEST_LINES,
    build_space,
    group_lines,
    propose_core,
    propose_exemplars,
    propose_pillars,
    propose_value,
)
from hub.judging.proposal.material import Material, read_material
from hub.judging.proposal.proposal import (
    BandProposal,
    Missing,
    PillarProposal,
    Proposal,
    TermProposal,
    Wording,
)
from hub.judging.proposal.terms import propose_terms
from hub.judging.proposal.tone import propose_tone
from hub.judging.text import Part

ENOUGH_TEXTS = 3
ENOUGH_PAIRS = 4
"""Pairs from which tone is judged; the same number as the shipped calibration asks for."""
_KNOWN = ("zh", "en")


def propose(
    texts: Sequence[Part],
    guide: str,
    *,
    name: Localised,
    locales: Sequence[str],
    encoder: TextEncoder,
    ground: Ground,
) -> Proposal:
    """Return a first kit for a brand from what it has published and from its voice guide; both may be empty.

    Texts are numbered from 1 in their order. ``locales`` are those that the brand will speak: what the texts
    hold in another language is left out. The same input gives the same proposal.
    """
    spoken = {language_of(locale): locale for locale in reversed(locales)}
    material = _spoken_only(read_material(texts), spoken)
    lines = material.lines
    names = [text for text in name.values() if text.strip()]
    first = language_of(locales[0]) if locales else "zh"
    rules = guide_lines(guide)
    reading = _guide_spoken_only(read_guide(rules, fallback=first), spoken)
    tone = propose_tone(material.every, rules)

    core: tuple[Wording, ...] = ()
    value: tuple[Wording, ...] = ()
    pillars: tuple[PillarProposal, ...] = ()
    exemplars: tuple[Wording, ...] = ()
    if lines:
        space = build_space(lines, encoder, ground)
        core = propose_core(space)
        chosen = _first_per_language(core)
        found = group_lines(space)
        value = propose_value(space, found[0] if found else None, without=chosen, names=names)
        taken = [*chosen, *_first_per_language(value)]
        if found:
            pillars = propose_pillars(space, *found, without=taken, names=names)
        for pillar in pillars:
            taken += [w.text for w in (*pillar.messages, *pillar.phrasings, *pillar.proof_points)]
        exemplars = propose_exemplars(space, without=taken)
    facts, questions = propose_facts(material.every, names=names)
    terms = propose_terms(material.every, name, bans=reading.terms)
    return Proposal(
        core=core,
        value=value,
        pillars=pillars,
        terms=terms,
        facts=facts,
        questions=questions,
        tone=tone,
        pairs=reading.pairs,
        exemplars=exemplars,
        missing=(
            *_missing_of_texts(material, spoken, len(texts)),
            *_missing_of_house(material, value, pillars),
            *([Missing("no_terms")] if lines and all(_is_given(term) for term in terms) else []),
            *_missing_of_rest(len(facts) + len(questions), rules, reading, tone),
        ),
        texts=material.texts,
        sentences=len(material.every),
    )


def _spoken_only(material: Material, spoken: dict[str, str]) -> Material:
    every = tuple(line for line in material.every if line.language in spoken)
    lines = tuple(line for line in material.lines if line.language in spoken)
    return Material(material.texts, lines, every, material.unread)


def _guide_spoken_only(reading: GuideReading, spoken: dict[str, str]) -> GuideReading:
    return GuideReading(
        tuple(term for term in reading.terms if term.locale in spoken),
        tuple(pair for pair in reading.pairs if pair.locale in spoken),
        reading.used,
    )


def _is_given(term: TermProposal) -> bool:
    """Tell whether a term is the brand's name or comes from the guide, and not from how the texts speak."""
    return term.status == "banned" or (term.status == "preferred" and not term.variants)


def _first_per_language(wordings: Sequence[Wording]) -> list[str]:
    first: dict[str, str] = {}
    for wording in wordings:
        first.setdefault(wording.locale, wording.text)
    return list(first.values())


def _missing_of_texts(material: Material, spoken: dict[str, str], given: int) -> list[Missing]:
    if not material.every:
        left = [Missing("other_language", count=material.unread)] if material.unread else []
        return [Missing("no_texts"), *left]
    found: list[Missing] = []
    if material.texts < ENOUGH_TEXTS:
        found.append(Missing("few_texts", count=ENOUGH_TEXTS - material.texts + 1))
    if material.unread:
        found.append(Missing("other_language", count=material.unread))
    for language in _KNOWN:
        if language in spoken and not any(line.language == language for line in material.every):
            found.append(Missing("no_language", name=language))
    telling = sum(not line.neutral for line in material.every)
    if len(material.lines) < telling:
        found.append(Missing("sampled", count=len(material.lines)))
    return found


def _missing_of_house(
    material: Material, value: Sequence[Wording], pillars: Sequence[PillarProposal]
) -> list[Missing]:
    if not material.every:
        return []
    found: list[Missing] = []
    if not value:
        found.append(Missing("no_value_proposition"))
    if not pillars and len(material.lines) < FEWEST_LINES:
        found.append(Missing("few_sentences", count=FEWEST_LINES - len(material.lines)))
    elif not pillars:
        found.append(Missing("pillars_not_apart"))
    bare = sum(not pillar.proof_points for pillar in pillars)
    if bare:
        found.append(Missing("no_proof_points", count=bare))
    return found


def _missing_of_rest(
    values: int, rules: Sequence[GuideLine], reading: GuideReading, tone: Sequence[BandProposal]
) -> list[Missing]:
    found: list[Missing] = []
    if not values:
        found.append(Missing("no_facts"))
    if not rules:
        found.append(Missing("no_guide"))
    used = reading.used | {e.number for band in tone for e in band.evidence if e.origin == "guide"}
    left = sum(line.number not in used for line in rules)
    if left:
        found.append(Missing("guide_lines_left", count=left))
    if len(reading.pairs) < ENOUGH_PAIRS:
        found.append(Missing("few_pairs", count=ENOUGH_PAIRS - len(reading.pairs)))
    unknown = sum(band.basis == "none" for band in tone)
    if unknown:
        found.append(Missing("tone_unknown", count=unknown))
    found.append(Missing("no_contrast"))
    return found
