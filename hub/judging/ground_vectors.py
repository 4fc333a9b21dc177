"""The ground that scores stand on: vectors of ordinary sentences and of generic marketing lines, per
language.

Embedded once per encoder and kept in memory; with a store folder the arrays also lie on disk, keyed by
encoder and by a digest of the texts, so that another encoder or an edited line never meets old numbers.
"""

import hashlib
import logging
import os
import tempfile
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hub.errors import SetupBroken
from hub.judging.ports import TextEncoder, Vectors

_log = logging.getLogger(__name__)

Wide = NDArray[np.float64]

GROUND_DIR = Path(__file__).parent / "ground"
LANGUAGES = ("zh", "en")
FEWEST_BACKGROUND = 20


@dataclass(frozen=True, slots=True)
class GroundTexts:
    """The two lists of one language, in file order."""

    background: tuple[str, ...]
    contrast: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageGround:
    """One language's ground. ``centre`` is the mean background vector (dim,); ``background`` (n, dim) and
    ``contrast`` (m, dim) are centred by it and renormalised; ``block_centres`` and ``block_spreads``
    describe the tone blocks (middle layers, then the final vector): means (blocks, dim) and root mean
    square distances from them (blocks,)."""

    centre: Wide
    background: Wide
    contrast: Wide
    contrast_texts: tuple[str, ...]
    block_centres: Wide
    block_spreads: Wide


def centred(final: NDArray[np.floating], centre: Wide) -> Wide:
    """Return rows minus ``centre``, renormalised, float64; a row equal to the centre becomes zeros."""
    moved = np.asarray(final, dtype=np.float64) - centre
    length = np.sqrt(np.einsum("ij,ij->i", moved, moved))
    directions: Wide = moved / np.maximum(length, 1e-9)[:, None]
    return directions


def tone_blocks(vectors: Vectors) -> Wide:
    """Return middle layers and final vector side by side, float64, shape (n, n_layers + 1, dim)."""
    final = np.asarray(vectors.final, dtype=np.float64)[:, None, :]
    if vectors.layers is None:
        return final
    return np.concatenate([np.asarray(vectors.layers, dtype=np.float64), final], axis=1)


@lru_cache(maxsize=8)
def read_ground_texts(folder: Path) -> Mapping[str, GroundTexts]:
    """Return the lists of every language of ``folder``; raise ``SetupBroken`` naming each list that is
    missing or short."""
    faults: list[str] = []
    texts: dict[str, GroundTexts] = {}
    for language in LANGUAGES:
        lists: list[tuple[str, ...]] = []
        for kind, fewest in (("background", FEWEST_BACKGROUND), ("contrast", 1)):
            path = folder / f"{kind}.{language}.txt"
            lines = _read_lines(path)
            if len(lines) < fewest:
                faults.append(f"{path.name} has {len(lines)} lines and needs {fewest}")
            lists.append(lines)
        texts[language] = GroundTexts(background=lists[0], contrast=lists[1])
    if faults:
        raise SetupBroken(
            f"The ground texts in {folder} are not usable: {'; '.join(faults)}. Install the package again."
        )
    return texts


def _read_lines(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    return tuple(line for raw in path.read_text("utf-8").splitlines() if (line := raw.strip()))


class Ground:
    """The ground of one encoder. Safe to share between threads; embeds at the first question."""

    def __init__(self, encoder: TextEncoder, *, folder: Path = GROUND_DIR, store: Path | None = None) -> None:
        self._encoder = encoder
        self._folder = folder
        self._store = store
        self._lock = threading.Lock()
        self._languages: dict[str, LanguageGround] | None = None

    def of(self, language: str) -> LanguageGround:
        """Return the ground of ``zh`` or ``en``; raise ``KeyError`` for another language."""
        with self._lock:
            if self._languages is None:
                self._languages = self._load()
            return self._languages[language]

    def _load(self) -> dict[str, LanguageGround]:
        texts = read_ground_texts(self._folder)
        path = self._store / f"ground-{self._key(texts)}.npz" if self._store else None
        arrays = _read_arrays(path) if path else None
        if arrays is None:
            arrays = self._embed(texts)
            if path:
                _keep_arrays(path, arrays)
        return {
            language: LanguageGround(
                contrast_texts=texts[language].contrast,
                **{name: arrays[f"{language}_{name}"] for name in _ARRAYS},
            )
            for language in LANGUAGES
        }

    def _key(self, texts: Mapping[str, GroundTexts]) -> str:
        digest = hashlib.sha256()
        for field in (self._encoder.revision, self._encoder.engine, self._encoder.precision):
            digest.update(field.encode() + b"\0")
        for language in LANGUAGES:
            for line in (*texts[language].background, "", *texts[language].contrast, ""):
                digest.update(line.encode() + b"\n")
        return digest.hexdigest()[:24]

    def _embed(self, texts: Mapping[str, GroundTexts]) -> dict[str, Wide]:
        arrays: dict[str, Wide] = {}
        for language in LANGUAGES:
            background = self._encoder.encode(texts[language].background)
            contrast = self._encoder.encode(texts[language].contrast)
            centre: Wide = np.asarray(background.final, dtype=np.float64).mean(axis=0)
            blocks = tone_blocks(background)
            block_centres: Wide = blocks.mean(axis=0)
            spread: Wide = np.sqrt(((blocks - block_centres) ** 2).sum(axis=2).mean(axis=0))
            arrays[f"{language}_centre"] = centre
            arrays[f"{language}_background"] = centred(background.final, centre)
            arrays[f"{language}_contrast"] = centred(contrast.final, centre)
            arrays[f"{language}_block_centres"] = block_centres
            arrays[f"{language}_block_spreads"] = np.maximum(spread, 1e-6)
        return arrays


_ARRAYS = ("centre", "background", "contrast", "block_centres", "block_spreads")


def _read_arrays(path: Path) -> dict[str, Wide] | None:
    """Return the stored arrays, or None where the file is absent or damaged (it is then written anew)."""
    wanted = [f"{language}_{name}" for language in LANGUAGES for name in _ARRAYS]
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            return {name: np.asarray(stored[name], dtype=np.float64) for name in wanted}
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def _keep_arrays(path: Path, arrays: dict[str, Wide]) -> None:
    try:
        _write_arrays(path, arrays)
    except OSError as error:
        # They save the next process seconds; a full disk or a folder that can't be written stops no judging.
        _log.warning("The vectors of the ground can't be kept in %s (%s).", path.parent, error)


def _write_arrays(path: Path, arrays: Mapping[str, Wide]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            np.savez(out, **{key: arrays[key] for key in sorted(arrays)})  # type: ignore[arg-type]
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
