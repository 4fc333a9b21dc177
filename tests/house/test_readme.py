"""What the README says of settings is what the settings are."""

import re

from hub.config import Settings
from tests.fakes.parts import ROOT


def table() -> str:
    """Return the table of settings as the README holds it."""
    lines = ["| setting | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = (
            ""
            if default in ("", None)
            else f"`{str(default).lower() if isinstance(default, bool) else default}`"
        )
        lines.append(f"| `HUB_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(lines)


def test_every_setting_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    written = text.split("<!-- settings -->\n", 1)[1].split("\n<!-- /settings -->", 1)[0]
    assert written == table()


def test_every_path_that_the_architecture_names_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:hub|models|migrations|static|tests)/[\w./]*)`", text))
    assert len(named) >= 8
    assert sorted(path for path in named if not (ROOT / path).exists()) == []
