"""The command's group: verbs found by name, and every expected error as plain lines with an exit status."""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from hub.errors import HubError, InvalidInput, NotFound

# What a shell reports for a program that SIGPIPE ended; never 1, which `check` uses for blocked copy.
BROKEN_PIPE: Final = 141
FAILED: Final = 1
WRONG_USAGE: Final = 2


class VerbGroup(click.Group):
    """A group whose verbs are named as ``module:attribute`` and imported when somebody asks for them."""

    def __init__(self, *, verbs: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self._verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._verbs:
            return None
        module, _, attribute = self._verbs[cmd_name].partition(":")
        found = getattr(import_module(module), attribute)
        assert isinstance(found, click.Command)  # noqa: S101 - a wrong line in VERBS
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HubError as error:
            _end(ctx, error.message, _status(ctx, error), faults=error)
        except BrokenPipeError:
            _leave_quietly()
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            _end(ctx, f"{error.strerror or error}{where}.", _status(ctx, None))
        except Exception as error:
            said = _database_complaint(error)
            if said is None:
                raise
            _end(ctx, said, _status(ctx, None))


def _end(ctx: click.Context, message: str, status: int, *, faults: HubError | None = None) -> NoReturn:
    click.echo(f"onevoice: {' '.join(message.split())}", err=True)
    for fault in faults.faults if faults else ():
        click.echo(f"{fault.where}: found {fault.found}, expected {fault.expected}", err=True)
    ctx.exit(status)


def _status(ctx: click.Context, error: HubError | None) -> int:
    # For `check` 1 says that copy is blocked; a check that can't run at all is none of its findings.
    if isinstance(error, InvalidInput | NotFound) or ctx.invoked_subcommand == "check":
        return WRONG_USAGE
    return FAILED


def _database_complaint(error: Exception) -> str | None:
    # A verb that never came near a database does not load one to find out.
    if "sqlalchemy" not in sys.modules:
        return None
    from hub.services.schema import database_complaint

    return database_complaint(error)


def _leave_quietly() -> NoReturn:
    # Whoever read our output is gone; a last flush at exit would only complain about it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    raise click.exceptions.Exit(BROKEN_PIPE)
