"""A first house: proposed without keeping anything, created as a draft, published where that is wished."""

from dataclasses import replace

import pytest

from hub.brandkit import read_kit
from hub.errors import Conflict, InvalidInput, NotAllowed, TooLarge
from hub.judging.text import Part
from hub.services.brands import export_kit, get_brand, list_brands
from hub.services.first_house import MOST_CHARACTERS, Material, create, propose, suggest_slug
from hub.services.first_house_kit import (
    FirstHouse,
    HouseBand,
    HouseFact,
    HousePair,
    HousePillar,
    HouseTerm,
)
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Event

HOUSE = FirstHouse(
    slug="bakery",
    name={"zh": "晨麦", "en": "Morning Wheat"},
    locales=("zh", "en"),
    core={"zh": "好面包，等得起。", "en": "Good bread can wait."},
    value={"zh": "每天现磨现烤，老人孩子都吃得安心。", "en": ""},
    pillars=(
        HousePillar(
            {"zh": "慢发酵", "en": ""},
            {"zh": "低温发酵，慢慢来。", "en": ""},
            {"zh": ("交给时间。", "交给时间。", " ")},
            {"zh": ("低温发酵二十四小时。",), "en": ("Twenty-four hours in the cold.",)},
        ),
        HousePillar({"zh": "空"}, {"zh": " "}),
    ),
    terms=(HouseTerm("zh", "晨麦", "preferred"), HouseTerm("zh", "顶级", "banned", "好吃")),
    facts=(HouseFact("zh", "price", "原味吐司", "28元", ("28 元",)),),
    pairs=(HousePair("zh", "formality", "给你留一只。", "手慢无！！", "low"),),
    tone=(HouseBand("formality", {"zh": "随意", "en": "casual"}, {"zh": "庄重", "en": "formal"}, (30, 60)),),
    exemplars={"zh": ("麦香留得住。",)},
    channels=("website", "wechat_article", "no_such_kind"),
)


def test_proposing_keeps_nothing(parts: Parts, admin: Principal) -> None:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        before = uow.session.query(Event).count()
    proposal = propose(
        parts, admin, Material({"zh": "晨麦"}, ("zh",), (Part("text", "好面包，等得起。我们慢慢来。"),))
    )
    assert proposal.core[0].text == "好面包，等得起。"
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        assert uow.session.query(Event).count() == before
    assert list_brands(parts, admin) == []


def test_a_house_becomes_a_draft_version_of_a_new_brand(parts: Parts, admin: Principal) -> None:
    made = create(parts, admin, HOUSE, in_force=False)
    assert (made.slug, made.number, made.in_force) == ("bakery", 1, False)
    brand = get_brand(parts, admin, "bakery")
    assert [version.state for version in brand.versions] == ["draft"]
    assert brand.value is None
    kit = read_kit(export_kit(parts, admin, "bakery"), source="bakery")
    (pillar,) = kit.message_house.pillars
    assert (pillar.name, pillar.message) == ({"zh": "慢发酵"}, {"zh": "低温发酵，慢慢来。"})
    assert pillar.phrasings == {"zh": ("交给时间。",)}
    assert [point.text for point in pillar.proof_points] == [
        {"zh": "低温发酵二十四小时。"},
        {"en": "Twenty-four hours in the cold."},
    ]
    assert kit.message_house.value_proposition == {"zh": "每天现磨现烤，老人孩子都吃得安心。"}
    assert [(channel.id, channel.kind) for channel in kit.channels] == [
        ("website", "website"),
        ("wechat-article", "wechat_article"),
    ]
    assert kit.facts[0].cues == {"zh": ("原味吐司",)}
    assert kit.packs == ("zh-advertising-law",)


def test_published_at_once_the_brand_can_be_judged_by(parts: Parts, admin: Principal) -> None:
    assert create(parts, admin, HOUSE, in_force=True).in_force
    brand = get_brand(parts, admin, "bakery")
    assert [version.state for version in brand.versions] == ["published"]
    assert brand.value is not None
    assert [channel.slug for channel in brand.channels] == ["website", "wechat-article"]


def test_the_smallest_house_is_a_name_and_two_sentences(parts: Parts, admin: Principal) -> None:
    house = FirstHouse("tiny", {"en": "Tiny"}, ("en",), {"en": "We are small."}, {"en": "You get one thing."})
    assert create(parts, admin, house, in_force=True).number == 1


