"""The message house: the sentences nearest to what all texts share, and the subjects they keep coming back to."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hub.judging.ground_vectors import Ground, LanguageGround, Wide, centred
from hub.judging.ports import TextEncoder
from hub.judging.proposal.clusters import Grouping, Labels, group, unit
from hub.judging.proposal.material import Line
from hub.judging.proposal.proposal import PillarProposal, Wording
from hub.judging.proposal.words import count_phrases, is_ordinary, key_of, spelling_of
from hub.judging.symbols import EMOJI, HASHTAG

MOST_CANDIDATES = 4
FEWEST_PILLARS, MOST_PILLARS = 3, 6
FEWEST_LINES = 9
"""Sentences from which groups are looked for: three in each of three."""
LINES_PER_PILLAR = 9
LEAST_SILHOUETTE = 0.02
PLAIN = -0.1
"""Manner below which a sentence is no statement: a question, a line of tags, one that leans on what came before."""
MOST_PHRASINGS = 3
MOST_PROOFS = 3
SHARED_PULL = 0.35
"""How much of what all sentences share is taken out before they are grouped by what tells them apart."""

_LEANS_BACK = re.compile(
    r"^(?:但|而|所以|因此|于是|然后|这|那|它|他|她|其|此|同时|另外|不过|可是|也|还|又|再|就|并)"
    r"|^(?:but|and|so|or|yet|then|this|that|these|those|it|its|it's|he|she|they|their|also|however|because|which)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？]\s*$")
_IS_LABEL = re.compile(r"^[^:：,，。]{1,24}[:：]|[:：;；]\s*$|^Q\d")
_SHOUTS = re.compile(r"[!！]")
_POINTS_BACK = re.compile(r"\b(?:it|them|they)\b|[它他她]", re.IGNORECASE)
_FIRST_PERSON_PAST = re.compile(
    r"\b(?:was|were|had|said|asked|told|went|came)\b|说[:：，]|告诉|问我|那天|那年"
)
_SERVES = re.compile(r"\byou(?:r|rs)?\b|\bwe\b|\bour\b|让|帮|为你|给你|你|您|我们", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Lines with their vectors, each relative to the ordinary talk of its language. ``rows`` (n, dim) are unit
    length; ``middle`` is what the texts share, every text counting alike; ``generic`` (n,) is how near each line
    comes to a marketing line that any company could say; ``spread`` (n,) how near it comes to the other texts."""

    lines: tuple[Line, ...]
    rows: Wide
    middle: Wide
    generic: Wide
    spread: Wide


def build_space(lines: Sequence[Line], encoder: TextEncoder, ground: Ground) -> Space:
    """Return the space of at least one line."""
    final = encoder.encode([line.text for line in lines]).final
    grounds = {language: ground.of(language) for language in sorted({line.language for line in lines})}
    rows = np.concatenate(
        [centred(final[n : n + 1], grounds[line.language].centre) for n, line in enumerate(lines)]
    )
    numbers = sorted({number for line in lines for number in line.texts})
    inside = {number: [n for n, line in enumerate(lines) if number in line.texts] for number in numbers}
    middle = unit(np.stack([unit(rows[places].sum(axis=0)) for places in inside.values()]).sum(axis=0))
    likeness = rows @ rows.T
    nearest = np.stack([likeness[:, places].max(axis=1) for places in inside.values()], axis=1)
    return Space(
        tuple(lines), rows, middle, _generic(lines, rows, grounds), _to_others(lines, nearest, numbers)
    )


def propose_core(space: Space) -> tuple[Wording, ...]:
    """Return candidates for the core message: near to what all texts share, short, said as a statement, best
    where several texts say the same line. Per language the likeliest first."""
    near = space.rows @ space.middle
    worth = 0.65 * near + 0.35 * space.spread - 0.3 * np.maximum(space.generic - 0.35, 0.0)
    worth = worth + np.array([_core_manner(line) for line in space.lines])
    return _best_per_language(space, worth, fits=lambda line: 4 <= line.size <= 34, most=MOST_CANDIDATES)


