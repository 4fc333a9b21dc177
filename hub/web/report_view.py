"""A stored or fresh report made ready for reading: names instead of ids, words before numbers, places in the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hub.judging.brand import Brand, PartSpec
from hub.judging.text import Part
from hub.services.values import BrandValue
from hub.web.highlights import Mark, Piece, cut
from hub.web.languages import localised
from hub.web.sentences import report_phrases
from hub.web.words import level_word, nearest_word, role_word, unit_word

Standing = Literal["on", "weak", "off", "in_voice", "off_voice", "none"]
_QUOTE = 120
# A page of a very long text stays a page: places beyond these are counted and not drawn.
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score with its word, its line and, where there is none, why not."""

    standing: Standing
    score: float | None
    uncertainty: float | None
    line: float
    why_not: str


@dataclass(frozen=True, slots=True)
class PillarRow:
    """A pillar with how far the text carries it, 0 to 100, and the proof points that it uses."""

    name: str
    percent: int
    asked: bool
    proof_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A tone dimension: where the text lies, the band wanted, and the words that push it."""

    low: str
    high: str
    value: float
    target: tuple[float, float]
    inside: bool
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence with what it does and the statement it is nearest to."""

    text: str
    role: str
    score: float
    pillar: str
    nearest: str
    nearest_kind: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with the words it is about."""

    rule: str
    level: str
    hard: bool
    part: str
    quote: str
    message: str
    evidence: str
    replacement: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """A value in the text beside the registered one; ``subject`` is what both speak of."""

    subject: str
    part: str
    quote: str
    said: str
    known: str
    source: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """How much of a part's limit is used."""

    part: str
    used: str
    limit: int
    unit: str
    exceeded: bool


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of the text with its marks."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that the verdict panel shows. The counts are of all places, the lists hold the first of them."""

    verdict: str
    reasons: list[str]
    message: ScoreView
    pillars: list[PillarRow]
    sentences: list[SentenceRow]
    sentence_count: int
    tone: ScoreView
    dimensions: list[DimensionRow]
    findings: list[FindingRow]
    finding_count: int
    facts: list[FactRow]
    fact_count: int
    limits: list[LimitRow]
    text: list[MarkedPart]
    pinned: dict[str, Any]


def view_report(
    report: dict[str, Any], *, value: BrandValue | None, specs: Sequence[PartSpec], parts: Sequence[Part]
) -> ReportView:
    """Return the report as the panel shows it. ``parts`` is the very text that was judged."""
    reader = _Reader(report, value, specs, parts)
    return ReportView(
        verdict=report["verdict"],
        reasons=[reader.say(reason) for reason in report["reasons"]],
        message=reader.score("message", ("on", "weak", "off")),
        pillars=reader.pillars(),
        sentences=reader.sentences(),
        sentence_count=len(report["message"]["sentences"]),
        tone=reader.score("tone", ("in_voice", "weak", "off_voice")),
        dimensions=reader.dimensions(),
        findings=reader.findings(),
        finding_count=len(report["findings"]),
        facts=reader.facts(),
        fact_count=len(report["facts"]),
        limits=reader.limits(),
        text=reader.marked(),
        pinned=report["pinned"],
    )


