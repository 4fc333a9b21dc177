"""The two texts that speed is measured on: 600 Chinese characters and 300 English words of the demo's own drafts."""

from pathlib import Path
from typing import Any

import yaml

from hub.judging.text import Part

DEMO = Path(__file__).resolve().parents[2] / "hub" / "demo"


def drafts(brand: str) -> list[dict[str, Any]]:
    """Return the labelled drafts of a demo brand."""
    rows: list[dict[str, Any]] = yaml.safe_load(
        (DEMO / "drafts" / f"{brand}.yaml").read_text(encoding="utf-8")
    )["drafts"]
    return rows


def article(locale: str) -> Part:
    """Return bodies of the phone brand's drafts, put together to the wanted length."""
    wanted, length = (600, len) if locale == "zh" else (300, lambda text: len(text.split()))
    text = ""
    for row in drafts("demo-phone"):
        if row["locale"] != locale or "body" not in row["parts"]:
            continue
        for paragraph in row["parts"]["body"].splitlines():
            if length(text) >= wanted:
                return Part(name="body", text=text.strip())
            text += paragraph + "\n"
    raise ValueError(f"the demo has no {wanted} of {locale}")
