"""How much a sentence weighs in a text, for both scores alike."""

from collections.abc import Sequence

import numpy as np

from hub.judging.ground_vectors import Wide
from hub.judging.text import Sentence

LONGEST_WEIGHT = 240
"""Bytes of UTF-8 (three per Chinese character, one per Latin letter) beyond which length adds nothing."""


def length_weights(sentences: Sequence[Sentence]) -> Wide:
    """Return one weight per sentence, its length in UTF-8 bytes up to ``LONGEST_WEIGHT``, float64, shape (n,)."""
    sizes = [len(sentence.prose.encode("utf-8", "surrogatepass")) for sentence in sentences]
    return np.array([min(size, LONGEST_WEIGHT) for size in sizes], dtype=np.float64)
