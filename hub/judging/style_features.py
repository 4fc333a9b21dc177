"""Features of style that a reader can point at: they explain a tone value, they do not make it.

Each feature is a pattern in one language. Which end of a dimension it pushes to is learnt from the brand's
own pairs; where these don't show it, a default stands for the dimensions whose meaning the product knows.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hub.judging.brand import Brand, ExemplarPair, language_of
from hub.judging.report import Driver
from hub.judging.text import Sentence

Push = Literal["low", "high"]
MOST_DRIVERS = 12
CLEAR_RATIO = math.log(2.0)
FEWEST_HITS = 2

_LOW_REGISTER: Mapping[str, Push] = {"formality": "low", "seriousness": "low"}
_HIGH_REGISTER: Mapping[str, Push] = {"formality": "high", "seriousness": "high"}


@dataclass(frozen=True, slots=True)
class Feature:
    """A pattern with its language (``*``: any) and its default push per dimension id."""

    id: str
    language: str
    pattern: re.Pattern[str]
    defaults: Mapping[str, Push] = field(default_factory=dict)


def _feature(
    id_: str, language: str, pattern: str, defaults: Mapping[str, Push], *, any_case: bool = True
) -> Feature:
    return Feature(id_, language, re.compile(pattern, re.IGNORECASE if any_case else 0), defaults)


FEATURES: tuple[Feature, ...] = (
    _feature(
        "emoji",
        "*",
        r"[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\u2B55]+\ufe0f?",
        {**_LOW_REGISTER, "enthusiasm": "high", "respect": "low"},
    ),
    _feature("exclamation", "*", r"[!！]+", {**_LOW_REGISTER, "enthusiasm": "high"}),
    _feature("tilde", "*", r"[~～〜]+", {**_LOW_REGISTER, "respect": "low", "enthusiasm": "high"}),
    _feature(
        "zh.particle", "zh", r"[啦呀哦呢吧嘛哟喔噢咯](?![\u4e00-\u9fff])", {**_LOW_REGISTER, "respect": "low"}
    ),
    _feature("zh.polite_you", "zh", r"您", {"respect": "high", "formality": "high"}),
    _feature("zh.plain_you", "zh", r"你们?", {"respect": "low", "formality": "low"}),
    _feature("zh.inclusive_we", "zh", r"咱们?", {**_LOW_REGISTER, "respect": "low"}),
    _feature(
        "zh.intensifier",
        "zh",
        r"绝绝子|超级|超(?=[好美爽强大快酷香值可赞])|[巨贼](?=[好美爽强快酷香值可])|爆款|炸裂|无敌|逆天"
        r"|太[\u4e00-\u9fff]{1,3}了",
        {**_LOW_REGISTER, "enthusiasm": "high"},
    ),
    _feature(
        "zh.slang",
        "zh",
        r"家人们|宝子们?|姐妹们|亲们?(?=[，,！!～~ ])|yyds|种草|拔草|安利|打call|神器|真香|冲鸭"
        r"|冲啊|赶紧冲|上头|吃土|剁手|薅羊毛|绝了|拿捏|闭眼入|666",
        {**_LOW_REGISTER, "respect": "low", "enthusiasm": "high"},
    ),
    _feature(
        "zh.bookish",
        "zh",
        r"因此|然而|从而|以及|并且|亦|乃|系指|均(?=[为可由已有能在])|予以|鉴于|据此|旨在|凭借|藉此|之(?=[一美力道间际作路处])|敬请|谨此|特此|恭候|惠顾",
        {**_HIGH_REGISTER, "enthusiasm": "low"},
    ),
    _feature(
        "zh.courtesy",
        "zh",
        r"请(?!客|假|教|求)|谢谢|感谢|抱歉|欢迎",
        {"respect": "high", "formality": "high"},
    ),
    _feature("en.contraction", "en", r"\b\w+['’](?:s|re|ve|ll|d|m|t)\b", {**_LOW_REGISTER}),
    _feature(
        "en.capitals",
        "en",
        r"\b(?!(?:USB|HDR|OLED|LCD|LED|NFC|GPS|USA|CEO|FAQ|PDF|SMS|API)\b)[A-Z]{4,}\b",
        {**_LOW_REGISTER, "enthusiasm": "high"},
        any_case=False,
    ),
    _feature(
        "en.intensifier",
        "en",
        r"\b(?:very|really|so|super|insanely|incredibly|amazing(?:ly)?|awesome|totally|absolutely|literally"
        r"|ultimate|unbelievabl[ey]|epic|mega|ultra|stunning|game-chang(?:er|ing))\b",
        {**_LOW_REGISTER, "enthusiasm": "high"},
    ),
    _feature(
        "en.hedge",
        "en",
        r"\b(?:maybe|perhaps|might|could|possibly|kind of|sort of|somewhat|a bit"
        r"|we think|we believe|seems?)\b",
        {"enthusiasm": "low"},
    ),
    _feature(
        "en.slang",
        "en",
        r"\b(?:gonna|wanna|gotta|y['’]all|yeah|yep|nope|hey|guys|folks|dude|bro|lol|omg|btw"
        r"|cool|crazy|insane|vibes?|no-brainer|kinda|stuff|lit|slay)\b",
        {**_LOW_REGISTER, "respect": "low"},
    ),
    _feature(
        "en.bookish",
        "en",
        r"\b(?:therefore|however|furthermore|moreover|hence|thus|consequently|accordingly|whereas"
        r"|utili[sz]e[sd]?|facilitates?|pursuant|hereby|regarding|prior to|in order to|commence[sd]?)\b",
        {**_HIGH_REGISTER, "enthusiasm": "low"},
    ),
    _feature(
        "en.courtesy",
        "en",
        r"\b(?:please|thank you|thanks|kindly|sorry|apologi[sz]e|welcome)\b",
        {"respect": "high"},
    ),
    _feature("en.second_person", "en", r"\byou(?:r|rs|rself|rselves)?\b", {"formality": "low"}),
    _feature("en.first_person", "en", r"\b(?:we|our|ours|us)\b", {"formality": "low"}),
)
"""In the order in which they are shown where two start at one place."""

Pushes = Mapping[str, Mapping[str, Push]]


def features_of(language: str) -> Iterator[Feature]:
    """Yield the features of a language and those of every language."""
    for feature in FEATURES:
        if feature.language in ("*", language):
            yield feature


def learn_pushes(brand: Brand, pairs: Sequence[ExemplarPair]) -> Pushes:
    """Return dimension id -> feature id -> the end it pushes to, learnt from how often each side of the pairs
    has it.

    A feature counts once per text. It needs two texts and twice as many on one side (half a text added to
    both); otherwise the default of a known dimension holds, and elsewhere the feature says nothing.
    """
    pushes: dict[str, dict[str, Push]] = {}
    for dimension in brand.dimensions:
        own = [pair for pair in pairs if pair.dimension == dimension.id]
        learnt: dict[str, Push] = {}
        for feature in FEATURES:
            high = low = 0
            for pair in own:
                if feature.language in ("*", language_of(pair.locale)):
                    at_high, at_low = (
                        (pair.dont, pair.say) if pair.dont_at == "high" else (pair.say, pair.dont)
                    )
                    high += feature.pattern.search(at_high) is not None
                    low += feature.pattern.search(at_low) is not None
            ratio = math.log((high + 0.5) / (low + 0.5))
            if high + low >= FEWEST_HITS and abs(ratio) >= CLEAR_RATIO:
                learnt[feature.id] = "high" if ratio > 0 else "low"
            elif dimension.id in feature.defaults:
                learnt[feature.id] = feature.defaults[dimension.id]
        pushes[dimension.id] = learnt
    return pushes


def find_drivers(
    sentences: Sequence[Sentence], languages: Sequence[str], pushes: Pushes
) -> Mapping[str, tuple[Driver, ...]]:
    """Return dimension id -> drivers in the order of the text, at most ``MOST_DRIVERS`` each, rarer
    features first served."""
    hits: list[tuple[int, str, str, int, int]] = []
    for place, (sentence, language) in enumerate(zip(sentences, languages, strict=True)):
        for feature in features_of(language):
            for match in feature.pattern.finditer(sentence.text):
                start = sentence.span.start + match.start()
                hits.append((place, feature.id, sentence.span.part, start, start + len(match.group())))
    return {dimension: _choose(hits, learnt) for dimension, learnt in pushes.items()}


def _choose(hits: Sequence[tuple[int, str, str, int, int]], learnt: Mapping[str, Push]) -> tuple[Driver, ...]:
    seen: dict[str, int] = {}
    ranked: list[tuple[int, int, int, Driver]] = []
    for place, feature, part, start, end in hits:
        if feature in learnt:
            seen[feature] = seen.get(feature, 0) + 1
            ranked.append((seen[feature], place, start, Driver(part, start, end, learnt[feature], feature)))
    ranked.sort(key=lambda row: row[:3])
    chosen = sorted(ranked[:MOST_DRIVERS], key=lambda row: (row[1], row[2]))
    return tuple(row[3] for row in chosen)
