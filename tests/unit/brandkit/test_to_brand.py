"""A kit as judging's values."""

from datetime import date

from hub.brandkit import Kit, brand_of, channels_of, kit_from_dict, kit_to_dict, kit_version
from hub.channels import channel_kinds


def test_messages_carry_their_place_in_the_house(kit: Kit) -> None:
    told = [
        (message.id, message.kind, message.locale, message.text, message.pillar)
        for message in brand_of(kit).messages
    ]
    assert told == [
        ("core", "core_message", "zh", "夜里也看得清", None),
        ("core.2", "core_message", "zh", "夜色再深也清楚", None),
        ("core", "core_message", "en", "See clearly at night", None),
        ("core.2", "core_message", "en", "Clear even in the dark", None),
        ("value", "value_proposition", "zh", "一台相机照亮夜晚", None),
        ("value", "value_proposition", "en", "One camera that lights up the night", None),
        ("pillar:night", "pillar", "zh", "夜拍清晰", "night"),
        ("pillar:night.2", "pillar", "zh", "暗处也清楚", "night"),
        ("pillar:night", "pillar", "en", "Night shots stay sharp", "night"),
        ("proof:sensor", "proof_point", "zh", "一英寸传感器", "night"),
        ("proof:sensor", "proof_point", "en", "A one-inch sensor", "night"),
        ("pillar:light", "pillar", "zh", "一手掌握", "light"),
        ("pillar:light", "pillar", "en", "It fits one hand", "light"),
    ]


def test_the_rest_of_the_brand_is_carried_over(kit: Kit) -> None:
    brand = brand_of(kit)
    assert (brand.id, brand.version, brand.locales) == ("lantern", kit_version(kit), ("zh", "en"))
    assert [pillar.id for pillar in brand.pillars] == ["night", "light"]
    assert brand.dimensions[0].target == (55.0, 80.0)
    assert (brand.pairs[0].say, brand.pairs[0].dont_at, brand.pairs[0].why) == ("您好。", "low", "太随意")
    assert (brand.style_rules[0].pattern, brand.style_rules[0].replacement) == ("！{2,}", "！")
    assert (brand.terms[0].variants, brand.terms[0].exceptions) == (("夜之神",), ("夜神话",))
    assert (brand.terms[0].case_sensitive, brand.terms[0].inflect) == (True, False)
    assert brand.facts[0].cues == {"zh": ("售价",), "en": ("priced at",)}
    assert (brand.facts[0].valid_from, brand.facts[0].valid_until) == (date(2026, 9, 1), date(2027, 8, 31))
    assert [(text.kind, text.locale) for text in brand.contrast] == [
        ("trade", "zh"),
        ("trade", "en"),
        ("competitor", "en"),
        ("counter", "zh"),
    ]
    assert [(text.locale, text.on_message) for text in brand.exemplars] == [("zh", True), ("en", False)]
    assert (brand.packs, brand.binding_warnings) == (("zh-advertising-law",), ("style.no-double-bang",))


def test_a_given_version_wins(kit: Kit) -> None:
    assert brand_of(kit, version="v7").version == "v7"


def test_a_channel_joins_its_kind_and_falls_back_on_the_thresholds(kit: Kit) -> None:
    wechat, text = channels_of(kit)
    assert wechat.parts == channel_kinds()["wechat_article"].specs
    assert (wechat.message_line, wechat.tone_line, wechat.pillars) == (55.0, 50.5, ("night",))
    assert wechat.tone_targets == {"formality": (40.0, 70.0)}
    assert (text.message_line, text.tone_line, text.pillars) == (60.0, 45.0, ())


def test_a_line_of_zero_is_a_line_and_not_a_gap(kit: Kit) -> None:
    values = kit_to_dict(kit)
    values["channels"][0]["message_line"] = 0
    assert channels_of(kit_from_dict(values))[0].message_line == 0.0


def test_a_channels_version_follows_what_judging_sees_of_it(kit: Kit) -> None:
    values = kit_to_dict(kit)
    values["channels"][0]["name"] = {"zh": "另一个名字"}
    values["thresholds"]["tone"] = 44
    wechat, text = channels_of(kit_from_dict(values))
    assert wechat.version == channels_of(kit)[0].version
    assert text.version != channels_of(kit)[1].version
    assert len(text.version) == 64
