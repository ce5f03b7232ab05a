"""What happens at start with the file that lies in the data folder."""

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state.address import FILE_NAME
from bot.state.opening import open_database
from bot.state.refusals import (
    DamagedError,
    FolderError,
    ForeignError,
    MissingError,
    RunningError,
    StateError,
    TooNewError,
)
from bot.state.stores import open_state, stores_on
from tests.state.conftest import NOON

NOBODY = 65534


@pytest.fixture
async def used(tmp_path: Path) -> Path:
    """A data folder with a space, a setting and forty kilobytes of marks, closed."""
    async with open_state("", tmp_path) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)
        await stores.settings.set(space, "lookups", "private", by="anna", now=NOON)
        await stores.drawn.mark(space, "general", [f"GEN-{number}" for number in range(1000)], NOON)
    return tmp_path


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder that any user may enter, which pytest's own are not, and nobody may write to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        yield Path(name)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Run the test as a user without rights, where we may become one."""
    before = os.geteuid()
    if before != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(before)


async def opened(folder: Path) -> None:
    async with open_database("", folder):
        pass


async def refused(folder: Path, refusal: type[StateError]) -> str:
    with pytest.raises(refusal) as raised:
        await opened(folder)
    return str(raised.value)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def start_another(folder: Path) -> str:
    """What a second process says, started on the same folder."""
    code = (
        "import asyncio, pathlib, sys\n"
        "from bot.state.opening import open_database\n"
        "async def main():\n"
        "    async with open_database('', pathlib.Path(sys.argv[1])): pass\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=False)
    return done.stderr.splitlines()[-1]


async def test_the_folder_is_made_when_it_is_missing(tmp_path: Path) -> None:
    await opened(tmp_path / "data" / "here")

    assert names_in(tmp_path / "data" / "here") == [FILE_NAME, f"{FILE_NAME}.installed", f"{FILE_NAME}.lock"]


async def test_what_was_kept_is_there_after_a_restart(used: Path) -> None:
    async with open_state("", used) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)

        assert await stores.settings.effective(space, "general") == {"lookups": "private"}


async def test_an_interrupted_first_start_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / f"{FILE_NAME}.new").write_bytes(b"half a database")

    await opened(tmp_path)

    assert f"{FILE_NAME}.new" not in names_in(tmp_path)


async def test_an_empty_file_is_refused(used: Path) -> None:
    (used / FILE_NAME).write_bytes(b"")

    said = await refused(used, MissingError)

    assert "is empty" in said
    assert "commonplace db restore" in said


async def test_an_empty_file_is_refused_without_a_marker_too(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"")

    assert "is empty" in await refused(tmp_path, MissingError)


async def test_a_used_folder_without_its_database_is_refused(used: Path) -> None:
    (used / FILE_NAME).unlink()

    said = await refused(used, MissingError)

    assert "was used before" in said
    assert "commonplace db restore" in said
    assert not (used / FILE_NAME).exists()


async def test_text_where_the_database_should_be_is_refused(used: Path) -> None:
    (used / FILE_NAME).write_text("hello\n" * 100)

    said = await refused(used, DamagedError)

    assert "no SQLite file" in said
    assert "commonplace db restore" in said


async def test_a_destroyed_page_is_refused(used: Path) -> None:
    with (used / FILE_NAME).open("rb+") as file:
        file.seek(5 * 4096)
        file.write(os.urandom(4096))

    assert "commonplace db restore" in await refused(used, DamagedError)


async def test_a_truncated_file_is_refused(used: Path) -> None:
    os.truncate(used / FILE_NAME, 3 * 4096)

    assert "commonplace db restore" in await refused(used, DamagedError)


async def test_a_destroyed_header_is_refused(used: Path) -> None:
    with (used / FILE_NAME).open("rb+") as file:
        file.seek(16)
        file.write(b"\xff" * 60)

    await refused(used, StateError)


async def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    theirs = sqlite3.connect(tmp_path / FILE_NAME)
    theirs.execute("CREATE TABLE cats (name TEXT)")
    theirs.close()

    assert "another program" in await refused(tmp_path, ForeignError)


async def test_another_installations_database_is_refused(used: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    await opened(other)
    (other / FILE_NAME).replace(used / FILE_NAME)

    assert "another installation" in await refused(used, ForeignError)


async def test_a_database_moved_to_a_new_folder_is_taken_up(
    used: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moved = tmp_path_factory.mktemp("moved")
    (used / FILE_NAME).replace(moved / FILE_NAME)

    await opened(moved)

    assert (moved / f"{FILE_NAME}.installed").read_text() == (used / f"{FILE_NAME}.installed").read_text()


async def test_a_database_of_a_newer_version_is_refused(used: Path) -> None:
    newer = sqlite3.connect(used / FILE_NAME)
    newer.execute("UPDATE commonplace_revision SET version_num = '9999'")
    newer.commit()
    newer.close()

    said = await refused(used, TooNewError)

    assert "newer version" in said
    assert "Update Commonplace" in said


async def test_a_refused_file_is_not_changed(used: Path) -> None:
    os.truncate(used / FILE_NAME, 3 * 4096)
    before = (used / FILE_NAME).read_bytes()

    await refused(used, DamagedError)

    assert (used / FILE_NAME).read_bytes() == before


async def test_a_second_process_is_refused_and_told_who_holds_the_database(tmp_path: Path) -> None:
    async with open_database("", tmp_path):
        second = await asyncio.to_thread(start_another, tmp_path)

    assert f"pid {os.getpid()}, since " in second


async def test_a_second_start_in_the_same_process_is_refused(tmp_path: Path) -> None:
    async with open_database("", tmp_path):
        await refused(tmp_path, RunningError)


async def test_a_folder_of_somebody_else_is_told_with_the_chown_line(locked_folder: Path, as_nobody: None) -> None:
    said = await refused(locked_folder, FolderError)

    assert re.search(rf"Run: sudo chown -R {os.geteuid()}:\d+ {re.escape(str(locked_folder))}$", said)


async def test_a_folder_that_cannot_be_made_names_the_one_it_would_be_in(locked_folder: Path, as_nobody: None) -> None:
    said = await refused(locked_folder / "data", FolderError)

    assert f"{locked_folder} belongs to user " in said


async def test_closing_moves_everything_into_the_one_file(tmp_path: Path) -> None:
    async with open_database("", tmp_path) as database:
        await stores_on(database).spaces.ensure("discord", "100", NOON)

    assert f"{FILE_NAME}-wal" not in names_in(tmp_path)
