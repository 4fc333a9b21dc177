"""Which parts of a kit name another part by its id: channels name pillars, exemplars name tone dimensions."""

from typing import Any, Final

_PREFIXES: Final = {"terms": "term.", "voice_guide.style_rules": "style."}
"""What stands before an id where ``binding_warnings`` names the rule that comes of it."""


def dependents(kit: dict[str, Any], items: str, name: str) -> tuple[str, ...]:
    """Return the addresses of all parts that name the item ``name`` of the list at ``items``."""
    channels = kit.get("channels", [])
    found: list[str] = []
    if items == "message_house.pillars":
        found += [f"channels/{row['id']}" for row in channels if name in row.get("pillars", ())]
    if items == "voice_guide.dimensions":
        pairs = kit.get("voice_guide", {}).get("exemplars", [])
        found += [f"voice_guide.exemplars/{pair['id']}" for pair in pairs if pair.get("dimension") == name]
        found += [f"channels/{row['id']}" for row in channels if name in row.get("tone_targets", {})]
    if items in _PREFIXES and _PREFIXES[items] + name in kit.get("binding_warnings", ()):
        found.append("binding_warnings")
    return tuple(found)


def carry_along(kit: dict[str, Any], items: str, old: str, new: str) -> None:
    """Write the new id wherever the kit named the old one. Changes ``kit``, which is the caller's own copy."""
    if items == "message_house.pillars":
        for row in kit.get("channels", []):
            if "pillars" in row:
                row["pillars"] = _swapped(row["pillars"], old, new)
    if items == "voice_guide.dimensions":
        for pair in kit.get("voice_guide", {}).get("exemplars", []):
            if pair.get("dimension") == old:
                pair["dimension"] = new
        for row in kit.get("channels", []):
            if "tone_targets" in row:
                row["tone_targets"] = {
                    new if name == old else name: band for name, band in row["tone_targets"].items()
                }
    if items in _PREFIXES and "binding_warnings" in kit:
        prefix = _PREFIXES[items]
        kit["binding_warnings"] = _swapped(kit["binding_warnings"], prefix + old, prefix + new)


def _swapped(names: list[str], old: str, new: str) -> list[str]:
    return [new if name == old else name for name in names]
