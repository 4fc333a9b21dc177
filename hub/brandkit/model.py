"""The whole brand kit as one frozen value, and the JSON Schema published for editors and other programs."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from hub.brandkit.house import BrandHead, Contrast, Exemplars, FactPart, MessageHouse
from hub.brandkit.outlets import ChannelPart, Thresholds, VisualIdentity
from hub.brandkit.types import KitPart, Name, refuse
from hub.brandkit.voice import TermPart, VoiceGuide
from hub.channels import channel_kinds

FORMAT_VERSION = 1


def _version(value: Any) -> Any:
    # Python holds True and 1.0 equal to 1; a file that says so was not written for this format.
    if type(value) is not int or value != FORMAT_VERSION:
        raise refuse(f"{FORMAT_VERSION}, the version of the format")
    return value


class Kit(KitPart):
    """A brand kit, format version 1. Field order is the order in which a kit is written."""

    onevoice_kit: Annotated[Literal[1], BeforeValidator(_version)]
    brand: BrandHead
    message_house: MessageHouse
    voice_guide: VoiceGuide = VoiceGuide()
    terms: tuple[TermPart, ...] = ()
    facts: tuple[FactPart, ...] = ()
    contrast: Contrast = Contrast()
    exemplars: Exemplars = Exemplars()
    channels: tuple[ChannelPart, ...] = ()
    thresholds: Thresholds = Thresholds()
    packs: tuple[Name, ...] = ()
    binding_warnings: tuple[Name, ...] = ()
    visual_identity: VisualIdentity = VisualIdentity()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kit. It knows shapes, not references between parts."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema.update(Kit.model_json_schema())
    schema["title"] = "Onevoice brand kit"
    schema["$defs"]["ChannelPart"]["properties"]["kind"]["enum"] = sorted(channel_kinds())
    _close_mappings(schema)
    return schema


def _close_mappings(node: Any) -> None:
    # Pydantic describes keys by pattern but leaves room for others; a kit has none.
    if isinstance(node, dict):
        if "patternProperties" in node:
            node["additionalProperties"] = False
        for child in node.values():
            _close_mappings(child)
    elif isinstance(node, list):
        for child in node:
            _close_mappings(child)
