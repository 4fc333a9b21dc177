"""What a brand's exemplar pairs teach: one direction per tone dimension and one for "sounds like us", each
with its scale.

A direction is a logistic regression on the differences within pairs: both sides of a pair say the same
thing, so what is left of the difference is tone (Bradley and Terry's model of paired comparison). Its
scale comes from pairs that were held out, so that few or noisy pairs give cautious values. Every vector is
taken relative to the background of its own language, which is why a direction learnt in one language works
in the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hub.judging.brand import Brand, ExemplarPair, ToneDimension, language_of
from hub.judging.calibration import Calibration
from hub.judging.ground_vectors import LANGUAGES, Ground, LanguageGround, Wide, tone_blocks
from hub.judging.message_space import sigmoid
from hub.judging.ports import TextEncoder, Vectors

FOLDS = 5
NEWTON_STEPS = 40
SLOPE_PULL = 0.1
FEWEST_PAIRS_PER_DIMENSION = 3
LEAST_SLOPE = 0.1
"""In logits per standard deviation: a flatter head tells nothing and is left out rather than shown as 50."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A direction (features,) with its scale: ``logit = slope * (features @ direction - middle) + shift``."""

    direction: Wide
    middle: float
    slope: float
    shift: float
    pairs: int

    def logits(self, features: Wide) -> Wide:
        """Return one logit per row of features, shape (n,)."""
        return self.slope * (features @ self.direction - self.middle) + self.shift


@dataclass(frozen=True, slots=True, eq=False)
class ToneSpace:
    """The heads of one brand version; ``overall`` is None where the pairs do not tell the sides apart."""

    overall: Head | None
    dimensions: Mapping[str, Head]
    pairs: int


def tone_features(vectors: Vectors, languages: Sequence[str], ground: Mapping[str, LanguageGround]) -> Wide:
    """Return one row per text: its blocks relative to the background of its language, each block in units of
    that background's spread, float64, shape (n, blocks * dim)."""
    blocks = tone_blocks(vectors)
    for language in sorted(set(languages)):
        rows = np.array([place for place, name in enumerate(languages) if name == language])
        base = ground[language]
        blocks[rows] = (blocks[rows] - base.block_centres) / base.block_spreads[:, None]
    features: Wide = blocks.reshape(len(languages), -1) / np.sqrt(blocks.shape[1])
    return features


def usable_pairs(brand: Brand) -> tuple[ExemplarPair, ...]:
    """Return the pairs that can teach: in a language judging knows, of a dimension that exists, with two
    different texts."""
    known = {dimension.id for dimension in brand.dimensions}
    return tuple(
        pair
        for pair in brand.pairs
        if language_of(pair.locale) in LANGUAGES
        and pair.dimension in known
        and pair.say.strip()
        and pair.dont.strip()
        and pair.say != pair.dont
    )


def fit_tone(
    brand: Brand,
    encoder: TextEncoder,
    ground: Ground,
    calibration: Calibration,
    *,
    without: frozenset[str] = frozenset(),
) -> ToneSpace:
    """Return what the brand's pairs teach. Dimensions in ``without`` keep their own head but do not shape
    the overall one. The order of the pairs does not matter."""
    pairs = tuple(
        sorted(usable_pairs(brand), key=lambda pair: (pair.dimension, pair.id, pair.say, pair.dont))
    )
    if not pairs:
        return ToneSpace(None, {}, 0)
    languages = [language_of(pair.locale) for pair in pairs]
    grounds = {name: ground.of(name) for name in sorted(set(languages))}
    vectors = encoder.encode([pair.say for pair in pairs] + [pair.dont for pair in pairs])
    features = tone_features(vectors, languages * 2, grounds)
    say, dont = features[: len(pairs)], features[len(pairs) :]

    heads: dict[str, Head] = {}
    for dimension in brand.dimensions:
        rows = np.array([n for n, pair in enumerate(pairs) if pair.dimension == dimension.id], dtype=np.int64)
        if len(rows) >= FEWEST_PAIRS_PER_DIMENSION:
            signs = np.array([1.0 if pairs[n].dont_at == "low" else -1.0 for n in rows])
            marks = [_marks(dimension, pairs[n].dont_at) for n in rows]
            head = _fit_head(
                say[rows],
                dont[rows],
                signs,
                np.array([m[0] for m in marks]),
                np.array([m[1] for m in marks]),
                calibration,
            )
            if head is not None:
                heads[dimension.id] = head
    rows = np.array([n for n, pair in enumerate(pairs) if pair.dimension not in without], dtype=np.int64)
    overall = None
    if len(rows) >= calibration.fewest_pairs:
        ones = np.ones(len(rows))
        overall = _fit_head(say[rows], dont[rows], ones, 0.95 * ones, 0.05 * ones, calibration)
    return ToneSpace(overall, heads, len(pairs))


