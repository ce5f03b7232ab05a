"""From an address to a database that may be trusted.

Decides the order: may we write here, are we alone, is it new, is it sound and ours, is it too new, a
backup, then the migrations, and only then the connections that the stores use. A first database is made
under another name and renamed when it is whole, so that an interrupted first start leaves nothing that
looks like a loss.
"""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.state import engines, folder
from bot.state.address import PostgresServer, SqliteFile, address_of
from bot.state.backup import backup
from bot.state.database import Database
from bot.state.examine import APPLICATION_ID, examine, refusal
from bot.state.lock import held
from bot.state.migrate import is_behind, migrate, newest, revision_of
from bot.state.refusals import AddressError, ForeignError, UnreachableError
from bot.state.tables import meta, metadata
from bot.state.upsert import upsert

log = logging.getLogger(__name__)

SOUND = (3, 51, 3)
"""SQLite before this could damage a file that two connections write; one writer and one process rule that out."""


@asynccontextmanager
async def open_database(url: str, data: Path) -> AsyncIterator[Database]:
    """The database that `url` names, or the file in the folder `data` when it names none; closed at the end.

    Raises StateError with a message for the person who starts the bot.
    """
    match address_of(url, data):
        case SqliteFile() as file:
            opening = _sqlite(file)
        case PostgresServer() as server:
            opening = _postgres(server)
    async with opening as database:
        yield database


@asynccontextmanager
async def _sqlite(file: SqliteFile) -> AsyncIterator[Database]:
    await asyncio.to_thread(folder.prepare, file)
    with held(file.lock):
        if await asyncio.to_thread(folder.is_new, file):
            await _begin(file)
        else:
            await _continue(file)
        if sqlite3.sqlite_version_info < SOUND:
            log.info(
                "SQLite %s: with one process and one writer its WAL fault cannot occur",
                sqlite3.sqlite_version,
            )
        writer, readers = engines.sqlite_writer(file.path), engines.sqlite_readers(file.path)
        try:
            yield Database(readers, writer, shared=False)
        finally:
            await readers.dispose()
            await writer.dispose()  # last, since the last to close moves the -wal into the file


async def _begin(file: SqliteFile) -> None:
    fresh = file.path.with_name(file.path.name + ".new")
    for ending in ("", "-journal"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
    engine = engines.sqlite_migration(fresh, f"application_id={APPLICATION_ID}")
    try:
        await migrate(engine)
        install = await _install(engine)
    except DBAPIError as error:
        raise _sqlite_refusal(fresh, error) from error
    finally:
        await engine.dispose()
    fresh.replace(file.path)
    folder.sync(file.path.parent)
    folder.mark(file, install)


async def _continue(file: SqliteFile) -> None:
    found = await asyncio.to_thread(examine, file.path)
    known = folder.installed(file)
    if known is not None and known != found.install:
        raise ForeignError(
            f"{file.path} belongs to another installation than this folder. If you mean to use it, run "
            f"`commonplace db restore FILE` with a copy of it, or remove {file.marker.name}."
        )
    folder.mark(file, found.install)
    if not is_behind(found.revision, str(file.path)):
        return
    copy = await asyncio.to_thread(backup, file, datetime.now(UTC), before=newest())
    log.info("migrating %s from %s to %s; backup: %s", file.path, found.revision, newest(), copy)
    engine = engines.sqlite_migration(file.path)
    try:
        await migrate(engine)
    except DBAPIError as error:
        raise _sqlite_refusal(file.path, error) from error
    finally:
        await engine.dispose()


@asynccontextmanager
async def _postgres(server: PostgresServer) -> AsyncIterator[Database]:
    try:
        first = engines.postgres_migration(server.url)
        writers = engines.postgres_writers(server.url)
    except ModuleNotFoundError as error:
        raise AddressError(
            "DATABASE_URL names PostgreSQL, whose driver is missing. Run: pip install 'commonplace-bot[postgres]'"
        ) from error
    try:
        try:
            await _meet(server, first)
        finally:
            await first.dispose()
        yield Database(engines.postgres_readers(writers), writers, shared=True)
    finally:
        await writers.dispose()


async def _meet(server: PostgresServer, engine: AsyncEngine) -> None:
    where = f"The database “{server.url.database}” on {server.url.host or 'localhost'}"
    try:
        revision = await revision_of(engine)
        if revision is None:
            async with engine.connect() as connection:
                names = set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
            if clash := names & set(metadata.tables):
                raise ForeignError(
                    f"{where} has tables of another program ({', '.join(sorted(clash))}). "
                    f"Create a database of its own for Commonplace and name it in DATABASE_URL."
                )
        if is_behind(revision, where):
            await migrate(engine)
        await _install(engine)
    except (OSError, DBAPIError) as error:
        raise UnreachableError(
            f"{where} cannot be used: {_plainly(error)}. Check that it runs, and the name and password in DATABASE_URL."
        ) from error


async def _install(engine: AsyncEngine) -> str:
    """The installation's id, made if there is none."""
    rows = [
        {"key": "install", "value": uuid4().hex},
        {"key": "installed_at", "value": datetime.now(UTC).isoformat(timespec="seconds")},
    ]
    async with engine.begin() as connection:
        await connection.execute(upsert(connection, meta).on_conflict_do_nothing(), rows)
        return str((await connection.execute(select(meta.c.value).where(meta.c.key == "install"))).scalar_one())


def _sqlite_refusal(path: Path, error: DBAPIError) -> Exception:
    return refusal(path, error.orig) if isinstance(error.orig, sqlite3.Error) else error


def _plainly(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return str(getattr(cause, "__cause__", None) or cause).strip().rstrip(".").splitlines()[0]
