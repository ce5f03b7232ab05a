"""Copies of the file, and the way back from one."""

import asyncio
import os
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.state.address import FILE_NAME, SqliteFile
from bot.state.backup import backup, check, expire, restore, verify
from bot.state.backup import newest as newest_copy
from bot.state.migrate import newest
from bot.state.opening import open_database
from bot.state.refusals import (
    DamagedError,
    DiskFullError,
    FolderError,
    ForeignError,
    MissingError,
    RunningError,
    StateError,
)
from bot.state.stores import Stores, open_state, stores_on
from tests.state.conftest import NOON


@pytest.fixture
def file(tmp_path: Path) -> SqliteFile:
    return SqliteFile(tmp_path / "data" / FILE_NAME)


async def saved_in(file: SqliteFile) -> list[str]:
    """The ids bookmarked in the file."""
    async with open_state("", file.path.parent) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)
        return [kept.item for kept in await stores.saved.of_person(space, "anna")]


async def save(stores: Stores, item: str) -> None:
    space = await stores.spaces.ensure("discord", "100", NOON)
    await stores.saved.add(space, "anna", item, now=NOON)


async def closed_with(file: SqliteFile, item: str) -> None:
    async with open_state("", file.path.parent) as stores:
        await save(stores, item)


async def copied(file: SqliteFile, now: datetime = NOON) -> Path:
    return await asyncio.to_thread(backup, file, now)


def names_in(file: SqliteFile) -> list[str]:
    return sorted(path.name for path in file.backups.iterdir())


async def test_a_copy_made_while_the_bot_runs_holds_everything_committed(file: SqliteFile) -> None:
    async with open_state("", file.path.parent) as stores:
        await save(stores, "GEN-01")
        copy = await copied(file)
        await save(stores, "GEN-02")

    restore(copy, file, NOON)

    assert await saved_in(file) == ["GEN-01"]


async def test_writing_goes_on_while_a_copy_is_made(file: SqliteFile) -> None:
    async with open_database("", file.path.parent) as database:
        stores = stores_on(database)
        space = await stores.spaces.ensure("discord", "100", NOON)
        copying = asyncio.create_task(copied(file))
        await asyncio.gather(*(stores.saved.add(space, "anna", f"GEN-{number}", now=NOON) for number in range(50)))

        assert verify(await copying).revision == newest()


