"""The calibration: the numbers that turn distances into scores. They belong to one encoder and mean
nothing with another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """Coefficients of the message and tone scores. ``encoder_prefix`` is what the encoder's revision must
    begin with.

    Message, per sentence: ``logit = rel_weight * rel + diff_weight * diff + offset``, where ``rel`` is the
    best cosine to the house in standard deviations above background and ``diff`` that cosine minus the
    best one to the contrast set. ``message_prior`` and ``tone_prior`` are the log-odds that a draft is on
    message and in tone before it is read: the distances are learnt from as many texts on either side, and of
    the drafts written for a brand about six in seven are on message and three in four in tone. Lines are scores (0-100), margins are centred cosines.
    """

    id: str
    encoder_prefix: str
    rel_weight: float = 0.65
    diff_weight: float = 16.0
    offset: float = -3.4
    carry_line: float = 50.0
    drift_margin: float = 0.04
    drift_about: float = 1.3
    drift_weight: float = 9.5
    top_share: float = 0.3
    whole_share: float = 0.5
    noise: float = 0.8
    asked_weight: float = 0.5
    proof_line: float = 0.55
    sentence_error: float = 1.1
    message_prior: float = 1.8
    tone_prior: float = 1.1
    fewest_contrast: int = 8
    fewest_pairs: int = 4
    enough_pairs: int = 8
    tone_strength: float = 1.0
    tone_band_weight: float = 1.5

    def belongs_to(self, encoder_revision: str) -> bool:
        """Tell whether these numbers were fitted for this encoder."""
        return encoder_revision.startswith(self.encoder_prefix)


SHIPPED = Calibration(id="e5-small-2026-11", encoder_prefix="e5-small-zh-en@")
"""Fitted on three authored brands with the bundled encoder; left-one-brand-out Brier .04, .08 and .15."""
