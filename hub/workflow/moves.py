"""The way of a variant through review: which move, from which states, to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hub.errors import InvalidInput, WrongState


@dataclass(frozen=True, slots=True)
class Move:
    """A named move with the states it leaves from, the one it leads to and the permission it takes."""

    name: str
    sources: frozenset[str]
    target: str
    permission: str


MOVES: Final[Mapping[str, Move]] = {
    move.name: move
    for move in (
        Move(
            "edit",
            frozenset({"draft", "in_review", "changes_requested", "approved", "rejected"}),
            "draft",
            "draft.write",
        ),
        Move("submit", frozenset({"draft", "changes_requested"}), "in_review", "draft.write"),
        Move("approve", frozenset({"in_review"}), "approved", "review.decide"),
        Move("request_changes", frozenset({"in_review"}), "changes_requested", "review.decide"),
        Move("reject", frozenset({"in_review"}), "rejected", "review.decide"),
    )
}
DECISIONS: Final = ("approve", "request_changes", "reject")


def move_of(name: str) -> Move:
    """Return the move of that name; raise InvalidInput for an unknown one."""
    try:
        return MOVES[name]
    except KeyError:
        raise InvalidInput(f"{name!r} is no move; the moves are {', '.join(MOVES)}.") from None


def next_state(name: str, state: str) -> str:
    """Return the state after the move; raise WrongState where it can't be made from here."""
    move = move_of(name)
    if state not in move.sources:
        wanted = " or ".join(sorted(move.sources))
        raise WrongState(
            f"A text that is {state} can't take the move {name}; it must be {wanted}.",
            details={"state": state, "move": name},
        )
    return move.target
