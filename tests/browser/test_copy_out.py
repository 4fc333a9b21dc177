"""Copying out in a real browser: what lies on the clipboard afterwards, and what is said about it."""

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from flask import render_template_string
from waitress.server import create_server

from hub import create_app
from hub.judging.text import Part
from hub.services.draft_lists import get_draft
from hub.services.drafts import StartDraft, start_draft
from hub.services.parts import Parts
from hub.web.context import signed_in
from hub.web.copy_out import copy_of_draft
from hub.web.permissions import SIGNED_IN, permission
from hub.workflow.roles import Principal
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGE = """{% extends "base.html" %}{% block title %}Copy{% endblock %}{% block layout %}
<main id="main"><h1>Copy</h1>{% include "parts/copy_out.html" %}<p data-copy>beside</p></main>{% endblock %}"""
READ = """async () => Object.fromEntries(await Promise.all((await navigator.clipboard.read())[0].types.map(
    async (type) => [type, await (await (await navigator.clipboard.read())[0].getType(type)).text()])))"""


@pytest.fixture
def address(parts: Parts, writer: Principal) -> Iterator[str]:
    """A page that offers one draft to be copied."""
    saved = start_draft(
        parts,
        writer,
        StartDraft(
            brand="acme",
            channel="wechat",
            locale="zh",
            title="夜",
            parts=(Part("title", "夜色"), Part("body", "# 一\n\n看见**微光**。", "markdown")),
            edition="",
        ),
    )
    app = create_app(parts)

    @app.get("/copy-page")
    @permission(SIGNED_IN)
    def copy_page() -> str:
        return render_template_string(
            PAGE, copy=copy_of_draft(get_draft(parts, signed_in(), saved.variant_id))
        )

    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    server.close()
    thread.join(timeout=5)


def open_page(chromium: "Browser", address: str, **options: bool) -> "Page":
    context = chromium.new_context(locale="en-GB", **options)  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    context.add_cookies([{"name": "language", "value": "en", "url": address}])
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail").fill("writer@acme.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/copy-page")
    return page


def test_each_way_puts_its_shape_on_the_clipboard(chromium: "Browser", address: str) -> None:
    from playwright.sync_api import expect

    page = open_page(chromium, address)
    said = page.locator(".copy-said")

    page.get_by_role("button", name="Copy Body", exact=True).click()
    expect(said).to_have_text("Copied")
    assert page.evaluate(READ) == {"text/plain": "一\n\n看见微光。"}

    expect(said).to_have_text("")
    page.get_by_role("button", name="Copy Markdown Body").click()
    expect(said).to_have_text("Copied")
    assert page.evaluate(READ) == {"text/plain": "# 一\n\n看见**微光**。"}

    expect(said).to_have_text("")
    page.get_by_role("button", name="Copy for WeChat Body").click()
    expect(said).to_have_text("Copied")
    board = page.evaluate(READ)
    assert board["text/plain"] == "一\n\n看见微光。"
    assert "line-height: 1.75" in board["text/html"].replace("line-height:1.75", "line-height: 1.75")
    assert "<strong" in board["text/html"]
    assert "微光" in board["text/html"]

    expect(said).to_have_text("")
    page.get_by_role("button", name="Copy all").click()
    expect(said).to_have_text("Copied")
    assert page.evaluate(READ) == {"text/plain": "夜色\n\n一\n\n看见微光。\n"}

    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator(".copy-button")).to_have_text("Copied")
    assert page.evaluate(READ) == {"text/plain": "beside"}
    page.context.close()


def test_what_could_not_be_fetched_is_said(chromium: "Browser", address: str) -> None:
    from playwright.sync_api import expect

    page = open_page(chromium, address)
    page.route("**/out/**", lambda route: route.abort())
    page.get_by_role("button", name="Copy Title").click()
    expect(page.locator(".copy-said")).to_have_text("Not copied. Download the text instead.")
    page.context.close()


def test_without_javascript_there_are_files_and_no_dead_buttons(chromium: "Browser", address: str) -> None:
    page = open_page(chromium, address, java_script_enabled=False)
    assert page.get_by_role("button").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Plain text", exact=True).click()
    assert download.value.suggested_filename == "夜 - draft, not approved.txt"
    assert download.value.path().read_text(encoding="utf-8") == "夜色\n\n一\n\n看见微光。\n"
    page.context.close()
