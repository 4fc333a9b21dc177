"""The shipped model, prepared once per machine and loaded once per test run."""

import os
from pathlib import Path

import pytest

from hub.embedding import BUNDLED, prepare_encoder
from hub.embedding.onnx import OnnxEncoder


@pytest.fixture(scope="session")
def models_dir() -> Path:
    """Where models are kept: ONEVOICE_MODELS, else var/models of the repository. Built where it is missing."""
    default = Path(__file__).parents[3] / "var" / "models"
    folder = Path(os.environ.get("ONEVOICE_MODELS") or default)
    prepare_encoder(name=BUNDLED, models_dir=folder, progress=lambda said: None)
    return folder


@pytest.fixture(scope="session")
def bundled(models_dir: Path) -> Path:
    return prepare_encoder(name=BUNDLED, models_dir=models_dir, progress=lambda said: None).folder


@pytest.fixture(scope="session")
def onnx(bundled: Path) -> OnnxEncoder:
    return OnnxEncoder(bundled)
