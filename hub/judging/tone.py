"""The tone score: where a text stands on each dimension of the voice guide, and how much it sounds like the
brand.

Two things are put together. The overall head, learnt from all "we say / we don't" pairs, tells how much a
text sounds like what the brand says. The dimensions tell how far it lies outside the bands. ``logit = prior +
head - weight * distance``; the distance is the root mean square over dimensions in units of ``BAND_UNIT``
points, so that one dimension far outside counts more than all of them slightly. Where a channel moves a band,
the pairs of that dimension speak for the brand's usual voice and no longer for this channel: they leave the
head, and the distance alone counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hub.judging.brand import Brand, ChannelSpec
from hub.judging.calibration import Calibration
from hub.judging.ground_vectors import LanguageGround, Wide
from hub.judging.message_space import half_width, points
from hub.judging.ports import Vectors
from hub.judging.reasons import Reason, reason
from hub.judging.report import DimensionScore, ToneScore
from hub.judging.style_features import Pushes, find_drivers
from hub.judging.text import Sentence
from hub.judging.tone_space import ToneSpace, tone_features
from hub.judging.weights import length_weights

BAND_UNIT = 20.0
BAND_EDGE = 8.0
"""Points over which a band's edge is soft, so that the score never jumps."""
HEADLESS = 1.5
"""The logit of a text inside every band where no head could be learnt."""


@dataclass(frozen=True, slots=True)
class ToneJudgement:
    """The score for the report and what a reader should know beside it."""

    score: ToneScore
    notes: tuple[Reason, ...] = ()


def no_tone_score(why_not: str) -> ToneJudgement:
    """Return a judgement without a score, with its cause."""
    return ToneJudgement(ToneScore(None, None, why_not=why_not))


def moved_dimensions(channel: ChannelSpec | None, brand: Brand) -> frozenset[str]:
    """Return the dimensions whose band the channel moves away from the brand's own."""
    if channel is None:
        return frozenset()
    own = {dimension.id: dimension.target for dimension in brand.dimensions}
    return frozenset(
        id_ for id_, band in channel.tone_targets.items() if id_ in own and tuple(band) != tuple(own[id_])
    )


def score_tone(
    sentences: Sequence[Sentence],
    vectors: Vectors,
    *,
    language: str,
    space: ToneSpace,
    pushes: Pushes,
    ground: Mapping[str, LanguageGround],
    brand: Brand,
    calibration: Calibration,
    channel: ChannelSpec | None,
) -> ToneJudgement:
    """Return the tone score of a text from its sentences and their vectors (same order).

    Sentences are judged one by one and their logits averaged by length (UTF-8 bytes, up to
    ``weights.LONGEST_WEIGHT``).
    """
    if space.pairs < calibration.fewest_pairs:
        return no_tone_score(reason("why.few_pairs", count=space.pairs, least=calibration.fewest_pairs).text)
    if space.overall is None and not space.dimensions:
        return no_tone_score(reason("why.tone_not_learnt").text)
    if not sentences:
        return no_tone_score(reason("why.no_sentences").text)
    fallback = language if language in ground else "zh"
    languages = [s.language if s.language in ground else fallback for s in sentences]
    features = tone_features(vectors, languages, ground)
    length = length_weights(sentences)
    weight = length / length.sum()

    drivers = find_drivers(sentences, languages, pushes)
    dimensions: list[DimensionScore] = []
    distances: list[float] = []
    for dimension in brand.dimensions:
        head = space.dimensions.get(dimension.id)
        if head is None:
            continue
        low, high = channel.tone_targets.get(dimension.id, dimension.target) if channel else dimension.target
        value = points(float(weight @ head.logits(features)))
        distances.append(_outside(value, low, high))
        dimensions.append(
            DimensionScore(dimension.id, value, (low, high), head.pairs, drivers.get(dimension.id, ()))
        )
    logit = HEADLESS
    if space.overall is not None:
        logit = calibration.tone_prior + float(weight @ space.overall.logits(features))
    if distances:
        logit -= calibration.tone_band_weight * float(np.sqrt(np.mean(np.square(distances))))
    notes: tuple[Reason, ...] = ()
    if space.pairs < calibration.enough_pairs:
        notes = (reason("note.few_pairs", count=space.pairs, enough=calibration.enough_pairs),)
    return ToneJudgement(
        ToneScore(
            score=points(logit),
            uncertainty=half_width(logit, _doubt(weight, space, calibration)),
            dimensions=tuple(dimensions),
        ),
        notes=notes,
    )


def _outside(value: float, low: float, high: float) -> float:
    """Return how far a value lies outside its band in units of ``BAND_UNIT`` points, softly at the edges."""
    below = np.logaddexp(0.0, (low - value) / BAND_EDGE)
    above = np.logaddexp(0.0, (value - high) / BAND_EDGE)
    return float(below + above) * BAND_EDGE / BAND_UNIT


def _doubt(weight: Wide, space: ToneSpace, calibration: Calibration) -> float:
    """Return the half-width of uncertainty in logits: less with longer texts and more pairs."""
    count = 1.0 / float((weight**2).sum())
    doubt = calibration.sentence_error * float(np.sqrt(0.5 / count + 4.0 / space.pairs + 0.05))
    return doubt * (1.4 if space.pairs < calibration.enough_pairs else 1.0)