class _Reader:
    """Reads one report with the names of its brand and the words of its text."""

    def __init__(
        self,
        report: dict[str, Any],
        value: BrandValue | None,
        specs: Sequence[PartSpec],
        parts: Sequence[Part],
    ) -> None:
        self._report = report
        self._brand: Brand | None = value.brand if value else None
        channel = report["channel"]["id"]
        self._channel = value.channels.get(channel) if value and channel else None
        self._labels = {spec.id: localised(spec.label) for spec in specs}
        self._parts = {part.name: part.text for part in parts}
        self._pillars = (
            {pillar.id: localised(pillar.name) for pillar in self._brand.pillars} if self._brand else {}
        )
        facts = {fact.id: localised(fact.subject) for fact in self._brand.facts} if self._brand else {}
        self._names = {"pillar": self._pillars, "part": self._labels, "fact": facts}

    def say(self, sentence: str) -> str:
        return report_phrases().say(sentence, names=self._names)

    def score(self, which: str, words: tuple[Standing, Standing, Standing]) -> ScoreView:
        data = self._report[which]
        line = 50.0
        if self._channel is not None:
            line = self._channel.message_line if which == "message" else self._channel.tone_line
        score, uncertainty = data["score"], data["uncertainty"]
        standing: Standing = "none"
        if score is not None:
            on, weak, off = words
            standing = on if score >= line else weak if score + (uncertainty or 0) >= line else off
        why_not = self.say(data["why_not"]) if data["why_not"] else ""
        return ScoreView(standing, score, uncertainty, line, why_not)

    def pillars(self) -> list[PillarRow]:
        proofs = self._statements("proof_point")
        return [
            PillarRow(
                name=self._pillars.get(row["id"], row["id"]),
                percent=round(100 * row["coverage"]),
                asked=row["asked"],
                proof_points=tuple(proofs.get(name, name) for name in row["proof_points"]),
            )
            for row in self._report["message"]["pillars"]
        ]

    def sentences(self) -> list[SentenceRow]:
        return [
            SentenceRow(
                text=self._quote(row),
                role=row["role"],
                score=row["score"],
                pillar=self._pillars.get(row["pillar"], row["pillar"] or ""),
                nearest=row["nearest"]["text"] if row["nearest"] else "",
                nearest_kind=nearest_word(row["nearest"]["kind"]) if row["nearest"] else "",
            )
            for row in self._report["message"]["sentences"][:_SHOWN]
        ]

    def dimensions(self) -> list[DimensionRow]:
        names = {row.id: row for row in self._brand.dimensions} if self._brand else {}
        rows = []
        for row in self._report["tone"]["dimensions"]:
            known = names.get(row["id"])
            low, high = row["target"]
            rows.append(
                DimensionRow(
                    low=localised(known.low) if known else row["id"],
                    high=localised(known.high) if known else "",
                    value=row["value"],
                    target=(low, high),
                    inside=low <= row["value"] <= high,
                    drivers=tuple(dict.fromkeys(filter(None, map(self._quote, row["drivers"])))),
                )
            )
        return rows

    def findings(self) -> list[FindingRow]:
        return [
            FindingRow(
                rule=row["rule"],
                level=row["level"],
                hard=row["hard"],
                part=self._label(row["part"]),
                quote=self._quote(row),
                message=row["message"],
                evidence=row["evidence"],
                replacement=row["replacement"],
                link=row["link"],
            )
            for row in self._report["findings"][:_SHOWN]
        ]

    def facts(self) -> list[FactRow]:
        return [
            FactRow(
                subject=self._names["fact"].get(row["fact"], row["fact"]),
                part=self._label(row["part"]),
                quote=self._quote(row),
                said=row["said"],
                known=row["known"],
                source=row["source"],
            )
            for row in self._report["facts"][:_SHOWN]
        ]

    def limits(self) -> list[LimitRow]:
        return [
            LimitRow(
                self._label(row["part"]),
                f"{row['used']:g}",
                row["limit"],
                unit_word(row["unit"]),
                row["exceeded"],
            )
            for row in self._report["channel"]["limits"]
        ]

    def marked(self) -> list[MarkedPart]:
        marks: dict[str, list[Mark]] = {}
        for row in self._report["message"]["sentences"][:_SHOWN]:
            marks.setdefault(row["part"], []).append(
                Mark(row["start"], row["end"], f"role-{row['role']}", role_word(row["role"]))
            )
        for row in self._report["findings"][:_SHOWN]:
            kind = "hard" if row["hard"] else row["level"]
            label = f"{level_word(row['level'])}: {row['message']}"
            marks.setdefault(row["part"], []).append(Mark(row["start"], row["end"], f"finding-{kind}", label))
        for row in self._report["facts"][:_SHOWN]:
            label = f"{row['said']} ≠ {row['known']}"
            marks.setdefault(row["part"], []).append(Mark(row["start"], row["end"], "fact", label))
        return [
            MarkedPart(self._label(name), cut(text, marks.get(name, ())))
            for name, text in self._parts.items()
            if text.strip()
        ]

    def _statements(self, kind: str) -> dict[str, str]:
        texts: dict[str, dict[str, str]] = {}
        for message in self._brand.messages if self._brand else ():
            if message.kind == kind:
                texts.setdefault(message.id, {}).setdefault(message.locale, message.text)
        return {name: localised(words) for name, words in texts.items()}

    def _label(self, part: str) -> str:
        return self._labels.get(part, part)

    def _quote(self, row: dict[str, Any]) -> str:
        words = self._parts.get(row["part"], "")[row["start"] : row["end"]].replace("\0", "\ufffd")
        return words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
