"""`onevoice serve` as a process: ready, stopped by a signal, started again, and refused in one sentence."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes.parts import ROOT

SERVE = """
import sys
import hub
from hub.cli import serve
from hub.judging.judge import Judge
from tests.fakes.encoder import FakeEncoder
hub.load_judge = lambda _: Judge(FakeEncoder())
serve.prepare_model = lambda _: None
from hub.cli import main
main(["serve", *sys.argv[1:]])
"""


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {"HUB_DATA_DIR": str(folder), "HUB_DEMO": "false", "PATH": "", "PYTHONUNBUFFERED": "1", **more}


@contextmanager
def serving(folder: Path, *args: str, **more: str) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """Start a hub and give the process, its address and the lines before it was ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, *args],
        cwd=ROOT, env=environment(folder, **more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    lines = []
    try:
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if ready := re.fullmatch(r"Onevoice is ready: (http://\S+/)", lines[-1]):
                break
        else:
            pytest.fail(f"it ended before it was ready: {lines} {process.stderr.read()}")
        yield process, ready[1], lines
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_and_it_starts_again_at_the_same_address(
    tmp_path: Path, number: signal.Signals
) -> None:
    with serving(tmp_path, "--port", "0") as (process, address, lines):
        assert lines[:2] == ["Checking the model …", "Checking the database …"]
        assert re.fullmatch(r"The database went to \w+\.", lines[2])
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own loopback address
            assert answer.status == 200
        process.send_signal(number)
        assert process.stdout is not None
        assert process.stdout.read() == "Stopping …\nStopped.\n"
        assert process.wait(20) == 0
    port = address.rstrip("/").rpartition(":")[2]
    with serving(tmp_path, "--port", port) as (_, again, lines):
        assert again == address
        assert re.fullmatch(r"The database is at \w+\.", lines[2])


def test_an_empty_database_gets_the_demo_once(tmp_path: Path) -> None:
    with serving(tmp_path, "--port", "0", HUB_DEMO="true") as (process, _, first):
        assert "Loading the demo (HUB_DEMO=false leaves it out) …" in first
        process.kill()
    with serving(tmp_path, "--port", "0", HUB_DEMO="true") as (_, _, second):
        assert "Loading the demo (HUB_DEMO=false leaves it out) …" not in second
    logins = first[first.index("Sign in as:") : -1]
    assert len(logins) == 5
    assert second[second.index("Sign in as:") : -1] == logins


def run_to_end(folder: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from hub.cli import main; main()", "serve", *args],
        cwd=ROOT, env=environment(folder, **more), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_missing_model_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    result = run_to_end(tmp_path, "--port", "0", HUB_ENCODER=str(tmp_path / "none"))
    assert (result.returncode, result.stdout) == (1, "Checking the model …\n")
    assert result.stderr == (
        f"onevoice: The encoder's folder {tmp_path / 'none'} does not exist: correct its path, or use `bundled`.\n"
    )


def test_an_address_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run_to_end(tmp_path, "--port", str(port))
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"onevoice: 127.0.0.1:{port} can't be served on (Address already in use); set HUB_HOST and HUB_PORT to a "
        "free address.\n"
    )
