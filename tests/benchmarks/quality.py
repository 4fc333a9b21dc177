"""How right the judgement is, on the demo's labelled drafts. `make quality` merges the keys.

The drafts and their labels were written before any scorer had seen them. What is computed here is a measurement,
never an input of the product.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from hub.brandkit import brand_of, channels_of, read_kit
from hub.config import read_settings
from hub.embedding.choose import load_encoder
from hub.judging.brand import Brand
from hub.judging.judge import Judge, Row
from hub.judging.passage import Passage
from hub.judging.report import Report
from hub.judging.styles import pack_ids
from hub.judging.text import Part
from tests.benchmarks.articles import DEMO, drafts
from tests.benchmarks.results import merge, show

AS_OF = date(2026, 10, 1)
BRANDS = ("demo-phone", "demo-kitchen")


@dataclass(frozen=True)
class Judged:
    """A labelled draft with its report, and the best bare cosine of its sentences to the house."""

    draft: dict[str, Any]
    report: Report
    best_cosine: float


def judge_drafts(judge: Judge, slug: str) -> tuple[Brand, list[Judged]]:
    """Judge every draft of a demo brand as its channel would have it judged."""
    path = DEMO / "kits" / f"{slug}.yaml"
    kit = read_kit(path.read_bytes(), source=path.name, known_packs=pack_ids())
    brand, channels = brand_of(kit), {channel.id: channel for channel in channels_of(kit)}
    rows = drafts(slug)
    texts = [tuple(Part(name, text) for name, text in row["parts"].items()) for row in rows]
    reports = judge.judge_many(
        [Row(text, row["locale"], channels[row["channel"]]) for text, row in zip(texts, rows, strict=True)],
        brand=brand,
        as_of=AS_OF,
    )
    judged = [
        Judged(row, report, best_cosine(judge, brand, text, row["locale"]))
        for row, text, report in zip(rows, texts, reports, strict=True)
    ]
    return brand, judged


def best_cosine(judge: Judge, brand: Brand, text: tuple[Part, ...], locale: str) -> float:
    """Return the baseline: mean over sentences of the best bare cosine to a message of the same language."""
    messages = [message.text for message in brand.messages if message.locale == locale]
    sentences = [sentence.prose for sentence in Passage(text, locale).sentences]
    similar = judge.encoder.encode(sentences).final @ judge.encoder.encode(messages).final.T
    return float(similar.max(axis=1).mean())


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the area under the ROC curve."""
    labels = [1] * len(positive) + [0] * len(negative)
    return float(roc_auc_score(labels, [*positive, *negative]))


def message_figures(judged: list[Judged], slug: str) -> dict[str, dict[str, Any]]:
    """Whole texts, on against off message within the trade."""
    on = [item for item in judged if item.draft["labels"]["message"] == "on"]
    off = [item for item in judged if item.draft["labels"]["message"] == "off"]
    score = auc(
        [item.report.message.score or 0 for item in on], [item.report.message.score or 0 for item in off]
    )
    bare = auc([item.best_cosine for item in on], [item.best_cosine for item in off])
    return {
        f"quality.{slug}.message_auc": {
            "value": score,
            "n": len(judged),
            "against": "best bare cosine",
            "against_value": bare,
            "note": f"{len(on)} on, {len(off)} off message",
        }
    }


def sentence_figures(judged: list[Judged]) -> dict[str, dict[str, Any]]:
    """Sentences: the flag "drifts" against the label, and the pillar carried."""
    flagged = right = drifting = carried = named = 0
    found_pillar = 0
    for item in judged:
        scored = [
            (item.draft["parts"][one.part][one.start : one.end], one) for one in item.report.message.sentences
        ]
        for text, label in item.draft.get("sentences", ()):
            match = next((one for said, one in scored if said == text), None)
            if match is None:
                continue
            named += 1
            drifting += label == "drifts"
            flagged += match.role == "drifts"
            right += label == "drifts" and match.role == "drifts"
            if label.startswith("carries:") and match.role == "carries":
                carried += 1
                found_pillar += (match.pillar or "core") == label.split(":", 1)[1]
    return {
        "quality.demo.precision": {
            "value": right / max(flagged, 1),
            "n": named,
            "note": f"{flagged} sentences flagged",
        },
        "quality.demo.recall": {
            "value": right / max(drifting, 1),
            "n": named,
            "note": f"{drifting} sentences drift",
        },
        "quality.demo.pillar_accuracy": {
            "value": found_pillar / max(carried, 1),
            "n": carried,
            "note": "of sentences that carry and are seen to",
        },
    }


def tone_figures(judged: list[Judged]) -> dict[str, dict[str, Any]]:
    """Whole texts, on against off tone."""
    on = [item.report.tone.score or 0 for item in judged if item.draft["labels"]["tone"] == "on"]
    off = [item.report.tone.score or 0 for item in judged if item.draft["labels"]["tone"] == "off"]
    return {
        "quality.demo.tone_auc": {
            "value": auc(on, off),
            "n": len(judged),
            "note": f"{len(on)} on, {len(off)} off",
        }
    }


def hard_figures(judged: list[Judged]) -> dict[str, dict[str, Any]]:
    """Law and facts: what should block and does, and what blocks and should not."""
    law = [
        item for item in judged if item.draft["labels"]["law"] == "breaks" and item.draft["locale"] == "zh"
    ]
    clean = [item for item in judged if item.draft["labels"]["law"] == "clean"]
    wrong = [item for item in judged if item.draft["labels"]["facts"] == "wrong"]
    true = [item for item in judged if item.draft["labels"]["facts"] == "right"]

    def breaks(item: Judged) -> bool:
        return any(
            finding.hard and finding.rule.startswith("zh-advertising-law") for finding in item.report.findings
        )

    return {
        "quality.demo.law_recall": {"value": np.mean([breaks(item) for item in law]), "n": len(law)},
        "quality.demo.law_false": {"value": np.mean([breaks(item) for item in clean]), "n": len(clean)},
        "quality.demo.fact_recall": {
            "value": np.mean([bool(item.report.facts) for item in wrong]),
            "n": len(wrong),
        },
        "quality.demo.fact_false": {
            "value": np.mean([bool(item.report.facts) for item in true]),
            "n": len(true),
        },
    }


def main() -> int:
    """Measure, print the table and merge the figures."""
    settings = read_settings()
    judge = Judge(
        load_encoder(
            name=settings.encoder,
            device="cpu",
            engine="auto",
            models_dir=settings.models_folder(),
            cache_path=Path(settings.data_dir) / "vectors.db",
        )
    )
    figures: dict[str, dict[str, Any]] = {}
    everything: list[Judged] = []
    for slug in BRANDS:
        _, judged = judge_drafts(judge, slug)
        everything += judged
        figures |= message_figures(judged, slug)
    figures |= sentence_figures(everything) | tone_figures(everything) | hard_figures(everything)
    figures = {
        key: figure | {"value": round(float(figure["value"]), 4), "unit": "share"}
        for key, figure in figures.items()
    }
    sys.stdout.write(show(figures) + "\n")
    merge(figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
