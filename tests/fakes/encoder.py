"""An encoder without a model: vectors are counts of character n-grams, so that alike texts are near each other."""

import hashlib
from collections.abc import Sequence

import numpy as np

from hub.embedding.vectors import Vectors, no_vectors

_LAYERS = 3
_LONGEST = 3
_WORD_BLOCKS = (
    (0x20, 0x24F),
    (0x2000, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFFEF),
    (0x1F000, 0x3FFFF),
)


class FakeEncoder:
    """Deterministic in every process. ``calls`` keeps the texts of each call, so that a test can count them."""

    revision = "fake-ngrams@000000000001"
    engine = "fake"
    precision = "float32"
    prompt = ""

    def __init__(self, *, dim: int = 64, with_layers: bool = True) -> None:
        self.dim = dim
        self.n_layers = _LAYERS if with_layers else 0
        self.calls: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text: layer k counts n-grams of k + 1 characters, the final vector counts all."""
        self.calls.append(list(texts))
        if not texts:
            return no_vectors(dim=self.dim, n_layers=self.n_layers)
        grams = np.stack([[self._counts(text, size) for size in range(1, _LONGEST + 1)] for text in texts])
        final = _normalised(grams.sum(axis=1))
        return Vectors(final, _normalised(grams) if self.n_layers else None)

    def unknown_share(self, text: str) -> float:
        """Return the share of visible characters outside Latin, Han, kana and symbols, 0 to 1."""
        visible = [character for character in text if not character.isspace()]
        known = sum(any(low <= ord(c) <= high for low, high in _WORD_BLOCKS) for c in visible)
        return 1.0 - known / len(visible) if visible else 0.0

    def _counts(self, text: str, size: int) -> np.ndarray:
        counts = np.zeros(self.dim, dtype=np.float64)
        counts[0] = 0.5
        padded = f" {text.lower()} "
        for start in range(len(padded) - size + 1):
            gram = padded[start : start + size].encode("utf-8", "surrogatepass")
            digest = hashlib.blake2b(gram, digest_size=4).digest()
            counts[int.from_bytes(digest[:3]) % self.dim] += 1.0 if digest[3] & 1 else -1.0
        return counts


def _normalised(rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    safe = np.where(lengths > 0, rows, np.eye(1, rows.shape[-1]))
    return (safe / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
