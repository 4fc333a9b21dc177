"""Revisions made ready for reading: what changed in words, scores then and now, findings that came and went."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hub.documents.difference import Piece
from hub.services.draft_views import DraftLine, RevisionView
from hub.services.values import BrandValue
from hub.services.version_views import Change, ComparisonView, Noticed, VersionLine, VersionsView
from hub.web.languages import language, localised
from hub.web.languages import translate as _
from hub.web.part_fields import part_fields, specs_of
from hub.web.words import score_word

_SHOWN = 100
_QUOTE = 120


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A revision in the timeline with what it changed, in words."""

    version: VersionLine
    changes: list[str]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """The timeline of a draft. ``older`` goes on before that number."""

    line: DraftLine
    latest_id: uuid.UUID
    rows: list[VersionRow]
    older: int | None


@dataclass(frozen=True, slots=True)
class ScoreThenNow:
    """A score of both revisions: a word and the numbers behind it."""

    name: str
    then: str
    then_number: str
    now: str
    now_number: str


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A part's differences under its name; ``changed`` is False where both have the same words."""

    label: str
    pieces: tuple[Piece, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding that came or went."""

    level: str
    hard: bool
    part: str
    quote: str
    message: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two revisions compared. ``base_id`` is the newest revision, which a restored one would follow."""

    line: DraftLine
    before: RevisionView
    after: RevisionView
    latest: RevisionView
    numbers: tuple[int, ...]
    parts: list[ComparedPart]
    verdicts: tuple[str | None, str | None]
    scores: list[ScoreThenNow]
    changes: list[str]
    came: list[FindingLine]
    went: list[FindingLine]
    came_count: int
    went_count: int
    both_judged: bool


def view_versions(found: VersionsView) -> VersionsPage:
    """Return the timeline with words instead of ids."""
    names = _pillar_names(found.value)
    rows = [
        VersionRow(version, change_words(version.change, comparable=version.comparable, names=names))
        for version in found.lines
    ]
    return VersionsPage(found.line, found.latest_id, rows, found.older)


def view_comparison(found: ComparisonView) -> ComparisonPage:
    """Return a comparison with words before numbers and names instead of ids."""
    specs = specs_of(found.kind)
    every = (*found.after.parts, *found.before.parts)
    labels = {field.name: field.label for field in part_fields(specs, every)}
    then, now = found.before_report, found.after_report
    channel = found.value.channels.get(found.line.channel) if found.value else None
    lines = {
        "message": channel.message_line if channel else None,
        "tone": channel.tone_line if channel else None,
    }
    return ComparisonPage(
        line=found.line,
        before=found.before,
        after=found.after,
        latest=found.latest,
        numbers=found.numbers,
        parts=[
            ComparedPart(
                labels.get(part.name, part.name),
                part.pieces,
                any(kind != "same" for kind, _text in part.pieces),
            )
            for part in found.parts
        ],
        verdicts=(then["verdict"] if then else None, now["verdict"] if now else None),
        scores=[
            _score(_("Message"), "message", then, now, lines["message"]),
            _score(_("Voice"), "tone", then, now, lines["tone"]),
        ],
        changes=change_words(found.change, comparable=found.comparable, names=_pillar_names(found.value)),
        came=_findings(found.came, labels),
        went=_findings(found.went, labels),
        came_count=len(found.came),
        went_count=len(found.went),
        both_judged=then is not None and now is not None,
    )


def change_words(change: Change | None, *, comparable: bool, names: Mapping[str, str]) -> list[str]:
    """Return what changed in the scores, the plainest first; nothing where one of the two is not judged."""
    if not comparable:
        return [_("judged by other rules than the one before, so the scores can't be compared")]
    if change is None:
        return []
    words = []
    if change.message:
        words.append(_("closer to the message") if change.message > 0 else _("further from the message"))
    if change.clearer:
        words.append(_("clearer on %(names)s", names=_listed_names(change.clearer, names)))
    if change.fainter:
        words.append(_("fainter on %(names)s", names=_listed_names(change.fainter, names)))
    if change.tone:
        words.append(_("closer to the voice") if change.tone > 0 else _("further from the voice"))
    if not words and (change.message is not None or change.tone is not None):
        words.append(_("no clear change in the scores"))
    return words


def _listed_names(ids: tuple[str, ...], names: Mapping[str, str]) -> str:
    return ("、" if language() == "zh" else ", ").join(names.get(name, name) for name in ids)


def _pillar_names(value: BrandValue | None) -> dict[str, str]:
    return {pillar.id: localised(pillar.name) for pillar in value.brand.pillars} if value else {}


def _score(
    name: str, which: str, then: dict[str, Any] | None, now: dict[str, Any] | None, line: float | None
) -> ScoreThenNow:
    return ScoreThenNow(name, *_standing(which, then, line), *_standing(which, now, line))


def _standing(which: str, report: dict[str, Any] | None, line: float | None) -> tuple[str, str]:
    score = report[which]["score"] if report else None
    if report is None or score is None:
        return score_word("none"), ""
    doubt = report[which]["uncertainty"] or 0.0
    number = f"{score:.0f} ± {doubt:.0f}" if doubt else f"{score:.0f}"
    if line is None:
        return "", number
    on, off = ("on", "off") if which == "message" else ("in_voice", "off_voice")
    return score_word(on if score >= line else "weak" if score + doubt >= line else off), number


def _findings(found: tuple[Noticed, ...], labels: Mapping[str, str]) -> list[FindingLine]:
    return [
        FindingLine(
            level=row.level,
            hard=row.hard,
            part=labels.get(row.part, row.part),
            quote=row.quote if len(row.quote) <= _QUOTE else row.quote[: _QUOTE - 1] + "…",
            message=row.message,
        )
        for row in found[:_SHOWN]
    ]
