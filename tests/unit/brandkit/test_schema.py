"""The published JSON Schema, and the kits that ship with the hub."""

import json
from pathlib import Path

import pytest

import hub
from hub.brandkit import brand_of, channels_of, json_schema, read_kit, write_kit
from hub.brandkit.schema import SCHEMA_PATH, schema_text
from hub.channels import channel_kinds

_DEMO_KITS = sorted((Path(hub.__file__).parent / "demo" / "kits").glob("*.yaml"))


def test_the_committed_schema_is_the_one_of_the_model() -> None:
    assert SCHEMA_PATH.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_draft_2020_12_and_closed_everywhere() -> None:
    schema = json.loads(schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["onevoice_kit", "brand", "message_house"]
    parts = [schema, *schema["$defs"].values()]
    assert [part["title"] for part in parts if part.get("additionalProperties") is not False] == []


def test_the_schema_lists_the_shipped_channel_kinds() -> None:
    kind = json_schema()["$defs"]["ChannelPart"]["properties"]["kind"]
    assert kind["enum"] == sorted(channel_kinds())


@pytest.mark.parametrize("path", _DEMO_KITS, ids=lambda path: path.stem)
def test_a_demo_kit_reads_without_faults_and_round_trips(path: Path) -> None:
    kit = read_kit(path.read_bytes(), source=path.name)
    assert kit.brand.id == path.stem
    assert read_kit(write_kit(kit), source=path.name) == kit
    assert brand_of(kit).messages
    assert len(channels_of(kit)) == len(kit.channels)
