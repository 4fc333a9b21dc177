"""Service tests run on SQLite and, wherever it answers, on PostgreSQL."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from hub.services.parts import Parts
from models import Base
from tests.fakes.parts import make_parts, migrate

ADMIN_URL = os.environ.get("ONEVOICE_TEST_POSTGRES", "postgresql+psycopg://root@127.0.0.1:5432/postgres")
HOW = "start PostgreSQL on 127.0.0.1:5432 or name one in ONEVOICE_TEST_POSTGRES"


@pytest.fixture(scope="session")
def _postgres() -> Iterator[str]:
    """The address of a migrated database of our own; each test finds its tables empty."""
    admin = create_engine(ADMIN_URL, isolation_level="AUTOCOMMIT")
    name = f"onevoice_test_{uuid.uuid4().hex[:12]}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        admin.dispose()
        if os.environ.get("CI") == "true":
            pytest.fail(f"PostgreSQL does not answer: {HOW}")
        pytest.skip(f"PostgreSQL does not answer: {HOW}")
    url = ADMIN_URL.rsplit("/", 1)[0] + "/" + name
    parts = make_parts(Path("unused"), url=url)
    migrate(parts.engine)
    parts.engine.dispose()
    yield url
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def parts(request: pytest.FixtureRequest, tmp_path: Path, _migrated: Path) -> Iterator[Parts]:
    if request.param == "sqlite":
        shutil.copy(_migrated, tmp_path / "hub.db")
        made = make_parts(tmp_path)
        yield made
        made.engine.dispose()
        return
    made = make_parts(tmp_path, url=request.getfixturevalue("_postgres"))
    with made.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(Base.metadata.tables)}"))
    yield made
    made.engine.dispose()
