"""Where the data is kept.

Decides which engine `DATABASE_URL` means: nothing means one SQLite file in the data folder, so that a first
start needs no settings; `postgresql://` means a server. A message never repeats the address, since it holds
a password.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.state.refusals import AddressError

FILE_NAME = "commonplace.sqlite3"


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """One file on a local disk, with its lock, marker and backups beside it."""

    path: Path

    @property
    def lock(self) -> Path:
        return self.path.with_name(self.path.name + ".lock")

    @property
    def marker(self) -> Path:
        """Holds the installation's id; while it is there, a missing database is a loss and not a first start."""
        return self.path.with_name(self.path.name + ".installed")

    @property
    def backups(self) -> Path:
        return self.path.parent / "backups"

    @property
    def aside(self) -> Path:
        """The folder of a copy to try things in, while there is one."""
        return self.path.parent / "aside"


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A database on a PostgreSQL server; `repr` hides the password."""

    url: URL


Address = SqliteFile | PostgresServer


def address_of(url: str, folder: Path) -> Address:
    """`""` -> the file in `folder`; `sqlite:///x.db` -> that file; `postgres[ql]://…` -> the server.

    `sslmode=` in a PostgreSQL address, as hosting services print it, is understood; nothing else behind a `?` is.
    Raises AddressError.
    """
    if not url.strip():
        return SqliteFile((folder / FILE_NAME).absolute())
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError):  # the latter for a port that is none, with what stands in its place
        raise AddressError(_UNREADABLE) from None
    match parsed.get_backend_name():
        case "sqlite":
            if not parsed.database or parsed.database == ":memory:":
                raise AddressError(
                    "DATABASE_URL names no SQLite file; write sqlite:////absolute/path.sqlite3, or leave it empty."
                )
            return SqliteFile(Path(parsed.database).absolute())
        case "postgresql" | "postgres":
            return PostgresServer(_for_asyncpg(parsed))
        case _:
            raise AddressError(_UNREADABLE)


def sqlite_file(url: str, folder: Path) -> SqliteFile:
    """The file that `commonplace db backup | restore | check` work on. Raises AddressError for a server."""
    match address_of(url, folder):
        case SqliteFile() as file:
            return file
        case PostgresServer():
            raise AddressError(
                "DATABASE_URL names a PostgreSQL server, which has its own tools: pg_dump to back it up, "
                "pg_restore to bring it back."
            )


def _for_asyncpg(url: URL) -> URL:
    url = url.set(drivername="postgresql+asyncpg")
    if unknown := ", ".join(sorted(set(url.query) - {"ssl", "sslmode"})):
        raise AddressError(f"DATABASE_URL asks for something that is not understood here: {unknown}. Leave it out.")
    mode = url.query.get("sslmode")
    if isinstance(mode, str):
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return url


_UNREADABLE = (
    "DATABASE_URL is not understood; leave it empty for SQLite in the data folder, "
    "or write postgresql://user:password@host:5432/database."
)
