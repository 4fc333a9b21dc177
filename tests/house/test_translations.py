"""Both catalogues hold every word of the pages, none fuzzy, none left over."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.fakes.parts import ROOT

WEB = ROOT / "hub" / "web"
_GAP = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Words that read the same in Chinese.
SAME = {"Onevoice"}


def extracted() -> set[str]:
    with (WEB / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    keywords = {**DEFAULT_KEYWORDS, "_listed": None}
    found = extract_from_dir(ROOT / "hub", methods, options, keywords=keywords)
    return {message for _file, _line, message, _comments, _context in found if isinstance(message, str)}


def catalogue(locale: str) -> Catalog:
    path = WEB / "translations" / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def entries(locale: str) -> Iterator[Message]:
    return (message for message in catalogue(locale) if message.id)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_catalogue_holds_exactly_the_words_of_the_pages(locale: str) -> None:
    known = {str(message.id) for message in entries(locale)}
    wanted = extracted()
    assert sorted(wanted - known) == [], "missing in the catalogue"
    assert sorted(known - wanted) == [], "no page says this any more"
    assert len(wanted) > 300


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_entry_is_translated_and_none_is_fuzzy_or_obsolete(locale: str) -> None:
    whole = catalogue(locale)
    assert [message.id for message in entries(locale) if not message.string or message.fuzzy] == []
    assert list(whole.obsolete) == []


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_translation_has_the_gaps_of_its_sentence(locale: str) -> None:
    def gaps(text: object) -> list[tuple[str, str]]:
        return sorted(_GAP.findall(str(text)))

    assert [message.id for message in entries(locale) if gaps(message.id) != gaps(message.string)] == []


def _gapless(sentence: str) -> str:
    return re.sub(r"%\(\w+\)[sd]|\{\w+\}", "", sentence)


def test_the_chinese_catalogue_is_chinese() -> None:
    foreign = {
        str(message.id)
        for message in entries("zh")
        if not _HAN.search(str(message.string)) and re.search(r"\w", _gapless(str(message.id)))
    }
    assert foreign == SAME


def test_chinese_sentences_use_full_width_punctuation() -> None:
    half = re.compile(r"[\u3400-\u9fff][,;:!?.]")
    assert [message.string for message in entries("zh") if half.search(str(message.string))] == []


def test_no_template_says_a_word_past_the_catalogue() -> None:
    """Text between tags that is no expression would be in one language only."""
    allowed = {"Onevoice", "YAML", "English", "中文", "·", "±", "/", "%", "—", "–", "…", "(", ")", "← ", ":"}
    found = []
    for path in sorted(Path(WEB / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        # Keys are called the same in every language.
        text = re.sub(r"<kbd\b[^>]*>.*?</kbd>", " ", text, flags=re.DOTALL)
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", " ", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "\n", text)
        words = {word for line in text.splitlines() for word in line.split() if word}
        # A macro may write attributes of somebody else's tag.
        words = {word for word in words - allowed if not re.match(r'(?:aria|data)-[\w-]+="|-\w+"?$', word)}
        found += [f"{path.name}: {word}" for word in sorted(words) if re.search(r"\w", word)]
    assert found == []
