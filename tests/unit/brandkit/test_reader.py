"""Reading a kit: what is taken, and every fault with its place."""

from datetime import date
from typing import Any

import pytest

from hub.brandkit import Kit, kit_from_dict, kit_to_dict, read_kit, tree
from hub.errors import KitInvalid

BAND = "two numbers from 0 to 100, the lower one first, such as [40, 70]"

Told = list[tuple[int | None, int | None, str, str]]


def faults(text: str | bytes, **options: Any) -> Told:
    with pytest.raises(KitInvalid) as caught:
        read_kit(text, source="kit.yaml", **options)
    return [(fault.line, fault.column, fault.found, fault.expected) for fault in caught.value.faults]


def test_a_whole_kit_is_read_exactly(kit: Kit) -> None:
    assert kit.brand.name == {"zh": "灯笼", "en": "Lantern"}
    assert kit.message_house.pillars[0].proof_points[0].source == "lab report 7"
    assert kit.voice_guide.dimensions[0].target == (55, 80)
    assert kit.facts[0].valid_from == date(2026, 9, 1)
    assert kit.facts[0].valid_until == date(2027, 8, 31)
    assert kit.channels[0].tone_line == 50.5
    assert kit.channels[1].message_line is None
    assert kit.visual_identity.colours[0].hex == "#0B1B3A"


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(sample: str, kit: Kit) -> None:
    assert read_kit(b"\xef\xbb\xbf" + sample.encode(), source="a") == kit
    assert read_kit(sample.replace("\n", "\r\n").encode(), source="a") == kit


def test_a_key_with_nothing_behind_it_is_a_key_left_out(sample: str) -> None:
    text = sample.replace("packs: [zh-advertising-law]", "packs:").replace(
        "binding_warnings: [style.no-double-bang]", "binding_warnings: ~"
    )
    assert read_kit(text, source="a").packs == ()


def test_a_kit_with_two_faults_reports_both_with_line_and_column() -> None:
    text = """\
onevoice_kit: 1
brand:
  id: kettle
  name: {zh: 水壶}
  locales: [zh]
message_house:
  core_message: {zh: 好水}
  value_proposition: {zh: 水, de: Wasser}
thresholds: {message: 101}
"""
    assert faults(text) == [
        (8, 30, "the locale 'de'", "one of the brand's locales (zh)"),
        (9, 23, "the number 101", "a number from 0 to 100"),
    ]


def test_a_fault_names_its_file_and_the_error_its_first_fault(sample: str) -> None:
    with pytest.raises(KitInvalid) as caught:
        read_kit(sample.replace("id: lantern", "id: La"), source="brands/lantern.yaml")
    assert caught.value.faults[0].where == "brands/lantern.yaml:3:7"
    assert caught.value.message == (
        "brands/lantern.yaml can't be used as a brand kit: 1 fault. brands/lantern.yaml:3:7: "
        "found the text 'La'; expected 2 to 64 small letters, digits and hyphens."
    )


