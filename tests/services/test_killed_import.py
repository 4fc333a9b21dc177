"""Imports that are killed at any moment: every version is whole, the chain of events holds, and the next one works."""

import json
import subprocess
import sys
from collections.abc import Sequence

from sqlalchemy import func, select

from hub.brandkit import kit_from_dict, kit_version
from hub.services import brands
from hub.services.parts import Parts
from hub.services.unit_of_work import FIRST_HASH, UnitOfWork, event_hash
from hub.workflow.roles import SYSTEM
from models import Brand, BrandVersion, Channel, Event
from tests.fakes.kits import ACME_KIT
from tests.fakes.parts import ROOT

KILLS = 15
OTHER_KIT = ACME_KIT.replace("好椅子让人忘记椅子", "好椅子，让人忘了它").replace(
    "  - {id: site, kind: website, name: {zh: 官网, en: Site}, media: owned, pillars: [repair]}\n",
    "  - {id: shop, kind: store_script, name: {zh: 门店, en: Shop}, media: owned}\n",
)

# One process loads everything once and forks the importers, so that a kill costs milliseconds. Each importer
# says when its first round is through; from then on it is killed after a delay that grows evenly over a few rounds.
KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from hub.services import brands
from hub.workflow.roles import SYSTEM
from tests.fakes.parts import make_parts
from tests.services.test_killed_import import ACME_KIT, KILLS, OTHER_KIT

KITS = (ACME_KIT.encode(), OTHER_KIT.encode())

def import_until_killed(folder, url, ready):
    parts = make_parts(Path(folder), url=url)
    while True:
        for kit in KITS:
            brands.import_kit(parts, SYSTEM, kit, source="acme.yaml")
            brands.publish(parts, SYSTEM, "acme")
        os.write(ready, b"r")

dice = random.Random(20261121)
for _ in range(KILLS):
    heard, ready = os.pipe()
    child = os.fork()
    if not child:
        try:
            import_until_killed(sys.argv[1], sys.argv[2], ready)
        finally:
            os._exit(1)
    os.close(ready)
    through = os.read(heard, 1)
    time.sleep(dice.uniform(0.0, 0.12))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(heard)
    print(through.decode(), os.WTERMSIG(status), flush=True)
"""


def test_a_killed_import_leaves_whole_versions_and_the_next_one_works(parts: Parts) -> None:
    folder, url = str(parts.settings.data_dir), parts.settings.database_url
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", KILLER, folder, url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (answer.stdout, answer.stderr) == ("r 9\n" * KILLS, "")

    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        versions = uow.session.scalars(select(BrandVersion).order_by(BrandVersion.number)).all()
        events = uow.session.scalars(select(Event).order_by(Event.sequence)).all()
        brands_there = uow.session.scalar(select(func.count()).select_from(Brand))
        channels = uow.session.scalars(select(Channel).order_by(Channel.slug)).all()
    assert brands_there == 1
    assert_versions_are_whole(versions)
    assert_events_are_chained(events)
    assert_events_tell_of_every_version(versions, events)
    in_force = next(version for version in versions if version.state == "published")
    assert [channel.slug for channel in channels if channel.active] == sorted(
        channel.id for channel in kit_from_dict(in_force.kit).channels
    )

    brands.import_kit(parts, SYSTEM, ACME_KIT.encode(), source="acme.yaml")
    brands.publish(parts, SYSTEM, "acme")
    result = brands.import_kit(parts, SYSTEM, OTHER_KIT.encode(), source="acme.yaml")
    assert result.outcome == "changed"
    assert brands.publish(parts, SYSTEM, "acme").number == result.number
    assert brands.import_kit(parts, SYSTEM, OTHER_KIT.encode(), source="acme.yaml").outcome == "unchanged"


def assert_versions_are_whole(versions: Sequence[BrandVersion]) -> None:
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
    assert len(versions) >= 2 * KILLS
    assert {kit_version(kit_from_dict(version.kit)) == version.digest for version in versions} == {True}
    states = [version.state for version in versions]
    assert states.count("published") == 1
    assert states.count("draft") <= 1
    assert states[:-2] == ["superseded"] * (len(states) - 2)
    assert [version.published_at is None for version in versions] == [state == "draft" for state in states]


def assert_events_are_chained(events: Sequence[Event]) -> None:
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert [event.previous_hash for event in events] == [FIRST_HASH, *(event.hash for event in events[:-1])]
    assert [event.hash for event in events] == [event_hash(event) for event in events]


def assert_events_tell_of_every_version(versions: Sequence[BrandVersion], events: Sequence[Event]) -> None:
    """A version and the event that tells of it are one transaction: neither is there without the other."""
    told = [(event.kind, event.subject_id, json.dumps(event.data)) for event in events]
    happened = []
    for version in versions:
        data = json.dumps({"digest": version.digest})
        happened.append(("brand.imported", version.id, data))
        if version.state != "draft":
            happened.append(("brand.published", version.id, data))
    dropped = {subject for kind, subject, _ in told if kind == "brand.draft_dropped"}
    rewritten = {subject for kind, subject, _ in told if kind == "brand.imported"}
    assert dropped <= rewritten
    kept = [row for row in told if row[1] not in dropped]
    assert sorted(set(kept), key=str) == sorted(happened, key=str)
