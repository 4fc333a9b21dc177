"""What every encoder answers: the final vectors of some texts and, where the model has them, its middle
layers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

TONE_LAYERS = (3, 6, 9)
"""Which hidden layers are pooled beside the last one. A model needs at least ten layers to offer them."""

_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Vectors:
    """One row per text, in the order of the texts.

    ``final`` is L2-normalised float32, shape (n, dim). ``layers`` is float32 of shape (n, n_layers, dim),
    each row of each layer L2-normalised, or None where the model has no middle layers.
    """

    final: Matrix
    layers: Matrix | None = None


class Encoder(Protocol):
    """What this package's own encoders have in common."""

    @property
    def revision(self) -> str: ...
    @property
    def engine(self) -> str: ...
    @property
    def precision(self) -> str: ...
    @property
    def dim(self) -> int: ...
    @property
    def n_layers(self) -> int:
        """How many middle layers ``encode`` gives; 0 means that ``layers`` is None."""
        ...

    @property
    def prompt(self) -> str:
        """What is put before every text; part of every cache key."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def unknown_share(self, text: str) -> float:
        """Share of the text's visible characters that the model's vocabulary does not know, 0 to 1."""
        ...


def no_vectors(*, dim: int, n_layers: int) -> Vectors:
    """Return arrays with zero rows of the right width."""
    layers = np.zeros((0, n_layers, dim), dtype=np.float32) if n_layers else None
    return Vectors(np.zeros((0, dim), dtype=np.float32), layers)


def stack(vectors: Vectors) -> Matrix:
    """Return final and middle layers as one float32 block of shape (n, 1 + n_layers, dim), final first."""
    final = vectors.final[:, None, :]
    block = final if vectors.layers is None else np.concatenate([final, vectors.layers], axis=1)
    return np.ascontiguousarray(block, dtype=np.float32)


def unstack(block: Matrix) -> Vectors:
    """The reverse of ``stack``; the arrays are copies that the caller may change."""
    layers = block[:, 1:, :].copy() if block.shape[1] > 1 else None
    return Vectors(block[:, 0, :].copy(), layers)


def rounded(block: Matrix) -> Matrix:
    """Round to six decimals, by way of float64 so that rounding twice changes nothing."""
    return np.round(block.astype(np.float64), _DECIMALS).astype(np.float32)
