"""A disk without room, and files that something wrote over."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from bot.state.address import FILE_NAME
from bot.state.examine import Found, examine
from bot.state.opening import open_database
from bot.state.refusals import DiskFullError, StateError
from bot.state.stores import Stores, open_state
from tests.disks import fill_up, make_room, small_disk
from tests.state.conftest import NOON


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of two megabytes."""
    with small_disk(2) as folder:
        yield folder


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound database of some forty pages, closed; never to be changed."""
    folder = tmp_path_factory.mktemp("sound")

    async def fill() -> None:
        async with open_state("", folder) as stores:
            space = await stores.spaces.ensure("discord", "100", NOON)
            await stores.drawn.mark(space, "general", [f"GEN-{number}" for number in range(2000)], NOON)

    asyncio.run(fill())
    return folder / FILE_NAME


async def save_until_full(stores: Stores, space: str, acknowledged: list[str]) -> None:
    """Bookmark a kilobyte at a time, noting the ids that were acknowledged, until the disk refuses."""
    for number in range(10_000):
        await stores.saved.add(space, "anna", f"GEN-{number}", now=NOON, note="n" * 1000)
        acknowledged.append(f"GEN-{number}")


async def test_a_first_start_on_a_full_disk_says_so(disk: Path) -> None:
    fill_up(disk)

    with pytest.raises(DiskFullError, match="is full"):
        async with open_database("", disk):
            pass


async def test_a_later_start_on_a_full_disk_says_so(disk: Path) -> None:
    async with open_database("", disk):
        pass
    fill_up(disk)

    with pytest.raises(DiskFullError, match="is full"):
        async with open_database("", disk):
            pass


async def test_a_disk_that_fills_up_loses_nothing_and_works_again_with_room(disk: Path) -> None:
    async with open_state("", disk) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)
        fill_up(disk)
        acknowledged: list[str] = []
        with pytest.raises(OperationalError, match="disk"):
            await save_until_full(stores, space, acknowledged)

        make_room(disk)
        assert await stores.saved.add(space, "anna", "with room", now=NOON)

        kept = {bookmark.item for bookmark in await stores.saved.of_person(space, "anna")}
        assert kept == {*acknowledged, "with room"}


@example(at=4 / 256, over=b"\x80")  # a byte in a table's name: what SQLite says of it is no UTF-8
@given(at=st.floats(0, 1, exclude_max=True), over=st.binary(min_size=1, max_size=9000))
def test_a_file_written_over_is_told_or_still_ours(sound: Path, at: float, over: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / FILE_NAME
        shutil.copyfile(sound, path)
        with path.open("rb+") as file:
            file.seek(int(at * path.stat().st_size))
            file.write(over)

        assert isinstance(looked_at(path), Found | StateError)


@given(at=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_off_is_told(sound: Path, at: float) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / FILE_NAME
        shutil.copyfile(sound, path)
        with path.open("rb+") as file:
            file.truncate(int(at * path.stat().st_size))

        assert isinstance(looked_at(path), StateError)


def looked_at(path: Path) -> Found | StateError:
    try:
        return examine(path)
    except StateError as refusal:
        return refusal
