"""An encoder that remembers: in memory within bounds, and on disk where it is given a store."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hub.embedding.store import VectorStore
from hub.embedding.vectors import Encoder, Matrix, Vectors, no_vectors, rounded, stack, unstack

MOST_BYTES = 64 * 1024 * 1024

_COMPUTED_AT_ONCE = 64
_OVERHEAD_BYTES = 300


@dataclass(frozen=True, slots=True)
class CacheCounts:
    """How many texts of all calls so far were found in memory, found on disk, and computed."""

    memory: int
    disk: int
    computed: int


class CachedEncoder:
    """Gives the numbers of ``inner``, rounded to six decimals, and computes each text once.

    A vector is rounded before its first use and before it is stored, so that a remembered one and a fresh one
    are the same numbers. May be shared by threads: what one computes the others wait for, at most 64 texts
    long.
    """

    def __init__(
        self, inner: Encoder, store: VectorStore | None = None, *, max_bytes: int = MOST_BYTES
    ) -> None:
        self._inner = inner
        self._store = store
        self._memory = _Memory(max_bytes)
        self._computing = threading.Lock()
        self._counts = [0, 0, 0]
        scope = "\n".join((inner.revision, inner.engine, inner.precision, inner.prompt))
        self._scope = hashlib.sha256(scope.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def revision(self) -> str:
        return self._inner.revision

    @property
    def engine(self) -> str:
        return self._inner.engine

    @property
    def precision(self) -> str:
        return self._inner.precision

    @property
    def dim(self) -> int:
        return self._inner.dim

    @property
    def n_layers(self) -> int:
        return self._inner.n_layers

    @property
    def prompt(self) -> str:
        return self._inner.prompt

    @property
    def counts(self) -> CacheCounts:
        return CacheCounts(*self._counts)

    def unknown_share(self, text: str) -> float:
        """Return the share of visible characters that the vocabulary does not know, 0 to 1."""
        return self._inner.unknown_share(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, in order. Equal texts of one call are computed once."""
        if not texts:
            return no_vectors(dim=self.dim, n_layers=self.n_layers)
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        found = self._remembered(list(wanted))
        missing = [key for key in wanted if key not in found]
        for start in range(0, len(missing), _COMPUTED_AT_ONCE):
            found |= self._computed({key: wanted[key] for key in missing[start : start + _COMPUTED_AT_ONCE]})
        return unstack(np.stack([found[key] for key in keys]))

    def _remembered(self, keys: list[bytes]) -> dict[bytes, Matrix]:
        found = self._memory.get(keys)
        self._counts[0] += len(found)
        missing = [key for key in keys if key not in found]
        if missing and self._store is not None:
            stored = self._store.get(self._scope, missing, shape=(1 + self.n_layers, self.dim))
            self._counts[1] += len(stored)
            self._memory.put(stored)
            found |= stored
        return found

    def _computed(self, wanted: dict[bytes, str]) -> dict[bytes, Matrix]:
        with self._computing:
            found = self._memory.get(list(wanted))
            missing = [key for key in wanted if key not in found]
            if not missing:
                return found
            block = rounded(stack(self._inner.encode([wanted[key] for key in missing])))
            fresh = {key: block[row].copy() for row, key in enumerate(missing)}
            self._counts[2] += len(fresh)
            self._memory.put(fresh)
        if self._store is not None:
            self._store.put(self._scope, fresh)
        return found | fresh


class _Memory:
    """The blocks used last, at most ``max_bytes`` of them."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._size_bytes = 0
        self._blocks: OrderedDict[bytes, Matrix] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Matrix]:
        with self._lock:
            found = {key: self._blocks[key] for key in keys if key in self._blocks}
            for key in found:
                self._blocks.move_to_end(key)
        return found

    def put(self, blocks: dict[bytes, Matrix]) -> None:
        with self._lock:
            for key, block in blocks.items():
                if key not in self._blocks:
                    self._blocks[key] = block
                    self._size_bytes += block.nbytes + _OVERHEAD_BYTES
            while self._size_bytes > self._max_bytes and self._blocks:
                _, dropped = self._blocks.popitem(last=False)
                self._size_bytes -= dropped.nbytes + _OVERHEAD_BYTES
