"""Why the data was not opened.

Decides that a doubt about the data ends the start: a bot that begins anew over a used folder has lost a
group's history without saying so. Every message is one sentence or two for the person at the terminal and
names the command that helps; `commonplace` prints it without a traceback and ends with `EXIT_CODE`.
"""

from sqlalchemy.exc import DBAPIError

EXIT_CODE = 78
"""What the process ends with: EX_CONFIG of sysexits.h, so that a supervisor need not try again."""


class StateError(Exception):
    """The data cannot be opened, saved or restored safely; the message says why and what to do."""


class AddressError(StateError):
    """`DATABASE_URL` says nothing that can be opened."""


class FolderError(StateError):
    """The data folder, or a file in it, cannot be written by this user."""


class RunningError(StateError):
    """Another process holds this database."""


class MissingError(StateError):
    """The folder was used before, and its database is gone or empty."""


class DamagedError(StateError):
    """The file is no sound SQLite database."""


class ForeignError(StateError):
    """A sound database, but not one of ours, or one of another installation."""


class TooNewError(StateError):
    """The database was written by a newer version."""


class MigrationError(StateError):
    """The tables could not be brought up to date; they are as they were."""


class DiskFullError(StateError):
    """No room left where the data is."""


class UnreachableError(StateError):
    """The PostgreSQL server does not answer or does not let us in."""


def said(error: Exception) -> str:
    """The first line of what the database or the system said, for the middle of a sentence."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = str(cause.__cause__ or cause) or type(cause).__name__
    return said.strip().splitlines()[0].rstrip(".")
