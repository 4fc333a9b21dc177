"""Which encoder a process works with: prepared once at set-up, loaded at its first use."""

import hashlib
import importlib.metadata
import re
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub.embedding.bundled import bundled_folder, ensure_bundled, only_one
from hub.embedding.cache import CachedEncoder
from hub.embedding.choices import DEVICES, ENGINES, check_choices
from hub.embedding.lazy import Description, LazyEncoder
from hub.embedding.manifest import MANIFEST, ONNX_FILE, TO_REPAIR, Manifest
from hub.embedding.recorded import check_recorded
from hub.embedding.store import VectorStore
from hub.embedding.vectors import Encoder
from hub.errors import EncoderMissing

BUNDLED = "bundled"

_NVIDIA = Path("/dev/nvidiactl")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What set-up left: a folder, and whether it holds an exported file (``why_no_onnx`` is empty then)."""

    folder: Path
    revision: str
    why_no_onnx: str


def model_folder(name: str, models_dir: Path) -> Path:
    """Return where the model called ``name`` is prepared: ``bundled``, a folder of its own, or a published
    name."""
    if name == BUNDLED:
        return bundled_folder(models_dir)
    own = Path(name).expanduser()
    if own.is_dir():
        return own
    if own.is_absolute() or name.startswith((".", "~")):
        raise EncoderMissing(
            f"The encoder's folder {own} does not exist: correct its path, or use `{BUNDLED}`."
        )
    slug = re.sub(r"[^A-Za-z0-9._]+", "-", name).strip("-.")
    return models_dir / f"{slug}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def prepare_encoder(*, name: str, models_dir: Path, progress: Callable[[str], None]) -> Prepared:
    """Build or fetch the model, export it to ONNX where that is possible, and check what it answers.

    Safe to repeat: what is whole is left as it is. Only a published name needs the network, and only the
    first time. Raises EncoderMissing if the model can't be had or answers other vectors than recorded,
    StorageFull.
    """
    folder = model_folder(name, models_dir)
    models_dir.mkdir(parents=True, exist_ok=True)
    if name == BUNDLED:
        ensure_bundled(models_dir, progress)
    with only_one(models_dir):
        if not folder.is_dir():
            _fetch(name, folder, progress)
        manifest = _whole_record(folder)
        if manifest is None or not manifest.has_onnx:
            manifest = _export(folder, progress)
        if name == BUNDLED:
            progress("Checking the encoder against its recorded vectors")
            check_recorded(_load(folder, "onnx" if manifest.has_onnx else "torch", "cpu", None))
    if manifest.why_no_onnx:
        progress(f"The encoder runs on torch: {manifest.why_no_onnx}")
    progress(f"The encoder {manifest.revision} is ready")
    return Prepared(folder, manifest.revision, manifest.why_no_onnx)


def load_encoder(
    *,
    name: str,
    device: str,
    engine: str,
    models_dir: Path,
    cache_path: Path | None,
    threads: int | None = None,
) -> CachedEncoder:
    """Return the prepared encoder behind its cache; the model itself is loaded when the first text comes.

    ``engine`` ``auto`` takes ONNX on the CPU where there is an exported file, else torch; on CUDA torch.
    ``cache_path`` is the SQLite file shared by processes, None for none. Reads the checksums of the files it
    will use, which takes 0.3 s for the shipped model. Raises EncoderMissing, which says what to run, and
    InvalidInput for unknown settings.
    """
    check_choices({"device": (device, DEVICES), "engine": (engine, ENGINES)})
    folder = model_folder(name, models_dir)
    manifest = Manifest.read(folder)
    device = _device(device, engine)
    if engine == "auto":
        engine = "onnx" if device == "cpu" and manifest.has_onnx else "torch"
    if engine == "onnx" and not manifest.has_onnx:
        why = manifest.why_no_onnx or "not exported yet"
        raise EncoderMissing(
            f"The encoder in {folder} has no ONNX file ({why}): {TO_REPAIR}, or set its engine to `torch`."
        )
    manifest.verify(folder, only=[path for path in manifest.files if _is_used(path, engine=engine)])
    description = Description(
        revision=manifest.revision,
        engine="torch-cuda" if device == "cuda" else engine,
        precision="float32",
        prompt=manifest.prompt,
        dim=manifest.dim,
        n_layers=len(manifest.layers),
    )
    lazy = LazyEncoder(description, lambda: _load(folder, engine, device, threads))
    return CachedEncoder(lazy, VectorStore(cache_path) if cache_path is not None else None)


def _load(folder: Path, engine: str, device: str, threads: int | None) -> Encoder:
    if engine == "onnx":
        from hub.embedding.onnx import OnnxEncoder

        return OnnxEncoder(folder, threads)
    from hub.embedding.encoder import TorchEncoder

    return TorchEncoder(folder, device)


def _is_used(path: str, *, engine: str) -> bool:
    if engine == "onnx":
        return path in (ONNX_FILE, "tokenizer.json")
    return path != ONNX_FILE


def _device(device: str, engine: str) -> str:
    """Settle ``auto`` without importing torch: CUDA where the driver is there and torch was built for it."""
    if engine == "onnx":
        return "cpu"
    if device != "auto":
        return device
    try:
        for_cpu_only = importlib.metadata.version("torch").endswith("+cpu")
    except importlib.metadata.PackageNotFoundError:
        for_cpu_only = True
    return "cuda" if _NVIDIA.exists() and not for_cpu_only else "cpu"


def _whole_record(folder: Path) -> Manifest | None:
    try:
        manifest = Manifest.read(folder)
        manifest.verify(folder)
    except EncoderMissing:
        (folder / MANIFEST).unlink(missing_ok=True)
        return None
    return manifest


def _export(folder: Path, progress: Callable[[str], None]) -> Manifest:
    from hub.embedding.export import export_onnx

    try:
        return export_onnx(folder, progress)
    except PermissionError as error:
        raise EncoderMissing(f"The encoder's folder {folder} is not writable: copy it elsewhere.") from error


def _fetch(name: str, folder: Path, progress: Callable[[str], None]) -> None:
    from hub.embedding.encoder import load_model

    progress(f"Fetching the encoder {name}")
    partial = folder.parent / f".{uuid.uuid4().hex}.partial"
    try:
        load_model(name, device="cpu", precision="float32").save(str(partial))
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
