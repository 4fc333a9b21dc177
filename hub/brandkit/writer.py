"""Writing a kit as canonical YAML: the format's key order, block style, Chinese as Chinese, nothing lost."""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import BaseModel

from hub.brandkit.model import Kit


class _KitDumper(yaml.SafeDumper):
    """Block style with indented lists, never an anchor, several lines as a literal block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
        super().increase_indent(flow=flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # A literal block can't hold other line breaks, and editors strip spaces at the end of its lines.
    literal = "\n" in text and not any(
        mark in text for mark in ("\r", "\t", "\x85", "\u2028", "\u2029", " \n")
    )
    style = "|" if literal and text[0] not in " \n" and not text.endswith((" ", "\n\n")) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_KitDumper.add_representer(str, _represent_text)


def write_kit(kit: Kit) -> str:
    """Return the kit as YAML text. Reading it gives an equal kit, and equal kits are written alike."""
    values = _ordered(kit, _key_order(kit))
    return yaml.dump(
        values,
        Dumper=_KitDumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=2**31 - 1,
    )


def _key_order(kit: Kit) -> dict[str, int]:
    names = [*kit.brand.locales, *(dimension.id for dimension in kit.voice_guide.dimensions)]
    order: dict[str, int] = {}
    for name in names:
        order.setdefault(name, len(order))
    return order


def _ordered(value: Any, order: Mapping[str, int]) -> Any:
    if isinstance(value, BaseModel):
        return {
            name: _ordered(getattr(value, name), order)
            for name, field in type(value).model_fields.items()
            if field.is_required() or getattr(value, name) != field.get_default(call_default_factory=True)
        }
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (order.get(key, len(order)), key))
        return {key: _ordered(value[key], order) for key in keys}
    if isinstance(value, tuple):
        return [_ordered(item, order) for item in value]
    return value
