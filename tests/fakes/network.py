"""The network is off in tests, except loopback and Unix sockets."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LOCAL = ("127.", "::1", "localhost", "0.0.0.0", "")  # noqa: S104 - an address to bind, not to reach


class NetworkUsed(AssertionError):
    """A test tried to reach another machine."""


@contextmanager
def only_loopback() -> Iterator[None]:
    """Refuse connections to any other machine while the block runs."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(_LOCAL[:-1]):
            raise NetworkUsed(f"a test reached for {address!r}")
        return real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        socket.socket.connect = real  # type: ignore[method-assign]
