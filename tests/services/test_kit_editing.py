"""Editing a brand in place: one draft, all or nothing, nobody's edit overwritten, old versions brought back."""

import threading

import pytest
from sqlalchemy import select

from hub.errors import EditConflict, HubError, InvalidInput, KitInvalid, NotAllowed, NotFound, WrongState
from hub.services import brands
from hub.services.brand_versions import compared_desk, versions_desk, waiting_desk
from hub.services.kit_editing import (
    Edit,
    KitDesk,
    Move,
    Put,
    Remove,
    compare_versions,
    discard_draft,
    edit_kit,
    kit_desk,
    restore_version,
)
from hub.services.message_coverage import message_coverage
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Event
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.services.flow import started

CORE = "message_house.core_message"


def edit(parts: Parts, person: Principal, *edits: Edit) -> KitDesk:
    return edit_kit(parts, person, "acme", edits, kit_desk(parts, person, "acme").base_digest)


def events(parts: Parts) -> list[tuple[str, object]]:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return [
            (event.kind, event.data.get("paths"))
            for event in uow.session.scalars(select(Event).order_by(Event.sequence))
            if event.kind.startswith("brand.")
        ][2:]


def test_an_edit_waits_as_a_draft_and_readers_see_what_is_in_force(
    parts: Parts, manager: Principal, writer: Principal
) -> None:
    desk = edit(parts, manager, Put(f"{CORE}.en", "A good chair is forgotten"))
    assert (desk.number_in_force, desk.draft_number, desk.shows_draft) == (1, 2, True)
    assert [(change.path, change.after) for change in desk.changes] == [
        ("message house › core message › en", "A good chair is forgotten")
    ]
    reader = kit_desk(parts, writer, "acme")
    assert (reader.draft_number, reader.changes, reader.may_write) == (None, (), False)
    assert reader.kit.message_house.core_message["en"] == "A good chair lets you forget the chair"
    assert events(parts) == [("brand.edited", [f"{CORE}.en"])]


def test_several_edits_are_kept_together_or_not_at_all(parts: Parts, manager: Principal) -> None:
    before = kit_desk(parts, manager, "acme")
    with pytest.raises(NotFound):
        edit(parts, manager, Put(f"{CORE}.en", "New"), Remove("terms/nothing"))
    assert kit_desk(parts, manager, "acme") == before
    desk = edit(
        parts,
        manager,
        Remove("terms/throne"),
        Move("message_house.pillars/repair", "support"),
        Put("thresholds.tone", 60),
    )
    assert [term.id for term in desk.kit.terms] == ["throne-en"]
    assert [pillar.id for pillar in desk.kit.message_house.pillars] == ["repair", "support"]
    assert desk.kit.thresholds.tone == 60
    assert events(parts) == [
        ("brand.edited", ["terms/throne", "message_house.pillars/repair", "thresholds.tone"])
    ]


def test_an_edit_that_breaks_the_kit_names_the_part(parts: Parts, manager: Principal) -> None:
    with pytest.raises(KitInvalid) as caught:
        edit(
            parts,
            manager,
            Put("voice_guide.dimensions/formality/target", [80, 50]),
            Put("terms/throne/locale", "fr"),
            Put("packs", ["nothing"]),
        )
    assert sorted(fault.where for fault in caught.value.faults) == [
        "packs",
        "terms/throne/locale",
        "voice_guide.dimensions/formality/target",
    ]
    assert not kit_desk(parts, manager, "acme").shows_draft


def test_who_edits_what_somebody_changed_meanwhile_overwrites_nothing(
    parts: Parts, manager: Principal
) -> None:
    stale = kit_desk(parts, manager, "acme").base_digest
    edit(parts, manager, Put(f"{CORE}.en", "First"))
    with pytest.raises(EditConflict):
        edit_kit(parts, manager, "acme", [Put(f"{CORE}.en", "Second")], stale)
    assert kit_desk(parts, manager, "acme").kit.message_house.core_message["en"] == "First"


