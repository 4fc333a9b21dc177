"""The shipped channel kinds and the strictness of their files."""

import pytest

from hub.channels import channel_kinds
from hub.channels.kindfile import parse_kind
from hub.errors import SetupBroken

PARTS = {
    "douyin_script": ["hook", "body", "cta"],
    "email": ["subject", "preheader", "body"],
    "press_release": ["title", "body"],
    "search_ad": ["headline_1", "headline_2", "headline_3", "description_1", "description_2"],
    "service_script": ["body"],
    "sms": ["body"],
    "store_script": ["body"],
    "website": ["title", "body", "cta"],
    "wechat_article": ["title", "digest", "body"],
    "weibo": ["body"],
    "xiaohongshu": ["title", "body", "hashtags"],
}

GOOD = (
    "id: fax\nlabel: {zh: 传真, en: Fax}\nmedia: owned\nparts:\n  - {id: body, label: {zh: 正文, en: Body}}\n"
)


def test_the_shipped_kinds_have_the_promised_parts() -> None:
    found = {name: [spec.id for spec in kind.specs] for name, kind in channel_kinds().items()}
    assert found == PARTS
    assert list(found) == sorted(found)


def test_every_kind_and_part_is_labelled_in_both_languages() -> None:
    for kind in channel_kinds().values():
        for label in [kind.label, *(spec.label for spec in kind.specs)]:
            assert sorted(label) == ["en", "zh"]


def test_only_verified_limits_are_hard() -> None:
    hard = {
        (kind.id, part.spec.id): (part.spec.limit, part.spec.unit)
        for kind in channel_kinds().values()
        for part in kind.parts
        if part.spec.limit_level == "error"
    }
    assert hard == {
        ("wechat_article", "title"): (64, "characters"),
        ("wechat_article", "digest"): (120, "characters"),
        ("wechat_article", "body"): (20000, "characters"),
        ("weibo", "body"): (2000, "half_weighted"),
        ("search_ad", "headline_1"): (30, "weighted"),
        ("search_ad", "headline_2"): (30, "weighted"),
        ("search_ad", "headline_3"): (30, "weighted"),
        ("search_ad", "description_1"): (90, "weighted"),
        ("search_ad", "description_2"): (90, "weighted"),
    }
    for kind in channel_kinds().values():
        for part in kind.parts:
            assert part.verified or part.spec.limit_level == "suggestion"
            assert part.spec.limit is None or part.spec.source


def test_a_text_message_is_shorter_in_chinese_than_in_english() -> None:
    (body,) = channel_kinds()["sms"].specs
    assert (body.limit, body.limit_by_language, body.limit_level) == (70, {"en": 160}, "warning")


def test_the_kinds_are_read_once_and_cannot_be_changed() -> None:
    kinds = channel_kinds()
    assert channel_kinds() is kinds
    with pytest.raises(TypeError):
        kinds["fax"] = kinds["sms"]  # type: ignore[index]


def test_a_good_kind_file_is_read() -> None:
    kind = parse_kind(GOOD, source="fax.yaml")
    assert (kind.id, kind.media, kind.specs[0].limit, kind.specs[0].required) == ("fax", "owned", None, False)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("media: owned", "media: bought", "media"),
        ("en: Fax", "fr: Fax", "label.en"),
        ("id: body,", "id: body, limit: '9',", "parts.0.limit"),
        ("id: body,", "id: body, limit: 0,", "parts.0.limit"),
        ("id: body,", "id: body, max: 9,", "parts.0.max"),
        ("id: body,", "id: body, limit: 9, limit_level: error,", "parts.0"),
        ("id: body,", "id: body, limit: 9, verified: true,", "parts.0"),
        ("id: body,", "id: body, limit_by_language: {en: 9},", "parts.0"),
        ("  - {id", "  - {id: body, label: {zh: 甲, en: A}}\n  - {id", "fax.yaml"),
    ],
)
def test_a_slip_in_a_kind_file_is_refused_with_its_place(old: str, new: str, where: str) -> None:
    with pytest.raises(SetupBroken) as caught:
        parse_kind(GOOD.replace(old, new), source="fax.yaml")
    assert caught.value.faults[0].where == where
    assert caught.value.message.startswith(f"fax.yaml is no channel kind: {where}: ")


def test_a_kind_file_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(SetupBroken, match=r"^fax\.yaml is not readable YAML"):
        parse_kind("a: [", source="fax.yaml")
