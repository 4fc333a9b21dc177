"""The record beside a prepared model: what it is, how it wants its texts, and a checksum for each of its
files."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from hub.errors import EncoderMissing

MANIFEST = "manifest.json"
ONNX_FILE = "onnx/model.onnx"
TO_REPAIR = "run `onevoice encoder prepare` or `make run`"

_SCHEMA = "onevoice-encoder/1"
_WEIGHT_SUFFIXES = (".safetensors", ".bin")
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileSum:
    """Size and sha256 (hex) of one file."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One prepared model folder.

    ``prompt`` stands before every text. ``layers`` are the pooled hidden layers, empty where the model is too
    shallow. ``weights`` is a sha256 (hex) over weights and tokenizer, the same for every engine that runs
    them. ``why_no_onnx`` says why there is no exported file, and is empty where there is one.
    """

    name: str
    prompt: str
    dim: int
    layers: tuple[int, ...]
    max_tokens: int
    weights: str
    files: dict[str, FileSum] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    why_no_onnx: str = ""

    @property
    def revision(self) -> str:
        return f"{self.name}@{self.weights[:12]}"

    @property
    def has_onnx(self) -> bool:
        return ONNX_FILE in self.files

    def with_files(self, folder: Path, paths: Iterable[str], *, why_no_onnx: str = "") -> Self:
        """Return a copy that also records the files at ``paths``, relative to ``folder``."""
        added = {path: file_sum(folder / path) for path in paths}
        return replace(self, files={**self.files, **added}, why_no_onnx=why_no_onnx)

    def write(self, folder: Path) -> None:
        """Write the record in one step: a reader sees the old one or the new one."""
        record = {"schema": _SCHEMA, **asdict(self)}
        partial = folder / f".{MANIFEST}.{os.getpid()}.partial"
        partial.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        partial.replace(folder / MANIFEST)

    def verify(self, folder: Path, *, only: Iterable[str] | None = None) -> None:
        """Raise EncoderMissing if a recorded file is absent, or has another size or checksum.

        ``only`` names the files whose content is read (all by default); sizes are compared for every one.
        """
        read = set(self.files if only is None else only)
        for path, expected in self.files.items():
            try:
                size_bytes = (folder / path).stat().st_size
            except OSError:
                raise EncoderMissing(f"The encoder's file {folder / path} is missing: {TO_REPAIR}.") from None
            if size_bytes != expected.size_bytes:
                found = f"{size_bytes} bytes instead of {expected.size_bytes}"
                raise EncoderMissing(f"The encoder's file {folder / path} has {found}: {TO_REPAIR}.")
        for path in sorted(read & self.files.keys()):
            if file_sum(folder / path) != self.files[path]:
                raise EncoderMissing(
                    f"The encoder's file {folder / path} does not match its checksum: {TO_REPAIR}."
                )

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return the record in ``folder``; raises EncoderMissing where there is none that can be read."""
        path = folder / MANIFEST
        try:
            record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if record.pop("schema") != _SCHEMA:
                raise ValueError("another schema")
            record["layers"] = tuple(record["layers"])
            record["files"] = {name: FileSum(**found) for name, found in record["files"].items()}
            return cls(**record)
        except OSError:
            raise EncoderMissing(f"There is no prepared encoder at {folder}: {TO_REPAIR}.") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EncoderMissing(
                f"The encoder's record {path} is damaged ({error!r}): {TO_REPAIR}."
            ) from error


def file_sum(path: Path) -> FileSum:
    """Return size and sha256 of a file, read in pieces."""
    digest = hashlib.sha256()
    size_bytes = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            size_bytes += len(chunk)
    return FileSum(size_bytes, digest.hexdigest())


def model_files(folder: Path) -> list[str]:
    """Return the relative paths of a model's own files, sorted: what an export or this record added is left
    out."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(
        path.as_posix()
        for path in found
        if not any(part.startswith(".") for part in path.parts) and path.parts[0] not in (MANIFEST, "onnx")
    )


def weights_digest(files: dict[str, FileSum]) -> str:
    """Return a sha256 (hex) over the sums of weights and tokenizer: what the vectors depend on."""
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.endswith(_WEIGHT_SUFFIXES) or Path(path).name == "tokenizer.json":
            digest.update(f"{path} {files[path].sha256}\n".encode())
    return digest.hexdigest()
