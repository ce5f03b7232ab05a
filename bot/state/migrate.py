"""Bringing the tables up to date.

Decides that migrations run by themselves at start, that a database from a newer version is refused rather
than read, and that several processes on one server take turns. There is no way down: the way back is the
backup that was made before (`backup.py`).
"""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.state.examine import VERSION_TABLE
from bot.state.refusals import TooNewError
from bot.state.tables import meta
from bot.state.upsert import upsert

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


async def installation(engine: AsyncEngine) -> str:
    """The installation's id, made if there is none: 32 hexadecimal digits."""
    rows = [
        {"key": "install", "value": uuid4().hex},
        {"key": "installed_at", "value": datetime.now(UTC).isoformat(timespec="seconds")},
    ]
    async with engine.begin() as connection:
        await connection.execute(upsert(connection, meta).on_conflict_do_nothing(), rows)
        return str((await connection.execute(select(meta.c.value).where(meta.c.key == "install"))).scalar_one())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def _upgrade(connection: Connection, folder: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
