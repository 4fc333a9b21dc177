"""Editing a kit part by part: every part is reachable, nothing given is changed, what is named by others stays whole."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.brandkit import kit_from_dict, kit_to_dict, read_kit
from hub.brandkit.addresses import find, named
from hub.brandkit.editing import Move, Put, Remove, edited, move, put, remove
from hub.errors import InvalidInput, NotFound
from tests.fakes.kits import ACME_KIT


def parts_of(value: Any, address: str = "") -> Iterator[tuple[str, Any]]:
    """Yield all parts of a plain kit with their addresses, the whole before what is in it."""
    if address:
        yield address, value
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("onevoice_kit", "id") or (name == "id" and address == "brand"):
                yield from parts_of(inner, f"{address}.{name}" if address else name)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from parts_of(item, f"{address}/{item['id']}")


KITS = sorted((Path(__file__).parents[3] / "hub" / "demo" / "kits").glob("*.yaml"))


@pytest.fixture
def acme() -> dict[str, Any]:
    return kit_to_dict(read_kit(ACME_KIT, source="acme.yaml"))


@pytest.mark.parametrize("path", KITS, ids=lambda path: path.stem)
def test_putting_back_any_part_of_a_shipped_kit_gives_an_equal_kit(path: Path) -> None:
    kit = kit_to_dict(read_kit(path.read_bytes(), source=path.name))
    addresses = list(parts_of(kit))
    assert len(addresses) > 500
    for address, value in addresses:
        assert find(kit, address) == value
        assert put(kit, address, value) == kit
    assert kit_from_dict(kit) == read_kit(path.read_bytes(), source=path.name)


@pytest.mark.parametrize(
    "address",
    [
        "brand.name",
        "message_house.core_message",
        "message_house.pillars/support",
        "message_house.pillars/support/proof_points/spine-lab",
        "voice_guide.dimensions/formality",
        "voice_guide.exemplars/zh-1",
        "terms/throne",
        "facts/price",
        "contrast.trade",
        "exemplars.on_message",
        "channels/wechat",
        "thresholds",
        "packs",
    ],
)
def test_a_part_is_found_by_its_address(acme: dict[str, Any], address: str) -> None:
    value = find(acme, address)
    assert value is not None
    assert put(acme, address, value) == acme
    assert find(acme, address.replace("/", ".")) == value


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("voice_guide.summary", {"zh": "沉稳", "en": "Calm"}),
        ("voice_guide.summary.en", "Calm"),
        (
            "voice_guide.style_rules/no-dots",
            {"locale": "en", "pattern": r"\.{3}", "reason": "No trailing off"},
        ),
        ("visual_identity.colours/ink", {"name": {"en": "Ink"}, "hex": "#112233"}),
        ("visual_identity.fonts/body", {"family": "Source Sans 3"}),
        ("visual_identity.logo", {"min_width_px": 96}),
        ("visual_identity.logo.clear_space", "half its height"),
        ("channels/site/tone_targets.formality", [60, 90]),
        ("thresholds.message", 55),
        ("binding_warnings", ["text.repeated-word"]),
        ("message_house.pillars/support/phrasings.en", ["It holds you"]),
    ],
)
def test_what_a_kit_leaves_out_can_be_put_in(acme: dict[str, Any], address: str, value: Any) -> None:
    kit = kit_from_dict(put(acme, address, value))
    stored = find(kit_to_dict(kit), address)
    assert stored == (
        {"id": address.rsplit("/", 1)[-1], **value} if "/" in address and isinstance(value, dict) else value
    )


def test_nothing_given_is_changed(acme: dict[str, Any]) -> None:
    before = copy.deepcopy(acme)
    value = {"id": "new", "locale": "en", "text": "new", "status": "admitted"}
    after = put(acme, "terms/new", value)
    value["text"] = "changed later"
    assert find(after, "terms/new/text") == "new"
    put(acme, "message_house.pillars/support", {"id": "hold"})
    remove(acme, "terms/throne")
    move(acme, "message_house.pillars/repair", "support")
    assert acme == before


def test_a_renamed_pillar_keeps_its_place_and_channels_follow(acme: dict[str, Any]) -> None:
    pillar = find(acme, "message_house.pillars/repair")
    kit = put(put(acme, "message_house.pillars/repair", {**pillar, "id": "mending"}), "packs", None)
    assert [row["id"] for row in kit["message_house"]["pillars"]] == ["support", "mending"]
    assert find(kit, "channels/site/pillars") == ["mending"]
    kit_from_dict(kit)


def test_a_renamed_scale_is_followed_by_its_pairs_and_by_channels(acme: dict[str, Any]) -> None:
    kit = put(acme, "channels/site/tone_targets.formality", [60, 90])
    scale = find(kit, "voice_guide.dimensions/formality")
    kit = put(kit, "voice_guide.dimensions/formality", {**scale, "id": "distance"})
    assert {pair["dimension"] for pair in kit["voice_guide"]["exemplars"]} == {"distance"}
    assert find(kit, "channels/site/tone_targets") == {"distance": [60, 90]}
    kit_from_dict(kit)


def test_a_renamed_term_stays_a_binding_warning(acme: dict[str, Any]) -> None:
    kit = put(acme, "binding_warnings", ["term.throne"])
    kit = put(kit, "terms/throne", {**find(kit, "terms/throne"), "id": "seat"})
    assert kit["binding_warnings"] == ["term.seat"]


def test_an_id_that_is_taken_is_refused(acme: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="The id support is taken already"):
        put(
            acme,
            "message_house.pillars/repair",
            {**find(acme, "message_house.pillars/repair"), "id": "support"},
        )


def test_an_id_is_changed_with_its_item_only(acme: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="An id is changed together with its item"):
        put(acme, "terms/throne/id", "seat")


def test_what_others_name_is_not_removed_and_they_are_named(acme: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as caught:
        remove(acme, "message_house.pillars/repair")
    assert caught.value.message == (
        "message_house.pillars/repair is still referred to by channels/site; change that first."
    )
    with pytest.raises(InvalidInput, match=r"voice_guide.exemplars/zh-1, voice_guide.exemplars/zh-2"):
        remove(acme, "voice_guide.dimensions")
    assert find(remove(acme, "message_house.pillars/support"), "message_house.pillars/support") is None


def test_items_move_within_their_list(acme: dict[str, Any]) -> None:
    def order(kit: dict[str, Any]) -> list[str]:
        return [pair["id"] for pair in kit["voice_guide"]["exemplars"]]

    address = "voice_guide.exemplars/zh-2"
    assert order(move(acme, address, "zh-1")) == ["zh-2", "zh-1", "en-1", "en-2"]
    assert order(move(acme, address, None)) == ["zh-1", "en-1", "en-2", "zh-2"]
    assert order(move(acme, address, "zh-2")) == order(acme)
    with pytest.raises(NotFound, match=r"There is no voice_guide.exemplars/fr-1"):
        move(acme, address, "fr-1")
    with pytest.raises(InvalidInput, match="can't be moved"):
        move(acme, "message_house.core_message", None)


@pytest.mark.parametrize(
    "address", ["", "nothing", "brand.nothing", "onevoice_kit", "terms/throne/nothing", "packs.zh"]
)
def test_an_address_of_no_part_is_refused(acme: dict[str, Any], address: str) -> None:
    for edit in (Put(address, "x"), Remove(address), Move(address, None)):
        with pytest.raises(NotFound):
            edited(acme, [edit])


def test_what_is_not_there_is_not_removed_and_not_filled(acme: dict[str, Any]) -> None:
    with pytest.raises(NotFound, match="There is no terms/nothing in this brand"):
        remove(acme, "terms/nothing")
    with pytest.raises(NotFound, match=r"There is no message_house.pillars/nothing in this brand"):
        put(acme, "message_house.pillars/nothing/name", {"en": "x"})
    with pytest.raises(NotFound):
        put(acme, "terms/nothing", {"id": "another"})
    with pytest.raises(InvalidInput, match="put a mapping"):
        put(acme, "terms/throne", "seat")


def test_a_fault_is_told_by_address(acme: dict[str, Any]) -> None:
    assert named(acme, "terms[1].text") == "terms/throne-en/text"
    assert named(acme, "message_house.pillars[0].proof_points[0].text.zh") == (
        "message_house.pillars/support/proof_points/spine-lab/text.zh"
    )
    assert named(acme, "packs[0]") == "packs"
    assert named(acme, "kit") == "kit"