def _marks(dimension: ToneDimension, dont_at: str) -> tuple[float, float]:
    """Return where the two sides of a pair stand on a dimension, 0 to 1: "we say" in the middle of the band,
    "we don't" half way between the band and the end at which it errs."""
    low, high = dimension.target
    say = (low + high) / 200.0
    dont = low / 200.0 if dont_at == "low" else (high + 100.0) / 200.0
    return min(max(say, 0.03), 0.97), min(max(dont, 0.03), 0.97)


def _fit_head(
    say: Wide, dont: Wide, signs: Wide, say_marks: Wide, dont_marks: Wide, calibration: Calibration
) -> Head | None:
    """Fit the direction on all pairs and the scale on projections of pairs that a fold left out;
    None where the held-out projections don't follow the marks."""
    count = len(say)
    differences = (say - dont) * signs[:, None]
    middles = (say + dont) / 2.0
    kernel = differences @ differences.T
    values, basis = np.linalg.eigh(kernel)
    kept = values > 1e-9 * max(float(values[-1]), 1e-12)
    rotation = differences.T @ (basis[:, kept] / np.sqrt(values[kept]))
    reduced = differences @ rotation
    folds = np.arange(count) % min(FOLDS, count)
    held_say, held_dont = np.empty(count), np.empty(count)
    for fold in range(int(folds.max()) + 1):
        inside, outside = folds != fold, folds == fold
        direction = rotation @ _direction(reduced[inside], calibration)
        middle = float((middles[inside] @ direction).mean())
        held_say[outside] = say[outside] @ direction - middle
        held_dont[outside] = dont[outside] @ direction - middle
    slope, shift = _scale(np.concatenate([held_say, held_dont]), np.concatenate([say_marks, dont_marks]))
    if slope <= 0.0:
        return None
    direction = rotation @ _direction(reduced, calibration)
    return Head(direction, float((middles @ direction).mean()), slope, shift, count)


def _direction(reduced: Wide, calibration: Calibration) -> Wide:
    """Return the unit direction that puts the rows on its positive side: logistic regression without
    intercept by Newton's method, penalty ``|w|^2 / (2 * tone_strength)``."""
    weights = np.zeros(reduced.shape[1])
    ridge = np.eye(reduced.shape[1]) / (2.0 * calibration.tone_strength)
    for _ in range(NEWTON_STEPS):
        wrong = sigmoid(-(reduced @ weights))
        slope = ridge @ weights - reduced.T @ wrong
        curve = ridge + (reduced * (wrong * (1.0 - wrong))[:, None]).T @ reduced
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-10:
            break
    direction: Wide = weights / max(float(np.linalg.norm(weights)), 1e-12)
    return direction


def _scale(projections: Wide, marks: Wide) -> tuple[float, float]:
    """Return slope and shift of the logistic through held-out projections and their marks (Platt scaling
    with soft marks), with a weak pull of the slope towards nothing, so that three lucky pairs don't look
    certain. The slope is 0 where there is nothing to follow."""
    spread = max(float(projections.std()), 1e-9)
    columns = np.stack([projections / spread, np.ones(len(projections))], axis=1)
    pull = np.array([SLOPE_PULL, 1e-6])

    def loss(at: Wide) -> float:
        logits = columns @ at
        return float((np.logaddexp(0.0, logits) - marks * logits).sum() + 0.5 * (pull * at * at).sum())

    fitted = np.zeros(2)
    for _ in range(NEWTON_STEPS):
        chance = sigmoid(columns @ fitted)
        slope = columns.T @ (chance - marks) + pull * fitted
        curve = (columns * (chance * (1.0 - chance))[:, None]).T @ columns + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        while float(np.abs(step).max()) > 1e-10 and loss(fitted - step) > loss(fitted):
            step = step / 2.0
        fitted = fitted - step
        if float(np.abs(step).max()) < 1e-10:
            break
    if float(fitted[0]) < LEAST_SLOPE:
        return 0.0, 0.0
    return float(fitted[0]) / spread, float(fitted[1])
