"""Tone bands for the four dimensions that the product knows: from words of the guide, else from marks of style."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.judging.proposal.guide import GuideLine
from hub.judging.proposal.material import Line
from hub.judging.proposal.proposal import BandProposal, Evidence
from hub.judging.style_features import features_of

WIDE = (20, 80)
"""The band where nothing is known: it asks for little and waits for a person."""
FEWEST_HITS = 6
FEWEST_LINES = 12
MOST_EVIDENCE = 3
HALF_WIDTH = 18
# Too common to tell anything by itself: nearly every text speaks to "you".
_WEAK = frozenset({"zh.plain_you", "en.second_person", "en.first_person"})

_Band = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Scale:
    id: str
    low: Mapping[str, str]
    high: Mapping[str, str]
    words: tuple[tuple[str, _Band], ...]


_NOT = r"(?P<no>不(?:要|可|能|是)?|别|勿|避免|拒绝|没有|从不|never |not |no |without |avoid (?:being |sounding )?)?(?:过于|过度|太|too |overly )?"
SCALES = (
    _Scale(
        "formality",
        {"zh": "随意", "en": "casual"},
        {"zh": "庄重", "en": "formal"},
        (
            (r"正式|庄重|严谨|书面|formal|official|businesslike", (60, 90)),
            (r"专业|professional|expert|authoritative", (50, 80)),
            (r"随意|随性|casual|informal|laid[- ]back", (10, 45)),
            (r"口语|接地气|说人话|conversational|chatty", (20, 50)),
            (r"亲切|亲近|友好|平易近人|像朋友|friendly|approachable|warm", (25, 60)),
            (r"直白|朴素|朴实|平实|简洁|简单|清楚|plain|simple|clear|straightforward|concise", (30, 62)),
            (r"官腔|公文腔|生硬|stiff|bureaucratic|corporate|jargon", (65, 95)),
        ),
    ),
    _Scale(
        "seriousness",
        {"zh": "诙谐", "en": "playful"},
        {"zh": "严肃", "en": "serious"},
        (
            (r"严肃|认真|庄严|serious|earnest|sober", (55, 90)),
            (r"诙谐|幽默|俏皮|风趣|有趣|搞笑|playful|humorous|humou?r|funny|witty|cheeky|joking", (12, 48)),
            (r"轻松|活泼|light[- ]hearted|relaxed|lively|fun", (22, 55)),
            (r"沉稳|稳重|calm|measured|composed|thoughtful", (48, 80)),
        ),
    ),
    _Scale(
        "respect",
        {"zh": "冒犯", "en": "irreverent"},
        {"zh": "尊重", "en": "respectful"},
        (
            (
                r"尊重|礼貌|谦逊|体贴|周到|真诚|respectful|polite|courteous|humble|considerate|kind|sincere",
                (62, 95),
            ),
            (
                r"冒犯|嘲讽|毒舌|贬低|居高临下|说教|irreverent|sarcastic|snarky|edgy|condescending|preachy",
                (5, 42),
            ),
        ),
    ),
    _Scale(
        "enthusiasm",
        {"zh": "平淡", "en": "matter-of-fact"},
        {"zh": "热烈", "en": "enthusiastic"},
        (
            (
                r"热情|热烈|激情|兴奋|有活力|enthusiastic|energetic|excited|passionate|upbeat|vibrant",
                (58, 90),
            ),
            (
                r"克制|内敛|低调|平和|冷静|restrained|understated|quiet|matter[- ]of[- ]fact|reserved|calm",
                (15, 50),
            ),
            (
                r"夸张|夸大|煽情|浮夸|喊口号|叫卖|鸡血|exaggerat\w+|hype\w*|pushy|salesy|shouting|sensational\w*",
                (75, 100),
            ),
        ),
    ),
)


def propose_tone(lines: Sequence[Line], guide: Sequence[GuideLine]) -> tuple[BandProposal, ...]:
    """Return a band per dimension with what it rests on. The guide's own words come before the texts."""
    return tuple(_from_guide(scale, guide) or _from_texts(scale, lines) for scale in SCALES)


def _from_guide(scale: _Scale, guide: Sequence[GuideLine]) -> BandProposal | None:
    bands: list[_Band] = []
    evidence: dict[int, Evidence] = {}
    for line in guide:
        for pattern, band in scale.words:
            for found in re.finditer(
                rf"{_NOT}(?:(?<![A-Za-z])(?:{pattern})(?![A-Za-z]))", line.text, re.IGNORECASE
            ):
                bands.append(_opposite(band) if found["no"] else band)
                evidence.setdefault(line.number, line.evidence)
    if not bands:
        return None
    low = round(sum(band[0] for band in bands) / len(bands))
    high = round(sum(band[1] for band in bands) / len(bands))
    return BandProposal(
        scale.id, scale.low, scale.high, (low, high), "guide", tuple(evidence.values())[:MOST_EVIDENCE], 0
    )


def _opposite(band: _Band) -> _Band:
    """Return what "not so" asks for: all of the scale on the other side, up to a little past its middle."""
    return (38, 85) if sum(band) < 100 else (15, 62)


def _from_texts(scale: _Scale, lines: Sequence[Line]) -> BandProposal:
    high = low = 0
    evidence: list[Evidence] = []
    for line in lines:
        pushes = 0
        for feature in features_of(line.language):
            if scale.id in feature.defaults and feature.id not in _WEAK:
                hits = min(2, len(feature.pattern.findall(line.text)))
                pushes += hits if feature.defaults[scale.id] == "high" else -hits
        high, low = high + max(pushes, 0), low - min(pushes, 0)
        if pushes and len(evidence) < MOST_EVIDENCE:
            evidence.append(line.sources[0])
    if high + low < FEWEST_HITS or len(lines) < FEWEST_LINES:
        return BandProposal(scale.id, scale.low, scale.high, WIDE, "none", (), high + low)
    middle = 50.0 + 28.0 * math.tanh(2.0 * (high - low) / len(lines))
    target = (max(0, round(middle) - HALF_WIDTH), min(100, round(middle) + HALF_WIDTH))
    return BandProposal(scale.id, scale.low, scale.high, target, "texts", tuple(evidence), high + low)
