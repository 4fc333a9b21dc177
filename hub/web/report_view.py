"""A stored or fresh report made ready for reading: names instead of ids, words before numbers, places in the text."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from hub.judging.brand import Brand, PartSpec
from hub.judging.text import Part
from hub.services.dismissals import DismissalView
from hub.services.values import BrandValue
from hub.web.highlights import Mark, cut
from hub.web.languages import localised
from hub.web.report_rows import (
    AsideRow,
    DimensionRow,
    FactRow,
    FindingRow,
    LimitRow,
    MarkedPart,
    PillarRow,
    ReportView,
    ScoreView,
    SentenceRow,
    Standing,
)
from hub.web.report_words import changes_since, verdict_line
from hub.web.sentences import report_phrases
from hub.web.words import level_word, nearest_word, role_word, unit_word

_QUOTE = 120
# A page of a very long text stays a page: places beyond these are counted and not drawn.
_SHOWN = 300
_OURS = ("core_message", "value_proposition", "pillar", "proof_point", "exemplar")


def view_report(
    report: dict[str, Any],
    *,
    value: BrandValue | None,
    specs: Sequence[PartSpec],
    parts: Sequence[Part],
    dismissals: Iterable[DismissalView] = (),
    before: dict[str, Any] | None = None,
    with_text: bool = True,
) -> ReportView:
    """Return the report as the panel shows it. ``parts`` is the very text that was judged.

    Findings named in ``dismissals`` are kept apart, unless they block. ``before`` is the report that changes are
    told against. ``with_text`` False leaves the marked-up text out, for whoever paints marks themselves.
    """
    reader = _Reader(report, value, specs, parts)
    message = reader.score("message", ("on", "weak", "off"))
    tone = reader.score("tone", ("in_voice", "weak", "off_voice"))
    every = reader.findings()
    aside = _set_aside(every, dismissals)
    keys = {row.finding.key for row in aside}
    findings = [row for row in every if row.key not in keys]
    sentences = report["message"]["sentences"]
    to_change = sum(row.hard or row.level in ("error", "warning") for row in findings) + len(report["facts"])
    return ReportView(
        verdict=report["verdict"],
        line=verdict_line(
            verdict=report["verdict"],
            message=message,
            tone=tone,
            places=to_change,
            drifting=sum(row["role"] == "drifts" for row in sentences),
            blocked=report["verdict"] == "blocked",
        ),
        changes=changes_since(before, report, reader.pillar_names),
        reasons=[reader.say(reason) for reason in report["reasons"]],
        message=message,
        pillars=reader.pillars(),
        sentences=reader.sentences(),
        sentence_count=len(sentences),
        tone=tone,
        dimensions=reader.dimensions(),
        findings=findings[:_SHOWN],
        finding_count=len(findings),
        aside=aside,
        facts=reader.facts(),
        fact_count=len(report["facts"]),
        limits=reader.limits(),
        text=reader.marked(findings[:_SHOWN]) if with_text else [],
        pinned=report["pinned"],
    )


def _set_aside(findings: Sequence[FindingRow], dismissals: Iterable[DismissalView]) -> list[AsideRow]:
    standing = {(row.rule, row.part, row.quote): row for row in dismissals}
    return [
        AsideRow(row, standing[row.rule, row.part_id, row.words])
        for row in findings
        if not row.hard and (row.rule, row.part_id, row.words) in standing
    ]


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

    @property
    def pillar_names(self) -> dict[str, str]:
        return self._pillars

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
        seen: Counter[str] = Counter()
        return [
            SentenceRow(
                key=_key("sentence", row["part"], self._words(row), seen),
                part=row["part"],
                start=row["start"],
                end=row["end"],
                text=self._quote(row),
                role=row["role"],
                score=row["score"],
                pillar=self._pillars.get(row["pillar"], row["pillar"] or ""),
                nearest=row["nearest"]["text"] if row["nearest"] else "",
                nearest_kind=nearest_word(row["nearest"]["kind"]) if row["nearest"] else "",
                nearest_is_ours=bool(row["nearest"]) and row["nearest"]["kind"] in _OURS,
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
        seen: Counter[str] = Counter()
        return [
            FindingRow(
                key=_key(row["rule"], row["part"], self._words(row), seen),
                rule=row["rule"],
                level=row["level"],
                hard=row["hard"],
                part=self._label(row["part"]),
                part_id=row["part"],
                start=row["start"],
                end=row["end"],
                words=self._words(row),
                quote=self._quote(row),
                message=row["message"],
                evidence=row["evidence"],
                replacement=row["replacement"],
                link=row["link"],
            )
            for row in self._report["findings"]
        ]

    def facts(self) -> list[FactRow]:
        seen: Counter[str] = Counter()
        return [
            FactRow(
                key=_key("fact." + row["fact"], row["part"], self._words(row), seen),
                subject=self._names["fact"].get(row["fact"], row["fact"]),
                part=self._label(row["part"]),
                part_id=row["part"],
                start=row["start"],
                end=row["end"],
                words=self._words(row),
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

    def marked(self, findings: Sequence[FindingRow]) -> list[MarkedPart]:
        marks: dict[str, list[Mark]] = {}
        for row in self._report["message"]["sentences"][:_SHOWN]:
            marks.setdefault(row["part"], []).append(
                Mark(row["start"], row["end"], f"role-{row['role']}", role_word(row["role"]))
            )
        for finding in findings:
            kind = "hard" if finding.hard else finding.level
            label = f"{level_word(finding.level)}: {finding.message}"
            mark = Mark(finding.start, finding.end, f"finding-{kind}", label)
            marks.setdefault(finding.part_id, []).append(mark)
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

    def _words(self, row: dict[str, Any]) -> str:
        return self._parts.get(row["part"], "")[row["start"] : row["end"]]

    def _quote(self, row: dict[str, Any]) -> str:
        words = self._words(row).replace("\0", "\ufffd")
        return words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"


def _key(rule: str, part: str, words: str, seen: Counter[str]) -> str:
    """Return a name that a place keeps while its rule and words stay, whatever is typed around it."""
    said = f"{rule}\0{part}\0{words}"
    seen[said] += 1
    digest = hashlib.blake2b(f"{said}\0{seen[said]}".encode("utf-8", "surrogatepass"), digest_size=8)
    return f"f{digest.hexdigest()}"
