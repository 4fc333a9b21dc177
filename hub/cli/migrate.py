"""``onevoice migrate``: bring the database to the newest schema."""

import click

from hub.cli.process import opened_parts


@click.command(help="Bring the database to the newest schema. Safe to repeat.")
def migrate() -> None:
    from hub.services.schema import upgrade

    with opened_parts() as parts:
        before, after = upgrade(parts.engine)
    if before == after:
        click.echo(f"The database is at the newest schema already ({after}).")
    else:
        click.echo(f"The database went from {before or 'nothing'} to {after}.")
