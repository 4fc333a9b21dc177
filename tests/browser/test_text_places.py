"""A remark on words of the editor: its place counts the text as the editor reads it, blocks of the browser included."""

from typing import TYPE_CHECKING

import pytest

from hub.workflow.roles import Principal
from tests.browser.test_editor import draft, open_draft, value

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
__all__ = ["draft"]
SAID = "😀一行。\n又一行。\n\n末了。"


def test_words_behind_line_ends_that_the_browser_made_are_asked_about_where_they_stand(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    page.evaluate(
        """() => {
          const surface = document.querySelector(".surface[data-part=body]");
          surface.innerHTML = "😀一行。<div><span>又一</span>行。</div><div><br></div><div>末了。</div>";
          surface.dispatchEvent(new InputEvent("input", { bubbles: true }));
          getSelection().selectAllChildren(surface.lastChild);
        }"""
    )
    assert value(page) == SAID
    page.locator(".ask-button").click()
    form = page.locator("form[data-new-remark]")
    asked = {name: form.locator(f"[name={name}]").input_value() for name in ("part", "quote", "start", "end")}
    at = SAID.index("末了。")
    assert asked == {"part": "body", "quote": "末了。", "start": str(at), "end": str(at + 3)}
    assert faults == []
