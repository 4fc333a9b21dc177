"""Previews: what stands before the fold and after it, what is too long, and nothing that a writer typed as markup."""

import html
import re

import pytest
from flask import Flask, render_template

from hub.channels import channel_kinds
from hub.judging.text import Format, Part
from hub.web.previews import brand_colour, preview_of
from tests.web.browser import words
from tests.web.page_rules import faults_of


def drawn(app: Flask, kind: str, locale: str = "zh", colour: str | None = None, **texts: str) -> str:
    """Return the HTML of a preview in English."""
    parts = tuple(Part(name, text) for name, text in texts.items())
    with app.test_request_context(headers={"Accept-Language": "en"}):
        view = preview_of(kind, parts, locale, brand_name="安可", colour=colour)
        return render_template("parts/preview.html", preview=view)


def cut_of(page: str) -> list[tuple[str, str]]:
    """Return what stands before and after each fold."""
    found = re.findall(
        r'<span class="pv-run" lang="[^"]+">((?:(?!</?span class="pv-run").)*?)…</span>.*?pv-rest" lang="[^"]+">(.*?)</span>(?=</p>|<)',
        page,
        re.DOTALL,
    )
    return [tuple(html.unescape(re.sub("<[^>]+>", "", side)) for side in pair) for pair in found]  # type: ignore[misc]


@pytest.mark.parametrize("kind", sorted(channel_kinds()))
@pytest.mark.parametrize(
    "text", ["", "夜色" * 200, "<script>alert(1)</script><b onclick=x>夜</b> #夜色# 👨‍👩‍👧"]
)
def test_every_kind_is_drawn_without_a_fault_whatever_is_written(app: Flask, kind: str, text: str) -> None:
    texts = {spec.id: text for spec in channel_kinds()[kind].specs}
    page = drawn(app, kind, **texts)
    assert faults_of(page) == []
    assert "<script" not in page
    assert "<b onclick" not in page
    assert page.count("<figure") == 1
    assert not re.search(r"<h[1-6]|aria-live|role=\"status\"| id=", page)


@pytest.mark.parametrize("kind", sorted(channel_kinds()))
def test_all_that_is_written_can_be_read_in_the_preview(app: Flask, kind: str) -> None:
    texts = {spec.id: f"{spec.id}里写的话" * 12 for spec in channel_kinds()[kind].specs}
    page = "".join(words(drawn(app, kind, **texts)).split())
    if kind != "sms":
        page = page.replace("…cuthere", "").replace("…Showmorecuthere", "")
        assert [name for name, text in texts.items() if text not in page] == []


def test_a_title_is_cut_where_the_message_list_cuts_it(app: Flask) -> None:
    page = drawn(app, "wechat_article", title="一二三四五六七八九十" * 3, digest="短", body="正文")
    assert cut_of(page) == [("一二三四五六七八九十一二三四五六七八九十一二三四五六七八", "九十")]
    assert "cut here" in words(page)


def test_a_post_folds_between_whole_characters(app: Flask) -> None:
    family = "👨‍👩‍👧"
    before = "夜" * 139
    assert cut_of(drawn(app, "weibo", body=before + family + "后面")) == [(before, family + "后面")]


def test_what_is_short_is_not_cut(app: Flask) -> None:
    page = drawn(app, "weibo", body="夜" * 140)
    assert "cut here" not in words(page)
    assert "Show more" not in words(page)


def test_a_part_that_is_too_long_is_named_with_its_numbers(app: Flask) -> None:
    page = drawn(
        app,
        "search_ad",
        headline_1="夜" * 17,
        headline_2="短",
        headline_3="短",
        description_1="短",
        description_2="短",
    )
    assert "Headline 1 is too long: 34 of 30, 4 too many." in words(page)
    assert '<span class="pv-over">夜夜</span>' in page


def test_without_a_digest_the_list_shows_the_beginning_of_the_body(app: Flask) -> None:
    page = drawn(app, "wechat_article", title="题", body="夜" * 60)
    assert "夜" * 54 + "…" in page
    assert "No digest is written" in words(page)


def test_hashtags_are_marked_in_a_post_and_chips_under_a_note(app: Flask) -> None:
    assert '<span class="pv-tag">#夜色#</span>' in drawn(app, "weibo", body="看 #夜色# 吧")
    note = drawn(app, "xiaohongshu", title="题", body="文", hashtags="#夜色 #人像")
    assert re.findall(r"<li>(#.*?)</li>", note) == ["#夜色", "#人像"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("夜" * 70, "One message: 70 of 70 characters."),
        ("夜" * 71, "Sent and paid for as 2 messages: 71 characters, one message holds 70."),
        ("a" * 161, "Sent and paid for as 2 messages: 161 characters, one message holds 160."),
    ],
)
def test_text_messages_are_counted_as_they_are_paid_for(app: Flask, text: str, said: str) -> None:
    page = words(drawn(app, "sms", body=text))
    assert said in page
    assert ("message 2 begins" in page) == ("2 messages" in said)


def test_an_english_message_with_a_curly_quote_is_told_why_it_is_short(app: Flask) -> None:
    page = words(drawn(app, "sms", "en", body="It’s " + "a" * 80))
    assert "look for curly quotes" in page


def test_scripts_say_how_long_they_take(app: Flask) -> None:
    assert "about 20 to 25 s" in words(drawn(app, "store_script", body="夜" * 100))
    assert "about" not in words(drawn(app, "store_script", body=""))


@pytest.mark.parametrize("text_format", ["markdown", "html"])
def test_markup_is_drawn_and_nothing_can_be_followed_or_loaded(app: Flask, text_format: Format) -> None:
    text = {
        "markdown": "# 夜\n\n[更多](https://a.example) ![灯](https://a.example/l.png)",
        "html": '<h1>夜</h1><p><a href="https://a.example">更多</a><img src="https://a.example/l.png" alt="灯"></p>',
    }[text_format]
    with app.test_request_context():
        view = preview_of("website", [Part("body", text, text_format)], "zh", brand_name="安可")
        page = render_template("parts/preview.html", preview=view)
    assert "a.example" not in page
    assert '<p class="copy-heading">夜</p>' in page
    assert '<span class="copy-picture">灯</span>' in page


def test_an_unknown_kind_and_unknown_parts_are_shown_on_a_plain_sheet(app: Flask) -> None:
    page = words(drawn(app, "carrier_pigeon", body="正文", hook="钩子"))
    assert "正文" in page
    assert "钩子" in page
    assert "钩子" in words(drawn(app, "weibo", body="正文", hook="钩子"))


def test_the_colour_of_the_brand_fills_its_sign_and_nothing_else_gets_through(app: Flask) -> None:
    assert '<circle cx="20" cy="20" r="19.5" fill="#10243D">' in drawn(
        app, "weibo", colour="#10243D", body="夜"
    )
    assert 'dominant-baseline="central" fill="#ffffff"' in drawn(app, "weibo", colour="#10243D", body="夜")
    assert 'dominant-baseline="central" fill="#000000"' in drawn(app, "weibo", colour="#F1E9DA", body="夜")
    assert "evil" not in drawn(app, "weibo", colour='red" onload="evil', body="夜")
    assert brand_colour(None) is None


def test_of_two_parts_with_one_name_the_last_counts(app: Flask) -> None:
    with app.test_request_context():
        view = preview_of("weibo", [Part("body", "一"), Part("body", "二")], "zh", brand_name="")
    assert (view.part("body").text, view.initial, view.part("nothing").text) == ("二", "", "")
