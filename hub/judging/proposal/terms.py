"""Words of the brand's own: its name, what it calls things, and one spelling where the texts use several."""

import re
from collections.abc import Mapping, Sequence

from hub.judging.brand import Localised
from hub.judging.proposal.material import Line, tongue_of
from hub.judging.proposal.proposal import Evidence, TermProposal
from hub.judging.proposal.words import (
    STOP_ZH,
    Usage,
    count_phrases,
    has_latin,
    is_ordinary,
    is_own_word,
    key_of,
    spelling_of,
    tokens,
)
from hub.judging.symbols import HAN

MOST_TERMS = 12
FEWEST_USES = 3
MOST_EVIDENCE = 3

_SHAPED = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\d")
_HAN = re.compile(f"[{HAN}]+")
_CAPITAL = re.compile(r"^[A-Z]")


def propose_terms(
    lines: Sequence[Line], name: Localised, *, bans: Sequence[TermProposal]
) -> tuple[TermProposal, ...]:
    """Return the brand's names, then the texts' own words, those used in most texts first, then what the guide
    bans. A word is its own where ordinary text does not use it and the texts use it again and again."""
    banned = {key_of(term.text) for term in bans}
    usages = {**count_phrases(lines), **_compounds(lines)}
    found = [_brand_name(locale, text, lines) for locale, text in name.items() if text.strip()]
    known = {key_of(term.text) for term in found} | banned
    ranked: list[tuple[int, int, int, TermProposal]] = []
    for (language, key), usage in usages.items():
        if key in known or any(key in longer for longer in known if len(key) < len(longer)):
            continue
        shape = spelling_of(usage)
        variants = _variants(usage, shape)
        if not _is_own(usage, shape, language) and not variants:
            continue
        term = TermProposal(
            locale=_locale(shape, language),
            text=shape,
            status="preferred" if variants else "admitted",
            sure=len(usage.texts) > 1,
            evidence=_evidence(usage, lines),
            variants=variants,
            case_sensitive=any(variant.casefold() == shape.casefold() for variant in variants),
        )
        ranked.append((-len(usage.texts), -usage.count, usage.lines[0], term))
    ranked.sort(key=lambda row: row[:3])
    chosen = _without_parts([term for *_, term in ranked])[:MOST_TERMS]
    return (*found, *chosen, *bans)


def _brand_name(locale: str, text: str, lines: Sequence[Line]) -> TermProposal:
    text = " ".join(text.split())
    folded = key_of(text)
    spoken = [line for line in lines if text.casefold() in line.text.casefold()]
    variants: dict[str, None] = {}
    if has_latin(text):
        loose = re.compile(
            r"(?<![A-Za-z@/.])"
            + r"[\s\-]?".join(re.escape(c) for c in re.sub(r"[\s\-]+", "", text))
            + r"(?![A-Za-z]|[./][A-Za-z])",
            re.IGNORECASE,
        )
        for line in lines:
            for match in loose.finditer(line.text):
                # All capitals is a way of setting a title, not another spelling.
                if (
                    match.group() != text
                    and match.group() != text.upper()
                    and key_of(match.group()) == folded
                ):
                    variants[match.group()] = None
    evidence = tuple(line.sources[0] for line in spoken[:MOST_EVIDENCE]) or (Evidence("name", 0, 0, text),)
    return TermProposal(
        locale=locale,
        text=text,
        status="preferred",
        sure=True,
        evidence=evidence,
        variants=tuple(variants),
        case_sensitive=any(variant.casefold() == text.casefold() for variant in variants),
    )


def _compounds(lines: Sequence[Line]) -> dict[tuple[str, str], Usage]:
    """Return what the texts say as one word and the dictionary takes apart: neighbours of two to four pieces, none of
    them a word that only binds."""
    found: dict[tuple[str, str], Usage] = {}
    for place, line in enumerate(lines):
        if line.language != "zh":
            continue
        pieces = list(tokens(line.text, "zh"))
        for first in range(len(pieces)):
            made = ""
            for word, start in pieces[first : first + 4]:
                joined = start == pieces[first][1] + len(made)
                if not joined or word in STOP_ZH or not _HAN.fullmatch(word):
                    break
                made += word
                if made != word and 3 <= len(made) <= 7:
                    usage = found.setdefault(("zh", made), Usage())
                    usage.count += len(line.sources)
                    usage.lines += [] if usage.lines[-1:] == [place] else [place]
                    usage.texts |= line.texts
                    usage.spellings[made] += len(line.sources)
    return found


def _is_own(usage: Usage, shape: str, language: str) -> bool:
    if usage.count < FEWEST_USES or len(usage.lines) < 2 or is_ordinary(shape, language):
        return False
    if language == "zh" and not has_latin(shape):
        return is_own_word(shape) and len(shape) >= 3 and len(usage.texts) > 1
    words = shape.split()
    if any(is_ordinary(word, language) for word in words):
        return False
    capital = sum(n for word, n in usage.spellings.items() if _CAPITAL.match(word) or _SHAPED.search(word))
    named = capital - usage.opening
    return len(words) > 1 or (named > 1 and named * 3 >= (usage.count - usage.opening) * 2)


def _variants(usage: Usage, shape: str) -> tuple[str, ...]:
    """Return other spellings of the same phrase: other capitals within the word, or written as one and as two."""
    if not has_latin(shape) or usage.count < 2:
        return ()
    own = _bare(shape)
    others = []
    for spelling in sorted(usage.spellings):
        bare = _bare(spelling)
        if spelling in (shape, shape.upper()) or bare.casefold() != own.casefold():
            continue
        # "Open knit" and "open-knit" are both right, each in its place; "wifi" and "Wi-Fi" are not.
        joined = (spelling == bare) != (shape == own)
        inner = bare[1:] != own[1:] and bool(_SHAPED.search(spelling + shape))
        if joined or inner:
            others.append(spelling)
    return tuple(others)


def _bare(phrase: str) -> str:
    return re.sub(r"[\s\-]+", "", phrase)


def _without_parts(terms: Sequence[TermProposal]) -> list[TermProposal]:
    """Return the terms without those that stand inside a longer one on the list."""
    kept: list[TermProposal] = []
    for term in terms:
        inside = [other for other in terms if other is not term and term.text in other.text]
        if not inside:
            kept.append(term)
    return kept


def _evidence(usage: Usage, lines: Sequence[Line]) -> tuple[Evidence, ...]:
    seen: Mapping[int, Evidence] = {
        line.sources[0].number: line.sources[0] for line in reversed([lines[n] for n in usage.lines])
    }
    return tuple(seen[number] for number in sorted(seen))[:MOST_EVIDENCE]


def _locale(shape: str, language: str) -> str:
    return tongue_of(shape, language)
