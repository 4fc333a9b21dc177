"""The command in this process, with a judge that needs no model and everything in the test's own folder."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hub
from hub.cli import command
from hub.config import Settings
from hub.judging.calibration import SHIPPED
from hub.judging.judge import Judge
from tests.fakes.encoder import FakeEncoder
from tests.fakes.kits import ACME_KIT

Run = Callable[..., Result]
FAKE_CALIBRATION = replace(SHIPPED, id="fake-1", encoder_prefix="fake-")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command with arguments; ``input`` is its standard input."""
    judge = Judge(FakeEncoder(), FAKE_CALIBRATION)

    def load_judge(_: Settings) -> Judge:
        return judge

    monkeypatch.setattr(hub, "load_judge", load_judge)
    monkeypatch.setenv("HUB_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def run_it(*args: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(command, list(args), input=input, prog_name="onevoice")

    return run_it


@pytest.fixture
def kit(tmp_path: Path) -> str:
    """The path of a kit file."""
    path = tmp_path / "acme.yaml"
    path.write_text(ACME_KIT, encoding="utf-8")
    return str(path)
