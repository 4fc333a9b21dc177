"""Prose of plain text, Markdown and HTML, with its places in the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.judging.passage import Passage
from hub.judging.prose import read_prose
from hub.judging.text import Format, Part


def sentences(text: str, text_format: Format) -> list[tuple[str, str]]:
    return [
        (sentence.text, sentence.prose) for sentence in Passage([Part("body", text, text_format)]).sentences
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "<p>夜色<b>更清晰</b>。</p><p>光更近。</p>",
            [("夜色<b>更清晰</b>。", "夜色更清晰。"), ("光更近。", "光更近。")],
        ),
        ("<p>Tom &amp; Ann.</p>", [("Tom &amp; Ann.", "Tom & Ann.")]),
        ("<script>no()</script><style>p{}</style><!-- no. -->Yes.", [("Yes.", "Yes.")]),
        ("A 1 < 2 b.", [("A 1 < 2 b.", "A 1 < 2 b.")]),
        ("<a href='x>y'>Go</a> now<br>Then", [("Go</a> now", "Go now"), ("Then", "Then")]),
        ("<div>unclosed <b>text", [("unclosed <b>text", "unclosed text")]),
        ("&#22812;色&nbsp;好。", [("&#22812;色&nbsp;好。", "夜色 好。")]),
    ],
)
def test_html_is_read_without_its_markup(source: str, found: list[tuple[str, str]]) -> None:
    assert sentences(source, "html") == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("# 标题 #\n\n**夜色**更清晰。", [("标题", "标题"), ("夜色**更清晰。", "夜色更清晰。")]),
        ("看[这里](https://example.com/a_b)吧。", [("看[这里](https://example.com/a_b)吧。", "看这里吧。")]),
        ("```\ncode. here.\n```\nText.", [("Text.", "Text.")]),
        ("Use `x. y` now.", [("Use `x. y` now.", "Use now.")]),
        ("- one\n- two\n1. three", [("one", "one"), ("two", "two"), ("three", "three")]),
        ("> 引用。\n\n---\n\nEnd.", [("引用。", "引用。"), ("End.", "End.")]),
        (
            "![alt](a.png)5 * 3 * 2 and snake_case_name",
            [("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name")],
        ),
        ("| a | b |\n|---|---|\n| c | d |", [("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")]),
        ("---\ntitle: x\n---\nBody &lt;ok&gt;.", [("Body &lt;ok&gt;.", "Body <ok>.")]),
        (r"2 \* 3 ~~old~~ new", [(r"2 \* 3 ~~old~~ new", "2 * 3 old new")]),
    ],
)
def test_markdown_is_read_without_its_marks(source: str, found: list[tuple[str, str]]) -> None:
    assert sentences(source, "markdown") == found


MARKUP = st.lists(
    st.sampled_from(
        [
            "夜",
            "a",
            ".",
            "。",
            "<b>",
            "</b>",
            "<p>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "&amp;",
            "&",
            "<",
            ">",
            '"',
            "'",
            "*",
            "**",
            "_",
            "`",
            "``",
            "[",
            "]",
            "(",
            ")",
            "![",
            "\n",
            "\n\n",
            "```\n",
            "# ",
            "- ",
            "|",
            "\\",
            "\ud800",
            "\x00",
            " ",
        ]
    ),
    max_size=40,
).map("".join)


@given(MARKUP, st.sampled_from(["plain", "markdown", "html"]))
def test_every_character_of_prose_has_a_place_in_the_source(source: str, text_format: Format) -> None:
    prose = read_prose(source, text_format)
    assert len(prose.starts) == len(prose.ends) == len(prose.text)
    assert all(0 <= start <= end <= len(source) for start, end in zip(prose.starts, prose.ends, strict=True))
    assert list(prose.starts) == sorted(prose.starts)
    for sentence in Passage([Part("body", source, text_format)]).sentences:
        assert source[sentence.span.start : sentence.span.end] == sentence.text


@pytest.mark.parametrize(
    "unit", ["<", '<a "', "<!--", "*a", "[a](b", "`a ``b ", "![](", "(\\(", "| ", "&amp;", "_", "["]
)
@pytest.mark.parametrize("text_format", ["markdown", "html"])
def test_two_hundred_thousand_characters_of_broken_markup_are_read(unit: str, text_format: Format) -> None:
    source = (unit * 200_000)[:200_000]
    prose = read_prose(source, text_format)
    assert len(prose.starts) == len(prose.text)
