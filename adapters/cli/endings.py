"""How the command ends: which exit code says what, and how a reason is told.

Decides the codes, in this one place, as sysexits.h has them, so that a supervisor can tell what is worth another try:
0 done; 1 done, and the result is bad; 2 not understood; 75 try again later; 78 the settings or the data need a person.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.chat.errors import UserError
from bot.library.load import ContentError
from bot.state.refusals import DiskFullError, RunningError, StateError, UnreachableError

DONE = 0
BAD = 1
USAGE = 2
LATER = 75
CONFIGURATION = 78

TABLE = (
    (DONE, "done"),
    (BAD, "done, and the answer is bad: errors in the content, an error as last answer, a platform that failed"),
    (USAGE, "the command line was not understood"),
    (LATER, "try again later: the data are in use, the disk is full, the server or the port is not free"),
    (CONFIGURATION, "a setting, the content or the data need a person first"),
)


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

    `advice` is added when the data are in use by another process.
    """
    try:
        yield
    except Exception as error:
        code = code_of(error)
        if code is None:
            raise
        what = f"{error} {advice}".strip() if isinstance(error, RunningError) else str(error)
        click.echo(f"commonplace: {what}", err=True)
        raise SystemExit(code) from None
