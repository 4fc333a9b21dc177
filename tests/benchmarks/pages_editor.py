"""How the editor feels: 20,000 characters with 200 findings, typed into in a real Chromium, with the shipped model.

`python -m tests.benchmarks.pages_editor` prints the figures as JSON. Frames are measured by the browser itself
(``requestAnimationFrame`` and long animation frames), layout shift and first paint by its performance entries.
"""

import json
import statistics
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask, g, render_template
from waitress.server import create_server

from hub import create_app, load_judge
from hub.config import read_settings
from hub.judging.text import Part
from hub.services import brands, people
from hub.services.desk import check_draft
from hub.services.drafts import StartDraft, start_draft
from hub.services.parts import Parts
from hub.services.people import principal_of_user
from hub.services.schema import upgrade
from hub.web.draft_pages import judged_answer, preview_for
from hub.web.part_fields import specs_of
from hub.web.report_view import view_report
from hub.workflow.roles import SYSTEM, Principal
from tests.benchmarks.articles import DEMO, drafts
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.fakes.parts import make_parts

# As many as are judged where they are typed; the keys make it twenty thousand.
CHARACTERS = 19_790
FINDINGS = 200
KEYS = 200
PASSWORD = "a password for this run"
_WATCH = """() => {
  window.frames_ms = []; window.long_ms = [];
  let last = performance.now();
  const tick = (now) => { frames_ms.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) long_ms.push(entry.duration);
  }).observe({ type: "long-animation-frame" });
}"""
_SHIFTS = """(() => {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
})()"""


def long_text(characters: int, findings: int) -> str:
    """Return the demo's own copy put together, with as many words that a hard rule blocks spread over it."""
    sentences = [
        sentence + "。"
        for row in drafts("demo-phone")
        if row["locale"] == "zh"
        for text in row["parts"].values()
        for sentence in text.replace("\n", "").split("。")
        if 8 < len(sentence) < 60
    ]
    text, used = "", 0
    while len(text) < characters:
        for place, sentence in enumerate(sentences):
            if len(text) * findings >= used * characters:
                sentence, used = "这是最好的夜景。" + sentence, used + 1
            text += sentence + ("\n\n" if place % 5 == 4 else "")
            if len(text) >= characters:
                break
    return text[:characters]


def measure(models: Path) -> dict[str, Any]:
    """Return the figures of the judging part and of the page. ``models`` is where the prepared model lies."""
    with tempfile.TemporaryDirectory() as folder:
        # A data folder of its own: no vector is there already.
        (Path(folder) / "models").symlink_to(models.resolve())
        settings = read_settings().model_copy(update={"data_dir": Path(folder)})
        parts = make_parts(Path(folder), judge=load_judge(settings))
        upgrade(parts.engine)
        kit = DEMO / "kits" / "demo-phone.yaml"
        brands.import_kit(parts, SYSTEM, kit.read_bytes(), source=kit.name)
        brands.publish(parts, SYSTEM, "demo-phone")
        view = people.create_user(
            parts,
            SYSTEM,
            email="bench@bench.example",
            name="Bench",
            password=PASSWORD,
            roles=[("demo-phone", "copywriter")],
        )
        writer = principal_of_user(parts, view.id)
        if writer is None:
            raise RuntimeError("the writer of this run is not there")
        text = (Part("title", "夜景"), Part("digest", ""), Part("body", long_text(CHARACTERS, FINDINGS)))
        command = StartDraft("demo-phone", "wechat", "zh", "长文", text)
        brief = replace(command, title="短文", parts=(Part("body", "夜里看得更远。"),))
        empty = start_draft(parts, writer, brief).variant_id
        short = (Part("title", "夜景"), Part("digest", ""), Part("body", long_text(3_000, 30)))
        app = create_app(parts)
        figures = edit_cost(parts, app, writer, empty, short)
        saved = start_draft(parts, writer, command)
        server = create_server(app, host="127.0.0.1", port=0, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.effective_port}"
            figures |= typing(address, f"/drafts/{saved.variant_id}")
        finally:
            server.task_dispatcher.shutdown()
            parts.engine.dispose()
        return figures


