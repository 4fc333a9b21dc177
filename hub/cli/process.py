"""A process put together for one verb: settings read, parts assembled, everything closed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.services.parts import Parts


@contextmanager
def opened_parts() -> "Iterator[Parts]":
    """Give the parts of this process. Verbs act as the hub itself: whoever can run them owns the data folder."""
    from hub import assemble
    from hub.config import read_settings

    parts = assemble(read_settings())
    try:
        yield parts
    finally:
        parts.engine.dispose()
