"""The channel kinds shipped with the hub: one YAML file each under ``kinds/``, read once per process."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from hub.channels.kind import ChannelKind
from hub.channels.kindfile import parse_kind
from hub.errors import SetupBroken


@cache
def channel_kinds() -> Mapping[str, ChannelKind]:
    """Return every shipped kind, sorted by id. Raises ``SetupBroken`` where a file is missing or wrong."""
    folder = files("hub.channels").joinpath("kinds")
    kinds: dict[str, ChannelKind] = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".yaml"):
            continue
        kind = parse_kind(entry.read_text(encoding="utf-8"), source=entry.name)
        if entry.name != f"{kind.id}.yaml":
            raise SetupBroken(
                f"{entry.name} holds the channel kind {kind.id!r}. Rename it to {kind.id}.yaml."
            )
        kinds[kind.id] = kind
    if not kinds:
        raise SetupBroken("No channel kinds are installed (hub/channels/kinds is empty). Reinstall the hub.")
    return MappingProxyType(kinds)
