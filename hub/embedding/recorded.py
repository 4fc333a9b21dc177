"""Vectors of a few sentences recorded once from torch: a machine whose numbers differ must not judge."""

import json
from importlib import resources
from typing import Any

import numpy as np

from hub.embedding.manifest import TO_REPAIR
from hub.embedding.vectors import Encoder
from hub.errors import EncoderMissing

TOLERANCE = 1e-4
"""Largest deviation of one component or of a length. Engines and machines differ by up to 5e-7, damage by far
more."""


def recorded() -> dict[str, Any]:
    """Return ``encoder`` and ``sentences``: each a ``text`` with the first components of ``final`` and
    ``layers``."""
    record: dict[str, Any] = json.loads(
        resources.files("hub.embedding").joinpath("recorded.json").read_text(encoding="utf-8")
    )
    return record


def check_recorded(encoder: Encoder) -> None:
    """Raise EncoderMissing if the shipped model's vectors deviate from the recorded ones by more than
    1e-4."""
    sentences = recorded()["sentences"]
    vectors = encoder.encode([sentence["text"] for sentence in sentences])
    expected = np.array([sentence["final"] for sentence in sentences], dtype=np.float32)
    worst = _distance(vectors.final[:, : expected.shape[1]], expected)
    worst = max(worst, _distance(np.linalg.norm(vectors.final, axis=-1), 1.0))
    if vectors.layers is not None:
        layers = np.array([sentence["layers"] for sentence in sentences], dtype=np.float32)
        worst = max(worst, _distance(vectors.layers[:, :, : layers.shape[2]], layers))
        worst = max(worst, _distance(np.linalg.norm(vectors.layers, axis=-1), 1.0))
    if not worst <= TOLERANCE:
        raise EncoderMissing(
            f"The encoder {encoder.revision} on {encoder.engine} gives other vectors than recorded"
            f" (by {worst:.1e}, allowed is {TOLERANCE:.0e}): {TO_REPAIR}."
        )


def _distance(found: Any, expected: Any) -> float:
    return float(np.max(np.abs(found - expected)))
