"""Fixtures for every test: parts over a migrated database, a brand, and people of each role."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from hub.services import brands, people
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.fakes.kits import ACME_KIT
from tests.fakes.network import only_loopback
from tests.fakes.parts import make_parts, migrate

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True, scope="session")
def _network() -> Iterator[None]:
    with only_loopback():
        yield


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the developer's shell reaches a test."""
    import os

    for name in [name for name in os.environ if name.startswith("HUB_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords() -> Iterator[None]:
    """Hash passwords with the real function at its lowest cost: tests make many people."""
    patch = pytest.MonkeyPatch()
    patch.setattr(people, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield
    patch.undo()


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the newest schema, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("migrated")
    parts = make_parts(folder)
    migrate(parts.engine)
    parts.engine.dispose()
    return folder / "hub.db"


@pytest.fixture
def parts(tmp_path: Path, _migrated: Path) -> Iterator[Parts]:
    shutil.copy(_migrated, tmp_path / "hub.db")
    made = make_parts(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def brand(parts: Parts) -> str:
    """The slug of a published brand."""
    brands.import_kit(parts, SYSTEM, ACME_KIT.encode(), source="acme.yaml")
    brands.publish(parts, SYSTEM, "acme")
    return "acme"


def make_person(parts: Parts, name: str, brand: str | None, role: str) -> Principal:
    """Add a person with one role and return what they may do."""
    view = people.create_user(
        parts,
        SYSTEM,
        email=f"{name}@acme.example",
        name=name.title(),
        password=PASSWORD,
        roles=[(brand, role)],
    )
    principal = people.principal_of_user(parts, view.id)
    assert principal is not None
    return principal


@pytest.fixture
def writer(parts: Parts, brand: str) -> Principal:
    return make_person(parts, "writer", brand, "copywriter")


@pytest.fixture
def manager(parts: Parts, brand: str) -> Principal:
    return make_person(parts, "manager", brand, "brand_manager")


@pytest.fixture
def channel_team(parts: Parts, brand: str) -> Principal:
    return make_person(parts, "channel", brand, "channel_team")


@pytest.fixture
def admin(parts: Parts) -> Principal:
    return make_person(parts, "admin", None, "admin")
