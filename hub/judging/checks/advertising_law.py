"""Wording that China's Advertising Law forbids or asks proof for. Help for writers, not legal advice."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hub.judging.brand import Level
from hub.judging.checks.base import BLANK_BRAND, Check, Context, Example, Outcome, finding_in, speak
from hub.judging.passage import Section
from hub.judging.styles import Pack, PackRule, RuleLevel, load_pack

PACK = "zh-advertising-law"

_LEVELS: dict[RuleLevel, Level] = {"banned": "error", "caution": "warning", "evidence": "suggestion"}
_WEIGHT: dict[RuleLevel, int] = {"banned": 0, "caution": 1, "evidence": 2}


@dataclass(frozen=True, slots=True)
class _Match:
    rule: PackRule
    level: RuleLevel
    start: int
    end: int


def run(context: Context) -> Iterator[Outcome]:
    """Apply the pack to the Chinese sentences, where the brand has switched it on."""
    if PACK not in context.brand.packs:
        return
    pack = load_pack(PACK)
    for section in context.passage.sections:
        for match in _strongest(_matches(pack, section)):
            yield _finding(context, section, match)


def _matches(pack: Pack, section: Section) -> Iterator[_Match]:
    text = section.running
    drops = _spans(pack.drop, text)
    softened = _spans(pack.soften, text)
    for rule in pack.rules:
        found = list(rule.pattern.finditer(text))
        if not found:
            continue
        harmless = _spans(rule.unless, text)
        for match in found:
            start, end = match.span()
            at = section.sentence_at(start)
            if at is None or section.sentences[at].language not in ("zh", "mixed"):
                continue
            if _inside(start, end, drops) or _meets(start, end, harmless):
                continue
            level: RuleLevel = "evidence" if _inside(start, end, softened) else rule.level
            yield _Match(rule, level, start, end - (match[0].endswith("的") and end - start > 2))


def _spans(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)] if pattern else []


def _inside(start: int, end: int, contexts: list[tuple[int, int]]) -> bool:
    """Tell whether one of the contexts (in order, never overlapping) holds the whole span."""
    index = bisect_right(contexts, start, key=lambda span: span[0]) - 1
    return index >= 0 and end <= contexts[index][1]


def _meets(start: int, end: int, contexts: list[tuple[int, int]]) -> bool:
    """Tell whether one of the contexts shares a character with the span."""
    index = bisect_left(contexts, end, key=lambda span: span[0]) - 1
    return index >= 0 and start < contexts[index][1]


def _strongest(matches: Iterator[_Match]) -> list[_Match]:
    """Return matches of which no two overlap, in order: the harder one stays, then the longer, then the earlier."""
    kept: list[_Match] = []
    taken: set[int] = set()
    for match in sorted(
        matches, key=lambda match: (_WEIGHT[match.level], match.start - match.end, match.start)
    ):
        if taken.isdisjoint(range(match.start, match.end)):
            taken.update(range(match.start, match.end))
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _finding(context: Context, section: Section, match: _Match) -> Outcome:
    rule = match.rule
    reference = f"《{rule.reference.title}》{rule.reference.article}"
    return finding_in(
        section,
        (match.start, match.end),
        rule=f"{PACK}.{rule.id}",
        level=_LEVELS[match.level],
        message=speak(context, zh=rule.reason["zh"], en=rule.reason["en"]),
        evidence=f"{section.prose.text[match.start : match.end]} · {reference}",
        replacement=rule.replacement,
        link=rule.reference.url or None,
        hard=match.level == "banned",
    )


_BRAND = replace(BLANK_BRAND, packs=(PACK,))

CHECK = Check(
    id="advertising-law",
    label={"zh": "广告法用语", "en": "Advertising law wording (Chinese)"},
    level="error",
    needs=frozenset({"sentences"}),
    run=run,
    examples=tuple(
        Example(marked, brand=_BRAND)
        for marked in (
            "给你⟦国家级⟧的影像体验。",
            "这是⟦最佳⟧的夜拍手机。",
            "⟦最高级⟧的做工，⟦极品⟧的手感。",
            "⟦销量第一⟧的厨具，⟦全网最低价⟧。",
            "用⟦最先进⟧的传感器，拍⟦最好⟧的夜。",
            "味道⟦最好⟧。",
            "⟦极致⟧影像，突破想象。",
            "我们追求⟦最好⟧的画质。",
            "⟦数据显示⟧，八成用户喜欢。",
            "夜拍手机⟦NO.1⟧，官网现货。",
            "第一讲No.1 打开相机，No.2 对准月亮。",
            "第一步，打开相机；第一次也不难。",
            "国家级非物质文化遗产传承人亲手打磨。",
            "最近上新，最后三天，最大限度留住光。",
            "我们不是最好的，但一直在改进。",
            "最佳赏味期为开封后三天。",
            "你最好先充满电。",
            "顶级域名与唯一标识由系统分配。",
            "愿你遇见最好的自己。",
            "The best camera is the one with you.",
            "State-level artisans, first prize, number one.",
            "Simply the best.",
            "A top-grade lens.",
            "100% cotton, no side effects.",
            "We were first.",
        )
    ),
)
