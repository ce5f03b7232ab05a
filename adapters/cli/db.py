"""`commonplace db`: the database as a file to look after.

Decides that what is done to a copy or in its place is checked first and said afterwards, and that PostgreSQL, which has
tools of its own, is pointed to them.
"""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import click

from adapters.cli.codes import CONFIGURATION
from adapters.cli.endings import told
from bot.settings import read_settings
from bot.state import backup as copies
from bot.state.address import PostgresServer, SqliteFile, address_of
from bot.state.opening import open_database


@click.group()
def db() -> None:
    """Back up, restore, check and update the database.

    \b
      commonplace db backup                    also while the bot runs
      commonplace db check                     also while the bot runs
      commonplace db restore data/backups/…    after stopping the bot
      commonplace db migrate                   what every start does by itself

    The database is commonplace.sqlite3 in the data folder (DATA_DIR), and its backups lie in backups/ beside it. Never
    copy the file itself while the bot runs: its last changes are in another file. On PostgreSQL (DATABASE_URL) back up
    and restore with pg_dump and pg_restore.
    """


@db.command()
def backup() -> None:
    """Write a checked copy of the database into backups/ and print its path.

    The bot may go on meanwhile, and makes one a day by itself (BACKUPS). Kept are the copies of 7 days and 4 weeks, and
    the last 4 made before an update; the bot removes every copy after 30 days.
    """
    with told():
        click.echo(copies.backup(_file("pg_dump"), datetime.now(UTC)))


@db.command()
@click.argument("copy", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(copy: Path, yes: bool) -> None:
    """Put COPY, a backup, in the place of the database.

    The bot must be stopped. COPY is checked first and stays as it is; the present database is kept in backups/ under a
    name that begins with “replaced-”.
    """
    with told():
        file = _file("pg_restore")
        copies.verify(copy)
        if not yes:
            click.confirm(f"Replace {file.path} by {copy}?", abort=True)
        copies.restore(copy, file, datetime.now(UTC))
        click.echo(f"Restored {file.path} from {copy}. What was there before is in {file.backups}.")


@db.command()
def check() -> None:
    """Read every page, index and reference of the database and say whether it is sound.

    The bot may go on meanwhile.
    """
    with told():
        file = _file("pg_amcheck")
        found = copies.check(file)
        click.echo(f"{file.path} is sound (revision {found.revision}).")


@db.command()
def migrate() -> None:
    """Bring the tables up to date, as every start does; a backup is made first.

    For those who want to do it at a time of their own, before they start a new version.
    """
    with told():
        settings = read_settings()
        asyncio.run(_migrate(settings.database_url, settings.data_dir))
        click.echo("The database is up to date.")


async def _migrate(url: str, folder: Path) -> None:
    async with open_database(url, folder):
        pass


def _file(tool: str) -> SqliteFile:
    """The SQLite file; on PostgreSQL the command ends and names the tool that does it there."""
    settings = read_settings()
    match address_of(settings.database_url, settings.data_dir):
        case SqliteFile() as file:
            return file
        case PostgresServer():
            click.echo(f"commonplace: the data are in PostgreSQL (DATABASE_URL). Use its own tool: {tool}.", err=True)
            raise SystemExit(CONFIGURATION)
