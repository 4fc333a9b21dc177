"""Groups of sentences by direction: spherical k-means from a fixed start, the number of groups by silhouette.

Dhillon and Modha, "Concept decompositions for large sparse text data using clustering" (2001); Rousseeuw,
"Silhouettes" (1987). Nothing is drawn at random, so that the same texts always give the same groups.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hub.judging.ground_vectors import Wide

ROUNDS = 50
SMALLEST = 2
TIE = 0.01
"""Silhouettes closer than this are a tie: more groups win, for one too many is struck out more easily than two
subjects in one are taken apart. On labelled drafts of invented brands this told subjects apart better, too."""

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """``labels`` (n,) from 0; ``centres`` (k, dim), unit length; ``silhouette`` -1 to 1."""

    labels: Labels
    centres: Wide
    silhouette: float


def group(rows: Wide, *, fewest: int, most: int) -> Grouping | None:
    """Return the best grouping of unit rows (n, dim) into ``fewest`` to ``most`` groups, or None where there are
    too few rows for ``fewest`` groups of two."""
    counts = [count for count in range(fewest, most + 1) if len(rows) >= SMALLEST * count]
    found = [_k_means(rows, count) for count in counts]
    best = max((grouping.silhouette for grouping in found), default=0.0)
    return next((grouping for grouping in reversed(found) if grouping.silhouette >= best - TIE), None)


def _k_means(rows: Wide, count: int) -> Grouping:
    centres = rows[_spread_out(rows, count)]
    labels: Labels = np.full(len(rows), -1, dtype=np.int64)
    for _ in range(ROUNDS):
        closest: Labels = np.argmax(rows @ centres.T, axis=1)
        if np.array_equal(closest, labels):
            break
        labels = closest
        for place in range(count):
            mine = rows[labels == place]
            if len(mine):
                centres[place] = unit(mine.sum(axis=0))
    return Grouping(labels, centres, _silhouette(rows, labels, count))


def _spread_out(rows: Wide, count: int) -> list[int]:
    """Return where to start: the row nearest to the middle of all, then each time the row that is worst served,
    weighted by how many others lie near it, so that a stray sentence does not become a group."""
    likeness = rows @ rows.T
    dense = np.sort(likeness, axis=1)[:, -min(6, len(rows)) :].mean(axis=1)
    chosen = [int(np.argmax(likeness.mean(axis=1)))]
    while len(chosen) < count:
        served = likeness[:, chosen].max(axis=1)
        worth = (1.0 - served) * np.maximum(dense, 0.0)
        worth[chosen] = -1.0
        chosen.append(int(np.argmax(worth)))
    return chosen


def _silhouette(rows: Wide, labels: Labels, count: int) -> float:
    distance = 1.0 - rows @ rows.T
    sizes = np.array([(labels == place).sum() for place in range(count)], dtype=np.float64)
    sums = np.stack([distance[:, labels == place].sum(axis=1) for place in range(count)], axis=1)
    own = sizes[labels]
    inside = sums[np.arange(len(rows)), labels] / np.maximum(own - 1.0, 1.0)
    means = sums / np.maximum(sizes, 1.0)
    means[:, sizes == 0] = np.inf
    means[np.arange(len(rows)), labels] = np.inf
    outside = means.min(axis=1)
    value = np.where(own > 1, (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-9), 0.0)
    return float(value.mean())


def unit(row: Wide) -> Wide:
    """Return a vector at unit length; nothing stays nothing."""
    made: Wide = row / max(float(np.linalg.norm(row)), 1e-12)
    return made
