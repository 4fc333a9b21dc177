"""The brand's house: drawn from roof to foundation, edited where it stands, seen by everybody, changed by few."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from hub.judging.report import MessageScore, Nearest, PillarCoverage, SentenceScore
from hub.services import brands
from hub.services.kit_editing import Put, Remove, edit_kit, kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.services.flow import approved
from tests.services.test_message_coverage import reported
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]
PILLAR = "message_house.pillars/support"
PART = "/brand/acme/part"


def form_of(browser: Browser, at: str) -> dict[str, Any]:
    page = browser.page(f"{PART}?at={at}")
    return {"at": hidden(page, "at"), "base_digest": hidden(page, "base_digest")}


def send(browser: Browser, at: str, typed: dict[str, Any], **kwargs: Any) -> TestResponse:
    return browser.post(PART, {**form_of(browser, at), **typed}, **kwargs)


def pillar(**changes: str) -> dict[str, str]:
    return {
        "name.en": "Support",
        "name.zh": "支撑",
        "message.en": "The back follows the curve of your spine",
        "message.zh": "椅背跟着脊柱的曲线走",
        "id": "support",
    } | changes


def test_without_approved_copy_the_house_says_so(enter: Enter, writer: Principal) -> None:
    page = enter("writer").page("/brand/acme")
    assert "No approved copy yet." in words(page)
    assert 'class="carried"' not in page


def test_each_part_says_how_much_of_the_approved_copy_carries_it(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal
) -> None:
    done = approved(parts, writer, manager)
    message = MessageScore(
        70.0,
        4.0,
        sentences=(
            SentenceScore("body", 0, 4, "carries", 70.0, "support", Nearest("id", "pillar", "words")),
        ),
        pillars=(PillarCoverage("support", 0.9, asked=False, proof_points=("spine-lab",)),),
    )
    reported(parts, done.variant_id, "newer", message)
    said = words(enter("writer").page("/brand/acme"))
    assert "Texts judged: 1 of 1" in said
    assert "A good chair lets you forget the chair Carried by 0 of 1" in said
    assert "The back follows the curve of your spine Carried by 1 of 1" in said
    assert "Report 12 · used in 1" in said
    assert "Service terms · not used yet" in said


def test_readers_see_the_house_in_force_and_no_control_to_edit_it(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal
) -> None:
    digest = kit_desk(parts, manager, "acme").base_digest
    edit_kit(parts, manager, "acme", [Put("message_house.core_message.en", "Not yet said")], digest)
    for path in ("", "/guide", "/identity", "/versions"):
        page = enter("writer").page(f"/brand/acme{path}")
        assert "/part" not in page
        assert "Not yet said" not in page
        assert "wait to be published" not in page
    assert "Version 1, in force" in words(enter("writer").page("/brand/acme"))
    said = words(enter("manager").page("/brand/acme"))
    assert "Not yet said" in said
    assert "Draft of version 2; only those who may edit see it." in said
    assert "These changes wait to be published: 1" in said


def test_a_part_is_saved_into_the_draft_and_its_other_words_stay(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    browser = enter("manager")
    answer = send(
        browser, PILLAR, pillar(**{"message.en": "It holds you", "phrasings.en": "One\r\n\r\n Two "})
    )
    assert (answer.status_code, answer.location) == (303, "/brand/acme#message-house-pillars-support")
    kept = kit_desk(parts, manager, "acme").kit.message_house.pillars[0]
    assert (kept.message["en"], kept.message["zh"]) == ("It holds you", "椅背跟着脊柱的曲线走")
    assert kept.phrasings == {"en": ("One", "Two")}
    assert [point.id for point in kept.proof_points] == ["spine-lab"]


def test_the_same_form_twice_is_one_change(enter: Enter, parts: Parts, manager: Principal) -> None:
    browser = enter("manager")
    form = {**form_of(browser, PILLAR), **pillar(**{"message.en": "It holds you"})}
    assert [browser.post(PART, form).status_code for _ in range(2)] == [303, 303]
    assert len(kit_desk(parts, manager, "acme").changes) == 1


def test_a_fragment_is_the_form_of_the_page(enter: Enter, manager: Principal) -> None:
    browser = enter("manager")
    fragment = browser.get(f"{PART}?at={PILLAR}", headers={"HX-Request": "true"}).get_data(as_text=True)
    assert fragment.startswith('<div class="part-panel"')
    assert words(fragment) in words(browser.page(f"{PART}?at={PILLAR}"))
    answer = send(browser, PILLAR, pillar(**{"message.en": "It holds you"}), headers={"HX-Request": "true"})
    assert json.loads(answer.headers["HX-Location"])["path"] == "/brand/acme#message-house-pillars-support"


def test_what_is_missing_is_said_at_its_field_and_the_typed_words_stay(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    answer = send(
        enter("manager"), PILLAR, pillar(**{"message.en": " ", "message.zh": "", "name.en": "Kept & typed"})
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'aria-describedby="message-house-pillars-support-message-en-wrong"' in page
    assert "Kept &amp; typed</textarea>" in page
    assert not kit_desk(parts, manager, "acme").shows_draft


def test_a_form_made_from_an_older_version_shows_both_and_can_be_saved_again(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    browser = enter("manager")
    stale = form_of(browser, PILLAR)
    send(browser, PILLAR, pillar(**{"message.en": "From the other window"}))
    answer = browser.post(PART, {**stale, **pillar(**{"message.en": "Mine"})})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Now it says: From the other window" in words(page)
    assert "Mine</textarea>" in page
    again = {**stale, "base_digest": hidden(page, "base_digest"), **pillar(**{"message.en": "Mine"})}
    assert browser.post(PART, again).status_code == 303
    assert kit_desk(parts, manager, "acme").kit.message_house.pillars[0].message["en"] == "Mine"


def test_a_part_that_somebody_removed_comes_back_by_saving_again(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    browser = enter("manager")
    stale = form_of(browser, PILLAR)
    edit_kit(parts, manager, "acme", [Remove(PILLAR)], stale["base_digest"])
    page = browser.post(PART, {**stale, **pillar()}).get_data(as_text=True)
    assert "Somebody removed this part since you opened it. Saving brings it back." in words(page)
    answer = browser.post(PART, {**stale, "base_digest": hidden(page, "base_digest"), **pillar()})
    assert answer.status_code == 303
    assert [row.id for row in kit_desk(parts, manager, "acme").kit.message_house.pillars] == [
        "repair",
        "support",
    ]


def test_pillars_and_proof_points_are_added_with_ids_of_their_own(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    browser = enter("manager")
    typed = {"name.en": "Repair, for ever", "message.en": "It can be mended", "id": ""}
    answer = send(browser, "message_house.pillars", typed)
    assert answer.location == "/brand/acme#message-house-pillars-repair-for-ever"
    at = f"{PILLAR}/proof_points"
    for number in (2, 3):
        answer = send(browser, at, {"text.en": "Spine lab", "text.zh": "脊柱实验室", "source": "Report 12"})
        place = f"message-house-pillars-support-proof-points-spine-lab-{number}"
        assert answer.location == f"/brand/acme#{place}"
    house = kit_desk(parts, manager, "acme").kit.message_house
    assert [row.id for row in house.pillars] == ["support", "repair", "repair-for-ever"]
    assert [point.id for point in house.pillars[0].proof_points] == [
        "spine-lab",
        "spine-lab-2",
        "spine-lab-3",
    ]
    taken = send(browser, "message_house.pillars", {**typed, "id": "repair"})
    assert taken.status_code == 422
    assert "This identifier is taken already; choose another." in words(taken.get_data(as_text=True))


def test_pillars_move_and_go_but_not_those_that_others_name(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    browser = enter("manager")
    moved = browser.post(f"{PART}/move", {**form_of(browser, PILLAR), "before": ""})
    assert moved.location == "/brand/acme#message-house-pillars-support"
    assert [row.id for row in kit_desk(parts, manager, "acme").kit.message_house.pillars] == [
        "repair",
        "support",
    ]
    repair = "message_house.pillars/repair"
    assert "Others name it: Site. Change that first." in words(browser.page(f"{PART}?at={repair}"))
    refused = browser.post(f"{PART}/remove", form_of(browser, repair))
    assert refused.status_code == 422
    assert browser.post(f"{PART}/remove", form_of(browser, PILLAR)).status_code == 303
    assert [row.id for row in kit_desk(parts, manager, "acme").kit.message_house.pillars] == ["repair"]


def test_who_may_not_write_gets_no_form(enter: Enter, parts: Parts, writer: Principal) -> None:
    browser = enter("writer")
    digest = kit_desk(parts, writer, "acme").base_digest
    assert browser.get(f"{PART}?at={PILLAR}").status_code == 403
    for path in (PART, f"{PART}/move", f"{PART}/remove"):
        assert browser.post(path, {"at": PILLAR, "base_digest": digest, **pillar()}).status_code == 403


def test_a_manager_of_another_brand_finds_nothing(enter: Enter, parts: Parts, brand: str) -> None:
    brands.import_kit(parts, SYSTEM, ACME_KIT.replace("id: acme", "id: other").encode(), source="kit.yaml")
    brands.publish(parts, SYSTEM, "other")
    make_person(parts, "stranger", "other", "brand_manager")
    browser = enter("stranger")
    for path in ("", "/guide", "/identity", "/versions", "/compare", "/waiting", f"/part?at={PILLAR}"):
        assert browser.get(f"/brand/acme{path}").status_code == 404
    digest = kit_desk(parts, SYSTEM, "acme").base_digest
    assert browser.post(PART, {"at": PILLAR, "base_digest": digest, **pillar()}).status_code == 404


@pytest.mark.parametrize(
    "at", ["", "nothing", "message_house", "brand.locales", "message_house.pillars/nothing", "terms/throne"]
)
def test_an_address_without_a_form_is_not_found(enter: Enter, manager: Principal, at: str) -> None:
    assert enter("manager").get(f"{PART}?at={at}").status_code == 404


def test_a_form_without_its_version_is_refused(enter: Enter, manager: Principal) -> None:
    assert enter("manager").post(PART, {"at": PILLAR, **pillar()}).status_code == 422


def test_a_brand_with_nothing_in_force_says_so_to_readers(enter: Enter, parts: Parts) -> None:
    brands.import_kit(parts, SYSTEM, ACME_KIT.encode(), source="kit.yaml")
    make_person(parts, "reader", "acme", "copywriter")
    make_person(parts, "boss", "acme", "brand_manager")
    assert "Nothing of this brand is in force yet" in words(enter("reader").page("/brand/acme"))
    assert "Draft of version 1" in words(enter("boss").page("/brand/acme"))
