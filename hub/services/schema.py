"""The database's schema: bringing it to the newest, and saying in plain words what a database refused."""

from importlib.util import find_spec

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from hub.errors import SetupBroken


def upgrade(engine: Engine) -> tuple[str | None, str | None]:
    """Run the migrations that are missing; return the revision before and after (None: no schema).

    Raises SetupBroken where the migrations are not installed.
    """
    config = Config()
    config.set_main_option("script_location", _scripts().replace("%", "%%"))
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        before = context.get_current_revision()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return before, context.get_current_revision()


def database_complaint(error: Exception) -> str | None:
    """Return what the database complains of and what helps, or None for an error of another origin."""
    if not isinstance(error, DBAPIError):
        return None
    return f"The database can't be used: {error.orig}. If it is new or of an older release, run `onevoice migrate`."


def _scripts() -> str:
    spec = find_spec("migrations")
    if spec is None or not spec.submodule_search_locations:
        raise SetupBroken("The migrations are not installed beside the hub; install the package again.")
    return spec.submodule_search_locations[0]