async def test_a_copy_is_named_by_its_time(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")

    await copied(file)

    assert names_in(file) == ["commonplace-20261121T120000Z.sqlite3"]


async def test_a_copy_nobody_can_write_is_told_and_leaves_nothing(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    file.backups.write_text("a file where the folder should be")

    with pytest.raises(FolderError):
        await copied(file)


async def test_a_damaged_database_gives_no_copy(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    os.truncate(file.path, 3 * 4096)

    with pytest.raises(DamagedError):
        await copied(file)

    assert names_in(file) == []


async def test_the_newest_of_seven_days_and_of_four_weeks_are_kept(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    for hours in range(0, 60 * 24, 12):
        await copied(file, NOON - timedelta(days=60) + timedelta(hours=hours))

    assert names_in(file) == [
        "commonplace-20261101T120000Z.sqlite3",  # Sundays: the last of each week
        "commonplace-20261108T120000Z.sqlite3",
        "commonplace-20261115T120000Z.sqlite3",
        "commonplace-20261116T120000Z.sqlite3",
        "commonplace-20261117T120000Z.sqlite3",
        "commonplace-20261118T120000Z.sqlite3",
        "commonplace-20261119T120000Z.sqlite3",
        "commonplace-20261120T120000Z.sqlite3",
        "commonplace-20261121T000000Z.sqlite3",
    ]


async def test_no_copy_stays_longer_than_thirty_days_but_the_newest(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    for days in (45, 40, 29):
        await asyncio.to_thread(backup, file, NOON - timedelta(days=days), before="0008")
    assert expire(file, NOON) == 2
    assert names_in(file) == ["commonplace-20261023T120000Z-before-0008.sqlite3"]

    assert expire(file, NOON + timedelta(days=365)) == 0


async def test_what_a_restore_replaced_and_what_was_left_half_done_goes_too(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    copy = await copied(file)
    restore(copy, file, NOON)
    (file.backups / "commonplace-20261120T120000Z.sqlite3.part").write_text("half")
    (file.backups / "notes.txt").write_text("somebody's own")

    expire(file, NOON + timedelta(days=31))

    assert names_in(file) == ["commonplace-20261121T120000Z.sqlite3", "notes.txt"]


async def test_a_copy_that_a_wrong_clock_dated_does_not_stay_for_ever(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    await copied(file, NOON + timedelta(days=3650))
    await copied(file)

    assert newest_copy(file, NOON) == NOON
    assert expire(file, NOON) == 1
    assert names_in(file) == ["commonplace-20261121T120000Z.sqlite3"]


async def test_no_copy_is_begun_where_the_disk_has_no_room_for_it(
    file: SqliteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await closed_with(file, "GEN-01")
    usage = shutil.disk_usage(file.path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1024**2))

    with pytest.raises(DiskFullError, match="1 MiB are free"):
        await copied(file)

    assert names_in(file) == []


async def test_what_is_erased_is_in_no_new_copy_and_not_in_the_file(file: SqliteFile) -> None:
    async with open_state("", file.path.parent) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)
        for number in range(200):
            await stores.saved.add(space, "canary", f"GEN-{number}", now=NOON, note="canary's own words")
        before = (await copied(file)).read_bytes()
        await stores.personal.erase(space, "canary")
        after = (await copied(file, NOON + timedelta(hours=1))).read_bytes()

    assert b"canary" in before
    assert b"canary" not in after
    assert b"canary" not in file.path.read_bytes()


async def test_restoring_keeps_what_was_there(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    copy = await copied(file)
    await closed_with(file, "GEN-02")

    restore(copy, file, NOON)

    assert f"replaced-20261121T120000Z-{FILE_NAME}" in names_in(file)


async def test_a_lost_database_can_be_restored(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    copy = await copied(file)
    file.path.unlink()

    restore(copy, file, NOON)

    assert await saved_in(file) == ["GEN-01"]


async def test_a_lost_database_is_told_with_the_newest_copy(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    copy = await copied(file)
    file.path.unlink()

    with pytest.raises(MissingError, match=copy.name):
        await saved_in(file)


async def test_a_damaged_database_can_be_restored(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    copy = await copied(file)
    os.truncate(file.path, 3 * 4096)

    restore(copy, file, NOON)

    assert await saved_in(file) == ["GEN-01"]


async def test_a_copy_can_be_restored_into_a_new_folder(file: SqliteFile, tmp_path: Path) -> None:
    await closed_with(file, "GEN-01")
    elsewhere = SqliteFile(tmp_path / "elsewhere" / FILE_NAME)

    restore(await copied(file), elsewhere, NOON)

    assert await saved_in(elsewhere) == ["GEN-01"]


async def test_nothing_is_restored_under_a_running_bot(file: SqliteFile) -> None:
    async with open_state("", file.path.parent) as stores:
        await save(stores, "GEN-01")
        copy = await copied(file)

        with pytest.raises(RunningError):
            restore(copy, file, NOON)


async def test_a_damaged_copy_is_not_restored(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    copy = await copied(file)
    os.truncate(copy, 3 * 4096)

    with pytest.raises(DamagedError):
        restore(copy, file, NOON)

    assert await saved_in(file) == ["GEN-01"]


async def test_another_programs_database_is_not_restored(file: SqliteFile, tmp_path: Path) -> None:
    theirs = sqlite3.connect(tmp_path / "cats.db")
    theirs.execute("CREATE TABLE cats (name TEXT)")
    theirs.close()

    with pytest.raises(ForeignError):
        restore(tmp_path / "cats.db", file, NOON)


async def test_a_database_in_use_is_no_backup(file: SqliteFile, tmp_path: Path) -> None:
    async with open_state("", file.path.parent) as stores:
        await save(stores, "GEN-01")

        with pytest.raises(StateError, match="a database in use and no backup"):
            verify(file.path)


def test_restoring_from_nowhere_is_told(file: SqliteFile) -> None:
    with pytest.raises(StateError, match="There is no file"):
        restore(Path("/nowhere.sqlite3"), file, NOON)


async def test_checking_works_while_the_bot_runs(file: SqliteFile) -> None:
    async with open_state("", file.path.parent) as stores:
        await save(stores, "GEN-01")

        assert check(file).revision == newest()


async def test_checking_finds_a_row_that_belongs_to_nothing(file: SqliteFile) -> None:
    await closed_with(file, "GEN-01")
    careless = sqlite3.connect(file.path)
    careless.execute("DELETE FROM spaces")
    careless.commit()
    careless.close()

    with pytest.raises(DamagedError, match="belongs to nothing"):
        check(file)
