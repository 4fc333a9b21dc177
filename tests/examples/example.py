"""The examples: drafts in ``*.yaml`` beside this file, each with the report it gets in ``*.json``."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from hub.cli.kits import find_brand
from hub.judging.judge import Judge, Row
from hub.judging.text import Part
from hub.services.values import BrandValue
from tests.fakes.parts import ROOT

FOLDER = Path(__file__).parent
AS_OF = date(2026, 10, 10)


@dataclass(frozen=True, slots=True)
class Example:
    """A draft for a channel of a demo brand; ``name`` is the file's, without its ending."""

    name: str
    kit: str
    channel: str
    locale: str
    parts: tuple[Part, ...]

    @property
    def report_path(self) -> Path:
        return FOLDER / f"{self.name}.json"

    def row(self) -> Row:
        """Return what the judge takes; the report's id is left to follow from its content."""
        return Row(self.parts, self.locale, value_of(self.kit).channels[self.channel])


def kit_path(kit: str) -> Path:
    """Return the file of a demo kit."""
    return ROOT / "hub" / "demo" / "kits" / f"{kit}.yaml"


@cache
def value_of(kit: str) -> BrandValue:
    """Return a demo brand as the command line reads it."""
    return find_brand(str(kit_path(kit)))


def read_examples() -> list[Example]:
    """Return every example, those of one kit together."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        fields = yaml.safe_load(path.read_text(encoding="utf-8"))
        parts = tuple(
            Part(part["name"], part["text"], part.get("format", "plain")) for part in fields["parts"]
        )
        found.append(Example(path.stem, fields["kit"], fields["channel"], fields["locale"], parts))
    return sorted(found, key=lambda example: (example.kit, example.name))


def judge_examples(judge: Judge, examples: Sequence[Example]) -> dict[str, dict[str, Any]]:
    """Return reports as JSON objects by name; neighbours of one kit share a call of ``judge_many``."""
    reports: dict[str, dict[str, Any]] = {}
    for kit, group in groupby(examples, key=lambda example: example.kit):
        batch = list(group)
        answers = judge.judge_many(
            (example.row() for example in batch), brand=value_of(kit).brand, as_of=AS_OF
        )
        for example, report in zip(batch, answers, strict=True):
            reports[example.name] = json.loads(json.dumps(report.to_dict()))
    return reports


def lines(reports: dict[str, dict[str, Any]], names: Iterable[str]) -> str:
    """Return reports as lines of JSON in the order of ``names``."""
    return "".join(json.dumps(reports[name]) + "\n" for name in names)
