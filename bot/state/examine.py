"""What kind of file lies where the database should be.

Decides that a file is looked at before it is used: is it SQLite at all, is it ours (`application_id`), is
it sound (`quick_check`), which installation and which revision does it hold. SQLite itself opens a
truncated or an empty file without a word, and a query that succeeds is no proof of health.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.state.folder import full
from bot.state.refusals import DamagedError, FolderError, ForeignError, RunningError, StateError

APPLICATION_ID = 0x43506C62
"""In the header of each of our files ("CPlb"), so that nobody's other database is taken for ours."""

VERSION_TABLE = "commonplace_revision"

QUICK = 2 * 1024**3  # bytes; beyond, the check takes more than about 2 s and is left to `commonplace db check`
FULL_NAMES = {"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"}
BUSY_NAMES = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_BUSY_RECOVERY", "SQLITE_BUSY_SNAPSHOT"}
ACCESS_NAMES = {"SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_READONLY_DIRECTORY"}


@dataclass(frozen=True, slots=True)
class Found:
    """A sound database of ours."""

    install: str
    """The installation's id: 32 hexadecimal digits."""
    revision: str
    """The migration it stands at: "0001"."""


def examine(path: Path, *, thorough: bool = False, mode: str = "rw") -> Found:
    """Look at the file; `thorough` reads all of it, every index and every reference.

    `mode` is "ro" for a file that a running bot may have open, or that is not ours to touch.

    Raises DamagedError, ForeignError, DiskFullError, FolderError or RunningError.
    """
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise _damaged(path, "it is no SQLite file")
    # SQLite reads zeros behind a cut. A crash may leave half a page too, but then the -wal beside it holds the whole.
    page = int.from_bytes(head[16:18], "big")
    if page > 1 and path.stat().st_size % page and not _has_log(path):
        raise _damaged(path, "it was cut off")
    with opened(path, mode=mode) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise ForeignError(
                f"{path} is a database of another program. Set DATA_DIR to a folder of our own, or move that file away."
            )
        if thorough or path.stat().st_size <= QUICK:
            _check(connection, path, "integrity_check" if thorough else "quick_check")
        if thorough and (loose := connection.execute("PRAGMA foreign_key_check").fetchone()):
            raise _damaged(path, f"a row of “{loose[0]}” belongs to nothing")
        install = connection.execute("SELECT value FROM meta WHERE key = 'install'").fetchone()
        revision = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608  a constant
    if not (install and revision and isinstance(install[0], str) and isinstance(revision[0], str)):
        raise _damaged(path, "it does not say which installation it belongs to")
    return Found(install[0], revision[0])


@contextmanager
def opened(path: Path, *, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """A plain connection, each statement its own transaction; what SQLite says becomes one of our refusals."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=5, isolation_level=None)
        ) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            yield connection
    except UnicodeDecodeError as error:  # what SQLite says of a damage quotes the damaged name
        raise _damaged(path, "a name in it is no text") from error
    except sqlite3.Error as error:
        raise refusal(path, error) from error


def refusal(path: Path, error: sqlite3.Error) -> StateError:
    """What SQLite's error means to the person who starts the bot."""
    name = getattr(error, "sqlite_errorname", "")
    if name in FULL_NAMES:
        return full(path.parent)
    if name in BUSY_NAMES:
        return RunningError(f"Another program keeps {path} locked. Close it, then start again.")
    if name in ACCESS_NAMES:
        return FolderError(f"{path} cannot be opened ({error}). Look at its owner and permissions.")
    return _damaged(path, str(error))


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _check(connection: sqlite3.Connection, path: Path, pragma: str) -> None:
    said = connection.execute(f"PRAGMA {pragma}(1)").fetchone()
    if said is None or said[0] != "ok":
        raise _damaged(path, said[0] if said else "no answer")


def _damaged(path: Path, why: str) -> DamagedError:
    return DamagedError(
        f"{path} is damaged ({why}). Nothing was changed. Bring a backup back with `commonplace db restore FILE`; "
        f"they lie in {path.parent / 'backups'}."
    )