# In the second column ‸ stands where the fault must point; the rest of the file is the sample.
ONE_FAULT = [
    ("onevoice_kit: 1", "onevoice_kit: ‸2", "the number 2", "1, the version of the format"),
    ("onevoice_kit: 1", "onevoice_kit: ‸true", "the yes/no value true", "1, the version of the format"),
    ("onevoice_kit: 1", 'onevoice_kit: ‸"1"', "the text '1'", "1, the version of the format"),
    ('value: "5999元"', "value: ‸5999", "the number 5999", 'text: write it in quotes, "5999"'),
    ('value: "5999元"', "value: ‸0x10", "the number 0x10", 'text: write it in quotes, "0x10"'),
    ('value: "5999元"', "value: ‸12:30", "the number 12:30", 'text: write it in quotes, "12:30"'),
    (
        'value: "5999元"',
        "value: ‸2026-09-01",
        "the date 2026-09-01",
        'text: write it in quotes, "2026-09-01"',
    ),
    ("say: 您好。", "say: ‸no", "the yes/no value no", 'text: write it in quotes, "no"'),
    ("say: 您好。", 'say: ‸"  "', "the text '  '", "text that is not empty"),
    ("say: 您好。", 'say: ‸""', "the text ''", "text that is not empty"),
    ("say: 您好。", "say: ‸~", "nothing", "text"),
    ("say: 您好。", "say: ‸[a]", "the list [a]", "text"),
    (
        "say: 您好。",
        'say: ‸"a\\0b"',
        "the text 'a\\x00b'",
        "text without control characters (NUL and the like)",
    ),
    ("name: {zh: 公众号}", "name: ‸公众号", "the text '公众号'", "a mapping such as {zh: 夜色, en: Night}"),
    ("name: {zh: 公众号}", "name: ‸{}", "an empty mapping", "at least one entry"),
    ("name: {zh: 公众号}", "name: {‸fr: A}", "the locale 'fr'", "one of the brand's locales (zh, en)"),
    ("name: {zh: 公众号}", "name: {zh: 公众号😀, en: ‸5}", "the number 5", 'text: write it in quotes, "5"'),
    ("name: {zh: 公众号}", "name: {‸ZH: A}", "the key 'ZH'", "a locale such as zh, en or zh-Hant"),
    ("t-01, locale: zh", "t-01, locale: ‸de", "the locale 'de'", "one of the brand's locales (zh, en)"),
    (
        "locales: [zh, en]",
        "locales: [zh, en, ‸Z]",
        "the text 'Z'",
        "a locale such as zh, en or zh-Hant",
    ),
    (
        "media: owned\n    pillars",
        "media: ‸own\n    pillars",
        "the text 'own'",
        "paid, owned, earned or shared",
    ),
    ("message_line: 55", "message_line: ‸101", "the number 101", "a number from 0 to 100"),
    ("message_line: 55", "message_line: ‸.nan", "the number .nan", "a number from 0 to 100"),
    ("message_line: 55", "message_line: ‸.inf", "the number .inf", "a number from 0 to 100"),
    ("message_line: 55", 'message_line: ‸"55"', "the text '55'", "a number from 0 to 100"),
    ("message_line: 55", "message_line: ‸yes", "the yes/no value yes", "a number from 0 to 100"),
    ("target: [55, 80]", "target: ‸[55]", "the list [55]", BAND),
    ("target: [55, 80]", "target: ‸[-1, 80]", "the list [-1, 80]", BAND),
    ("target: [55, 80]", "target: ‸60", "the number 60", BAND),
    (
        "target: [55, 80]",
        "target: ‸[60, 60]",
        "the list [60, 60]",
        "a band whose low end (60) is below its high end (60)",
    ),
    ("min_width_px: 96", "min_width_px: ‸0", "the number 0", "a whole number from 1 to 100000"),
    ("min_width_px: 96", "min_width_px: ‸9.5", "the number 9.5", "a whole number"),
    ("case_sensitive: true", 'case_sensitive: ‸"true"', "the text 'true'", "true or false"),
    (
        "valid_from: 2026-09-01",
        "valid_from: ‸2026-02-30",
        "the text '2026-02-30'",
        "a day of the calendar such as 2026-09-01",
    ),
    (
        "valid_from: 2026-09-01",
        "valid_from: ‸2026-09-01 10:00:00",
        "the date 2026-09-01 10:00:00",
        "a day of the calendar such as 2026-09-01",
    ),
    (
        "valid_from: 2026-09-01",
        "valid_from: ‸20260901",
        "the number 20260901",
        "a day of the calendar such as 2026-09-01",
    ),
    (
        'valid_until: "2027-08-31"',
        'valid_until: ‸"2026-08-31"',
        "a valid_until of 2026-08-31 before the valid_from of 2026-09-01",
        "a fact that begins before it ends",
    ),
    ("packs: [zh", "‸pack: [zh", "the unknown key 'pack'", "packs (did you mean that?)"),
    ("source: price list", "‸sauce: price list", "the unknown key 'sauce'", "source (did you mean that?)"),
    (
        "logo: {clear_space",
        "logo: {‸xyz: 1, clear_space",
        "the unknown key 'xyz'",
        "one of clear_space, min_width_px, notes",
    ),
    ("- id: price\n    kind: price\n", "- ‸id: price\n", "nothing", "the key kind"),
    ("pillars: [night]", "pillars: [‸nite]", "the pillar 'nite'", "a pillar that exists: night, light"),
    ("pillars: [night]", "pillars: [night, ‸night]", "'night' again (first on line 53)", "each entry once"),
    (
        "tone_targets: {formality",
        "tone_targets: {‸warmth",
        "the tone dimension 'warmth'",
        "a tone dimension that exists: formality",
    ),
    (
        "dimension: formality",
        "dimension: ‸warmth",
        "the tone dimension 'warmth'",
        "a tone dimension that exists: formality",
    ),
    (
        "- id: light",
        "- id: ‸night",
        "the id 'night' again (first on line 11)",
        "an id of its own for each item",
    ),
    ("id: lantern", "id: lantern\n  ‸id: other", "the key 'id' again (first on line 3)", "each key once"),
    ('pattern: "！{2,}"', 'pattern: ‸""', "the text ''", "text that is not empty"),
    (
        'pattern: "！{2,}"',
        'pattern: ‸"a*"',
        "the pattern 'a*', which matches nothing at all",
        "a pattern that needs a character",
    ),
    (
        'pattern: "！{2,}"',
        'pattern: ‸"(?:(?:a{1000}){1000}){1000}"',
        "the pattern '(?:(?:a{1000}){1000}){1000}', whose repeats unfold to more than 100,000 characters",
        "a pattern that stays small",
    ),
    (
        "exceptions: [夜神话]",
        "exceptions: [‸夜神]",
        "'夜神', the term itself: it could never match",
        "a longer text in which the term may stand",
    ),
    ("id: lantern", "id: ‸&a lantern", "the anchor &a", "plain YAML: a kit has no anchors"),
    ("say: 您好。", "say: ‸*a", "the alias *a", "the text itself: a kit has no aliases"),
    (
        "say: 您好。",
        "say: ‸!!python/object/apply:os.system [ls]",
        "the tag tag:yaml.org,2002:python/object/apply:os.system",
        "a plain value: a kit has no YAML tags",
    ),
    (
        "{zh: 夜色, en: Night}",
        "{zh: 夜色, ? ‸[a] : b}",
        "a mapping or list as a key",
        "a plain word as a key",
    ),
    (
        "thresholds: {message: 60",
        "thresholds: {‸<<: {tone: 1}, message: 60",
        "the unknown key '<<'",
        "one of message, tone",
    ),
]


