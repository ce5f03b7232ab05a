"""How a command ends when it cannot do what it is for.

Decides which error is which exit code, and that what was foreseen is told in its own words, without a traceback.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from adapters.cli.codes import CONFIGURATION, LATER
from bot.chat.errors import UserError
from bot.library.load import ContentError
from bot.state.refusals import DiskFullError, FolderError, RunningError, StateError, UnreachableError


class LaterError(UserError):
    """Something in the way that goes away by itself, or by ending another program."""


def code_of(error: Exception) -> int | None:
    """The exit code for an error that stops a start; None for one that nobody foresaw."""
    match error:
        case LaterError() | RunningError() | UnreachableError() | DiskFullError():
            return LATER
        case StateError() | UserError() | ContentError():
            return CONFIGURATION
        case _:
            return None


@contextmanager
def told(advice: str = "") -> Iterator[None]:
    """Tell an error that stops the command in its own words, without a traceback, and end with its code.

    `advice` is added when the data folder is in use or cannot be used.
    """
    try:
        yield
    except Exception as error:
        code = code_of(error)
        if code is None:
            raise
        what = f"{error} {advice}".strip() if isinstance(error, RunningError | FolderError) else str(error)
        click.echo(f"commonplace: {what}", err=True)
        raise SystemExit(code) from None
