"""Why a report says what it says: every sentence of ``reasons`` and ``why_not`` as a code with parameters.

The report holds the plain English; ``read_reason`` turns such a sentence back into its code and parameters,
so that a page can say it in another language from a stored report alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

TEMPLATES: Mapping[str, str] = {
    "blocked.finding": "Rule {rule} blocks this text: {what}",
    "blocked.fact": "The text contradicts the fact {fact}: it says {said}, the register says {known}.",
    "message.below": "The message score {score} is below the line of {line}.",
    "tone.below": "The tone score {score} is below the line of {line}.",
    "part.missing": "The channel requires the part {part}, and it is missing or empty.",
    "warning.binding": "The brand made rule {rule} binding: {what}",
    "message.not_judged": "The message could not be judged: {why}",
    "tone.not_judged": "The tone could not be judged: {why}",
    "check.failed": "The rule {rule} could not be applied; what it would have found is not in this report.",
    "pillar.absent": "The channel asks for the pillar {pillar}, and no sentence carries it.",
    "note.generic_contrast": (
        "The brand has only {count} contrast texts of its own in this language; generic marketing lines "
        "stand in, so the message score is less sure."
    ),
    "note.cross_lingual": (
        "The message house lacks statements in this language; those of the other language "
        "stand in, so the message score is less sure."
    ),
    "note.other_language": (
        "{count} sentences are in neither Chinese nor English; they were left out of message and tone."
    ),
    "note.few_pairs": "The tone was learnt from {count} pairs only; below {enough} the score is less sure.",
    "unfit.empty": "Not judged because the text is empty.",
    "unfit.one_character": "Not judged because the text is a single character.",
    "unfit.only_link": "Not judged because the text is only a link.",
    "unfit.only_emoji": "Not judged because the text is only emoji.",
    "unfit.no_words": "Not judged because the text has no words, only digits, marks or symbols.",
    "unfit.language": "Not judged because the text is neither Chinese nor English.",
    "unfit.too_short": "Not judged because the text is too short to say anything.",
    "why.no_messages": (
        "The message house has no statement in Chinese or English. Add a core message and pillars."
    ),
    "why.no_sentences": "The text has no sentence with words.",
    "why.other_encoder": (
        "The calibration {calibration} does not belong to the encoder {encoder}. "
        "Run the calibration for this encoder."
    ),
    "why.few_pairs": (
        "The voice guide has {count} exemplar pairs, and at least {least} are needed. Add pairs."
    ),
    "why.tone_not_learnt": (
        "The exemplar pairs do not tell the two sides apart. Check which side of each pair is which."
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code of ``TEMPLATES`` and its parameters as (name, text) in the order given."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The reason as a plain English sentence."""
        return TEMPLATES[self.code].format_map(dict(self.params))


def reason(code: str, **params: object) -> Reason:
    """Return a reason; numbers are written as they read in Python."""
    return Reason(code, tuple((name, str(value)) for name, value in params.items()))


def read_reason(text: str) -> Reason | None:
    """Return the reason whose sentence this is, or None for a sentence of another origin."""
    for code, pattern in _patterns():
        if match := pattern.fullmatch(text):
            return Reason(code, tuple(match.groupdict().items()))
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def compiled(template: str) -> re.Pattern[str]:
        pieces = re.split(r"\{(\w+)\}", template)
        body = "".join(f"(?P<{piece}>.*?)" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces))
        return re.compile(body, re.DOTALL)

    return tuple((code, compiled(template)) for code, template in TEMPLATES.items())
