"""The tables as they are written down, as they were made, and on the way from one to the other."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select

from bot.state.database import Database
from bot.state.examine import VERSION_TABLE
from bot.state.migrate import FOLDER, newest
from bot.state.opening import open_database
from bot.state.refusals import MigrationError, TooNewError
from bot.state.stores import open_state, stores_on
from bot.state.tables import meta, metadata
from tests.state.conftest import NOON

REBUILDS_A_PARENT = """
    with op.batch_alter_table("spaces") as spaces:
        spaces.alter_column("platform", existing_type=sa.Text(), nullable=True)
"""
FAILS_HALF_WAY = """
    op.create_table("half", sa.Column("id", sa.Integer()))
    op.execute("SELECT * FROM nothing_of_that_name")
"""
LEAVES_ORPHANS = """
    op.execute("DELETE FROM spaces")
"""


def with_step(folder: Path, body: str) -> Path:
    """Our migrations and one more, whose `upgrade` is `body`."""
    migrations = folder / "migrations"
    shutil.copytree(FOLDER, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    step = f'import sqlalchemy as sa\nfrom alembic import op\nrevision = "next"\ndown_revision = "{newest()}"\n'
    (migrations / "versions" / "next.py").write_text(f"{step}def upgrade() -> None:{body}")
    return migrations


def difference(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
    )
    return list(compare_metadata(context, metadata))


async def install_of(database: Database) -> str | None:
    async with database.read() as connection:
        return (await connection.execute(select(meta.c.value).where(meta.c.key == "install"))).scalar()


async def test_the_migrations_make_the_tables_that_are_written_down(database: Database) -> None:
    async with database.read() as connection:
        assert await connection.run_sync(difference) == []


async def test_on_sqlite_the_migrations_make_them_to_the_letter(tmp_path: Path) -> None:
    statements = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != ? ORDER BY name"
    async with open_database("", tmp_path / "made") as made, made.read() as connection:
        migrated = (await connection.exec_driver_sql(statements, (VERSION_TABLE,))).mappings().all()
    async with open_database("", tmp_path / "empty") as written, written.write() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
        down = (await connection.exec_driver_sql(statements, (VERSION_TABLE,))).mappings().all()

    assert migrated == down


async def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(url: str, tmp_path: Path) -> None:
    async with open_state(url, tmp_path) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)
        await stores.saved.add(space, "anna", "GEN-01", now=NOON)

    async with open_database(url, tmp_path, migrations=with_step(tmp_path, REBUILDS_A_PARENT)) as database:
        assert len(await stores_on(database).saved.of_person(space, "anna")) == 1


async def test_the_installation_keeps_its_id_through_a_migration(url: str, tmp_path: Path) -> None:
    async with open_database(url, tmp_path) as database:
        before = await install_of(database)

    async with open_database(url, tmp_path, migrations=with_step(tmp_path, REBUILDS_A_PARENT)) as database:
        assert await install_of(database) == before


async def test_a_backup_is_made_before_a_migration(tmp_path: Path) -> None:
    async with open_state("", tmp_path) as stores:
        await stores.spaces.ensure("discord", "100", NOON)

    async with open_database("", tmp_path, migrations=with_step(tmp_path, REBUILDS_A_PARENT)):
        (copy,) = (tmp_path / "backups").glob("commonplace-*-before-next.sqlite3")

    with sqlite3.connect(copy) as before:
        assert before.execute("SELECT platform, key FROM spaces").fetchall() == [("discord", "100")]
    before.close()


async def test_no_backup_is_made_when_there_is_nothing_to_migrate(tmp_path: Path) -> None:
    async with open_database("", tmp_path):
        pass
    async with open_database("", tmp_path):
        pass

    assert not (tmp_path / "backups").exists()


async def test_a_migration_that_fails_says_so_and_changes_nothing(url: str, tmp_path: Path) -> None:
    async with open_state(url, tmp_path) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)

    with pytest.raises(MigrationError, match=f"could not be brought from revision {newest()} to next"):
        async with open_database(url, tmp_path, migrations=with_step(tmp_path, FAILS_HALF_WAY)):
            pass

    async with open_database(url, tmp_path) as database:
        async with database.read() as connection:
            assert await connection.run_sync(difference) == []
        assert await stores_on(database).spaces.ensure("discord", "100", NOON) == space


async def test_a_migration_that_leaves_orphans_is_undone(tmp_path: Path) -> None:
    async with open_state("", tmp_path) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)
        await stores.saved.add(space, "anna", "GEN-01", now=NOON)

    with pytest.raises(MigrationError, match="leaves rows of “saved” that refer to nothing"):
        async with open_database("", tmp_path, migrations=with_step(tmp_path, LEAVES_ORPHANS)):
            pass

    async with open_state("", tmp_path) as stores:
        assert await stores.spaces.get(space) is not None


async def test_going_back_to_an_older_version_is_refused(url: str, tmp_path: Path) -> None:
    async with open_database(url, tmp_path, migrations=with_step(tmp_path, REBUILDS_A_PARENT)):
        pass

    with pytest.raises(TooNewError, match=f"revision next, this one knows {newest()}"):
        async with open_database(url, tmp_path):
            pass


def test_every_column_that_holds_a_person_is_marked() -> None:
    named = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name in {"person", "who", "by", "host", "offered", "speaker", "reader"} or column.name.endswith("_by")
    }
    marked = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.info.get("person")
    }

    assert named == marked


def test_every_row_a_space_owns_goes_with_it() -> None:
    ends = {
        (table.name, key.ondelete)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "spaces"
    }

    assert {end for _, end in ends} == {"CASCADE"}
