"""A brand named on the command line: an identifier in the hub, or the path of a kit file."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.brandkit.model import Kit
    from hub.services.values import BrandValue

_ENDINGS = (".yaml", ".yml")


def is_file(name: str) -> bool:
    """Tell whether a name means a file: it looks like a path, or there is such a file."""
    return "/" in name or name.endswith(_ENDINGS) or Path(name).is_file()


def read_kit_file(path: Path) -> "Kit":
    """Return the kit of a file. Raises KitInvalid with every fault, NotFound."""
    from hub.brandkit import read_kit
    from hub.errors import NotFound
    from hub.judging.styles import pack_ids

    if not path.is_file():
        raise NotFound(f"There is no kit file {path}.")
    return read_kit(path.read_bytes(), source=str(path), known_packs=pack_ids())


def find_brand(name: str) -> "BrandValue":
    """Return the brand that a name means. A kit file needs no database. Raises NotFound, KitInvalid, WrongState."""
    if is_file(name):
        from hub.brandkit import brand_of, channels_of
        from hub.services.values import BrandValue

        kit = read_kit_file(Path(name))
        return BrandValue(
            kit=kit, brand=brand_of(kit), channels={channel.id: channel for channel in channels_of(kit)}
        )
    from hub.cli.process import opened_parts
    from hub.errors import NotFound
    from hub.services.brands import value_of_brand

    with opened_parts() as parts:
        try:
            return value_of_brand(parts, name)
        except NotFound:
            raise NotFound(f"There is no brand {name!r} in the hub, and no kit file of that name.") from None
