"""Opening the SQLite file.

Decides the order: may we write here, are we alone, is it new, is it sound and ours, is it too new, a backup, then the
migrations, and only then the connections that the stores use. A first database is made under another name and renamed
when it is whole, so that an interrupted first start leaves nothing that looks like a loss.
"""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.state import engines, folder
from bot.state.address import SqliteFile
from bot.state.backup import backup
from bot.state.database import Database
from bot.state.examine import APPLICATION_ID, examine, refusal
from bot.state.lock import held
from bot.state.migrate import installation, is_behind, migrate, newest
from bot.state.refusals import ForeignError, MigrationError, said

log = logging.getLogger(__name__)

SOUND = (3, 51, 3)
"""SQLite before this could damage a file that two connections write; one writer and one process rule that out."""


@asynccontextmanager
async def open_file(file: SqliteFile, migrations: Path) -> AsyncIterator[Database]:
    """The database in `file`, made if nothing was ever there; nobody else can use it meanwhile. Raises StateError."""
    await asyncio.to_thread(folder.prepare, file)
    with held(file.lock):
        await asyncio.to_thread(folder.clear_aside, file)
        if await asyncio.to_thread(folder.is_new, file):
            await _begin(file, migrations)
        else:
            await _continue(file, migrations)
        if sqlite3.sqlite_version_info < SOUND:
            log.info("SQLite %s: with one process and one writer its WAL fault cannot occur", sqlite3.sqlite_version)
        writer, readers = engines.sqlite_writer(file.path), engines.sqlite_readers(file.path)
        try:
            # The writer before any reader: it turns WAL on, which nobody can while somebody reads.
            try:
                async with writer.begin():
                    pass
            except DBAPIError as error:
                raise _plainly(file.path, error) from error
            async with Database(readers, writer, file) as database:
                yield database
        finally:
            await readers.dispose()
            await writer.dispose()  # last, since the last to close moves the -wal into the file


async def _begin(file: SqliteFile, migrations: Path) -> None:
    fresh = file.path.with_name(file.path.name + ".new")
    for ending in ("", "-journal"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
    engine = engines.sqlite_migration(fresh, f"application_id={APPLICATION_ID}")
    try:
        await migrate(engine, migrations)
        install = await installation(engine)
    except DBAPIError as error:
        raise _plainly(fresh, error) from error
    finally:
        await engine.dispose()
    fresh.replace(file.path)
    folder.sync(file.path.parent)
    folder.mark(file, install)


async def _continue(file: SqliteFile, migrations: Path) -> None:
    found = await asyncio.to_thread(examine, file.path)
    known = folder.installed(file)
    if known is not None and known != found.install:
        raise ForeignError(
            f"{file.path} belongs to another installation than this folder. If you mean to use it, run "
            f"`commonplace db restore FILE` with a copy of it, or remove {file.marker.name}."
        )
    folder.mark(file, found.install)
    if not is_behind(found.revision, str(file.path), migrations):
        return
    ahead = newest(migrations)
    copy = await asyncio.to_thread(backup, file, datetime.now(UTC), before=ahead)
    log.info("migrating %s from %s to %s; backup: %s", file.path, found.revision, ahead, copy)
    engine = engines.sqlite_migration(file.path)
    try:
        await migrate(engine, migrations)
    except Exception as error:
        raise MigrationError(
            f"{file.path} could not be brought from revision {found.revision} to {ahead} ({said(error)}). "
            f"The step that failed changed nothing, and {copy} holds everything from before. Run the version of "
            f"Commonplace you ran until now, and report this."
        ) from error
    finally:
        await engine.dispose()


def _plainly(path: Path, error: DBAPIError) -> Exception:
    return refusal(path, error.orig) if isinstance(error.orig, sqlite3.Error) else error
