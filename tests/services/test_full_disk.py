"""A disk that is really full: said plainly, nothing half written, and the same call works once there is room."""

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import event

from hub.errors import StorageFull
from hub.judging.ground_vectors import Ground
from hub.judging.judge import Judge
from hub.services import brands, revisions
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.fakes.kits import ACME_KIT
from tests.fakes.parts import fake_judge, make_parts
from tests.services.flow import body, started

FULL = "The disk that holds the database is full. Nothing was half written; free some space and try again."
ROOMY = 1_073_741_823
# A few pages of text, and short enough to be judged at once.
LONG = "好椅子，让人坐下来就忘记它。椅背会跟着您的脊柱走。" * 600
CHANGED = ACME_KIT.replace("packs: [", "# " + "x" * 20_000 + "\npacks: [").replace(
    "好椅子让人", "椅子" * 3_000
)


@dataclass
class Disk:
    """The limit on the pages of the database, taken up by every connection when it is next used."""

    path: Path
    pages: int = ROOMY

    def take_up(self, connection: sqlite3.Connection, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {self.pages}")

    def fill(self) -> None:
        # SQLite never goes below what the file has already: not one page more can be had.
        self.pages = 1

    def make_room(self) -> None:
        self.pages = ROOMY

    def content(self) -> list[str]:
        """Return every row of every table, as statements."""
        connection = sqlite3.connect(self.path)
        try:
            return list(connection.iterdump())
        finally:
            connection.close()


@pytest.fixture
def parts(tmp_path: Path, _migrated: Path) -> Iterator[Parts]:
    (tmp_path / "hub.db").write_bytes(_migrated.read_bytes())
    made = make_parts(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def disk(parts: Parts, tmp_path: Path) -> Disk:
    disk = Disk(tmp_path / "hub.db")
    event.listen(parts.engine, "checkout", disk.take_up)
    return disk


def test_importing_a_kit(parts: Parts, disk: Disk) -> None:
    disk.fill()
    before = disk.content()
    with pytest.raises(StorageFull) as caught:
        brands.import_kit(parts, SYSTEM, CHANGED.encode(), source="acme.yaml")
    assert (caught.value.message, caught.value.code) == (FULL, "storage_full")
    assert disk.content() == before
    assert brands.list_brands(parts, SYSTEM) == []
    disk.make_room()
    result = brands.import_kit(parts, SYSTEM, CHANGED.encode(), source="acme.yaml")
    assert (result.outcome, result.number) == ("created", 1)


def test_a_new_version_beside_one_in_force(parts: Parts, disk: Disk, brand: str) -> None:
    disk.fill()
    before = disk.content()
    with pytest.raises(StorageFull) as caught:
        brands.import_kit(parts, SYSTEM, CHANGED.encode(), source="acme.yaml")
    assert caught.value.message == FULL
    assert disk.content() == before
    assert brands.draft_changes(parts, SYSTEM, brand) == ()
    disk.make_room()
    assert brands.import_kit(parts, SYSTEM, CHANGED.encode(), source="acme.yaml").number == 2
    assert brands.publish(parts, SYSTEM, brand).number == 2


def test_starting_a_draft(parts: Parts, disk: Disk, writer: Principal) -> None:
    disk.fill()
    before = disk.content()
    with pytest.raises(StorageFull) as caught:
        started(parts, writer, LONG)
    assert caught.value.message == FULL
    assert disk.content() == before
    disk.make_room()
    saved = started(parts, writer, LONG)
    assert (saved.revision.number, saved.state, saved.report is None) == (1, "draft", False)


def test_saving_a_draft_keeps_the_text_that_was_there(parts: Parts, disk: Disk, writer: Principal) -> None:
    first = started(parts, writer)
    command = revisions.SaveRevision(first.variant_id, first.revision.id, body(LONG))
    disk.fill()
    before = disk.content()
    with pytest.raises(StorageFull) as caught:
        revisions.save_revision(parts, writer, command)
    assert caught.value.message == FULL
    assert disk.content() == before
    disk.make_room()
    saved = revisions.save_revision(parts, writer, command)
    assert (saved.revision.number, saved.report is None) == (2, False)


def test_a_disk_that_fills_up_while_a_text_is_judged_keeps_the_text_and_saving_again_judges_it(
    parts: Parts, disk: Disk, writer: Principal
) -> None:
    first = started(parts, writer)
    judge = fake_judge()

    def fill_and_judge() -> Judge:
        disk.fill()
        return judge

    command = revisions.SaveRevision(first.variant_id, first.revision.id, body(LONG))
    kept = revisions.save_revision(replace(parts, judge=fill_and_judge), writer, command)
    assert (kept.revision.number, kept.report) == (2, None)
    disk.make_room()
    again = revisions.save_revision(parts, writer, command)
    assert (again.revision.number, again.report is None) == (2, False)


def test_vectors_of_the_ground_that_cant_be_kept_are_computed_and_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    judge = fake_judge()
    expected = judge.ground.of("zh").contrast
    monkeypatch.setattr(np, "savez", full)
    kept = Ground(judge.encoder, store=tmp_path / "ground")
    assert (kept.of("zh").contrast == expected).all()
    kept.of("en")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "No space left on device" in caplog.text
    assert list((tmp_path / "ground").iterdir()) == []
