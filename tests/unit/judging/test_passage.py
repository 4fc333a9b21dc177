"""A passage: its language, its hash, its words, and why it may be unfit for judgement."""

import pytest

from hub.errors import InvalidInput
from hub.judging.passage import Passage
from hub.judging.text import Part, Span


def of(text: str, locale: str | None = None) -> Passage:
    return Passage([Part("body", text)], locale)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\u3000", "empty"),
        ("夜", "one_character"),
        ("😍🎉", "only_emoji"),
        ("https://example.com/a?b=c", "only_link"),
        ("12,5 % — 3", "no_words"),
        ("La nuit est à vous pour toujours.", "language"),
        ("夜がもっと鮮やかになります。", "language"),
    ],
)
def test_an_unfit_text_says_why(text: str, code: str) -> None:
    unfit = of(text).unfit
    assert unfit is not None
    assert unfit.code == code
    assert unfit.text.startswith("Not judged because ")


@pytest.mark.parametrize("text", ["夜色更清晰。", "The night is yours.", "今晚 let us go to the party 一起"])
def test_a_chinese_english_or_mixed_text_is_fit(text: str) -> None:
    assert of(text).unfit is None


def test_spans_name_their_part_and_links_leave_the_prose() -> None:
    passage = Passage([Part("title", "夜"), Part("body", " 看 https://example.com 吧。 Go.")])
    assert [sentence.span for sentence in passage.sentences] == [
        Span("title", 0, 1),
        Span("body", 1, 25),
        Span("body", 26, 29),
    ]
    assert passage.sentences[1].prose == "看 吧。"


def test_the_hash_depends_on_names_formats_and_texts_only() -> None:
    assert of("夜").text_hash == of("夜", "zh").text_hash
    assert len({of("夜").text_hash, of("日").text_hash, Passage([Part("title", "夜")]).text_hash,
                Passage([Part("body", "夜", "html")]).text_hash, Passage([]).text_hash}) == 5  # fmt: skip


@pytest.mark.parametrize("text", ["\ud800", "a\x00b。", "\u202e夜\u202c", "\udfff\ud800" * 10])
def test_broken_characters_are_taken_as_they_are(text: str) -> None:
    passage = of(text)
    assert len(passage.text_hash) == 64
    assert "".join(sentence.text for sentence in passage.sentences) == text


def test_words_of_both_languages() -> None:
    passage = of("夜景模式很好用。 Don't stop, #night# well-made.")
    assert passage.words(passage.sentences[0]) == ("夜景", "模式", "很", "好", "用")
    assert passage.words(passage.sentences[1]) == ("Don't", "stop", "night", "well-made")


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(InvalidInput, match="given more than once: body"):
        Passage([Part("body", "a"), Part("body", "b")])


def test_the_language_of_the_whole() -> None:
    assert of("夜色更清晰。光更近。Night is here.").language == "mixed"
    assert of("夜色更清晰，光更近，每一张都是今晚的样子。Night.").language == "zh"
    assert of("The night is yours. We made it so. 夜").language == "en"


def test_characters_leave_white_space_out() -> None:
    assert of("夜 色\n更\u3000清晰").characters == 5


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("题", "夜"), "too_short"),
        (("Night",), "too_short"),
        (("夜", "色好"), None),
        (("Night mode",), None),
        (("好看",), "too_short"),
    ],
)
def test_all_parts_together_must_say_something(texts: tuple[str, ...], code: str | None) -> None:
    unfit = Passage(tuple(Part(f"part{n}", text) for n, text in enumerate(texts))).unfit
    assert (unfit.code if unfit else None) == code
