"""How each engine is spoken to.

Decides the settings of a connection, and when a transaction begins. SQLite: the driver's own transactions
start too late (a read followed by a write loses updates), so we begin ourselves, writes IMMEDIATE.
`synchronous=FULL`, because a promise "this was posted" must survive a power cut, and its cost is small
beside that of the rest of a transaction. Only the writer checkpoints: two connections at it at once is what
damaged files before SQLite 3.51.3.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

READERS = 4
"""SQLite connections for reading; each is a thread."""

EVERYWHERE = ("busy_timeout=5000", "trusted_schema=OFF", "cell_size_check=ON")
# What is deleted is overwritten: erased words may not lie in the free pages of the file.
# Planning a day of many schedules touches pages all over their indexes: with 16 MiB of them in memory, and written
# into the file once in 16 MiB, it takes half the time of SQLite's own 2 and 4.
WRITER = (
    *EVERYWHERE,
    "cache_size=-16384",
    "wal_autocheckpoint=4096",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "journal_size_limit=67108864",
    "secure_delete=ON",
)
READER = (*EVERYWHERE, "query_only=ON", "wal_autocheckpoint=0")
# A table rebuilt with foreign keys on takes the rows that refer to it along, without a word.
MIGRATION = (*EVERYWHERE, "synchronous=FULL", "foreign_keys=OFF")


def sqlite_writer(path: Path) -> AsyncEngine:
    """The one connection that writes."""
    return _sqlite(path, WRITER, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)


def sqlite_readers(path: Path) -> AsyncEngine:
    """A few connections that cannot write; each transaction sees one state of the database."""
    return _sqlite(path, READER, "BEGIN", pool_size=READERS, max_overflow=0)


def sqlite_migration(path: Path, *more: str) -> AsyncEngine:
    """For migrations only; `more` are pragmas such as `application_id=1`."""
    return _sqlite(path, (*MIGRATION, *more), "BEGIN IMMEDIATE", poolclass=NullPool)


def postgres_writers(url: URL) -> AsyncEngine:
    """Any number of processes with up to ten connections each."""
    return _postgres(url, pool_size=5, max_overflow=5)


def postgres_readers(writers: AsyncEngine) -> AsyncEngine:
    """The same connections, with transactions that read only and see one state of the database."""
    return writers.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def postgres_migration(url: URL) -> AsyncEngine:
    """For migrations and for looking at a server for the first time."""
    return create_async_engine(url, poolclass=NullPool, connect_args={"timeout": 10})


def _sqlite(path: Path, pragmas: tuple[str, ...], begin: str, **pool: Any) -> AsyncEngine:
    url = URL.create("sqlite+aiosqlite", database=str(path))
    engine = create_async_engine(url, connect_args={"isolation_level": None}, **pool)

    def connected(connection: Any, entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    def given_up(connection: Any, entry: ConnectionPoolEntry, error: BaseException | None) -> None:
        # A cancelled task may leave a statement half read, and then closing does not end the transaction: it would
        # keep everybody from writing until the statement is garbage.
        connection.rollback()

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "invalidate", given_up)
    event.listen(engine.sync_engine, "begin", begun)
    return engine


def _postgres(url: URL, **pool: Any) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_pre_ping=True,  # the server may have been restarted since
        pool_recycle=1800,
        connect_args={
            "timeout": 10,
            "server_settings": {
                "application_name": "commonplace",
                "jit": "off",  # compiling costs more than our short queries
                "statement_timeout": "30s",
                "idle_in_transaction_session_timeout": "60s",  # a stopped process must not keep its row locks
            },
        },
        **pool,
    )
