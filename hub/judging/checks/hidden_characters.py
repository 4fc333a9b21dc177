"""Characters nobody sees: NUL, direction controls, lone surrogates, and zero-width marks inside words."""

import re
from collections.abc import Iterator

from hub.judging.checks.base import Check, Context, Example, Outcome, speak
from hub.judging.report import Finding
from hub.judging.symbols import EMOJI_PART

_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_HIDDEN = re.compile(f"[\\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff{_ZERO_WIDTH}]+")
_JOINING_SCRIPT = re.compile("[\u0600-\u08ff\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufefc]")


def run(context: Context) -> Iterator[Outcome]:
    """Mark each run of hidden characters in the source; the replacement is nothing."""
    for part in context.passage.parts:
        for found in _HIDDEN.finditer(part.text):
            if set(found[0]) <= set(_ZERO_WIDTH) and not _inside_word(part.text, *found.span()):
                continue
            codes = " ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in found[0][:64]))
            yield Finding(
                rule="text.hidden-character",
                level="warning",
                part=part.name,
                start=found.start(),
                end=found.end(),
                message=speak(
                    context,
                    zh=f"这里有看不见的字符（{codes}），会妨碍搜索、匹配和显示，请删除。",
                    en=f"There are invisible characters here ({codes}) that break search and display; remove them.",
                ),
                evidence=codes,
                replacement="",
            )


def _inside_word(text: str, start: int, end: int) -> bool:
    """Zero-width marks join emoji and shape Arabic and Indic letters; anywhere else within a word they hide."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or EMOJI_PART.match(before) or _JOINING_SCRIPT.match(before):
        return False
    return before.isalnum() and after.isalnum()


CHECK = Check(
    id="hidden-characters",
    label={"zh": "隐藏字符", "en": "Hidden characters"},
    level="warning",
    needs=frozenset(),
    run=run,
    examples=(
        Example("夜色⟦\u200b⟧更清晰。"),
        Example("正文里有⟦\x00⟧空字符。"),
        Example("反向⟦\u202e⟧文字⟦\u202c⟧结束。"),
        Example("一家人👨\u200d👩\u200d👧出门。"),
        Example("句末的\u200b。"),
        Example("半个⟦\ud83d⟧表情。"),
        Example("Ni⟦\u200d⟧ght mode."),
        Example("A⟦\u2066⟧ isolate ⟦\u2069⟧here."),
        Example("Broken ⟦\udc00\ud800⟧ text."),
        Example("\ufeffA mark of byte order in front."),
        Example("می\u200cخواهم"),
        Example("Plain text, café, naïve."),
    ),
)
