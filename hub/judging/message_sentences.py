"""Sentences against the message space: what each one is nearest to, which role it plays, which pillars are
carried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hub.judging.brand import Brand
from hub.judging.calibration import Calibration
from hub.judging.ground_vectors import Wide
from hub.judging.message_space import LanguageSpace, Measures, Statement, points, sigmoid
from hub.judging.neutral_lines import is_neutral_line
from hub.judging.ports import Matrix
from hub.judging.report import PillarCoverage, Role, SentenceScore
from hub.judging.text import Sentence

DRIFT_SOFTNESS = 0.03
ABOUT_SOFTNESS = 0.4
PROOF_MARGIN = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class SentenceMeasures:
    """Everything known of each sentence of one text; rows in the order of its sentences, shape (n,) where not
    said.

    ``carry`` and ``drift`` are degrees from 0 to 1; ``asked_logit`` counts only what the channel asks for;
    ``pillars`` has one logit per sentence and pillar; ``proofs`` are (row, pillar, message id) of proof
    points a sentence is near. ``housekeeping`` marks calls to action, prices and legal lines, which never
    drift.
    """

    logit: Wide
    asked_logit: Wide
    carry: Wide
    drift: Wide
    housekeeping: NDArray[np.bool_]
    pillars: Mapping[str, Wide]
    proofs: tuple[tuple[int, str, str], ...]
    message: tuple[Statement, ...]
    house: tuple[Statement, ...]
    contrast: tuple[Statement, ...]


def measure_sentences(
    sentences: Sequence[Sentence],
    final: Matrix,
    languages: Sequence[str],
    *,
    spaces: Mapping[str, LanguageSpace],
    brand: Brand,
    calibration: Calibration,
    asked: frozenset[str],
) -> SentenceMeasures:
    """Return the measures of sentences with their vectors (n, dim) and the languages whose spaces they
    stand in. ``asked`` are the pillars that count; empty means all."""
    n = len(sentences)
    logit, asked_logit, drift = np.zeros(n), np.zeros(n), np.zeros(n)
    pillars = {pillar.id: np.full(n, -np.inf) for pillar in brand.pillars}
    nearest: dict[int, tuple[Statement, Statement, Statement]] = {}
    proofs: list[tuple[int, str, str]] = []
    for name in sorted(set(languages)):
        rows = np.array([place for place, language in enumerate(languages) if language == name])
        space = spaces[name]
        m = space.measure(final[rows], calibration)
        logit[rows] = m.logit
        asked_logit[rows] = _logit_of(space, m, calibration, _asked_columns(space, asked))
        drift[rows] = _drift(m, calibration)
        for pillar in brand.pillars:
            own = [place for place, s in enumerate(space.house) if s.pillar == pillar.id]
            pillars[pillar.id][rows] = _logit_of(space, m, calibration, own)
        said = m.house[:, : space.messages]
        picks = zip(rows, said.argmax(axis=1), m.house.argmax(axis=1), m.contrast.argmax(axis=1), strict=True)
        for row, to_message, to_house, to_contrast in picks:
            nearest[int(row)] = (space.house[to_message], space.house[to_house], space.contrast[to_contrast])
        near = said >= np.maximum(calibration.proof_line, said.max(axis=1) - PROOF_MARGIN)[:, None]
        for at, column in np.argwhere(near):
            statement = space.house[column]
            if statement.nearest.kind == "proof_point" and statement.pillar is not None:
                proofs.append((int(rows[at]), statement.pillar, statement.nearest.id))
    housekeeping = np.array([is_neutral_line(s.prose) for s in sentences])
    return SentenceMeasures(
        logit=logit,
        asked_logit=asked_logit,
        carry=sigmoid(logit),
        drift=np.where(housekeeping, 0.0, drift),
        housekeeping=housekeeping,
        pillars=pillars,
        proofs=tuple(proofs),
        message=tuple(nearest[row][0] for row in range(n)),
        house=tuple(nearest[row][1] for row in range(n)),
        contrast=tuple(nearest[row][2] for row in range(n)),
    )


def _asked_columns(space: LanguageSpace, asked: frozenset[str]) -> list[int]:
    """Return the statements that speak for the pillars asked for; what belongs to no pillar speaks for
    all."""
    return [
        place for place, s in enumerate(space.house) if not asked or s.pillar is None or s.pillar in asked
    ]


def _logit_of(space: LanguageSpace, m: Measures, calibration: Calibration, columns: Sequence[int]) -> Wide:
    if not columns:
        return np.full(len(m.best), -np.inf)
    return space.logit(m.house[:, columns].max(axis=1), m.counter, calibration)


def _drift(m: Measures, calibration: Calibration) -> Wide:
    """Return how surely each sentence drifts, 0 to 1: nearer to the contrast by a margin, and about
    something at all."""
    nearer = sigmoid((m.counter - m.best - calibration.drift_margin) / DRIFT_SOFTNESS)
    about = sigmoid((m.contrast_rel - calibration.drift_about) / ABOUT_SOFTNESS)
    return nearer * about


def place_sentence(
    n: int, sentence: Sentence, measured: SentenceMeasures, calibration: Calibration
) -> SentenceScore:
    """Return sentence ``n`` with its role, its score and the statement that decided."""
    score = points(float(measured.logit[n]))
    role: Role = "neutral"
    nearest = measured.house[n]
    if score >= calibration.carry_line:
        role = "carries"
    elif measured.drift[n] >= 0.5:
        role, nearest = "drifts", measured.contrast[n]
    return SentenceScore(
        part=sentence.span.part,
        start=sentence.span.start,
        end=sentence.span.end,
        role=role,
        score=score,
        pillar=measured.message[n].pillar if role == "carries" else None,
        nearest=nearest.nearest,
    )


def cover_pillars(
    brand: Brand, measured: SentenceMeasures, places: Sequence[SentenceScore], asked: frozenset[str]
) -> tuple[PillarCoverage, ...]:
    """Return how far the best sentence carries each pillar, in the brand's order. A proof point counts as
    used where a sentence that carries is near it and hardly nearer to anything else."""
    return tuple(
        PillarCoverage(
            id=pillar.id,
            coverage=round(float(sigmoid(measured.pillars[pillar.id]).max()), 2),
            asked=pillar.id in asked,
            proof_points=tuple(
                sorted(
                    {
                        id_
                        for row, own, id_ in measured.proofs
                        if own == pillar.id and places[row].role == "carries"
                    }
                )
            ),
        )
        for pillar in brand.pillars
    )
