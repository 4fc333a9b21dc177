"""The shipped encoder for tests that ask what scores mean; built once where set-up has not run.

One encoder and one judge serve the whole session, however many folders import the fixtures.
"""

from functools import cache
from pathlib import Path

import pytest

from hub.embedding.cache import CachedEncoder
from hub.embedding.choose import BUNDLED, load_encoder, prepare_encoder
from hub.judging.judge import Judge
from tests.fakes.parts import ROOT

MODELS_DIR = ROOT / "var" / "models"


@cache
def load_shipped_encoder() -> CachedEncoder:
    """Return the shipped encoder, without vectors kept from earlier."""
    prepare_encoder(name=BUNDLED, models_dir=MODELS_DIR, progress=lambda _: None)
    return load_encoder(name=BUNDLED, device="cpu", engine="auto", models_dir=MODELS_DIR, cache_path=None)


@cache
def load_shipped_judge(store: Path | None) -> Judge:
    """Return a judge with the shipped encoder; ``store`` is where the ground's vectors are kept."""
    return Judge(load_shipped_encoder(), store=store)


@pytest.fixture(scope="session")
def shipped_encoder() -> CachedEncoder:
    return load_shipped_encoder()


@pytest.fixture(scope="session")
def ground_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where this session keeps the ground's vectors, for a second process to read."""
    return tmp_path_factory.getbasetemp() / "ground"


@pytest.fixture(scope="session")
def shipped_judge(ground_store: Path) -> Judge:
    return load_shipped_judge(ground_store)
