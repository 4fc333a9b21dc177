"""The hub judges its own words: every text of its pages against a kit of its own voice."""

from datetime import date
from functools import cache

import pytest
from babel.messages.pofile import read_po

from hub.brandkit import brand_of, read_kit
from hub.judging.brand import Brand
from hub.judging.judge import Judge
from hub.judging.styles import pack_ids
from hub.judging.text import Part
from hub.web.languages import TRANSLATIONS
from tests.fakes.parts import ROOT, fake_judge

KIT = ROOT / "hub" / "web" / "own_voice.yaml"
# Quoted on purpose: words that the pages are about, not words that they say.
QUOTED = frozenset[str]()


def interface_texts(language: str) -> list[str]:
    """Return what the pages say in a language."""
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        catalogue = read_po(source)
    return [str(message.string) for message in catalogue if message.id and message.string]


@cache
def own_brand() -> Brand:
    return brand_of(read_kit(KIT.read_bytes(), source=KIT.name, known_packs=pack_ids()), version="own")


@cache
def own_judge() -> Judge:
    return fake_judge()


def rules_broken(text: str, language: str) -> list[tuple[str, str]]:
    """Return the rules that a text breaks, each with the words it is about."""
    report = own_judge().judge(
        (Part(name="body", text=text),), locale=language, brand=own_brand(), as_of=date(2026, 10, 1)
    )
    return [(finding.rule, text[finding.start : finding.end]) for finding in report.findings]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_of_the_pages_breaks_a_rule_of_the_own_voice(language: str) -> None:
    broken = {text: rules for text in interface_texts(language) if (rules := rules_broken(text, language))}
    assert {text: rules for text, rules in broken.items() if text not in QUOTED} == {}


def test_a_text_in_another_voice_is_found() -> None:
    assert {rule for rule, _ in rules_broken("Oops! Please click here to log in.", "en")} == {
        "style.no-oops-en",
        "style.no-exclamation-en",
        "style.no-please-en",
        "style.no-click-here-en",
        "term.log-in",
    }
    assert {rule for rule, _ in rules_broken("抱歉,保存成功!请您点击此处", "zh")} >= {
        "style.no-oops-zh",
        "style.no-success-zh",
        "style.no-exclamation-zh",
        "style.no-nin",
        "style.no-click-here-zh",
    }
