"""The shape of a channel kind: its parts, their limits, and where each limit is written down."""

from dataclasses import dataclass
from typing import Literal

from hub.judging.brand import Localised, PartSpec

Media = Literal["paid", "owned", "earned", "shared"]


@dataclass(frozen=True, slots=True)
class KindPart:
    """One part of the kind's copy. ``verified``: the source named in ``spec.source`` was opened and read."""

    spec: PartSpec
    verified: bool = False


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """What every channel of this kind has in common. ``media`` is the class a new channel starts with;
    ``max_hashtags`` and ``max_emoji`` are advice, ``None`` where the kind knows no such number."""

    id: str
    label: Localised
    media: Media
    parts: tuple[KindPart, ...]
    max_hashtags: int | None = None
    max_emoji: int | None = None
    notes: str = ""

    @property
    def specs(self) -> tuple[PartSpec, ...]:
        """The parts as judging sees them, in the order in which a writer fills them in."""
        return tuple(part.spec for part in self.parts)
