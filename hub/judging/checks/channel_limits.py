"""What a channel takes: lengths of parts, parts it asks for, hashtags and emoji."""

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from hub.judging.brand import ChannelSpec, PartSpec
from hub.judging.checks.base import Check, Context, Example, Outcome, finding_in, speak
from hub.judging.passage import Passage, Section
from hub.judging.report import Finding, LimitUse
from hub.judging.symbols import EMOJI, HAN, HASHTAG

_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(rf"[{HAN}]|[^\W{HAN}]+(?:['’\-][^\W{HAN}]+)*")


def limit_uses(passage: Passage, channel: ChannelSpec) -> tuple[LimitUse, ...]:
    """Return how much of each limited part is used, in the channel's order; a part that is missing uses nothing."""
    sections = {section.part.name: section for section in passage.sections}
    uses = []
    for spec in channel.parts:
        if spec.limit is not None:
            section = sections.get(spec.id)
            used = float(math.ceil(measure(_read(section), spec.unit))) if section else 0.0
            limit = _limit_in_language(spec, section) or spec.limit
            uses.append(LimitUse(spec.id, used, limit, spec.unit, used > limit))
    return tuple(uses)


def run(context: Context) -> Iterator[Outcome]:
    """Compare the passage with its channel; nothing without a channel."""
    channel = context.channel
    if channel is None:
        return
    sections = {section.part.name: section for section in context.passage.sections}
    uses = {use.part: use for use in limit_uses(context.passage, channel)}
    for spec in channel.parts:
        section = sections.pop(spec.id, None)
        if section is None or not _read(section):
            if spec.required:
                yield _missing(context, spec)
        elif spec.id in uses and uses[spec.id].exceeded:
            yield _too_long(context, section, spec, uses[spec.id])
    for name in sections:
        yield Finding(
            rule="channel.unknown-part",
            level="suggestion",
            part=name,
            start=0,
            end=0,
            message=speak(
                context, zh=f"该渠道没有「{name}」这一部分。", en=f"This channel has no part “{name}”."
            ),
            evidence=name,
        )
    yield from _surplus(
        context, "channel.hashtags", HASHTAG, channel.max_hashtags, zh="话题标签", en="hashtags"
    )
    yield from _surplus(context, "channel.emoji", EMOJI, channel.max_emoji, zh="表情符号", en="emoji")


def _read(section: Section) -> str:
    return section.prose.text.strip()


def _limit_in_language(spec: PartSpec, section: Section | None) -> int | None:
    """Return the limit of the one language that a part is written in, None where there is no such limit."""
    if section is None or not spec.limit_by_language:
        return None
    languages = {sentence.language for sentence in section.sentences} - {"none"}
    if len(languages) != 1 or (languages == {"en"} and _HAN.search(section.prose.text)):
        return None
    return spec.limit_by_language.get(languages.pop())


def measure(text: str, unit: str) -> float:
    """Return how much of a limit the text uses, in the unit of a ``PartSpec``."""
    if unit == "characters":
        return len(text)
    if unit == "words":
        return sum(1 for _ in _WORD.finditer(text))
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide if unit == "weighted" else (len(text) + wide) / 2


def fits(text: str, limit: int, unit: str) -> int:
    """Return how many leading characters of the text fit into the limit."""
    if unit == "characters":
        return limit
    if unit == "words":
        ends = [found.end() for found in _WORD.finditer(text)]
        return ends[limit - 1] if 0 < limit <= len(ends) else 0
    room = limit if unit == "weighted" else 2 * limit
    for index, character in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if room < 0:
            return index
    return len(text)


