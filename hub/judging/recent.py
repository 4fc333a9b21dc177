"""A small memory of values that are dear to make: the last few used stay, one thread makes a value at a
time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keeps at most ``size`` values; the one not asked for the longest goes first."""

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._lock = threading.RLock()
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of ``key``, made now where it is not kept; what ``make`` raises passes through
        and is not kept."""
        with self._lock:
            if key not in self._values:
                self._values[key] = make()
                while len(self._values) > self._size:
                    self._values.popitem(last=False)
            self._values.move_to_end(key)
            return self._values[key]
