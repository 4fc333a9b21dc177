"""The difference of two kits in human terms."""

from typing import Any

import pytest

from hub.brandkit import Change, Kit, compare, kit_from_dict, kit_to_dict, render_changes


def test_equal_kits_have_no_changes(kit: Kit) -> None:
    assert compare(kit, kit) == ()
    assert render_changes(()) == "No changes.\n"


def test_items_are_matched_by_id_and_lists_by_value(kit: Kit) -> None:
    values = kit_to_dict(kit)
    values["message_house"]["core_phrasings"]["zh"] = ["新说法", "夜色再深也清楚"]
    values["message_house"]["pillars"][0]["message"]["en"] = "Night, sharp"
    values["message_house"]["pillars"].pop(1)
    values["terms"].insert(0, {"id": "t-02", "locale": "en", "text": "AI", "status": "admitted"})
    values["voice_guide"]["dimensions"][0]["target"] = [50, 80]
    values["facts"][0].pop("source")
    assert compare(kit, kit_from_dict(values)) == (
        Change("message house › core phrasings › zh", "added", None, "新说法"),
        Change(
            "message house › pillar night › message › en", "changed", "Night shots stay sharp", "Night, sharp"
        ),
        Change(
            "message house › pillar light",
            "removed",
            "name: zh: 轻; en: Light; message: zh: 一手掌握; en: It fits one hand",
            None,
        ),
        Change("voice guide › tone dimension formality › target", "changed", "55, 80", "50, 80"),
        Change("term t-02", "added", None, "locale: en; text: AI; status: admitted"),
        Change("fact price › source", "removed", "price list", None),
    )


def test_a_changed_order_is_a_change(kit: Kit) -> None:
    values = kit_to_dict(kit)
    values["message_house"]["pillars"].reverse()
    values["brand"]["locales"] = ["en", "zh"]
    assert compare(kit, kit_from_dict(values)) == (
        Change("brand › locales › order", "changed", "zh, en", "en, zh"),
        Change("message house › order of pillars", "changed", "night, light", "light, night"),
    )


def test_without_an_old_kit_everything_is_added(kit: Kit) -> None:
    changes = compare(None, kit)
    assert {change.kind for change in changes} == {"added"}
    assert changes[0] == Change("brand › id", "added", None, "lantern")
    assert Change("packs", "added", None, "zh-advertising-law") in changes


def test_a_new_default_reads_as_a_removed_line(kit: Kit) -> None:
    values = kit_to_dict(kit)
    del values["thresholds"]
    assert compare(kit, kit_from_dict(values)) == (
        Change("thresholds › message", "removed", "60", None),
        Change("thresholds › tone", "removed", "45", None),
    )


@pytest.mark.parametrize("empty", [{}, {"terms": []}])
def test_emptied_lists_lose_their_items(kit: Kit, empty: dict[str, Any]) -> None:
    values = {key: value for key, value in kit_to_dict(kit).items() if key != "terms"} | empty
    (change,) = compare(kit, kit_from_dict(values))
    assert (change.path, change.kind) == ("term t-01", "removed")


def test_changes_are_written_one_per_line() -> None:
    changes = (
        Change("term a", "added", None, "x"),
        Change("term b", "removed", "y", None),
        Change("term c › text", "changed", "y", "z"),
    )
    assert render_changes(changes) == "+ term a: x\n- term b: y\n~ term c › text: y → z\n"
