"""Bringing the tables up to date.

Decides that migrations run by themselves at start, that a database from a newer version is refused rather
than read, and that several processes on one server take turns. There is no way down: the way back is the
backup that was made before (`backup.py`).
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.state.examine import VERSION_TABLE
from bot.state.refusals import TooNewError

FOLDER = Path(__file__).parent / "migrations"
TURN = 0x43506C62  # the advisory lock that says "I migrate"


def newest(folder: Path = FOLDER) -> str:
    """The revision this version of the code works with."""
    head = ScriptDirectory(str(folder)).get_current_head()
    if head is None:
        raise LookupError(f"no migrations in {folder}")
    return head


def is_behind(revision: str | None, where: str, folder: Path = FOLDER) -> bool:
    """Whether there is something to migrate. Raises TooNewError for a revision nobody here has heard of."""
    if revision is None:
        return True
    try:
        ScriptDirectory(str(folder)).get_revision(revision)
    except (ResolutionError, CommandError) as error:
        raise TooNewError(
            f"{where} was written by a newer version of Commonplace (revision {revision}, this one knows "
            f"{newest(folder)}). Update Commonplace, or bring back the backup made before the update with "
            f"`commonplace db restore FILE`."
        ) from error
    return revision != newest(folder)


async def migrate(engine: AsyncEngine, folder: Path = FOLDER) -> None:
    """Run every step that is missing, each in its own transaction; what failed leaves nothing behind."""
    async with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_lock(:turn)"), {"turn": TURN})
            await connection.commit()  # the lock stays until the connection is closed
        await connection.run_sync(_upgrade, folder)


async def revision_of(engine: AsyncEngine) -> str | None:
    """The revision a database stands at; None when nothing was ever made in it."""
    async with engine.connect() as connection:
        return await connection.run_sync(_revision)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def _upgrade(connection: Connection, folder: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
