"""From published texts and a voice guide to a first brand kit: proposed with evidence, for a person to correct."""

from hub.judging.proposal.proposal import (
    BandProposal,
    Evidence,
    FactProposal,
    Missing,
    PairProposal,
    PillarProposal,
    Proposal,
    Question,
    TermProposal,
    Wording,
)
from hub.judging.proposal.propose import propose

__all__ = [
    "BandProposal",
    "Evidence",
    "FactProposal",
    "Missing",
    "PairProposal",
    "PillarProposal",
    "Proposal",
    "Question",
    "TermProposal",
    "Wording",
    "propose",
]
