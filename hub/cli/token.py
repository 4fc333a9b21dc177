"""``onevoice token …``: the keys of programs."""

import uuid
from datetime import UTC, datetime

import click

from hub.cli.process import opened_parts


@click.group(help="Make, list and revoke API tokens.")
def token() -> None:
    pass


@token.command(help="Make a token for a person's programs. It is shown this once.")
@click.argument("email")
@click.option("--name", required=True, help="What the token is for.")
@click.option("--scope", "scopes", multiple=True, default=["delivery.read"], show_default=True)
@click.option("--channel", "channels", multiple=True, help="Narrow to this channel; may be repeated.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="Last day (UTC) on which it works.")
def create(
    email: str, name: str, scopes: tuple[str, ...], channels: tuple[str, ...], expires: datetime | None
) -> None:
    from hub.services.tokens import create_token
    from hub.workflow.roles import SYSTEM

    end = expires and expires.replace(hour=23, minute=59, second=59, tzinfo=UTC)
    with opened_parts() as parts:
        view, secret = create_token(
            parts, SYSTEM, email=email, name=name, scopes=scopes, channels=channels, expires_at=end
        )
    click.echo(f"{view.id}  {view.name}  {', '.join(view.scopes)}", err=True)
    click.echo(secret)


@token.command("list", help="List tokens, without their secrets.")
def list_() -> None:
    from hub.services.tokens import list_tokens
    from hub.workflow.roles import SYSTEM

    with opened_parts() as parts:
        views = list_tokens(parts, SYSTEM)
    if not views:
        click.echo("There are no tokens.")
    for view in views:
        state = (
            "revoked"
            if view.revoked_at
            else f"until {view.expires_at:%Y-%m-%d}"
            if view.expires_at
            else "no end"
        )
        narrowed = f"  channels {', '.join(view.channels)}" if view.channels else ""
        click.echo(f"{view.id}  {view.prefix}…  {view.name}  {', '.join(view.scopes)}{narrowed}  {state}")


@token.command(help="Make a token worthless from now on.")
@click.argument("token_id", type=click.UUID)
def revoke(token_id: uuid.UUID) -> None:
    from hub.services.tokens import revoke_token
    from hub.workflow.roles import SYSTEM

    with opened_parts() as parts:
        view = revoke_token(parts, SYSTEM, token_id)
    click.echo(f"The token {view.name} is revoked.")
