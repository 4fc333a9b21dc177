"""The message score: what each sentence says of the house, and how far the whole text is on message."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hub.judging.brand import Brand, ChannelSpec
from hub.judging.calibration import Calibration
from hub.judging.ground_vectors import Wide
from hub.judging.message_sentences import cover_pillars, measure_sentences, place_sentence
from hub.judging.message_space import LanguageSpace, half_width, points
from hub.judging.ports import Matrix
from hub.judging.reasons import Reason, reason
from hub.judging.report import MessageScore
from hub.judging.text import Sentence
from hub.judging.weights import length_weights

NEUTRAL_FLOOR = 0.15
HOUSEKEEPING_WEIGHT = 0.25
STRONGEST = 5.0
TOP_EXCESS = 1.16
"""Mean of the top 30 % of a normal sample in standard deviations: how much of a long text's best part is
luck."""


@dataclass(frozen=True, slots=True)
class MessageJudgement:
    """The score for the report and what a reader should know beside it."""

    score: MessageScore
    notes: tuple[Reason, ...] = ()


def no_message_score(why_not: str) -> MessageJudgement:
    """Return a judgement without a score, with its cause."""
    return MessageJudgement(MessageScore(None, None, why_not=why_not))


def score_message(
    sentences: Sequence[Sentence],
    final: Matrix,
    *,
    language: str,
    spaces: Mapping[str, LanguageSpace],
    brand: Brand,
    calibration: Calibration,
    channel: ChannelSpec | None,
) -> MessageJudgement:
    """Return the message score of a text from its sentences and their vectors (same order, shape (n, dim)).

    Each sentence is measured in the space of its own language, one of neither language in that of the text.
    Neutral sentences hardly weigh; the text's logit is the prior and its strength (best part and whole), less what a
    longer text has by luck, less the share of what is said that drifts.
    """
    if not sentences:
        return no_message_score(reason("why.no_sentences").text)
    asked = frozenset(channel.pillars) if channel else frozenset()
    fallback = language if language in spaces else "zh"
    languages = [s.language if s.language in spaces else fallback for s in sentences]
    measured = measure_sentences(
        sentences, final, languages, spaces=spaces, brand=brand, calibration=calibration, asked=asked
    )
    length = length_weights(sentences)
    says = np.maximum(np.maximum(measured.carry, measured.drift), NEUTRAL_FLOOR)
    weight = length * says * np.where(measured.housekeeping, HOUSEKEEPING_WEIGHT, 1.0)
    count = float(weight.sum() ** 2 / (weight**2).sum())

    strength = _strength(measured.logit, weight, calibration)
    if asked:
        strength += calibration.asked_weight * (
            _strength(measured.asked_logit, weight, calibration) - strength
        )
    luck = calibration.noise * TOP_EXCESS * (1.0 - count**-1.2)
    drifting, carrying = float(length @ measured.drift), float(length @ measured.carry)
    share = drifting / (drifting + carrying + 0.1 * float(length.sum()))
    against = luck + calibration.drift_weight * share * (1.0 - 1.0 / count)
    logit = calibration.message_prior + strength - against

    used = [spaces[name] for name in sorted(set(languages))]
    doubt = _doubt(used, count, calibration)
    places = [place_sentence(n, sentence, measured, calibration) for n, sentence in enumerate(sentences)]
    return MessageJudgement(
        MessageScore(
            score=points(logit),
            uncertainty=half_width(logit, doubt),
            sentences=tuple(places),
            pillars=cover_pillars(brand, measured, places, asked),
        ),
        notes=_notes(used),
    )


def _bounded(logit: Wide) -> Wide:
    """Return logits drawn in softly to +-``STRONGEST``: one sentence, however clear, does not speak for a
    text."""
    bounded: Wide = STRONGEST * np.tanh(logit / STRONGEST)
    return bounded


def _strength(logit: Wide, weight: Wide, calibration: Calibration) -> float:
    """Return how strongly a text speaks: between the mean of its best part and that of the whole, because a
    good line must not excuse the rest, nor the rest hide a good line."""
    bounded = _bounded(logit)
    whole = float(weight @ bounded) / float(weight.sum())
    best = _top_mean(bounded, weight, calibration.top_share)
    return best + calibration.whole_share * (whole - best)


def _top_mean(values: Wide, weight: Wide, share: float) -> float:
    """Return the mean of the highest values that make up ``share`` of the weight; continuous in values and
    weights."""
    order = np.argsort(-values, kind="stable")
    sorted_weight = weight[order]
    wanted = share * float(sorted_weight.sum())
    before = np.cumsum(sorted_weight) - sorted_weight
    taken = np.clip(wanted - before, 0.0, sorted_weight)
    return float(np.dot(taken, values[order])) / wanted


def _doubt(used: Sequence[LanguageSpace], count: float, calibration: Calibration) -> float:
    """Return the half-width of uncertainty in logits: less with more sentences that say something and more
    statements."""
    statements = min(len(space.house) for space in used)
    doubt = calibration.sentence_error * math.sqrt(1.0 / count + 1.0 / statements + 0.05)
    if any(space.generic for space in used):
        doubt *= 1.4
    if any(space.cross_lingual for space in used):
        doubt *= 1.4
    return doubt


def _notes(used: Sequence[LanguageSpace]) -> tuple[Reason, ...]:
    notes: list[Reason] = []
    generic = [space for space in used if space.generic]
    if generic:
        own = min(sum(1 for s in space.contrast if s.group != "generic") for space in generic)
        notes.append(reason("note.generic_contrast", count=own))
    if any(space.cross_lingual for space in used):
        notes.append(reason("note.cross_lingual"))
    return tuple(notes)
