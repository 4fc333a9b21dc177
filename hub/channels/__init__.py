"""Channel kinds shipped with the hub: required parts, limits and where each limit is written down."""

from hub.channels.kind import ChannelKind, KindPart, Media
from hub.channels.registry import channel_kinds

__all__ = ["ChannelKind", "KindPart", "Media", "channel_kinds"]
