"""The shipped encoder for tests that ask what scores mean; built once where set-up has not run."""

from pathlib import Path

import pytest

from hub.embedding.cache import CachedEncoder
from hub.embedding.choose import BUNDLED, load_encoder, prepare_encoder
from hub.judging.judge import Judge

MODELS_DIR = Path(__file__).resolve().parents[3] / "var" / "models"


@pytest.fixture(scope="session")
def shipped_encoder() -> CachedEncoder:
    prepare_encoder(name=BUNDLED, models_dir=MODELS_DIR, progress=lambda _: None)
    return load_encoder(name=BUNDLED, device="cpu", engine="auto", models_dir=MODELS_DIR, cache_path=None)


@pytest.fixture(scope="session")
def shipped_judge(shipped_encoder: CachedEncoder, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(shipped_encoder, store=tmp_path_factory.mktemp("ground"))
