"""An encoder that is described at once and loaded at its first use, once per process."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hub.embedding.vectors import Encoder, Vectors, no_vectors


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of an encoder before it is loaded."""

    revision: str
    engine: str
    precision: str
    prompt: str
    dim: int
    n_layers: int


class LazyEncoder:
    """Loads through ``load`` when a text comes. Threads wait for one load; a forked process loads for
    itself."""

    def __init__(self, description: Description, load: Callable[[], Encoder]) -> None:
        self.revision = description.revision
        self.engine = description.engine
        self.precision = description.precision
        self.prompt = description.prompt
        self.dim = description.dim
        self.n_layers = description.n_layers
        self._load = load
        self._lock = threading.Lock()
        self._loaded: tuple[int, Encoder] | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, in order; raises EncoderMissing if the model can't be loaded."""
        if not texts:
            return no_vectors(dim=self.dim, n_layers=self.n_layers)
        return self._encoder().encode(texts)

    def unknown_share(self, text: str) -> float:
        """Return the share of visible characters that the vocabulary does not know, 0 to 1."""
        return self._encoder().unknown_share(text)

    def _encoder(self) -> Encoder:
        # Threads of an engine do not survive a fork: a child that inherits a loaded one would wait for ever.
        loaded = self._loaded
        if loaded is not None and loaded[0] == os.getpid():
            return loaded[1]
        with self._lock:
            if self._loaded is None or self._loaded[0] != os.getpid():
                self._loaded = (os.getpid(), self._load())
            return self._loaded[1]
