"""The ``onevoice`` command: a file per verb family, each loaded when it is called."""

from hub.cli.group import VerbGroup

VERBS = {
    "brand": "hub.cli.brand:brand",
    "check": "hub.cli.check:check",
    "demo": "hub.cli.demo:demo",
    "encoder": "hub.cli.encoder:encoder",
    "migrate": "hub.cli.migrate:migrate",
    "serve": "hub.cli.serve:serve",
    "settings": "hub.cli.settings:settings",
    "token": "hub.cli.token:token",
    "user": "hub.cli.user:user",
    "worker": "hub.cli.worker:worker",
}

command = VerbGroup(
    name="onevoice",
    verbs=VERBS,
    help="Keeps every channel of a brand speaking with one voice.",
)


def main(args: list[str] | None = None) -> None:
    """Run the command with ``args`` (None: those of the process) and exit with its status."""
    command.main(args=args, prog_name="onevoice")
