"""Where sentences end, in both languages and mixed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.judging.sentences import split_sentences

PIECES = st.lists(
    st.sampled_from(
        [
            "今晚",
            "。",
            "！",
            "……",
            "“",
            "”",
            "「",
            "」",
            "(",
            "）",
            "3.5",
            "Mr.",
            "U.S.",
            "e.g. ",
            "https://a.cn/b.c?d=1. ",
            "😍",
            "👨\u200d👩",
            "\n",
            " ",
            "\u3000",
            "- ",
            "1. ",
            "#话题#",
            "#tag ",
            "~",
            "～",
            "...",
            "?",
            "a@b.cn",
            "\ud800",
            "\x00",
            '"',
            "Night",
            "的",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(PIECES, st.text(alphabet=st.characters(), max_size=80)))
def test_spans_are_trimmed_in_order_and_cover_everything_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("marked"),
    [
        "夜色更清晰。|光更近！|你看到了吗？",
        "他说：“太好了！我们走吧。”|然后走了。|第二句。",
        "“真好吃！”她说。|我也觉得。",
        "她问“好吗？”的时候我笑了。|就这样。",
        "「夜来了。」|星星也来了。",
        "售价3.5元。|第二件半价。",
        "我……我不知道。|等等……再说吧。",
        "今天去探店～|味道真好😍😍|下次还来！🎉🎉 |#美食 #探店",
        "10～20元～|好的。|（完。）|新的一天。",
        "1. 打开。|2. 关闭。\n|- 第一项\n|- 第二项",
        "#话题真的吗？#我觉得不错。|走吧。",
        "真的？！|是的！！！",
        "Mr. Smith paid $4.50 at 5 p.m. today. |He left.",
        "Made in the U.S. by hand. |Made in the U.S. |The end.",
        "No. 5 is best. |He said no. |Then left.",
        "“Really?” she asked. |“Yes.” |He left.",
        "See (e.g. fig. 2.) for more. |Next.",
        "Wait... what? |Really?! |Yes.",
        "Visit https://example.com/a.b?c=1. |Then mail a.b@example.com now!",
        "Node.js v1.2.3 is fine. |So is Yahoo!Mail today.",
        "A line that was folded by an old editor, long\nand went on here. |Then ended.",
        "用了AI.|然后拍照。|It works! |很好。",
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    wanted = [piece.strip() for piece in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in split_sentences(text)] == wanted


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u3000"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


def test_a_long_quotation_is_split_inside() -> None:
    text = "“" + "夜色正好，光影正浓，我们一路向前走去。" * 5 + "”"
    assert len(split_sentences(text)) == 5


@pytest.mark.parametrize("unit", ["（", "“a。", "[)", "www.", "x@", "A. ", "😍", "#a ", "\n", "。", "的"])
def test_two_hundred_thousand_characters_of_anything_are_split(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    spans = split_sentences(text)
    assert sum(len("".join(text[start:end].split())) for start, end in spans) == len("".join(text.split()))
