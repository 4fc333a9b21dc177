"""``onevoice demo …``: the two invented brands to try the hub with."""

from typing import TYPE_CHECKING

import click

from hub.cli.process import opened_parts

if TYPE_CHECKING:
    from hub.services.demo_people import DemoLogin


@click.group(help="Load or remove the demo: two invented brands with drafts, reviews and people.")
def demo() -> None:
    pass


@demo.command(help="Load the demo, or finish a load that was cut off. Safe to repeat.")
def load() -> None:
    from hub.services.demo import load_demo

    with opened_parts() as parts:
        show_logins(load_demo(parts, click.echo))


@demo.command(help="Remove the demo brands with everything under them, and the demo's people.")
def remove() -> None:
    from hub.services.demo import remove_demo

    with opened_parts() as parts:
        removed = remove_demo(parts)
    click.echo("The demo is removed." if removed else "There is no demo here.")


def show_logins(logins: "tuple[DemoLogin, ...]") -> None:
    """Print who can sign in with what."""
    if logins:
        click.echo("Sign in as:")
    for login in logins:
        click.echo(f"  {login.role:<14} {login.email:<24} {login.password}   {login.name}")
