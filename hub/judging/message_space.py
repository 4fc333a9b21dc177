"""The message space of a brand: house and contrast as centred vectors per language, and the measures taken
in it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hub.judging.brand import Brand, language_of
from hub.judging.calibration import Calibration
from hub.judging.ground_vectors import LANGUAGES, Ground, LanguageGround, Wide, centred
from hub.judging.ports import Matrix, TextEncoder
from hub.judging.report import Nearest


@dataclass(frozen=True, slots=True)
class Statement:
    """A text that sentences are held against. ``group`` says what part of the house it speaks for."""

    nearest: Nearest
    language: str
    group: str
    pillar: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """What one matrix product tells about n sentences: ``house`` (n, statements) and ``contrast`` (n,
    contrasts) are centred cosines; ``best`` and ``counter`` their row maxima; ``logit`` the uncalibrated
    sentence logit; ``contrast_rel`` the standard deviations by which ``counter`` stands above background."""

    house: Wide
    contrast: Wide
    best: Wide
    counter: Wide
    logit: Wide
    contrast_rel: Wide


@dataclass(frozen=True, slots=True, eq=False)
class LanguageSpace:
    """The space in which sentences of one language are measured. ``messages`` of the ``house`` statements
    come first, on-message exemplars after them. ``generic`` and ``cross_lingual`` name what makes its
    scores less sure."""

    centre: Wide
    stack: Wide
    house: tuple[Statement, ...]
    contrast: tuple[Statement, ...]
    messages: int
    best_mean: float
    best_spread: float
    counter_mean: float
    counter_spread: float
    generic: bool
    cross_lingual: bool

    def measure(self, final: Matrix, calibration: Calibration) -> Measures:
        """Return the measures of n vectors, float64: the same numbers whatever other texts are judged."""
        cosines = centred(final, self.centre) @ self.stack.T
        house, contrast = cosines[:, : len(self.house)], cosines[:, len(self.house) :]
        best, counter = house.max(axis=1), contrast.max(axis=1)
        return Measures(
            house=house,
            contrast=contrast,
            best=best,
            counter=counter,
            logit=self.logit(best, counter, calibration),
            contrast_rel=(counter - self.counter_mean) / self.counter_spread,
        )

    def logit(self, best: Wide, counter: Wide, calibration: Calibration) -> Wide:
        """Return sentence logits from the best cosine to the house and to the contrast, shapes (n,).

        Both are taken above what background reaches: a larger set is nearer to everything by mere chance.
        """
        above, above_contrast = best - self.best_mean, counter - self.counter_mean
        logit: Wide = (
            calibration.rel_weight * above / self.best_spread
            + calibration.diff_weight * (above - above_contrast)
            + calibration.offset
        )
        return logit


def points(logit: float) -> float:
    """Return a logit as a score, 0 to 100, rounded to 0.1."""
    return round(50.0 * (1.0 + math.tanh(0.5 * logit)), 1)


def half_width(logit: float, doubt: float) -> float:
    """Return half the width in points of the range ``logit`` give or take ``doubt``, at least 1.0, rounded
    to 0.1."""
    return round(max(1.0, 25.0 * (math.tanh(0.5 * (logit + doubt)) - math.tanh(0.5 * (logit - doubt)))), 1)


def sigmoid(logit: Wide) -> Wide:
    """Return the logistic function, safe for large arguments."""
    value: Wide = 0.5 * (1.0 + np.tanh(0.5 * np.asarray(logit, dtype=np.float64)))
    return value


def build_spaces(
    brand: Brand, encoder: TextEncoder, ground: Ground, calibration: Calibration
) -> Mapping[str, LanguageSpace]:
    """Return one space per language, or nothing where no message of the house is in a language that judging
    knows.

    A part of the house (a pillar, the core message …) that a language lacks is taken from the other
    language, each vector centred by the background of its own. Generic marketing lines join the contrast
    where the brand brings fewer texts of its own than the calibration asks for.
    """
    messages, exemplars, contrast = _house_of(brand), _exemplars_of(brand), _contrast_of(brand)
    if not messages:
        return {}
    own = [*messages, *exemplars, *contrast]
    vectors = encoder.encode([statement.nearest.text for statement in own]).final
    centres = {language: ground.of(language) for language in LANGUAGES}
    rows = {
        id(statement): centred(vectors[place : place + 1], centres[statement.language].centre)[0]
        for place, statement in enumerate(own)
    }
    return {
        language: _build_space(language, messages, exemplars, contrast, rows, centres[language], calibration)
        for language in LANGUAGES
    }


def _build_space(
    language: str,
    messages: Sequence[Statement],
    exemplars: Sequence[Statement],
    contrast: Sequence[Statement],
    rows: Mapping[int, Wide],
    ground: LanguageGround,
    calibration: Calibration,
) -> LanguageSpace:
    spoken = {statement.group for statement in messages if statement.language == language}
    house = [s for s in messages if s.language == language or s.group not in spoken]
    borrowed = any(s.language != language for s in house)
    house += [s for s in exemplars if s.language == language or borrowed]
    against = [s for s in contrast if s.language == language]
    if len(against) < calibration.fewest_contrast:
        against = list(contrast)
    generic = len(against) < calibration.fewest_contrast
    stack = np.stack([rows[id(s)] for s in (*house, *against)])
    if generic:
        against += [
            Statement(Nearest(f"contrast:generic-{n}", "generic", text), language, "generic", None)
            for n, text in enumerate(ground.contrast_texts, start=1)
        ]
        stack = np.concatenate([stack, ground.contrast])
    background = ground.background @ stack.T
    best, counter = background[:, : len(house)].max(axis=1), background[:, len(house) :].max(axis=1)
    return LanguageSpace(
        centre=ground.centre,
        stack=stack,
        house=tuple(house),
        contrast=tuple(against),
        messages=sum(1 for s in house if s.group != "exemplar"),
        best_mean=float(best.mean()),
        best_spread=max(float(best.std()), 1e-3),
        counter_mean=float(counter.mean()),
        counter_spread=max(float(counter.std()), 1e-3),
        generic=generic,
        cross_lingual=borrowed,
    )


def _house_of(brand: Brand) -> list[Statement]:
    return [
        Statement(Nearest(m.id, m.kind, m.text), language_of(m.locale), m.pillar or m.kind, m.pillar)
        for m in brand.messages
        if language_of(m.locale) in LANGUAGES and m.text.strip()
    ]


def _exemplars_of(brand: Brand) -> list[Statement]:
    return [
        Statement(Nearest(f"exemplar:on-{n}", "exemplar", e.text), language_of(e.locale), "exemplar", None)
        for n, e in enumerate(brand.exemplars, start=1)
        if e.on_message and language_of(e.locale) in LANGUAGES and e.text.strip()
    ]


def _contrast_of(brand: Brand) -> list[Statement]:
    texts: list[tuple[str, str, str, str]] = [
        (f"contrast:{c.kind}-{n}", c.kind, c.locale, c.text) for n, c in enumerate(brand.contrast, start=1)
    ]
    texts += [
        (f"contrast:off-{n}", "off_message", e.locale, e.text)
        for n, e in enumerate(brand.exemplars, start=1)
        if not e.on_message
    ]
    return [
        Statement(Nearest(id_, kind, text), language_of(locale), kind, None)
        for id_, kind, locale, text in texts
        if language_of(locale) in LANGUAGES and text.strip()
    ]
