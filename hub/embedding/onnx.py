"""The engine for judging on a CPU: an exported model through ONNX Runtime, without torch."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hub.embedding.manifest import ONNX_FILE, TO_REPAIR, Manifest
from hub.embedding.texts import readable, unknown_share
from hub.embedding.vectors import Matrix, Vectors, no_vectors
from hub.errors import EncoderMissing

MOST_THREADS = 8

_BATCH = 32
_BATCH_AT_LEAST = 4
_BATCH_TOKENS = 2048
_STEPS = ((64, 8), (128, 16), (1 << 30, 32))
_ERRORS_ONLY = 3


class OnnxEncoder:
    """A prepared folder with its exported file.

    ``threads`` is how many batches one call runs side by side; None takes the machine's cores, at most eight.
    The same text gives the same bits whatever else is in the call and however many threads there are. Texts
    beyond the model's length are cut. One instance may be shared by threads, not across a fork. Raises
    EncoderMissing if a file is absent or unreadable.
    """

    engine = "onnx"
    precision = "float32"

    def __init__(
        self,
        folder: Path,
        threads: int | None = None,
        *,
        manifest: Manifest | None = None,
        model_file: Path | None = None,
    ) -> None:
        manifest = manifest or Manifest.read(folder)
        self.revision = manifest.revision
        self.prompt = manifest.prompt
        self.dim = manifest.dim
        self.n_layers = len(manifest.layers)
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._reader = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(model_file or folder / ONNX_FILE), _options(), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise plain Exception and classes of their own
            raise EncoderMissing(f"The exported encoder in {folder} can't be loaded: {TO_REPAIR}.") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(manifest.max_tokens)
        self._reader.no_padding()
        self._reader.no_truncation()
        self._threads = min(threads or os.cpu_count() or 1, MOST_THREADS)
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="encoder")
        self._outputs = ["final", "layers"] if self.n_layers else ["final"]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, in order."""
        if not texts:
            return no_vectors(dim=self.dim, n_layers=self.n_layers)
        coded = [self._tokenizer.encode(self.prompt + readable(text)).ids for text in texts]
        final = np.empty((len(coded), self.dim), dtype=np.float32)
        layers = np.empty((len(coded), self.n_layers, self.dim), dtype=np.float32) if self.n_layers else None
        batches = list(_batches([len(ids) for ids in coded], threads=self._threads))

        def run(batch: tuple[int, list[int]]) -> list[Matrix]:
            width, rows = batch
            return self._run([coded[row] for row in rows], width=width)

        found = map(run, batches) if len(batches) == 1 or self._threads == 1 else self._pool.map(run, batches)
        for (_, rows), some in zip(batches, found, strict=True):
            final[rows] = some[0]
            if layers is not None:
                layers[rows] = some[1]
        return Vectors(final, layers)

    def unknown_share(self, text: str) -> float:
        """Return the share of visible characters that the vocabulary does not know, 0 to 1."""
        return unknown_share(self._reader, text, unknown=_unknown_id(self._reader))

    def _run(self, coded: list[list[int]], *, width: int) -> list[Matrix]:
        ids: NDArray[np.int64] = np.zeros((len(coded), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, some in enumerate(coded):
            ids[row, : len(some)] = some
            mask[row, : len(some)] = 1
        found: list[Any] = self._session.run(self._outputs, {"input_ids": ids, "attention_mask": mask})
        return found


def _batches(lengths: list[int], *, threads: int) -> Iterator[tuple[int, list[int]]]:
    """Yield a padded length and the places of texts that take it: at most 32 texts, and at most 2048 tokens.

    How far a text is padded depends on the text alone, never on its neighbours: padding changes the order in
    which a softmax adds up, and with it the last bit.
    """
    most = min(_BATCH, max(_BATCH_AT_LEAST, -(-len(lengths) // threads)))
    by_width: dict[int, list[int]] = {}
    for place, length in enumerate(lengths):
        by_width.setdefault(_padded(length), []).append(place)
    for width, places in sorted(by_width.items()):
        size = max(1, min(most, _BATCH_TOKENS // width))
        for start in range(0, len(places), size):
            yield width, places[start : start + size]


def _padded(length: int) -> int:
    step = next(step for limit, step in _STEPS if length <= limit)
    return -(-length // step) * step


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    # From three threads on, ONNX Runtime splits a product by the size of the batch, and its last bit moves
    # with it. So one batch keeps to one thread, and several batches run side by side.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    # Texts differ in length from call to call: a remembered memory plan would never fit.
    options.enable_mem_pattern = False
    return options


def _unknown_id(tokenizer: Tokenizer) -> int | None:
    for piece in ("<unk>", "[UNK]"):
        found: int | None = tokenizer.token_to_id(piece)
        if found is not None:
            return found
    return None
