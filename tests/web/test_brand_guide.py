"""Voice guide and visual identity: shown in one language at a time, every part of them edited."""

from collections.abc import Callable
from typing import Any

import pytest

from hub.brandkit import Kit
from hub.services.kit_editing import Put, edit_kit, kit_desk
from hub.services.parts import Parts
from hub.web.brand_colour import ratio, texts_on
from hub.workflow.roles import Principal
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]
PART = "/brand/acme/part"


@pytest.fixture
def save(enter: Enter, parts: Parts, manager: Principal) -> Callable[[str, dict[str, str]], tuple[str, Kit]]:
    """Save a part's form and return where it leads with the kit as it is then."""
    browser = enter("manager")

    def send(at: str, typed: dict[str, str]) -> tuple[str, Kit]:
        page = browser.page(f"{PART}?at={at}")
        form = {"at": hidden(page, "at"), "base_digest": hidden(page, "base_digest"), **typed}
        answer = browser.post(PART, form)
        assert answer.status_code == 303, words(answer.get_data(as_text=True))
        return str(answer.location), kit_desk(parts, manager, "acme").kit

    return send


Save = Callable[[str, dict[str, str]], tuple[str, Kit]]


def test_the_guide_shows_one_language_of_the_copy_at_a_time(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    english, chinese = (
        words(browser.page("/brand/acme/guide")),
        words(browser.page("/brand/acme/guide?locale=zh")),
    )
    assert "We say: Please adjust the back until it suits you." in english
    assert "We don't say: Just yank the back around!!" in english
    assert "too far towards: casual (casual – formal)" in english
    assert "请您调整椅背" in chinese
    assert "Please adjust the back" not in chinese
    assert "Please adjust the back" in words(browser.page("/brand/acme/guide?locale=fr"))


def test_a_scale_is_edited_with_its_band(save: Save) -> None:
    typed = {
        "low.en": "casual",
        "high.en": "formal",
        "target.low": "55",
        "target.high": "72.5",
        "id": "formality",
    }
    place, kit = save("voice_guide.dimensions/formality", typed)
    assert place == "/brand/acme/guide#voice-guide-dimensions-formality"
    assert kit.voice_guide.dimensions[0].target == (55, 72.5)


@pytest.mark.parametrize(("low", "high"), [("80", "50"), ("", "60"), ("x", "60"), ("-1", "60"), ("5", "101")])
def test_a_band_that_is_none_is_refused_where_it_was_typed(
    enter: Enter, manager: Principal, low: str, high: str
) -> None:
    browser = enter("manager")
    page = browser.page(f"{PART}?at=voice_guide.dimensions/formality")
    form = {"at": "voice_guide.dimensions/formality", "base_digest": hidden(page, "base_digest")}
    answer = browser.post(
        PART, {**form, "low.en": "casual", "high.en": "formal", "target.low": low, "target.high": high}
    )
    assert answer.status_code == 422
    assert "Give two numbers from 0 to 100, the lower one first." in words(answer.get_data(as_text=True))


def test_a_renamed_scale_is_followed_by_its_pairs(save: Save) -> None:
    typed = {
        "low.en": "casual",
        "high.en": "formal",
        "target.low": "50",
        "target.high": "80",
        "id": "distance",
    }
    place, kit = save("voice_guide.dimensions/formality", typed)
    assert place == "/brand/acme/guide#voice-guide-dimensions-distance"
    assert {pair.dimension for pair in kit.voice_guide.exemplars} == {"distance"}


def test_pairs_rules_summary_and_sentences_are_kept(save: Save) -> None:
    pair = {
        "say": "Sit well.",
        "dont": "Sit down!",
        "locale": "en",
        "dimension": "formality",
        "dont_at": "low",
    }
    place, kit = save("voice_guide.exemplars", pair)
    assert place == "/brand/acme/guide#voice-guide-exemplars-exemplar"
    assert kit.voice_guide.exemplars[-1].say == "Sit well."
    rule = {
        "pattern": "!{2,}",
        "reason": "One is enough",
        "locale": "en",
        "level": "warning",
        "replacement.strike": "yes",
    }
    save("voice_guide.style_rules", rule)
    _place, kit = save("voice_guide.summary", {"summary.en": "Calm", "summary.zh": "沉稳"})
    assert (kit.voice_guide.style_rules[0].replacement, kit.voice_guide.summary) == (
        "",
        {"en": "Calm", "zh": "沉稳"},
    )
    _place, kit = save("exemplars.on_message", {"on_message.en": "One\nTwo", "on_message.zh": ""})
    assert kit.exemplars.on_message == {"en": ("One", "Two")}
    assert kit.exemplars.off_message["en"] == ("Order today for a free mouse pad.",)


def test_a_pattern_that_is_none_is_said_at_its_field(enter: Enter, manager: Principal) -> None:
    browser = enter("manager")
    page = browser.page(f"{PART}?at=voice_guide.style_rules")
    form: dict[str, Any] = {"at": "voice_guide.style_rules", "base_digest": hidden(page, "base_digest")}
    typed = {"pattern": "(open", "reason": "x", "locale": "en", "level": "error"}
    answer = browser.post(PART, {**form, **typed})
    assert answer.status_code == 422
    assert "This pattern can't be used" in words(answer.get_data(as_text=True))
    assert 'value="(open"' in answer.get_data(as_text=True)


def test_swatches_show_the_contrast_of_text_on_them(
    enter: Enter, parts: Parts, manager: Principal, save: Save
) -> None:
    save("visual_identity.colours", {"name.en": "Deep blue", "hex": "#10243D", "role": "primary"})
    save("visual_identity.fonts", {"family": "Source Sans 3", "use.en": "Headings"})
    save(
        "visual_identity.logo",
        {"clear_space": "half its height", "min_width_px": "96", "notes.en": "No shadow"},
    )
    page = enter("manager").page("/brand/acme/identity")
    assert 'fill="#10243D"' in page
    said = words(page)
    assert "Deep blue #10243D primary white text 15.7 : 1 AAA black text 1.3 : 1 not readable" in said
    assert "Source Sans 3 Headings" in said
    assert "Clear space half its height Smallest width 96 px Rules No shadow" in said


def test_an_identity_without_anything_says_so(enter: Enter, writer: Principal) -> None:
    said = words(enter("writer").page("/brand/acme/identity"))
    assert "No colour yet." in said
    assert "No font yet." in said
    assert "No rule for the logo yet." in said


def test_contrast_is_that_of_the_standard() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#fff") == pytest.approx(4.48, abs=0.005)
    assert [(text.text, text.level) for text in texts_on("#777777")] == [
        ("#000000", "AA"),
        ("#FFFFFF", "AA large"),
    ]


def test_a_pair_of_a_language_that_the_brand_does_not_speak_is_refused(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    browser = enter("manager")
    page = browser.page(f"{PART}?at=voice_guide.exemplars/zh-1")
    form = {"at": "voice_guide.exemplars/zh-1", "base_digest": hidden(page, "base_digest"), "id": "zh-1"}
    typed = {"say": "a", "dont": "b", "locale": "fr", "dimension": "formality", "dont_at": "low"}
    assert browser.post(PART, {**form, **typed}).status_code == 422
    assert not kit_desk(parts, manager, "acme").shows_draft


def test_long_lists_cost_no_more_queries(enter: Enter, parts: Parts, manager: Principal) -> None:
    desk = kit_desk(parts, manager, "acme")
    sentences = {"en": [f"Sentence number {number}." for number in range(300)]}
    edit_kit(parts, manager, "acme", [Put("exemplars.on_message", sentences)], desk.base_digest)
    assert "Sentence number 299." in enter("manager").page("/brand/acme/guide")