def point(text: str) -> tuple[str, int, int]:
    before, after = text.split("‸")
    return before + after, before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1


@pytest.mark.parametrize(("old", "new", "found", "expected"), ONE_FAULT)
def test_one_slip_is_one_fault_at_its_place(
    sample: str, old: str, new: str, found: str, expected: str
) -> None:
    assert sample.count(old) == 1
    text, line, column = point(sample.replace(old, new))
    assert faults(text) == [(line, column, found, expected)]


def test_an_invalid_pattern_is_told_with_its_reason(sample: str) -> None:
    (fault,) = faults(sample.replace('pattern: "！{2,}"', 'pattern: "(a"'))
    assert fault == (27, 49, "the pattern '(a' (missing ) at position 2)", "a regular expression")


def test_an_unknown_channel_kind_is_told_with_the_kinds_there_are(sample: str) -> None:
    (fault,) = faults(sample.replace("kind: wechat_article", "kind: fax"))
    assert fault[:3] == (50, 11, "the channel kind 'fax'")
    assert fault[3].startswith("a channel kind that exists: douyin_script, email, ")


def test_packs_are_checked_against_the_shipped_ones(sample: str) -> None:
    assert read_kit(sample, source="a", known_packs={"zh-advertising-law"}).packs == ("zh-advertising-law",)
    assert faults(sample, known_packs=["house"]) == [
        (59, 9, "the rule pack 'zh-advertising-law'", "a rule pack that exists: house")
    ]


def test_proof_point_ids_are_unique_in_the_whole_house(sample: str) -> None:
    text = sample.replace(
        "      message: {zh: 一手掌握, en: It fits one hand}\n",
        "      message: {zh: 一手掌握}\n      proof_points: [{id: sensor, text: {zh: 轻}}]\n",
    )
    assert faults(text) == [
        (20, 27, "the id 'sensor' again (first on line 16)", "an id of its own for each item")
    ]


def test_faults_of_yaml_shape_and_reference_are_told_together_in_file_order(sample: str) -> None:
    text = (
        sample.replace("  id: lantern", "  id: lantern\n  id: other")
        .replace("message_line: 55", "message_line: -1")
        .replace("pillars: [night]", "pillars: [day]")
        .replace("packs: [zh", "pakcs: [zh")
    )
    assert [(line, found) for line, _, found, _ in faults(text)] == [
        (4, "the key 'id' again (first on line 3)"),
        (54, "the pillar 'day'"),
        (55, "the number -1"),
        (60, "the unknown key 'pakcs'"),
    ]


def test_a_tab_in_the_indentation_is_called_by_its_name(sample: str) -> None:
    (fault,) = faults(sample.replace("\n  id: lantern", "\n\tid: lantern"))
    assert fault == (3, 1, "a tab in the indentation", "spaces: YAML does not indent with tabs")


def test_a_broken_bracket_is_told_where_it_is_noticed(sample: str) -> None:
    (fault,) = faults(sample.replace("locales: [zh, en]", "locales: [zh, en"))
    assert fault[0] == 6
    assert fault[2].startswith("a YAML mistake: ")


