"""Opening a database on a PostgreSQL server.

Decides that a server which cannot be used is told in one sentence, that nothing is made beside another program's
tables, and that several processes may start at once. The server's own tools back it up before an update.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.state import engines
from bot.state.address import PostgresServer
from bot.state.database import Database
from bot.state.migrate import installation, is_behind, migrate, newest, revision_of
from bot.state.refusals import AddressError, ForeignError, MigrationError, UnreachableError, said
from bot.state.tables import metadata

log = logging.getLogger(__name__)


@asynccontextmanager
async def open_server(server: PostgresServer, migrations: Path) -> AsyncIterator[Database]:
    """The database that `server` names; other processes may use it too. Raises StateError."""
    first = _first(server)
    writers = engines.postgres_writers(server.url)
    try:
        try:
            await _meet(server, first, migrations)
        finally:
            await first.dispose()
        async with Database(engines.postgres_readers(writers), writers) as database:
            yield database
    finally:
        await writers.dispose()


async def look_at(server: PostgresServer) -> str | None:
    """The revision at which the database stands, None for an empty one; nothing is changed. Raises StateError."""
    engine = _first(server)
    try:
        return await _revision(_where(server), engine)
    finally:
        await engine.dispose()


def _first(server: PostgresServer) -> AsyncEngine:
    try:
        return engines.postgres_migration(server.url)
    except ModuleNotFoundError as error:
        raise AddressError(
            "DATABASE_URL names PostgreSQL, whose driver is missing. Run: pip install 'commonplace-bot[postgres]'"
        ) from error


def _where(server: PostgresServer) -> str:
    return f"The database “{server.url.database}” on {server.url.host or 'localhost'}"


async def _revision(where: str, engine: AsyncEngine) -> str | None:
    try:
        revision = await revision_of(engine)
        if revision is None:
            await _refuse_foreign(where, engine)
    except (OSError, DBAPIError) as error:
        raise UnreachableError(
            f"{where} cannot be used: {said(error)}. Check that it runs, and the name and password in DATABASE_URL."
        ) from error
    return revision


async def _meet(server: PostgresServer, engine: AsyncEngine, migrations: Path) -> None:
    where = _where(server)
    revision = await _revision(where, engine)
    if is_behind(revision, where, migrations):
        log.info("migrating %s from %s to %s", where, revision, newest(migrations))
        try:
            await migrate(engine, migrations)
        except Exception as error:
            raise MigrationError(
                f"{where} could not be brought from revision {revision} to {newest(migrations)} ({said(error)}). "
                f"The step that failed changed nothing. Run the version of Commonplace you ran until now, "
                f"and report this."
            ) from error
    await installation(engine)


async def _refuse_foreign(where: str, engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        names = set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
    if clash := names & set(metadata.tables):
        raise ForeignError(
            f"{where} has tables of another program ({', '.join(sorted(clash))}). "
            f"Create a database of its own for Commonplace and name it in DATABASE_URL."
        )
