"""What judging needs from outside, as Protocols."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


class Vectors(Protocol):
    """What an encoder answers: one row per text."""

    @property
    def final(self) -> Matrix:
        """L2-normalised float32, shape (n, dim)."""
        ...

    @property
    def layers(self) -> Matrix | None:
        """Mean-pooled middle layers, each L2-normalised, shape (n, n_layers, dim); None where the encoder has none."""
        ...


class TextEncoder(Protocol):
    """Texts in, vectors out. The same text always gives the same numbers, whatever else is in the call."""

    @property
    def revision(self) -> str:
        """Digest-like name of model and weights; part of every cache key and of every report."""
        ...

    @property
    def engine(self) -> str:
        """``onnx``, ``torch`` …"""
        ...

    @property
    def precision(self) -> str:
        """``float32``, ``bfloat16`` …"""
        ...

    @property
    def dim(self) -> int:
        """Length of one vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, in order. An empty sequence gives arrays with zero rows."""
        ...
