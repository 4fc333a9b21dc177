"""The same small word twice in a row, where a slip of the hand is the only likely reason."""

import re
from collections.abc import Iterator

from hub.judging.checks.base import Check, Context, Example, Outcome, finding_in, speak

# "that that", "had had", "is is", "in in" can be right; names and emphasis (very very, bye bye) always may.
_SMALL = (
    "the|a|an|of|to|for|and|or|with|at|by|from|as|we|you|our|your|its|their|this|these|are|was|were|will|can|be|"
    "have|has|it|not|but|if|they|than|into|about"
)
_ENGLISH = re.compile(rf"(?<![\w'’\-])({_SMALL})\s+\1(?![\w'’\-])", re.IGNORECASE)
_CHINESE = re.compile(
    r"(?<![目标打的坐叫])的的(?![确士的哥])|(?<![不小明了未终没])了了(?![解之结断然事愿账却悟无了草望])|(?<!我)们们|(?<!也)也也(?!许|门)"
)


def run(context: Context) -> Iterator[Outcome]:
    """Mark both words; the replacement is the first."""
    for section in context.passage.sections:
        for pattern in (_ENGLISH, _CHINESE):
            for found in pattern.finditer(section.running):
                once = found[1] if pattern is _ENGLISH else found[0][0]
                yield finding_in(
                    section,
                    found.span(),
                    rule="text.repeated-word",
                    level="suggestion",
                    message=speak(context, zh=f"「{once}」重复了。", en=f"“{once}” is there twice."),
                    replacement=once,
                )


CHECK = Check(
    id="repeated-word",
    label={"zh": "重复的词", "en": "Repeated words"},
    level="suggestion",
    needs=frozenset({"sentences"}),
    run=run,
    examples=(
        Example("这是我们⟦的的⟧承诺。"),
        Example("我已经收到⟦了了⟧，谢谢。"),
        Example("朋友⟦们们⟧，晚上好。"),
        Example("红色的的士开过街角。"),
        Example("的的确确是一张好照片。"),
        Example("他听了了解到更多。"),
        Example("此事不了了之。"),
        Example("Open ⟦the the⟧ camera."),
        Example("⟦We we⟧ love light."),
        Example("Made ⟦for  for⟧ night."),
        Example("I know that that is true, and he had had enough."),
        Example("Very very bright. Bye bye."),
        Example("The theme of a an-archive; the-the."),
    ),
)