def edit_cost(
    parts: Parts, app: Flask, writer: Principal, draft: uuid.UUID, text: tuple[Part, ...]
) -> dict[str, float]:
    """Return ms for a text of 3,000 characters: judged for the first time, the same again, after one sentence changed
    (median), and what putting the answer together takes beside that."""

    def took(body: tuple[Part, ...]) -> float:
        start = time.perf_counter()
        check_draft(parts, writer, draft, body)
        return 1000 * (time.perf_counter() - start)

    first, same = took(text), statistics.median(took(text) for _ in range(9))
    edited = []
    for number in range(9):
        body = text[2].text
        at = body.index("。", 300 * number) + 1
        changed = f"{body[:at]}第{number}个镜头在夜里看得更远了。{body[at:]}"
        edited.append(took((*text[:2], Part("body", changed))))
    return {
        "check_3000_first_ms": first,
        "check_3000_again_ms": same,
        "check_3000_edit_ms": statistics.median(edited),
        "answer_3000_ms": answer_cost(parts, app, writer, draft, text),
    }


def answer_cost(
    parts: Parts, app: Flask, writer: Principal, draft: uuid.UUID, text: tuple[Part, ...]
) -> float:
    """Return the ms (median) from a report to the JSON of the editor, without the judging itself."""
    checked = check_draft(parts, writer, draft, text)
    times = []
    with app.test_request_context(headers={"Accept": "application/json"}):
        g.principal = writer
        for _ in range(9):
            start = time.perf_counter()
            report = view_report(
                checked.report,
                value=checked.brand.value,
                specs=specs_of(checked.kind),
                parts=text,
                dismissals=checked.dismissals,
                before=checked.before,
                with_text=False,
            )
            preview = render_template(
                "parts/preview.html", preview=preview_for(checked.brand, checked.kind, text, "zh")
            )
            judged_answer(report, more={"preview": preview}, writing=draft)
            times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def typing(address: str, path: str) -> dict[str, float]:
    """Return what the browser saw while somebody typed into the long text."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        raise RuntimeError("install the package `chromium` to measure the editor")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
        page.add_init_script(_SHIFTS)
        page.goto(f"{address}/sign-in")
        page.fill("input[name=email]", "bench@bench.example")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state()
        page.goto(address + path)
        page.locator("form[data-ready]").wait_for()
        page.wait_for_function("() => CSS.highlights.get('hard')?.size > 100")
        first_text = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
        )
        shift = page.evaluate("window.shift")
        findings = page.locator("[data-card]").count()
        body = page.locator(".surface[data-part=body]")
        length = page.evaluate("document.getElementById('part-body').value.length")
        body.click(position={"x": 200, "y": 300})
        metrics = page.context.new_cdp_session(page)
        metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.evaluate(_WATCH)
        worked = work_s(metrics)
        slowest_key = 0.0
        for number in range(KEYS):
            start = time.perf_counter()
            page.keyboard.insert_text("夜里看得更远。"[number % 7])
            slowest_key = max(slowest_key, time.perf_counter() - start)
            page.wait_for_timeout(25)
        worked = work_s(metrics) - worked
        page.locator("#verdict-status", has_text="：").or_(
            page.locator("#verdict-status", has_text=":")
        ).wait_for()
        page.wait_for_timeout(1_000)
        frames = page.evaluate("window.frames_ms")
        long_frames = page.evaluate("window.long_ms")
        # From the key that completes a blocked word to its painted mark.
        before = page.evaluate("CSS.highlights.get('hard').size")
        page.evaluate("window.frames_ms.length = 0; window.long_ms.length = 0")
        start = time.perf_counter()
        page.keyboard.insert_text("最好的")
        page.wait_for_function("n => CSS.highlights.get('hard').size > n", arg=before, polling=10)
        to_finding = time.perf_counter() - start
        page.wait_for_timeout(1_000)
        last = page.evaluate("Math.max(...window.frames_ms)")
        browser.close()
    ordered = sorted(frames)
    return {
        "characters": length,
        "cards": findings,
        "max_frame_ms": max([*ordered, last]),
        "p99_frame_ms": ordered[int(0.99 * (len(ordered) - 1))],
        "long_frames": len(long_frames),
        "work_per_key_ms": 1000 * worked / KEYS,
        "slowest_key_ms": 1000 * slowest_key,
        "key_to_finding_ms": 1000 * to_finding,
        "first_text_ms": first_text,
        "layout_shift": shift,
    }


def work_s(metrics: Any) -> float:
    """Return how long the page's main thread has worked, in seconds of its own time: what else the machine does
    does not count."""
    rows = metrics.send("Performance.getMetrics")["metrics"]
    return next(float(row["value"]) for row in rows if row["name"] == "TaskDuration")


def main() -> None:
    """Measure and print."""
    figures = measure(read_settings().data_dir / "models")
    sys.stdout.write(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
