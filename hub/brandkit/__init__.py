"""The brand as one YAML file: its format, faults with positions, canonical writing, the difference of two."""

from hub.brandkit.difference import Change, compare, render_changes
from hub.brandkit.digest import kit_version
from hub.brandkit.model import Kit, json_schema
from hub.brandkit.reader import kit_from_dict, kit_to_dict, read_kit
from hub.brandkit.to_brand import brand_of, channels_of
from hub.brandkit.writer import write_kit

__all__ = [
    "Change",
    "Kit",
    "brand_of",
    "channels_of",
    "compare",
    "json_schema",
    "kit_from_dict",
    "kit_to_dict",
    "kit_version",
    "read_kit",
    "render_changes",
    "write_kit",
]
