"""Files stay small, and speak of the product alone."""

import re
import subprocess
from pathlib import Path

from tests.fakes.parts import ROOT

LIMIT = 500
# A longer file needs its reason here.
LONGER: dict[str, str] = {
    "migrations/versions/20261121_first_tables.py": "written by Alembic; one migration is one file",
}
STRANGERS = re.compile(r"(pypi|npmjs)\.org|\bNotImplementedError\b|\bTODO\b|\bFIXME\b")


def tracked(*suffixes: str) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name.endswith(suffixes)]
    return [path for path in paths if "vendor" not in path.parts and path.exists()]


def test_no_file_is_longer_than_the_limit_without_a_reason() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked(".py", ".js", ".css", ".html")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LIMIT
    }
    assert set(long) == set(LONGER), long


def test_nothing_is_left_unfinished() -> None:
    me = Path(__file__)
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in tracked(".py", ".js", ".css", ".html", ".md", ".toml")
        if path != me
        for line in path.read_text(encoding="utf-8").splitlines()
        if STRANGERS.search(line)
    ]
    assert found == []


def test_no_folder_of_the_hub_is_empty() -> None:
    empty = [
        str(folder.relative_to(ROOT))
        for folder in (ROOT / "hub").rglob("*")
        if folder.is_dir() and "__pycache__" not in folder.parts and not any(folder.iterdir())
    ]
    assert empty == []
