"""What was acknowledged is there after the process was killed; short form."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot.state.stores import open_state
from tests.state.conftest import NOON

WRITER = """
import asyncio, pathlib, sys
from datetime import UTC, datetime
from bot.state.stores import open_state

async def write(stores, space, worker):
    for number in range(100_000):
        item = f"{worker}-{number}"
        await stores.saved.add(space, "anna", item, now=datetime.now(UTC))
        print(item, flush=True)

async def main():
    async with open_state(sys.argv[1], pathlib.Path(sys.argv[2])) as stores:
        space = await stores.spaces.ensure("discord", "100", datetime.now(UTC))
        await asyncio.gather(*(write(stores, space, worker) for worker in range(8)))

asyncio.run(main())
"""


def killed_after(lines: int, url: str, folder: Path) -> set[str]:
    """Start the writer, kill it in the middle of its work, and answer every id it acknowledged."""
    with subprocess.Popen([sys.executable, "-c", WRITER, url, folder], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = {writer.stdout.readline().strip() for _ in range(lines)}
        writer.kill()
        whole = (line for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n"))
        return acknowledged | {line.strip() for line in whole}


@pytest.mark.parametrize("lines", [1, 57, 200])
async def test_a_killed_process_loses_nothing_it_acknowledged(url: str, tmp_path: Path, lines: int) -> None:
    acknowledged = await asyncio.to_thread(killed_after, lines, url, tmp_path)

    async with open_state(url, tmp_path) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)
        kept = {bookmark.item for bookmark in await stores.saved.of_person(space, "anna")}

    assert acknowledged <= kept
