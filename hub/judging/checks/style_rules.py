"""The brand's own rules of style: patterns that must not occur, kept as data."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import regex  # type: ignore[import-untyped]

from hub.judging.brand import StyleRule, language_of
from hub.judging.checks.base import BLANK_BRAND, Check, Context, Example, Failed, Outcome, finding_in
from hub.judging.passage import Section

_TIMEOUT_S = 0.25
_MOST_PER_PART = 500


def run(context: Context) -> Iterator[Outcome]:
    """Apply every rule to the parts in its language. A pattern that can't be compiled or takes too long fails alone."""
    for rule in context.brand.style_rules:
        name = f"style.{rule.id}"
        pattern = _compiled(rule.pattern)
        if isinstance(pattern, str):
            yield Failed(name, pattern)
            continue
        for section in context.passage.sections:
            try:
                yield from _apply(context, section, rule, pattern, name)
            except TimeoutError:
                yield Failed(name, f"the pattern took longer than {_TIMEOUT_S} s on part {section.part.name}")
                break


@lru_cache(maxsize=1024)
def _compiled(source: str) -> "regex.Pattern[str] | str":
    try:
        return regex.compile(source)
    except (regex.error, RecursionError, OverflowError) as broken:
        return f"the pattern can't be compiled: {broken}"


def _apply(
    context: Context, section: Section, rule: StyleRule, pattern: "regex.Pattern[str]", name: str
) -> Iterator[Outcome]:
    count = 0
    for found in pattern.finditer(section.running, timeout=_TIMEOUT_S):
        if found.start() == found.end() or not _speaks(context, section, rule, found.start()):
            continue
        yield finding_in(
            section,
            found.span(),
            rule=name,
            level=rule.level,
            message=rule.reason,
            replacement=None if rule.replacement is None else _instead(found, rule.replacement),
            hard=rule.level == "error",
        )
        count += 1
        if count == _MOST_PER_PART:
            return


def _speaks(context: Context, section: Section, rule: StyleRule, position: int) -> bool:
    language = language_of(rule.locale)
    if context.passage.locale and language_of(context.passage.locale) == language:
        return True
    at = section.sentence_at(position)
    said = section.sentences[at].language if at is not None else "none"
    return said == language or (said in ("mixed", "none") and not context.passage.locale)


def _instead(found: "regex.Match[str]", replacement: str) -> str:
    """Return the replacement with its group references filled in, or as it stands where it has broken ones."""
    try:
        return str(found.expand(replacement))
    except (regex.error, IndexError):
        return replacement


def _example(marked: str, pattern: str, *, locale: str = "zh") -> Example:
    rule = StyleRule("example", locale, pattern, "…")
    return Example(marked, brand=replace(BLANK_BRAND, style_rules=(rule,)))


CHECK = Check(
    id="style-rules",
    label={"zh": "品牌文风规则", "en": "Brand style rules"},
    level="warning",
    needs=frozenset({"sentences"}),
    run=run,
    examples=(
        _example("今夜出发⟦！！！⟧走吧。", "！{2,}"),
        _example("今夜出发！走吧。", "！{2,}"),
        _example("⟦亲⟧，看一看⟦哦⟧。", "亲|哦(?=。)"),
        _example("售价 ⟦5999 元⟧起。", r"\d+\s元"),
        _example("见 https://example.com/亲", "example"),
        _example("We use “light”. Nothing！", "！", locale="zh"),
        _example("It is ⟦very⟧ bright.", r"\bvery\b", locale="en"),
        _example("Every light.", r"\bvery\b", locale="en"),
        _example("⟦Night  mode⟧ is here.", r"Night\s{2,}mode", locale="en"),
        _example("⟦ASAP⟧ please.", "ASAP", locale="en"),
        _example("Wow⟦!!⟧ Really?", "!{2,}", locale="en"),
        _example("这句话是中文，ASAP 办理。", "ASAP", locale="en"),
    ),
)
