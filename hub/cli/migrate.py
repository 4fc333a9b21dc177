"""``onevoice migrate``: bring the database to the newest schema."""

from typing import TYPE_CHECKING

import click

from hub.cli.process import opened_parts

if TYPE_CHECKING:
    from sqlalchemy import Engine


@click.command(help="Bring the database to the newest schema. Safe to repeat.")
def migrate() -> None:
    with opened_parts() as parts:
        before, after = upgrade(parts.engine)
    if before == after:
        click.echo(f"The database is at the newest schema already ({after}).")
    else:
        click.echo(f"The database went from {before or 'nothing'} to {after}.")


def upgrade(engine: "Engine") -> tuple[str | None, str | None]:
    """Run the migrations that are missing; return the revision before and after (None: no schema)."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext

    config = Config()
    config.set_main_option("script_location", _scripts().replace("%", "%%"))
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        before = context.get_current_revision()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return before, context.get_current_revision()


def _scripts() -> str:
    from importlib.util import find_spec

    from hub.errors import SetupBroken

    spec = find_spec("migrations")
    if spec is None or not spec.submodule_search_locations:
        raise SetupBroken("The migrations are not installed beside the hub; install the package again.")
    return spec.submodule_search_locations[0]
