"""The pages beside what a reader notices: axe, Lighthouse, weight, and the editor's frames. `make bench-pages`.

Needs npm (Lighthouse) and Chromium. The hub is served as it is by default, with the demo and the real model.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hub.config import read_settings
from tests.benchmarks.pages_editor import KEYS, measure
from tests.benchmarks.pages_hub import Hub, serve_demo, window_of
from tests.benchmarks.results import merge, show
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.families import Family, families_of
from tests.browser.lived_in import live_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LANGUAGES = ("zh", "en")
# Every language, theme and width is there, and each language in both themes.
LOOKS = (("zh", "light", 1024), ("zh", "dark", 390), ("en", "light", 390), ("en", "dark", 1600))
# What people have open all day; the others are under axe and weighed.
MAIN = (
    "/",
    "/drafts",
    "/drafts/<uuid:variant_id>",
    "/reviews",
    "/reviews/<uuid:variant_id>",
    "/brand/<slug>",
    "/brand/<slug>/terms",
    "/contents/<uuid:content_id>",
    "/channels",
    "/sign-in",
)
LIGHTHOUSE = Path(__file__).with_name("lighthouse")
CATEGORIES = ("performance", "accessibility", "best-practices")
KB = 1000
"""A kilobyte as weights of pages are told."""


def main() -> None:
    """Measure, print, and merge the keys ``pages.*``, part by part, so that a part that fails costs no other."""
    from playwright.sync_api import sync_playwright

    _keep(_editor())
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_demo(Path(folder)) as hub,
        sync_playwright() as driver,
    ):
        pages = families_of(hub.app, hub.logins.items(), besides=live_in(hub.parts, judged=10))
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        _keep(_weights(browser, hub, pages))
        _keep(_lighthouse(hub, pages))
        _keep(_axe(browser, hub, pages))
        browser.close()


def _keep(figures: dict[str, dict[str, Any]]) -> None:
    sys.stdout.write(show(figures) + "\n")
    sys.stdout.flush()
    merge(figures)


def _editor() -> dict[str, dict[str, Any]]:
    seen = measure(read_settings().data_dir / "models")
    note = f"{seen['characters']} characters, {seen['cards']} findings shown, {KEYS} keys typed"
    told = {
        "pages.frame_ms_max": ("max_frame_ms", "ms"),
        "pages.editor.frame_ms_p99": ("p99_frame_ms", "ms"),
        "pages.editor.work_per_key_ms": ("work_per_key_ms", "ms"),
        "pages.editor.key_to_finding_ms": ("key_to_finding_ms", "ms"),
        "pages.editor.first_text_ms": ("first_text_ms", "ms"),
        "pages.editor.layout_shift": ("layout_shift", ""),
        "pages.editor.edit_share": ("edit_share", ""),
    }
    # A text of 3,000 characters judged again after one sentence changed, beside its first judgement.
    seen["edit_share"] = seen["check_3000_edit_ms"] / seen["check_3000_first_ms"]
    return {
        key: {"value": round(seen[name], 4), "unit": unit, "note": note} for key, (name, unit) in told.items()
    }


def _axe(browser: "Browser", hub: Hub, pages: list[Family]) -> dict[str, dict[str, Any]]:
    from axe_playwright_python.sync_playwright import Axe

    axe, count, looked = Axe(), 0, 0
    for email in hub.logins:
        for language, theme, width in LOOKS:
            with window_of(browser, hub, email, language=language, theme=theme, width=width) as window:
                for family in (row for row in pages if row.person == email):
                    window.goto(hub.address + family.path)
                    window.wait_for_load_state("networkidle")
                    found = axe.run(window).response["violations"]
                    looked += 1
                    count += len(found)
                    for fault in found:
                        _tell(f"{family.path} {language} {theme} {width}: {fault['id']}")
    rules = len({row.rule for row in pages})
    note = f"{rules} page families as 4 people see them, in 4 looks: both languages, both themes, 390, 1024, 1600 px"
    return {"pages.axe_violations": {"value": count, "n": looked, "note": note}}


@dataclass
class _Scale:
    """Adds up what comes over the line, images apart."""

    total: int = 0

    def add(self, response: Any) -> None:
        kind = response.request.resource_type
        if kind == "image" or response.status in (204, 301, 302, 303, 304):
            return
        self.total += response.request.sizes()["responseBodySize"]


def _weights(browser: "Browser", hub: Hub, pages: list[Family]) -> dict[str, dict[str, Any]]:
    heaviest, where = 0.0, ""
    weighed = {row.rule: row for row in pages}
    for family in weighed.values():
        with window_of(browser, hub, family.person) as window:
            answers: list[Any] = []
            # An empty cache: what a first visit costs.
            session = window.context.new_cdp_session(window)
            session.send("Network.enable")
            session.send("Network.setCacheDisabled", {"cacheDisabled": True})
            window.on("requestfinished", lambda request, kept=answers: kept.append(request.response()))
            window.goto(hub.address + family.path)
            window.wait_for_load_state("networkidle")
            scale = _Scale()
            for answer in answers:
                if answer is not None:
                    scale.add(answer)
        if scale.total / KB > heaviest:
            heaviest, where = scale.total / KB, family.rule
    note = f"bytes over the line with an empty cache, images apart; the heaviest is {where}"
    return {
        "pages.weight_kb_max": {"value": round(heaviest, 1), "unit": "kB", "n": len(weighed), "note": note}
    }


def _lighthouse(hub: Hub, pages: list[Family]) -> dict[str, dict[str, Any]]:
    if not (LIGHTHOUSE / "node_modules").exists():
        subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--silent"],
            cwd=LIGHTHOUSE,
            check=True,
            env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
        )
    least: dict[str, float] = dict.fromkeys(CATEGORIES, 100.0)
    done = 0
    for rule in MAIN:
        family = next((row for row in pages if row.rule == rule), None)
        if rule == "/sign-in":
            # Nobody who is signed in is shown this one.
            family = Family(rule, rule, "")
        if family is None:
            raise SystemExit(f"no page of {rule} was found to measure")
        for language in LANGUAGES:
            cookie = "" if rule == "/sign-in" else hub.session_cookie(family.person)
            scores = _scores(hub.address + family.path, f"language={language}; {cookie}")
            done += 1
            _tell(f"lighthouse {rule} {language}: {scores}")
            for name, score in scores.items():
                least[name] = min(least[name], score)
    told = ", ".join(f"{name} {score:.0f}" for name, score in least.items())
    return {
        "pages.lighthouse_min": {
            "value": min(least.values()),
            "n": done,
            "note": f"the least of {len(MAIN)} main pages in both languages, mobile emulation: {told}",
        }
    }


def _scores(url: str, cookie: str) -> dict[str, float]:
    command = [
        "node",
        "node_modules/lighthouse/cli/index.js",
        url,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
    ]
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    # Its browser now and then does not come up; a page that fails thrice fails.
    for _ in range(3):
        answer = subprocess.run(
            command, cwd=LIGHTHOUSE, capture_output=True, text=True, check=False, env=environment
        )
        if answer.returncode == 0:
            break
    else:
        raise SystemExit(f"Lighthouse failed on {url}: {answer.stderr.strip()[-600:]}")
    categories = json.loads(answer.stdout)["categories"]
    return {name: round(100 * categories[name]["score"], 1) for name in CATEGORIES}


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
