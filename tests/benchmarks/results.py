"""The figures as data: one file, a key per figure, each recipe merging its own."""

import json
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("results.json")


def merge(figures: dict[str, dict[str, Any]]) -> None:
    """Merge figures (key -> value, unit, n, against, against_value, note) with date, commit and machine."""
    known = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    stamp = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "machine": _machine(),
    }
    for key, figure in figures.items():
        blank = {"unit": "", "n": 1, "against": "", "against_value": None, "note": ""}
        known[key] = blank | figure | stamp
    FILE.write_text(
        json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def show(figures: dict[str, dict[str, Any]]) -> str:
    """Return the figures as a table of plain text."""
    lines = [f"{'key':42} {'ours':>10} {'unit':8} {'against':>10}  beside what"]
    for key, figure in figures.items():
        beside = figure.get("against_value")
        lines.append(
            f"{key:42} {figure['value']:>10.4g} {figure.get('unit', ''):8} "
            f"{'' if beside is None else format(beside, '.4g'):>10}  {figure.get('against', '')}"
        )
    return "\n".join(lines)


def _commit() -> str:
    answer = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"],
        capture_output=True,
        text=True,
        check=False,
        cwd=FILE.parent,
    )
    return answer.stdout.strip() or "unknown"


def _machine() -> str:
    model = ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line
        ]
        model = f"{len(names)} x {names[0]}" if names else ""
    return model or platform.processor() or platform.machine()
