"""Kits in and out: all or nothing, the same twice changes nothing, in force only when published."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from hub.errors import KitInvalid, NotAllowed, NotFound, WrongState
from hub.services import brands
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import BrandVersion
from tests.fakes.kits import ACME_KIT
from tests.services.flow import started

CHANGED = ACME_KIT.replace("好椅子让人忘记椅子", "好椅子，让人忘了它")


def read(parts: Parts, text: str) -> brands.ImportResult:
    return brands.import_kit(parts, SYSTEM, text.encode(), source="acme.yaml")


def test_importing_the_same_kit_twice_changes_nothing(parts: Parts) -> None:
    assert [read(parts, ACME_KIT).outcome for _ in range(2)] == ["created", "unchanged"]
    brands.publish(parts, SYSTEM, "acme")
    assert read(parts, ACME_KIT).outcome == "unchanged"
    assert [version.number for version in brands.get_brand(parts, SYSTEM, "acme").versions] == [1]


def test_a_changed_kit_waits_as_a_draft_with_its_difference_until_published(parts: Parts, brand: str) -> None:
    result = read(parts, CHANGED)
    assert (result.outcome, result.number) == ("changed", 2)
    assert [(change.kind, change.before, change.after) for change in result.changes] == [
        ("changed", "好椅子让人忘记椅子", "好椅子，让人忘了它")
    ]
    assert brands.draft_changes(parts, SYSTEM, brand) == result.changes
    before = brands.get_brand(parts, SYSTEM, brand).value
    assert before is not None
    assert before.brand.messages[0].text == "好椅子让人忘记椅子"
    brands.publish(parts, SYSTEM, brand)
    after = brands.get_brand(parts, SYSTEM, brand)
    assert after.value is not None
    assert after.value.brand.messages[0].text == "好椅子，让人忘了它"
    assert [version.state for version in after.versions] == ["superseded", "published"]


def test_going_back_to_what_is_in_force_drops_the_draft(parts: Parts, brand: str) -> None:
    read(parts, CHANGED)
    assert read(parts, ACME_KIT).outcome == "unchanged"
    assert brands.draft_changes(parts, SYSTEM, brand) == ()


def test_a_kit_with_a_fault_leaves_everything_as_it_was(parts: Parts, brand: str) -> None:
    with pytest.raises(KitInvalid) as caught:
        read(
            parts,
            CHANGED.replace("target: [50, 80]", "target: [80, 50]").replace(
                "media: owned}", "media: mine}", 1
            ),
        )
    assert len(caught.value.faults) == 2
    assert brands.draft_changes(parts, SYSTEM, brand) == ()


def test_an_exported_kit_imports_as_the_same(parts: Parts, brand: str) -> None:
    text = brands.export_kit(parts, SYSTEM, brand)
    assert read(parts, text).outcome == "unchanged"
    assert "好椅子让人忘记椅子" in text


def test_the_database_refuses_to_change_a_published_kit(parts: Parts, brand: str) -> None:
    with pytest.raises(DBAPIError, match="published_kits_are_not_changed"), UnitOfWork(parts, SYSTEM) as uow:
        uow.session.execute(update(BrandVersion).values(kit={}))


def test_publishing_has_the_library_judged_again(parts: Parts, brand: str, writer: Principal) -> None:
    started(parts, writer)
    read(parts, CHANGED)
    brands.publish(parts, SYSTEM, brand)
    assert [task for task, _ in parts.dispatcher.sent] == ["judging.rejudge_brand"]  # type: ignore[attr-defined]


def test_publishing_twice_changes_nothing_and_nothing_is_refused(parts: Parts, brand: str) -> None:
    first = brands.publish(parts, SYSTEM, brand)
    assert brands.publish(parts, SYSTEM, brand) == first
    with pytest.raises(NotFound):
        brands.publish(parts, SYSTEM, "nothing")


def test_a_brand_without_a_published_version_judges_nothing(parts: Parts) -> None:
    read(parts, ACME_KIT)
    with pytest.raises(WrongState, match="no published version"):
        brands.value_of_brand(parts, "acme")


def test_a_writer_may_not_import(parts: Parts, writer: Principal) -> None:
    with pytest.raises(NotAllowed):
        brands.import_kit(parts, writer, CHANGED.encode(), source="acme.yaml")
