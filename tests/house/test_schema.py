"""The database: one head, no drift, everything named."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hub.services.parts import Parts
from models import Base
from tests.fakes.parts import ROOT


def test_there_is_one_migration_head() -> None:
    scripts = ScriptDirectory.from_config(Config(toml_file=ROOT / "pyproject.toml"))
    assert len(scripts.get_heads()) == 1


def test_a_migrated_database_is_what_the_tables_say(parts: Parts) -> None:
    with parts.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        f"{table.name}: {constraint!r}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


def test_every_migration_can_be_read_by_its_name() -> None:
    names = [path.name for path in (Path(ROOT) / "migrations" / "versions").glob("*.py")]
    assert all(name[:8].isdigit() and name[8] == "_" for name in names)