def test_of_two_who_keep_at_once_one_is_told_of_the_other(parts: Parts, manager: Principal) -> None:
    base = kit_desk(parts, manager, "acme").base_digest
    ready, outcomes = threading.Barrier(2), []

    def keep(words: str) -> None:
        ready.wait()
        try:
            edit_kit(parts, manager, "acme", [Put(f"{CORE}.en", words)], base)
            outcomes.append(words)
        except HubError as error:
            outcomes.append(error.code)

    people = [threading.Thread(target=keep, args=(words,)) for words in ("One", "Two")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert "edit_conflict" in outcomes
    kept = next(words for words in outcomes if words != "edit_conflict")
    assert kit_desk(parts, manager, "acme").kit.message_house.core_message["en"] == kept


def test_an_edit_taken_back_leaves_nothing_waiting(parts: Parts, manager: Principal) -> None:
    was = kit_desk(parts, manager, "acme").kit.message_house.core_message["en"]
    edit(parts, manager, Put(f"{CORE}.en", "New"))
    desk = edit(parts, manager, Put(f"{CORE}.en", was))
    assert (desk.draft_number, desk.changes) == (None, ())
    assert [kind for kind, _ in events(parts)] == ["brand.edited", "brand.draft_dropped"]


def test_keeping_what_is_there_already_changes_nothing(parts: Parts, manager: Principal) -> None:
    before = kit_desk(parts, manager, "acme")
    assert (
        edit(
            parts,
            manager,
            Put(
                "terms/throne",
                {
                    "id": "throne",
                    "locale": "zh",
                    "text": "神椅",
                    "status": "banned",
                    "replacement": "工作椅",
                    "reason": "夸张",
                },
            ),
        )
        == before
    )
    assert events(parts) == []


def test_the_same_edit_twice_is_done_once_and_nobody_is_alarmed(parts: Parts, manager: Principal) -> None:
    base = kit_desk(parts, manager, "acme").base_digest
    first, second = (edit_kit(parts, manager, "acme", [Put(f"{CORE}.en", "New")], base) for _ in range(2))
    assert first == second
    assert [kind for kind, _ in events(parts)] == ["brand.edited"]


def test_the_identifier_of_a_brand_stays(parts: Parts, manager: Principal) -> None:
    with pytest.raises(InvalidInput, match="The identifier acme stays as it is"):
        edit(parts, manager, Put("brand.id", "other"))


def test_who_may_not_write_edits_discards_and_restores_nothing(parts: Parts, writer: Principal) -> None:
    digest = kit_desk(parts, writer, "acme").base_digest
    with pytest.raises(NotAllowed):
        edit_kit(parts, writer, "acme", [Put(f"{CORE}.en", "x")], digest)
    with pytest.raises(NotAllowed):
        discard_draft(parts, writer, "acme")
    with pytest.raises(NotAllowed):
        restore_version(parts, writer, "acme", 1, digest)
    with pytest.raises(NotAllowed):
        waiting_desk(parts, writer, "acme")


def test_somebody_elses_brand_is_not_there(parts: Parts, brand: str) -> None:
    brands.import_kit(parts, SYSTEM, ACME_KIT.replace("id: acme", "id: other").encode(), source="kit.yaml")
    stranger = make_person(parts, "stranger", "other", "brand_manager")
    for ask in (kit_desk, versions_desk, waiting_desk, message_coverage):
        with pytest.raises(NotFound):
            ask(parts, stranger, brand)


def test_a_brand_with_a_draft_alone_shows_it_to_writers_only(parts: Parts) -> None:
    brands.import_kit(parts, SYSTEM, ACME_KIT.encode(), source="kit.yaml")
    writer = make_person(parts, "reader", "acme", "copywriter")
    assert kit_desk(parts, SYSTEM, "acme").number_in_force is None
    with pytest.raises(WrongState, match="Nothing of this brand is in force yet"):
        kit_desk(parts, writer, "acme")
    with pytest.raises(WrongState, match="nothing but this draft"):
        discard_draft(parts, SYSTEM, "acme")


def test_a_discarded_draft_is_gone_and_a_second_click_does_nothing(parts: Parts, manager: Principal) -> None:
    edit(parts, manager, Put(f"{CORE}.en", "New"))
    for _ in range(2):
        discard_draft(parts, manager, "acme")
    assert not kit_desk(parts, manager, "acme").shows_draft
    assert [kind for kind, _ in events(parts)] == ["brand.edited", "brand.draft_dropped"]


def test_an_old_version_becomes_the_draft_again(parts: Parts, manager: Principal) -> None:
    edit(parts, manager, Put(f"{CORE}.en", "New"))
    brands.publish(parts, manager, "acme")
    digest = kit_desk(parts, manager, "acme").base_digest
    with pytest.raises(EditConflict):
        restore_version(parts, manager, "acme", 1, "0" * 64)
    with pytest.raises(NotFound):
        restore_version(parts, manager, "acme", 9, digest)
    desk = restore_version(parts, manager, "acme", 1, digest)
    assert (desk.draft_number, desk.kit.message_house.core_message["en"]) == (
        3,
        "A good chair lets you forget the chair",
    )
    assert [change.kind for change in compare_versions(parts, manager, "acme", 2, 3)] == ["changed"]
    assert compare_versions(parts, manager, "acme", 1, 3) == ()


def test_only_who_may_write_compares_with_the_draft(
    parts: Parts, manager: Principal, writer: Principal
) -> None:
    edit(parts, manager, Put(f"{CORE}.en", "New"))
    assert len(compare_versions(parts, manager, "acme", 1, 2)) == 1
    with pytest.raises(NotAllowed):
        compare_versions(parts, writer, "acme", 1, 2)
    assert compared_desk(parts, writer, "acme", None, None).numbers == (1,)
    assert [line.number for line in versions_desk(parts, writer, "acme").lines] == [1]


def test_versions_tell_who_made_and_published_them_and_how_much_changed(
    parts: Parts, manager: Principal
) -> None:
    edit(parts, manager, Put(f"{CORE}.en", "New"), Remove("terms/throne"))
    newest, first = versions_desk(parts, manager, "acme").lines
    assert (newest.number, newest.created_by, newest.published_by) == (2, "Manager", None)
    assert (newest.added, newest.changed, newest.removed) == (0, 1, 1)
    assert (first.number, first.created_by) == (1, None)
    brands.publish(parts, manager, "acme")
    assert versions_desk(parts, manager, "acme").lines[0].published_by == "Manager"


def test_publishing_tells_how_many_texts_are_judged_again(
    parts: Parts, manager: Principal, writer: Principal
) -> None:
    started(parts, writer)
    edit(parts, manager, Put(f"{CORE}.en", "New"))
    seen = waiting_desk(parts, manager, "acme")
    assert (seen.approved_texts, seen.drafts) == (0, 1)


def test_a_draft_that_changed_since_it_was_read_is_not_published(parts: Parts, manager: Principal) -> None:
    read = edit(parts, manager, Put(f"{CORE}.en", "Read"))
    edit(parts, manager, Put(f"{CORE}.en", "Not read"))
    with pytest.raises(EditConflict):
        brands.publish(parts, manager, "acme", digest=read.base_digest)
    assert kit_desk(parts, manager, "acme").number_in_force == 1
