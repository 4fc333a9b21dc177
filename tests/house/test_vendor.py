"""What the pages take from others: pinned, licensed, and every icon that is named is there."""

import json
import re

from tests.fakes.parts import ROOT

VENDOR = ROOT / "static" / "vendor"
NAMED = re.compile(r"""\bicon(?:s\.svg#|\(\s*["']|["']?\s*[=:]\s*["'])([a-z][a-z0-9-]*)""")


def test_every_package_is_pinned_and_stands_with_its_licence() -> None:
    manifest = json.loads((VENDOR / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))
    for name, version in manifest["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    for folder in ("htmx", "lucide", "uplot"):
        assert (VENDOR / folder / "LICENSE").read_text(encoding="utf-8").strip()


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    sprite = (VENDOR / "lucide" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = {
        name
        for folder in ("hub/web", "hub/channels", "static/js")
        for suffix in ("html", "js", "py", "yaml")
        for path in (ROOT / folder).rglob(f"*.{suffix}")
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert named - drawn == set()