@pytest.mark.parametrize(
    ("data", "line", "column", "found"),
    [
        (b"", 1, 1, "an empty file"),
        (b"\xef\xbb\xbf \n", 1, 1, "an empty file"),
        (b"# only a remark\n", 1, 1, "a file without content"),
        (b"~\n", 1, 1, "nothing"),
        (b"- a\n", 1, 1, "the list [a]"),
        ("夜色".encode(), 1, 1, "the text '夜色'"),
        (b"a: 1\n---\nb: 2\n", 2, 1, "a second YAML document"),
        ("onevoice_kit: 1\n".encode("utf-16"), 1, 1, "a file in UTF-16"),
        ("onevoice_kit: 1\n".encode("utf-16-be"), 1, 1, "a file in UTF-16 (without a mark)"),
        ("onevoice_kit: 1\n".encode("utf-32"), 1, 1, "a file in UTF-32"),
        (
            "a: 1\nb: 夜色清晰".encode("gbk"),
            2,
            6,
            "bytes that are not UTF-8; the file looks like GBK (GB18030)",
        ),
        (
            "a: caf\xe9 au lait".encode("latin-1"),
            1,
            7,
            "bytes that are not UTF-8; the file looks like "
            "a Western encoding such as Windows-1252, or a damaged file",
        ),
        ("夜\nb: x\0y".encode(), 2, 5, "a NUL character"),
        (b"a: x\x07y", 1, 5, "the unreadable character U+0007"),
    ],
)
def test_what_is_no_kit_file_is_refused_in_plain_words(
    data: bytes, line: int, column: int, found: str
) -> None:
    (fault,) = faults(data)
    assert fault[:3] == (line, column, found)


@pytest.mark.parametrize("name", ["utf-16", "gbk"])
def test_other_encodings_are_told_to_be_saved_as_utf_8(sample: str, name: str) -> None:
    (fault,) = faults(sample.encode(name, "replace"))
    assert fault[3] == "UTF-8 text: open the file in an editor and save as UTF-8"


def test_a_lone_surrogate_in_text_is_a_fault_and_no_crash() -> None:
    assert faults("a: x\ud800y")[0][:3] == (1, 5, "the unreadable character U+D800")


def test_a_bomb_of_aliases_is_refused_and_not_expanded() -> None:
    lines = ["a0: &a0 [lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 9)]
    told = faults("\n".join(lines))
    assert [fault[2] for fault in told if fault[2].startswith("the anchor")] == [
        f"the anchor &a{n}" for n in range(9)
    ]
    assert sum(fault[2].startswith("the alias") for fault in told) == 24


def test_more_faults_than_anyone_reads_end_the_reading() -> None:
    assert len(faults("a: [" + "*x," * 5_000 + "]")) == 1_000


def test_deep_nesting_is_refused() -> None:
    (fault,) = faults("a: " + "[" * 5_000)
    assert fault == (1, 43, "nesting deeper than 40", "at most 40 levels")


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tree.MAX_NODES == 200_000
    monkeypatch.setattr(tree, "MAX_NODES", 1_000)
    (fault,) = faults("a: [" + "1," * 2_000 + "]")
    assert fault == (1, 1999, "more than 1,000 values", "at most 1,000 values")


def test_a_file_over_two_mebibytes_is_refused_before_reading() -> None:
    size = 2 * 1024 * 1024 + 1
    for data in (b"#" * size, "#" * size):
        assert faults(data) == [
            (1, 1, "a file of 2,097,153 bytes", "a kit of at most 2,097,152 bytes (2 MiB)")
        ]


def test_stored_values_give_back_an_equal_kit(kit: Kit) -> None:
    assert kit_from_dict(kit_to_dict(kit)) == kit


def test_faults_of_stored_values_name_field_paths(kit: Kit) -> None:
    values = kit_to_dict(kit)
    values["terms"][0]["status"] = "forbidden"
    values["channels"][0]["pillars"] = ["day"]
    with pytest.raises(KitInvalid) as caught:
        kit_from_dict(values)
    assert [(fault.where, fault.line) for fault in caught.value.faults] == [
        ("terms[0].status", None),
        ("channels[0].pillars[0]", None),
    ]


def test_every_missing_key_of_one_part_is_told() -> None:
    assert faults("onevoice_kit: 1\nbrand: {name: {zh: 壶}}\n") == [
        (1, 1, "nothing", "the key message_house"),
        (2, 1, "nothing", "the key id"),
        (2, 1, "nothing", "the key locales"),
    ]
