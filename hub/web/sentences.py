"""English sentences of the floors below, said in the language of the page.

Judging and services speak plain English. A sentence is recognised by the template it was made from, the template is
looked up in the catalogue, and what stood in its gaps is put back. A sentence of another origin is shown as it is.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from hub.judging.reasons import TEMPLATES
from hub.web.languages import translate
from hub.web.phrases import ERRORS

_GAP = re.compile(r"\{(\w+)\}")


class Phrasebook:
    """Templates with named gaps, matched from the most specific (longest fixed text) to the least."""

    def __init__(self, templates: Iterable[str]) -> None:
        ordered = sorted(templates, key=lambda template: -len(_GAP.sub("", template)))
        self._plain = {template for template in ordered if not _GAP.search(template)}
        self._patterns = [
            (template, _pattern(template)) for template in ordered if template not in self._plain
        ]

    def say(self, sentence: str, *, names: Mapping[str, Mapping[str, str]] | None = None) -> str:
        """Return the sentence in the language of the page.

        ``names`` holds, by gap, what to show instead of an id: ``{"pillar": {"night": "夜景"}}``.
        """
        if sentence in self._plain:
            return translate(sentence)
        for template, pattern in self._patterns:
            if match := pattern.fullmatch(sentence):
                gaps = {
                    gap: (names or {}).get(gap, {}).get(value) or self.say(value, names=names)
                    for gap, value in match.groupdict().items()
                }
                return translate(template).format_map(gaps)
        return sentence


@cache
def report_phrases() -> Phrasebook:
    """Return the phrases of reasons and of ``why_not``. Findings speak the language of the text they are about."""
    return Phrasebook(TEMPLATES.values())


@cache
def error_phrases() -> Phrasebook:
    """Return the phrases of expected errors."""
    return Phrasebook(ERRORS)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _GAP.split(template)
    body = "".join(f"(?P<{piece}>.*?)" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces))
    return re.compile(body, re.DOTALL)
