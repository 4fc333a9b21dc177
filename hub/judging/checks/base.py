"""What a check is, what it is given, and what it answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from hub.judging.brand import Brand, ChannelSpec, Level, language_of
from hub.judging.passage import Passage, Section
from hub.judging.report import Finding
from hub.judging.text import Format

BLANK_BRAND = Brand(id="none", version="none", names={}, locales=("zh", "en"))


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a check may look at. ``as_of`` is the day that validity is read against, never the clock."""

    passage: Passage
    brand: Brand
    channel: ChannelSpec | None
    as_of: date


@dataclass(frozen=True, slots=True)
class Failed:
    """One rule that could not be applied, which is not the same as finding nothing: its id and why."""

    rule: str
    why: str


Outcome = Finding | Failed


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the exact spans of a check's findings between ⟦ and ⟧; without marks it is a near miss."""

    marked: str
    brand: Brand = BLANK_BRAND
    channel: ChannelSpec | None = None
    part: str = "body"
    format: Format = "plain"
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a stable id, its name per language, the level it usually speaks at, what it needs prepared
    (``sentences``, ``words``, ``lemmas``), and its examples. ``version`` goes up when its answers change."""

    id: str
    label: Mapping[str, str]
    level: Level
    needs: frozenset[str]
    run: Callable[[Context], Iterator[Outcome]]
    examples: tuple[Example, ...] = field(default=(), repr=False)
    version: int = 1


def speak(context: Context, *, zh: str, en: str) -> str:
    """Return the message in the language of the writer: the passage's locale, or else its text."""
    if context.passage.locale:
        return zh if language_of(context.passage.locale) == "zh" else en
    return zh if context.passage.language in ("zh", "mixed") else en


def finding_in(
    section: Section,
    span: tuple[int, int],
    *,
    rule: str,
    level: Level,
    message: str,
    evidence: str = "",
    replacement: str | None = None,
    link: str | None = None,
    hard: bool = False,
) -> Finding:
    """Return a finding at a span of a section's prose, placed in the source. Evidence defaults to the words found."""
    start, end = section.prose.source_span(*span)
    return Finding(
        rule=rule,
        level=level,
        part=section.part.name,
        start=start,
        end=end,
        message=message,
        evidence=evidence or section.prose.text[span[0] : span[1]],
        replacement=replacement,
        link=link,
        hard=hard,
    )
