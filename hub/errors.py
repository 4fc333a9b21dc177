"""Everything that can go wrong on purpose, as one tree.

    HubError
    ├── InvalidInput            what was sent can't be used; carries every fault found
    │   └── KitInvalid          a brand kit with its faults (file, line, column)
    ├── NotFound                no such thing, or not yours to know of
    ├── NotAllowed              you are known, and may not do this
    ├── NotSignedIn             nobody, or a token that is wrong, expired or revoked
    ├── Conflict                the thing changed since you looked; nothing of yours is lost
    │   ├── EditConflict        two people edited one draft; carries both texts
    │   └── WrongState          this move is not possible from this state
    ├── TooLarge                more than the hub takes in one go
    ├── TooManyRequests         slow down; says for how long
    ├── StorageFull             the disk is full; nothing was half written
    └── SetupBroken             the installation misses something; one sentence says what to run
        └── EncoderMissing      the model is missing or does not match its checksum

A ``code`` never changes once published. The message tells what, which value, and what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: ``where`` is a field path or ``file:line:column``."""

    where: str
    found: str
    expected: str
    line: int | None = None
    column: int | None = None


class HubError(Exception):
    """Root of all expected errors."""

    code: ClassVar[str] = "hub_error"

    def __init__(
        self, message: str, *, faults: Sequence[Fault] = (), details: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.faults = tuple(faults)
        self.details = details or {}


class InvalidInput(HubError):
    code = "invalid_input"


class KitInvalid(InvalidInput):
    code = "kit_invalid"


class NotFound(HubError):
    code = "not_found"


class NotAllowed(HubError):
    code = "not_allowed"


class NotSignedIn(HubError):
    code = "not_signed_in"


class Conflict(HubError):
    code = "conflict"


class EditConflict(Conflict):
    code = "edit_conflict"


class WrongState(Conflict):
    code = "wrong_state"


class TooLarge(HubError):
    code = "too_large"


class TooManyRequests(HubError):
    code = "too_many_requests"


class StorageFull(HubError):
    code = "storage_full"


class SetupBroken(HubError):
    code = "setup_broken"


class EncoderMissing(SetupBroken):
    code = "encoder_missing"
