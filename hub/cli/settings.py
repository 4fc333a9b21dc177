"""``onevoice settings``: every setting with its value in force."""

from typing import Any

import click

_SECRET = frozenset({"secret_key"})


@click.command(help="Show every setting: environment variable, value in force, and what it is for.")
def settings() -> None:
    from hub.config import Settings, read_settings

    values = read_settings()
    rows = [
        (f"HUB_{name.upper()}", shown(name, getattr(values, name)), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    width = max(len(row[0]) for row in rows)
    for name, value, text in rows:
        click.echo(f"{name:<{width}}  {value}")
        click.echo(f"{'':<{width}}  {click.style(text, dim=True)}")


def shown(name: str, value: Any) -> str:
    """Return a value as it may stand on a screen: no key, no password of an address."""
    if name in _SECRET and value:
        return "(set)"
    if name in ("database_url", "broker_url") and "@" in str(value):
        scheme, _, rest = str(value).partition("://")
        user, _, place = rest.rpartition("@")
        return f"{scheme}://{user.partition(':')[0]}:***@{place}"
    return "(empty)" if value in ("", None) else str(value)
