"""The editor in a real browser: what is typed, composed and pasted arrives exactly, and is painted where it stands."""

from typing import TYPE_CHECKING, Any

import pytest

from hub.judging.text import Part
from hub.services.draft_lists import get_draft
from hub.services.drafts import StartDraft, start_draft
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.browser.people import enter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
BODY = "每个零件都能单独更换。😀这把神椅坐着舒服。"

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body lang=ZH-CN><!--StartFragment-->
<h1><span style='font-family:宋体'>秋季&nbsp;新品</span></h1>
<p class=MsoNormal><b><span style='color:red'>好椅子</span></b>，让人忘记<span
lang=EN-US>椅子</span>。<o:p></o:p></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>可以维修<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>l
</span><!--[endif]-->零件十五年<o:p></o:p></p>
<script>window.pasted = true</script><!--EndFragment--></body></html>"""
WEB = """<article onclick="window.pasted=true"><style>p{color:red}</style><h2>Quiet   chairs</h2>
<p>Sit down<br>and <a href="https://example.org"><em>forget</em></a> it.</p>
<ul><li>One</li><li>Two<ol><li>Two a</li></ol></li></ul><ol start="3"><li>Three</li></ol>
<p style="display:none">hidden</p><img src="https://example.org/x.png" onerror="window.pasted=true"></article>"""


@pytest.fixture
def draft(parts: Parts, writer: Principal) -> str:
    """The path of a draft with a finding that blocks, after an emoji."""
    text = (Part("title", "可维修的椅子"), Part("digest", ""), Part("body", BODY))
    saved = start_draft(parts, writer, StartDraft("acme", "wechat", "zh", "维修", text))
    return f"/drafts/{saved.variant_id}"


def open_draft(chromium: "Browser", address: str, path: str, faults: list[str]) -> "Page":
    page = enter(chromium, address, "writer", faults)
    page.goto(address + path)
    page.locator("form[data-ready]").wait_for()
    return page


def value(page: "Page", part: str = "body") -> str:
    text: str = page.evaluate("part => document.getElementById(`part-${part}`).value", part)
    return text


def painted(page: "Page") -> dict[str, list[str]]:
    """Return the words under each highlight, as the browser holds them."""
    found: dict[str, list[str]] = page.evaluate(
        "Object.fromEntries([...CSS.highlights].filter(([, all]) => all.size)"
        ".map(([name, all]) => [name, [...all].map(String).sort()]))"
    )
    return found


def expect_painted(page: "Page", kind: str, words: list[str]) -> None:
    page.wait_for_function(
        "([kind, words]) => JSON.stringify([...(CSS.highlights.get(kind) ?? [])].map(String).sort())"
        " === JSON.stringify(words)",
        arg=[kind, sorted(words)],
    )


def paste(page: "Page", *, html: str = "", text: str = "") -> None:
    page.evaluate(
        """([html, text]) => {
          const clipboardData = new DataTransfer();
          if (html) clipboardData.setData("text/html", html);
          clipboardData.setData("text/plain", text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        [html, text],
    )


def body_of(page: "Page", *, emptied: bool = True) -> Any:
    body = page.get_by_role("textbox", name="Body")
    body.click()
    if emptied:
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
    return body


def test_what_is_typed_and_pasted_is_what_is_sent(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    body_of(page)
    said = ""
    for step, after in (
        ("abc", "abc"),
        ("Enter", "abc\n"),
        ("Enter", "abc\n\n"),
        ("مرحبا 👩‍👧𠮷", "abc\n\nمرحبا 👩‍👧𠮷"),
        ("Enter", "abc\n\nمرحبا 👩‍👧𠮷\n"),
        ("a  b\u00a0c", "abc\n\nمرحبا 👩‍👧𠮷\na  b\u00a0c"),
    ):
        if step == "Enter":
            page.keyboard.press(step)
        else:
            page.keyboard.insert_text(step)
        said = value(page)
        assert said == after
    paste(page, text="\tone\r\n\r\ntwo\u00a0x\n")
    assert value(page) == said + "\tone\n\ntwo\u00a0x\n"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert value(page) in (said, said + "\tone\n\ntwo\u00a0x")
    assert faults == []


@pytest.mark.parametrize(
    ("html", "written", "words"),
    [
        (WORD, "", "秋季 新品\n\n好椅子，让人忘记椅子。\n\n可以维修\n零件十五年"),
        (WORD, "markdown", "# 秋季 新品\n\n好椅子，让人忘记椅子。\n\n- 可以维修\n- 零件十五年"),
        (WEB, "", "Quiet chairs\n\nSit down\nand forget it.\n\nOne\nTwo\n1. Two a\n\n3. Three"),
        (
            WEB,
            "markdown",
            "## Quiet chairs\n\nSit down\nand forget it.\n\n- One\n- Two\n  1. Two a\n\n3. Three",
        ),
    ],
)
def test_a_pasted_page_keeps_its_paragraphs_and_nothing_else(
    chromium: "Browser",
    address: str,
    draft: str,
    writer: Principal,
    html: str,
    written: str,
    words: str,
) -> None:
    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    if written:
        page.evaluate("document.querySelector('[data-field=body]').dataset.format = 'markdown'")
    body_of(page)
    page.keyboard.insert_text("前")
    paste(page, html=html, text="not this")
    assert value(page) == "前" + words
    assert page.evaluate("window.pasted") is None
    assert page.locator(".surface[data-part=body] *:not(br)").count() == 0
    page.keyboard.press("Control+z")
    assert "椅" not in value(page)
    assert "chairs" not in value(page)
    assert faults == []


def test_nothing_is_asked_or_moved_while_an_input_method_composes(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    body_of(page, emptied=False)
    page.keyboard.press("Control+Home")
    keys = page.context.new_cdp_session(page)
    for composed in ("n", "ni", "ni h", "ni hao"):
        keys.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
        page.wait_for_timeout(250)
    assert value(page) == BODY
    page.wait_for_timeout(900)
    assert sent == []
    keys.send("Input.insertText", {"text": "你好"})
    page.wait_for_function("want => document.getElementById('part-body').value === want", arg="你好" + BODY)
    expect_painted(page, "hard", ["神椅"])
    page.keyboard.insert_text("，")
    assert value(page) == "你好，" + BODY
    assert faults == []


def test_findings_are_painted_where_they_stand_behind_an_emoji(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    expect_painted(page, "hard", ["神椅"])
    body = body_of(page, emptied=False)
    assert page.locator(".surface mark").count() == 0
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("👩‍👧工作椅只要999元。")
    expect_painted(page, "fact", ["999元"])
    expect_painted(page, "hard", ["神椅"])
    expect(page.locator("#verdict-status")).to_contain_text("Judged as typed, not saved: Blocked")
    expect(body).to_be_focused()
    assert faults == []


def test_marks_move_with_the_text_and_go_where_it_was_touched(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    expect_painted(page, "hard", ["神椅"])
    held: list[Route] = []
    page.route("**/check", lambda route: held.append(route))
    body_of(page, emptied=False)
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("😀新的开头。")
    page.keyboard.press("Enter")
    expect_painted(page, "hard", ["神椅"])
    place = page.evaluate(
        "(() => { const text = document.getElementById('part-body').value; const at = text.indexOf('神椅');"
        " const [range] = CSS.highlights.get('hard'); const before = document.createRange();"
        " before.setStart(document.querySelector('.surface[data-part=body]'), 0);"
        " before.setEnd(range.startContainer, range.startOffset); return before.toString().length === at; })()"
    )
    assert place
    page.evaluate(
        "(() => { const [range] = CSS.highlights.get('hard');"
        " getSelection().setBaseAndExtent(range.startContainer, range.startOffset + 1,"
        " range.startContainer, range.startOffset + 1); })()"
    )
    page.keyboard.insert_text("奇")
    expect_painted(page, "hard", [])
    assert "神奇椅" in value(page)
    page.unroute("**/check")
    for route in held:
        route.abort()
    assert [fault for fault in faults if "ERR_FAILED" not in fault] == []


def test_apply_replaces_exactly_the_words_and_can_be_taken_back(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    card = page.locator(".finding-hard[data-card]")
    expect(card).to_contain_text("神椅")
    card.get_by_role("button", name="Apply").click()
    assert value(page) == BODY.replace("神椅", "工作椅")
    expect(page.locator(".finding-hard[data-card]")).to_have_count(0)
    page.keyboard.press("Control+z")
    assert value(page) == BODY
    expect(page.locator(".finding-hard[data-card]")).to_have_count(1)

    held: list[Route] = []
    page.route("**/check", lambda route: held.append(route))
    page.locator(".finding-hard .words").click()
    page.keyboard.insert_text("好椅")
    page.locator(".finding-hard[data-card]").get_by_role("button", name="Apply").click()
    expect(page.locator("#verdict-status")).to_have_text("These words are not there any more.")
    assert value(page) == BODY.replace("神椅", "好椅")
    page.unroute("**/check")
    for route in held:
        route.abort()


def test_a_finding_is_set_aside_with_a_reason_and_counted_again(
    chromium: "Browser", address: str, parts: Parts, writer: Principal
) -> None:
    from playwright.sync_api import expect

    text = (Part("title", "椅子"), Part("body", "椅子很好很好很好很好。这个椅子 是 是 好的。the the chair"))
    saved = start_draft(parts, writer, StartDraft("acme", "wechat", "zh", "重复", text))
    faults: list[str] = []
    page = open_draft(chromium, address, f"/drafts/{saved.variant_id}", faults)
    card = page.locator("[data-card]:has([data-sets-aside])").first
    rule = card.locator("code.rule").inner_text()
    before = page.locator("[data-card]:has([data-sets-aside])").count()
    card.get_by_role("link", name="Set aside").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Why does it not hold here?").fill("这是品牌口号。")
    dialog.get_by_role("button", name="Set aside").click()
    aside = page.locator("details.aside")
    expect(aside.locator("summary")).to_have_text("Set aside (1)")
    expect(page.locator("[data-card]:has([data-sets-aside])")).to_have_count(before - 1)
    aside.locator("summary").click()
    expect(aside).to_contain_text("这是品牌口号。")
    expect(aside).to_contain_text("Writer")
    kept = get_draft(parts, writer, saved.variant_id).dismissals
    assert [(row.rule, row.reason) for row in kept] == [(rule, "这是品牌口号。")]
    aside.get_by_role("button", name="Count it again").click()
    expect(aside).to_have_count(0)
    expect(page.locator("[data-card]:has([data-sets-aside])")).to_have_count(before)
    assert faults == []


def test_findings_are_reached_by_key_and_lead_back_to_their_words(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    body_of(page, emptied=False)
    page.keyboard.press("F8")
    card = page.locator(".finding-hard[data-card]")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Body")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "神椅"
    assert page.evaluate("CSS.highlights.get('flash').size") == 1
    assert faults == []


def test_on_a_phone_the_verdict_comes_up_as_a_sheet(
    chromium: "Browser", address: str, draft: str, writer: Principal
) -> None:
    from playwright.sync_api import expect

    faults: list[str] = []
    page = open_draft(chromium, address, draft, faults)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#verdict")).not_to_be_visible()
    page.locator("[data-opens-panel]").click()
    expect(page.get_by_role("tab", name="Verdict")).to_be_focused()
    expect(page.locator("#verdict .verdict-line")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#verdict")).not_to_be_visible()
    page.locator("[data-opens-panel]").click()
    page.locator(".finding-hard .words").click()
    expect(page.locator("#verdict")).not_to_be_visible()
    assert page.evaluate("getSelection().toString()") == "神椅"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults == []
