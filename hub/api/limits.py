"""How often a program may ask: one counter per token, one per address for whoever shows no valid token.

Counters live in this process and start anew with it (fixed windows, RFC 6585 for the status).
"""

import math
import time
from dataclasses import dataclass

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from hub.errors import SetupBroken, TooManyRequests


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of a limit: requests per window, how many remain, seconds until the window ends."""

    limit: int
    remaining: int
    reset_s: int

    def headers(self) -> dict[str, str]:
        """Return the standing as response headers."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset_s),
        }


class Limits:
    """Counts requests. ``rule`` reads like ``1200 per minute``; SetupBroken where it can't be read."""

    def __init__(self, rule: str) -> None:
        try:
            self._item = parse(rule)
        except ValueError:
            raise SetupBroken(
                f"HUB_API_LIMIT={rule!r} can't be read; write it like '1200 per minute'."
            ) from None
        self._counter = FixedWindowRateLimiter(MemoryStorage())

    def take(self, kind: str, who: str) -> Standing:
        """Count one request of ``who``; raise TooManyRequests with ``retry_after_s`` where it is one too many."""
        allowed = self._counter.hit(self._item, kind, who)
        window = self._counter.get_window_stats(self._item, kind, who)
        reset_s = max(1, math.ceil(window.reset_time - time.time()))
        if not allowed:
            raise TooManyRequests(
                f"More than {self._item.amount} requests came in a window; go on in {reset_s} s.",
                details={"retry_after_s": reset_s, "limit": self._item.amount},
            )
        return Standing(self._item.amount, window.remaining, reset_s)
