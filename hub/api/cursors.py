"""Cursors: opaque to readers, an id within. The empty cursor stands at the beginning."""

import base64
import binascii
import uuid

from hub.errors import Fault, InvalidInput


def cursor_of(place: uuid.UUID | None) -> str:
    """Return the cursor that goes on after this id; of None the empty cursor."""
    return "" if place is None else base64.urlsafe_b64encode(place.bytes).rstrip(b"=").decode("ascii")


def place_of(cursor: str | None, *, where: str = "cursor") -> uuid.UUID | None:
    """Return the id within a cursor, None at the beginning. Raises InvalidInput naming the field ``where``."""
    if not cursor:
        return None
    try:
        place = uuid.UUID(bytes=base64.b64decode(cursor + "==", altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        place = None
    # Spare bits make several spellings of one id; only the one that was given out is taken.
    if place is None or cursor_of(place) != cursor:
        raise InvalidInput(
            f"{cursor[:64]!r} is no cursor of this hub; send back the one you were given, or leave it out.",
            faults=[Fault(where=where, found=repr(cursor[:64]), expected="a cursor as this hub gave it")],
        )
    return place
