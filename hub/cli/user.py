"""``onevoice user …``: the people of the hub."""

import sys

import click

from hub.cli.process import opened_parts


@click.group(help="Add and list people.")
def user() -> None:
    pass


@user.command(help="Add a person. The password is asked for, or read from standard input.")
@click.argument("email")
@click.option("--name", help="Name as others see it; the e-mail's first half where left out.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    metavar="ROLE[@BRAND]",
    help="copywriter, brand_manager, channel_team or admin; without a brand it holds in the whole hub.",
)
@click.option("--locale", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, one line.")
def create(email: str, name: str | None, roles: tuple[str, ...], locale: str, password_stdin: bool) -> None:
    from hub.services.people import create_user
    from hub.workflow.roles import SYSTEM

    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with opened_parts() as parts:
        view = create_user(
            parts,
            SYSTEM,
            email=email,
            name=name or email.partition("@")[0],
            password=password,
            roles=[_role(text) for text in roles],
            locale=locale,
        )
    click.echo(f"{view.email} can sign in: {_spelt(view.roles)}.")


@user.command("list", help="List people with their roles.")
def list_() -> None:
    from hub.services.people import list_people
    from hub.workflow.roles import SYSTEM

    with opened_parts() as parts:
        people = list_people(parts, SYSTEM)
    if not people:
        click.echo("There is nobody yet.")
    for view in people:
        click.echo(f"{view.email}  {view.name}  {_spelt(view.roles)}")


def _role(text: str) -> tuple[str | None, str]:
    role, _, brand = text.partition("@")
    return brand or None, role


def _spelt(roles: tuple[tuple[str | None, str], ...]) -> str:
    return (
        ", ".join(sorted(role if brand is None else f"{role}@{brand}" for brand, role in roles)) or "no role"
    )
