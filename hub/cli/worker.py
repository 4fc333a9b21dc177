"""``onevoice worker``: a worker process of its own, for a hub with a broker."""

import click

from hub.errors import SetupBroken


@click.command(help="Work off background jobs from the broker (HUB_BROKER_URL), in processes of their own.")
def worker() -> None:
    from hub import run_worker
    from hub.config import read_settings

    settings = read_settings()
    if not settings.broker_url:
        raise SetupBroken(
            "HUB_BROKER_URL is empty: without a broker `onevoice serve` does the background work itself. "
            "Set it to an address such as redis://127.0.0.1:6379/0 for a worker of its own."
        )
    run_worker(settings)