def _too_long(context: Context, section: Section, spec: PartSpec, use: LimitUse) -> Finding:
    """Return a finding over what goes beyond the limit."""
    text = _read(section)
    lead = section.prose.text.index(text)
    over = text[fits(text, use.limit, use.unit) :]
    start = lead + len(text) - len(over.lstrip())
    name = spec.label.get("zh", spec.id), spec.label.get("en", spec.id)
    used = f"{use.used:g}"
    return finding_in(
        section,
        (start, lead + len(text)),
        rule="channel.limit",
        level=spec.limit_level,
        message=speak(
            context,
            zh=f"「{name[0]}」用了 {used}，上限是 {use.limit}。",
            en=f"“{name[1]}” uses {used} of {use.limit}.",
        ),
        evidence=f"{used}/{use.limit} {use.unit}",
        link=spec.source if spec.source.startswith("https://") else None,
        hard=spec.limit_level == "error",
    )


def _missing(context: Context, spec: PartSpec) -> Finding:
    zh, en = spec.label.get("zh", spec.id), spec.label.get("en", spec.id)
    return Finding(
        rule="channel.required-part",
        level="warning",
        part=spec.id,
        start=0,
        end=0,
        message=speak(context, zh=f"缺少「{zh}」。", en=f"The part “{en}” is missing."),
        evidence=spec.id,
    )


def _surplus(
    context: Context, rule: str, pattern: re.Pattern[str], most: int | None, *, zh: str, en: str
) -> Iterator[Finding]:
    """Yield one finding per part, over what comes after the last one allowed; counted through all parts."""
    if most is None:
        return
    places = [
        (section, found.span())
        for section in context.passage.sections
        for found in pattern.finditer(section.running)
    ]
    beyond = places[most:]
    for section in context.passage.sections:
        spans = [span for owner, span in beyond if owner is section]
        if spans:
            yield finding_in(
                section,
                (spans[0][0], spans[-1][1]),
                rule=rule,
                level="warning",
                message=speak(
                    context,
                    zh=f"{zh}共 {len(places)} 个，该渠道最多 {most} 个。",
                    en=f"{len(places)} {en}; this channel takes {most}.",
                ),
                evidence=f"{len(places)}/{most}",
            )


def _channel(
    limit: int | None = None,
    *,
    unit: Literal["characters", "weighted", "half_weighted", "words"] = "characters",
    hashtags: int | None = None,
    emoji: int | None = None,
    english: int | None = None,
) -> ChannelSpec:
    by_language = {} if english is None else {"en": english}
    body = PartSpec(
        "body", {"zh": "正文", "en": "Body"}, limit=limit, unit=unit, limit_by_language=by_language
    )
    return ChannelSpec("example", "example", (body,), max_hashtags=hashtags, max_emoji=emoji)


CHECK = Check(
    id="channel-limits",
    label={"zh": "渠道要求", "en": "Channel limits"},
    level="error",
    needs=frozenset({"sentences"}),
    run=run,
    version=2,
    examples=(
        Example("一二三四五⟦六七⟧", channel=_channel(5)),
        Example("一二三四五", channel=_channel(5)),
        Example("一二⟦三⟧", channel=_channel(4, unit="weighted")),
        Example("一二ab⟦c⟧", channel=_channel(3, unit="half_weighted")),
        Example("一二a", channel=_channel(3, unit="half_weighted")),
        Example("看 #夜色# 和 ⟦#人像#⟧", channel=_channel(hashtags=1)),
        Example("晚安🌙⟦⭐⟧", channel=_channel(emoji=1)),
        Example("night ⟦mode⟧", channel=_channel(6)),
        Example("night mode ⟦again⟧", channel=_channel(2, unit="words")),
        Example("two words", channel=_channel(2, unit="words")),
        Example("abcd", channel=_channel(4, unit="weighted")),
        Example("abcde⟦f⟧", channel=_channel(5, unit="weighted")),
        Example("hello #one ⟦#two #three⟧ there", channel=_channel(hashtags=1)),
        Example("one text of English", channel=_channel(5, english=20)),
        Example("one text of English, ⟦too long⟧", channel=_channel(5, english=21)),
        Example("one t⟦ext of 云⟧", channel=_channel(5, english=20)),
        Example("一二三四五⟦六⟧", channel=_channel(5, english=20)),
        Example("family 👨\u200d👩\u200d👧 is one", channel=_channel(emoji=1)),
    ),
)
