"""Two texts of a content in a real browser: values that disagree are connected, and stay so when the window changes."""

from typing import TYPE_CHECKING

import pytest

from hub.judging.text import Part
from hub.services.drafts import StartDraft, start_draft
from hub.services.families import get_family, list_families
from hub.services.masters import SaveMaster, save_master
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
ENDS = """() => {
  const frame = document.querySelector('.both').getBoundingClientRect();
  const path = document.querySelector('.fact-lines path');
  const at = (length) => { const p = path.getPointAtLength(length); return [p.x + frame.left, p.y + frame.top]; };
  const [left, right] = [...document.querySelectorAll('mark[data-pairs="1"]')].map((m) => m.getBoundingClientRect());
  const [x1, y1] = at(0);
  const [x2, y2] = at(path.getTotalLength());
  return Math.max(
    Math.abs(x1 - left.right), Math.abs(y1 - left.bottom), Math.abs(x2 - right.left), Math.abs(y2 - right.bottom)
  );
}"""


def test_a_line_runs_from_one_value_to_the_other(
    chromium: "Browser", address: str, parts: Parts, writer: Principal
) -> None:
    start_draft(
        parts,
        writer,
        StartDraft(
            brand="acme",
            channel="site",
            locale="zh",
            title="秋季新品",
            parts=(Part("title", "新椅"), Part("body", "椅背跟着脊柱走。" * 20 + "工作椅1199元。")),
        ),
    )
    content_id = list_families(parts, writer)[0].id
    base = get_family(parts, writer, content_id).master_digest
    master = (Part("body", "工作椅售价1299元。"),)
    save_master(parts, writer, SaveMaster(content_id, base, "秋季新品", master))

    window = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    window.goto(f"{address}/sign-in")
    window.locator("input[name=email]").fill("writer@acme.example")
    window.locator("input[name=password]").fill(PASSWORD)
    window.locator("form:has(input[name=password]) button").click()
    window.wait_for_url(f"{address}/")
    window.goto(f"{address}/contents/{content_id}/side-by-side")
    line = window.locator(".fact-lines path")
    line.wait_for(state="attached")
    for width in (1280, 900):
        window.set_viewport_size({"width": width, "height": 900})
        window.wait_for_timeout(300)
        assert window.evaluate(ENDS) < 3
    window.locator("mark[data-pairs]").first.hover()
    assert line.get_attribute("class") == "now"
    window.set_viewport_size({"width": 390, "height": 844})
    window.locator(".fact-lines").wait_for(state="hidden")
    assert window.locator(".said .pair-number").all_inner_texts() == ["①", "①"]