def test_sent_twice_the_same_house_makes_one_brand(parts: Parts, admin: Principal) -> None:
    create(parts, admin, HOUSE, in_force=True)
    again = create(parts, admin, HOUSE, in_force=True)
    assert again.number == 1
    assert len(get_brand(parts, admin, "bakery").versions) == 1


def test_an_identifier_that_another_brand_has_is_refused(parts: Parts, admin: Principal, brand: str) -> None:
    with pytest.raises(
        Conflict, match="There is already a brand with the identifier acme; choose another one"
    ):
        create(parts, admin, replace(HOUSE, slug=brand), in_force=False)
    assert [version.state for version in get_brand(parts, admin, brand).versions] == ["published"]


@pytest.mark.parametrize("slug", ["", "a", "Bakery", "面包", "new", "-", "a b", "x" * 65, "-bakery"])
def test_an_identifier_that_can_be_none_is_refused(parts: Parts, admin: Principal, slug: str) -> None:
    with pytest.raises(InvalidInput):
        create(parts, admin, replace(HOUSE, slug=slug), in_force=False)
    assert list_brands(parts, admin) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"core": {"zh": " "}}, "core message"),
        ({"value": {}}, "value proposition"),
        ({"name": {"zh": " "}}, "The brand needs a name"),
        ({"locales": ()}, "at least one language"),
        (
            {"core": {"en": "Good bread can wait."}, "locales": ("zh",), "name": {"zh": "晨麦"}},
            "core message",
        ),
    ],
)
def test_what_a_house_needs_is_said(
    parts: Parts, admin: Principal, change: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        create(parts, admin, replace(HOUSE, **change), in_force=False)  # type: ignore[arg-type]
    assert list_brands(parts, admin) == []


@pytest.mark.parametrize("target", [(60, 30), (50, 50), (-1, 50), (20, 101)])
def test_a_band_that_is_none_is_refused(parts: Parts, admin: Principal, target: tuple[int, int]) -> None:
    band = replace(HOUSE.tone[0], target=target)
    with pytest.raises(InvalidInput, match="from a lower number to a higher one"):
        create(parts, admin, replace(HOUSE, tone=(band,)), in_force=False)


def test_only_who_may_write_brands_in_the_whole_hub_proposes_and_creates(
    parts: Parts, manager: Principal, writer: Principal
) -> None:
    for person in (manager, writer):
        with pytest.raises(NotAllowed):
            propose(parts, person, Material({"zh": "晨麦"}, ("zh",)))
        with pytest.raises(NotAllowed):
            create(parts, person, HOUSE, in_force=False)


def test_too_much_is_refused_with_the_number_of_the_text(parts: Parts, admin: Principal) -> None:
    texts = (Part("text", "短。"), Part("text", "长" * (MOST_CHARACTERS + 1)))
    with pytest.raises(TooLarge, match=r"Text 2 has 20,001 characters"):
        propose(parts, admin, Material({"zh": "晨麦"}, ("zh",), texts))
    with pytest.raises(TooLarge, match="31 texts"):
        propose(parts, admin, Material({"zh": "晨麦"}, ("zh",), (Part("text", "短。"),) * 31))


def test_what_no_database_can_keep_is_refused_in_text_and_guide(parts: Parts, admin: Principal) -> None:
    for material in (
        Material({"zh": "晨麦"}, ("zh",), (Part("text", "面\0包"),)),
        Material({"zh": "晨麦"}, ("zh",), guide="面\0包"),
        Material({"zh": "晨\0麦"}, ("zh",)),
    ):
        with pytest.raises(InvalidInput, match="holds a character that is no text"):
            propose(parts, admin, material)


def test_an_identifier_is_made_from_latin_letters_and_is_free(
    parts: Parts, admin: Principal, brand: str
) -> None:
    assert suggest_slug(parts, admin, {"zh": "安可", "en": "Café Größe & Co."}) == "cafe-groe-co"
    assert suggest_slug(parts, admin, {"en": "Acme"}) == "acme-2"
    assert suggest_slug(parts, admin, {"en": "New"}) == "new-2"
    assert suggest_slug(parts, admin, {"zh": "晨麦"}) == "brand-1"
