"""Writing a kit and reading it back: nothing is lost, and equal kits are written alike."""

import json
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.brandkit import Kit, kit_from_dict, kit_to_dict, kit_version, read_kit, tree, write_kit

_characters = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
) | st.sampled_from("\n\t\r :#-'\"[]{}&*!|>%@`,?~夜色😀")
_text = st.text(_characters, min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
_odd = st.sampled_from(
    ["no", "5999", "12:30", "2026-09-01", "~", "null", "- a", "a: b", "'", " x ", "a\n", "\n a\n\n"]
)
_any_text = _text | _odd
_localised = st.fixed_dictionaries({}, optional={"zh": _any_text, "en": _any_text}).filter(bool)
_several = st.lists(_any_text, max_size=3)
_lists = st.fixed_dictionaries({}, optional={"zh": _several, "en": _several})
_score = st.integers(0, 100) | st.floats(0, 100)
_band = st.tuples(st.floats(0, 49), st.integers(50, 100))
_days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def _numbered(item: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    lists = st.lists(item, max_size=2)
    return lists.map(lambda items: [{"id": f"i-{number}", **values} for number, values in enumerate(items)])


_kits = st.fixed_dictionaries(
    {
        "onevoice_kit": st.just(1),
        "brand": st.fixed_dictionaries(
            {"id": st.just("b-1"), "name": _localised, "locales": st.permutations(["zh", "en"])}
        ),
        "message_house": st.fixed_dictionaries(
            {"core_message": _localised, "core_phrasings": _lists, "value_proposition": _localised}
        ),
    },
    optional={
        "terms": _numbered(
            st.fixed_dictionaries(
                {"locale": st.just("zh"), "text": _any_text, "status": st.just("banned")},
                optional={
                    "replacement": _any_text,
                    "variants": st.lists(_any_text, max_size=2),
                    "inflect": st.booleans(),
                },
            )
        ),
        "facts": _numbered(
            st.fixed_dictionaries(
                {
                    "kind": st.just("price"),
                    "subject": _localised,
                    "cues": _lists.filter(bool),
                    "value": _any_text,
                },
                optional={"valid_from": _days, "source": _any_text},
            )
        ),
        "voice_guide": st.fixed_dictionaries(
            {
                "dimensions": _numbered(
                    st.fixed_dictionaries({"low": _localised, "high": _localised, "target": _band})
                )
            }
        ),
        "thresholds": st.fixed_dictionaries({"message": _score, "tone": _score}),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_kits)
def test_any_kit_is_read_back_as_it_was_written(values: dict[str, Any]) -> None:
    kit = kit_from_dict(values)
    text = write_kit(kit)
    again = read_kit(text.encode(), source="kit.yaml")
    assert again == kit
    assert write_kit(again) == text
    assert kit_version(again) == kit_version(kit)
    assert kit_from_dict(json.loads(json.dumps(kit_to_dict(kit)))) == kit


def test_the_whole_sample_is_read_back_as_it_was_written(kit: Kit) -> None:
    text = write_kit(kit)
    assert read_kit(text, source="a") == kit
    assert write_kit(read_kit(text, source="a")) == text


def test_chinese_stays_readable_and_keys_keep_the_order_of_the_format(kit: Kit) -> None:
    lines = write_kit(kit).splitlines()
    assert lines[:8] == [
        "onevoice_kit: 1",
        "brand:",
        "  id: lantern",
        "  name:",
        "    zh: 灯笼",
        "    en: Lantern",
        "  locales:",
        "    - zh",
    ]
    top = [line.split(":")[0] for line in lines if line[0] not in " -"]
    assert top == list(Kit.model_fields)


def test_the_order_of_locales_in_the_file_does_not_matter(sample: str, kit: Kit) -> None:
    turned = read_kit(sample.replace("{zh: 灯笼, en: Lantern}", "{en: Lantern, zh: 灯笼}"), source="a")
    assert write_kit(turned) == write_kit(kit)
    assert kit_version(turned) == kit_version(kit)


def test_several_lines_are_written_as_a_block(kit: Kit) -> None:
    values = kit_to_dict(kit)
    values["voice_guide"]["summary"] = {"zh": "第一行\n第二行\n"}
    assert "    zh: |\n      第一行\n      第二行\n" in write_kit(kit_from_dict(values))


def test_the_version_is_the_same_for_55_and_55_point_0_and_for_defaults_spelt_out(
    sample: str, kit: Kit
) -> None:
    text = sample.replace("message_line: 55", "message_line: 55.0").replace("level: warning, ", "")
    assert kit_version(read_kit(text, source="a")) == kit_version(kit)
    assert len(kit_version(kit)) == 64


def test_the_version_changes_with_one_character(sample: str, kit: Kit) -> None:
    assert kit_version(read_kit(sample.replace("您好。", "您好！"), source="a")) != kit_version(kit)


def test_both_yaml_parsers_give_the_same_places(sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = tree.read_tree(sample, source="a")
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    slow = tree.read_tree(sample, source="a")
    assert (fast.root, fast.places, fast.faults) == (slow.root, slow.places, slow.faults)