def propose_value(
    space: Space, pillars: Grouping | None, *, without: Iterable[str], names: Iterable[str]
) -> tuple[Wording, ...]:
    """Return candidates for the value proposition: longer sentences near to all subjects at once that say what
    somebody gets."""
    taken = set(without)
    folded = [name.casefold() for name in names if name.strip()]
    targets = pillars.centres if pillars else space.middle[None, :]
    reach = (space.rows @ targets.T).mean(axis=1)
    worth = 0.6 * reach + 0.4 * (space.rows @ space.middle)
    manner = []
    for line in space.lines:
        own = any(name in line.text.casefold() for name in folded)
        serves = _SERVES.search(line.text) is not None
        manner.append(0.06 * own + 0.05 * serves - 0.08 * line.proof + _manner(line))
        manner[-1] -= 0.08 * bool(_POINTS_BACK.search(line.text))
    worth = worth + np.array(manner)
    return _best_per_language(
        space,
        worth,
        fits=lambda line: 14 <= line.size <= 80 and line.text not in taken,
        most=MOST_CANDIDATES,
    )


def group_lines(space: Space) -> tuple[Grouping, Wide] | None:
    """Return the subjects of the lines and the rows that they were grouped by, or None where they can't be told
    apart: too few lines, or nothing that separates them."""
    if len(space.lines) < FEWEST_LINES:
        return None
    moved = space.rows - SHARED_PULL * np.outer(space.rows @ space.middle, space.middle)
    rows = moved / np.maximum(np.linalg.norm(moved, axis=1), 1e-12)[:, None]
    most = max(FEWEST_PILLARS, min(MOST_PILLARS, len(rows) // LINES_PER_PILLAR))
    found = group(rows, fewest=FEWEST_PILLARS, most=most)
    return (found, rows) if found is not None and found.silhouette >= LEAST_SILHOUETTE else None


def propose_pillars(
    space: Space, grouping: Grouping, rows: Wide, *, without: Iterable[str], names: Iterable[str]
) -> tuple[PillarProposal, ...]:
    """Return one pillar per subject, what most sentences speak of first. A sentence is used once."""
    taken = set(without)
    near = np.einsum("ij,ij->i", rows, grouping.centres[grouping.labels])
    worth = near + np.array([_manner(line) - 0.1 * line.proof for line in space.lines])
    worth = worth - 0.3 * np.maximum(space.generic - 0.35, 0.0)
    members: list[Labels] = [
        np.flatnonzero(grouping.labels == place).astype(np.int64) for place in range(len(grouping.centres))
    ]
    members = sorted((m for m in members if len(m) >= 2), key=lambda m: (-_weight(space, m), int(m[0])))
    titles = _names([[space.lines[n] for n in group_] for group_ in members], names)
    made = []
    for group_, title in zip(members, titles, strict=True):
        named = [_holds(space.lines[int(n)], title) for n in group_]
        order = [int(n) for n in group_[np.argsort(-worth[group_] - 0.1 * np.array(named), kind="stable")]]
        messages: list[int] = []
        for language in ("zh", "en"):
            spoken = [
                n for n in order if space.lines[n].language == language and space.lines[n].text not in taken
            ]
            fitting = [
                n for n in spoken if 5 <= space.lines[n].size <= 40 and _manner(space.lines[n]) > PLAIN
            ]
            messages += (fitting or spoken)[:1]
        if not messages:
            continue
        rest = [n for n in order if n not in messages and space.lines[n].text not in taken]
        plain = [n for n in rest if not space.lines[n].proof and 4 <= space.lines[n].size <= 60]
        plain = [n for n in plain if _manner(space.lines[n]) > PLAIN]
        proofs = [n for n in rest if space.lines[n].proof and space.lines[n].size <= 80]
        chosen = [*messages, *plain[:MOST_PHRASINGS], *proofs[:MOST_PROOFS]]
        taken |= {space.lines[n].text for n in chosen}
        made.append(
            PillarProposal(
                name={
                    language: word
                    for language, word in title.items()
                    if any(space.lines[n].language == language for n in messages)
                },
                messages=tuple(wording(space.lines[n]) for n in messages),
                phrasings=tuple(wording(space.lines[n]) for n in plain[:MOST_PHRASINGS]),
                proof_points=tuple(wording(space.lines[n]) for n in proofs[:MOST_PROOFS]),
            )
        )
    return tuple(made)


def propose_exemplars(space: Space, *, without: Iterable[str], most: int = 8) -> tuple[Wording, ...]:
    """Return further sentences that sound like the whole, furthest from what any company could say."""
    taken = set(without)
    worth = (
        space.rows @ space.middle - 0.5 * space.generic + np.array([_manner(line) for line in space.lines])
    )
    order = [int(n) for n in np.argsort(-worth, kind="stable")]
    fitting = [n for n in order if space.lines[n].text not in taken and 8 <= space.lines[n].size <= 60]
    fitting = [n for n in fitting if not space.lines[n].proof and _manner(space.lines[n]) > PLAIN]
    return tuple(wording(space.lines[n]) for n in fitting[: min(most, len(space.lines) // 4)])


def wording(line: Line) -> Wording:
    """Return a line as a proposed wording with its places."""
    return Wording(line.language, line.text, line.sources)


def _generic(lines: Sequence[Line], rows: Wide, grounds: Mapping[str, LanguageGround]) -> Wide:
    return np.array(
        [float((grounds[line.language].contrast @ rows[n]).max()) for n, line in enumerate(lines)]
    )


def _to_others(lines: Sequence[Line], nearest: Wide, numbers: Sequence[int]) -> Wide:
    """Return per line the mean of its best likeness in each text that it does not come from first; a line that
    stands in several texts is at 1.0 with those."""
    found = []
    for n, line in enumerate(lines):
        others = [place for place, number in enumerate(numbers) if number != line.sources[0].number]
        found.append(float(nearest[n, others].mean()) if others else 0.0)
    return np.array(found)


def _manner(line: Line) -> float:
    """Return what speaks for a sentence as a statement that stands alone."""
    against = 0.12 * bool(_LEANS_BACK.match(line.text)) + 0.12 * bool(_ASKS.search(line.text))
    against += (
        0.04 * bool(_SHOUTS.search(line.text))
        + 0.12 * bool(EMOJI.search(line.text) or HASHTAG.search(line.text))
        + 0.1 * bool(_FIRST_PERSON_PAST.search(line.text))
    )
    return 0.05 * min(len(line.texts) - 1, 3) + 0.02 * min(len(line.sources) - len(line.texts), 2) - against


def _core_manner(line: Line) -> float:
    longer = max(0.0, line.size - 16.0) / 18.0
    shorter = max(0.0, 7.0 - line.size) / 7.0
    return _manner(line) - 0.12 * longer - 0.08 * shorter - 0.1 * line.proof


def _best_per_language(
    space: Space, worth: Wide, *, fits: Callable[[Line], bool], most: int
) -> tuple[Wording, ...]:
    order = [int(n) for n in np.argsort(-worth, kind="stable") if fits(space.lines[int(n)])]
    chosen: list[Wording] = []
    for language in ("zh", "en"):
        chosen += [wording(space.lines[n]) for n in order if space.lines[n].language == language][:most]
    return tuple(chosen)


def _holds(line: Line, title: Mapping[str, str]) -> bool:
    return title.get(line.language, "\0").casefold() in line.text.casefold()


def _weight(space: Space, members: Labels) -> float:
    return float(sum(len(space.lines[int(n)].sources) for n in members))


def _names(groups: Sequence[Sequence[Line]], brand_names: Iterable[str]) -> list[dict[str, str]]:
    """Return a short name per group and language: the word said much inside and little outside, no two alike."""
    brand = {key_of(name) for name in brand_names if name.strip()}
    usages = [count_phrases(lines) for lines in groups]
    total: Counter[tuple[str, str]] = Counter()
    for usage in usages:
        total.update({key: len(found.lines) for key, found in usage.items()})
    sizes = [max(1, len(lines)) for lines in groups]
    titles: list[dict[str, str]] = []
    used: set[str] = set()
    for usage, lines, size in zip(usages, groups, sizes, strict=True):
        title: dict[str, str] = {}
        for language in sorted({line.language for line in lines}, key=("zh", "en").index):
            scored = []
            for (spoken, key), found in usage.items():
                if spoken != language or key in used or any(name in key for name in brand):
                    continue
                parts = len(found.lines)
                inside = parts / size
                outside = (total[spoken, key] - parts + 0.5) / (sum(sizes) - size + 1.0)
                value = math.sqrt(parts) * math.log((inside + 0.05) / (outside + 0.02))
                value *= 0.5 if parts == 1 else 1.0
                shape = spelling_of(found)
                value *= 0.6 if is_ordinary(shape, language) else 1.0
                value *= (
                    1.25 if parts >= 2 and (" " in shape or (language == "zh" and len(shape) >= 4)) else 1.0
                )
                scored.append((-value, found.lines[0], shape, key))
            if scored:
                _, _, shape, key = min(scored)
                title[language] = shape if language == "zh" else shape[:1].upper() + shape[1:]
                used.add(key)
        titles.append(title)
    return titles
