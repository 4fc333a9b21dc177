"""HTML for the editor of 公众号: every block has its style, and only what that editor keeps is used."""

import re

import pytest

from hub.documents.wechat_html import to_wechat_html

TEXT = "# 夜\n\n看见**微光**，[更多](https://a.example)\n\n- 一\n- 二\n\n> 引\n\n![灯](https://a.example/l.png)\n\n***\n\n`x` ~~y~~"


def test_no_element_or_attribute_that_the_editor_drops_is_used() -> None:
    page = to_wechat_html(TEXT, "markdown", accent="#D9A441")
    assert set(re.findall(r"<([a-z0-9]+)", page)) == {
        "section",
        "p",
        "strong",
        "span",
        "blockquote",
        "img",
        "br",
    }
    assert set(re.findall(r" ([a-z]+)=", page)) == {"style", "src", "alt"}


def test_each_paragraph_carries_its_own_type() -> None:
    page = to_wechat_html("一\n\n二", "plain", accent="#D9A441")
    styles = re.findall(r'<p style="([^"]+)"', page)
    assert len(styles) == 2
    assert all("font-size:16px;line-height:1.75;letter-spacing:0.5px" in style for style in styles)


def test_the_colour_of_the_brand_draws_lines_and_bullets_and_no_words() -> None:
    page = to_wechat_html(TEXT, "markdown", accent="#D9A441")
    assert re.findall(r"[^;\"]*#D9A441[^<]*", page)[0].startswith("border-left:4px solid #D9A441")
    assert [words.strip() for words in re.findall(r'style="color:#D9A441;">([^<]*)<', page)] == ["•", "•"]


def test_a_link_leaves_its_words_and_a_picture_of_ours_nothing() -> None:
    assert "更多" in to_wechat_html(TEXT, "markdown", accent="#D9A441")
    assert "<img" not in to_wechat_html("![灯](/l.png)", "markdown", accent="#D9A441")


@pytest.mark.parametrize("colour", ["red", "#fff", '#123456";x:"', ""])
def test_a_colour_that_is_none_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="is no colour"):
        to_wechat_html("x", "plain", accent=colour)
