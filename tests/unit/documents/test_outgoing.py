"""Text leaves as it is read: the same words in every shape, and nothing hostile in any."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.documents.outgoing import to_html, to_markdown, to_plain, to_resting_html
from hub.documents.tree import Format
from hub.documents.wechat_html import to_wechat_html

WAYS = (
    to_html,
    to_resting_html,
    lambda text, text_format: to_wechat_html(text, text_format, accent="#10243D"),
)
PLAIN = st.text(st.sampled_from("字夜，。 \n\tab1.#*_->`~|[]()!<&=:+\\'\"🌙é　"), max_size=60)
HOSTILE = st.lists(
    st.sampled_from(
        [
            *(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                '<a href="javascript:alert(1)">',
                "<p>",
                "</p>",
            ),
            *(
                "<svg onload=alert(1)>",
                "<iframe src=//x>",
                "<style>*{}</style>",
                "<b style='color:red'>",
                "<div>",
                "</a>",
            ),
            *(
                "字",
                "a & b",
                "<",
                ">",
                '"',
                "'",
                "&lt;script&gt;",
                "<!--",
                "-->",
                "<math><mtext></p><style><!--</style>",
            ),
            *(
                "<table><tr><td>",
                "<ul><li>",
                "<textarea>",
                "</textarea>",
                "<h1>",
                "<pre>",
                "<form action=x>",
                "\n",
            ),
            *(
                "<img src='data:text/html,x' alt='\"><script>'>",
                "**",
                "[x](javascript:alert(1))",
                "`",
                "> ",
                "- ",
                "\x01",
            ),
        ]
    ),
    max_size=12,
).map("".join)
KEPT = {
    *(
        "p",
        "section",
        "strong",
        "em",
        "s",
        "span",
        "br",
        "hr",
        "blockquote",
        "img",
        "a",
        "ul",
        "ol",
        "li",
        "pre",
        "code",
    ),
    *("table", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"),
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def seen(text: str) -> str:
    return "".join(text.split())


@given(PLAIN)
def test_plain_text_keeps_every_word_in_every_shape(text: str) -> None:
    assert to_plain(text, "plain") == text
    for way in WAYS:
        lines = [line for line in "".join(read(way(text, "plain")).words).split("\n") if line.strip()]
        assert lines == [line for line in text.split("\n") if line.strip()]


@given(PLAIN)
@example("1. a\n\n---\n# b\n> c\n    d")
@example("a|b\n:-")
@example("[a]: b")
def test_plain_text_as_markdown_reads_as_the_same_words(text: str) -> None:
    assert seen(to_plain(to_markdown(text, "plain"), "markdown")) == seen(text)


@given(HOSTILE, st.sampled_from(["html", "markdown", "plain"]))
def test_nothing_hostile_survives(text: str, text_format: Format) -> None:
    for way in WAYS:
        for tag, attributes in read(way(text, text_format)).elements:
            assert tag in KEPT
            assert set(attributes) <= {"href", "src", "alt", "style", "class", "start"}
            for address in (attributes.get("href"), attributes.get("src")):
                assert address is None or not re.match(
                    r"\s*(javascript|data|vbscript):", address, re.IGNORECASE
                )
            assert "expression" not in (attributes.get("style") or "")


@given(HOSTILE)
def test_every_shape_of_html_says_the_same(text: str) -> None:
    words = seen(to_plain(text, "html").replace("• ", ""))
    assert seen("".join(read(to_html(text, "html")).words)) == words
    assert (
        seen("".join(read(to_wechat_html(text, "html", accent="#000000")).words).replace("• ", "")) == words
    )


@given(HOSTILE)
def test_html_that_was_written_is_read_as_itself(text: str) -> None:
    written = to_html(text, "html")
    assert to_html(written, "html") == written


@pytest.mark.parametrize("text_format", ["plain", "markdown", "html"])
@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_empty_part_is_empty_in_every_shape(text: str, text_format: Format) -> None:
    assert [way(text, text_format) for way in WAYS] == ["", "", ""]
    assert to_plain(text, text_format).strip() == ""
    assert to_markdown(text, text_format).strip() == ""


def test_plain_lines_become_paragraphs_and_breaks() -> None:
    assert (
        to_html("一\n二\n\n三 < 四\n\n\n\n五", "plain")
        == "<p>一<br>二</p>\n<p>三 &lt; 四</p>\n<p><br></p>\n<p>五</p>"
    )


def test_markdown_becomes_html_and_words() -> None:
    text = "---\ntitle: x\n---\n# 夜\n\n看见**微光**，[更多](https://a.example/?x=1&y=2)\n第二行\n\n3. 三\n4. 四\n   - 内\n\n> 引\n\n![灯](https://a.example/l.png)"
    assert to_html(text, "markdown") == (
        '<h1>夜</h1>\n<p>看见<strong>微光</strong>，<a href="https://a.example/?x=1&amp;y=2">更多</a><br>第二行</p>\n'
        '<ol start="3"><li><p>三</p></li><li><p>四</p><ul><li><p>内</p></li></ul></li></ol>\n<blockquote><p>引</p></blockquote>\n'
        '<p><img src="https://a.example/l.png" alt="灯"></p>'
    )
    assert to_plain(text, "markdown") == "夜\n\n看见微光，更多\n第二行\n\n3. 三\n4. 四\n  • 内\n\n引"
    assert to_markdown(text, "markdown") == text


def test_a_folded_latin_line_is_joined_and_a_chinese_one_is_kept() -> None:
    assert to_plain("one\ntwo\n\n一\n二", "markdown") == "one two\n\n一\n二"


def test_html_becomes_markdown() -> None:
    source = (
        "<h2>Night</h2><div>See <b>more</b> of <i>it</i>.<br>1. not a list</div><ul><li>one<li>two</ul>"
        '<table><tr><th>a<td>b|c</table><pre>x\ny</pre><p><a href="/here (1)">here</a></p>'
    )
    assert to_markdown(source, "html") == (
        "## Night\n\nSee **more** of *it*.  \n1\\. not a list\n\n- one\n- two\n\n| a | b\\|c |\n| --- | --- |\n\n```\nx\ny\n```\n\n"
        "[here](/here%20%281%29)"
    )


def test_in_another_page_headings_links_and_pictures_rest() -> None:
    text = "# 夜\n\n[更多](https://a.example) ![灯](https://a.example/l.png)"
    assert to_resting_html(text, "markdown") == (
        '<p class="copy-heading">夜</p>\n<p><span class="copy-link">更多</span> <span class="copy-picture">灯</span></p>'
    )


def test_markup_that_nests_without_end_is_read_as_words_and_at_once() -> None:
    assert to_html("<div>" * 50_000 + "夜", "html") == "<p>夜</p>"


@pytest.mark.parametrize("text_format", ["plain", "markdown", "html"])
def test_half_a_character_is_replaced(text_format: Format) -> None:
    assert to_html("夜\ud83c色", text_format) == "<p>夜\ufffd色</p>"
