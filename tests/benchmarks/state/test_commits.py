"""How many transactions of one row a second, each durable before it is acknowledged.

The plain alternative is the bare driver with the same guarantee: `synchronous=FULL`, or PostgreSQL's default.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from bot.state.address import FILE_NAME
from bot.state.moment import stored
from bot.state.stores import Stores, open_state
from tests.benchmarks.measuring import table

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

NOW = datetime(2026, 11, 21, tzinfo=UTC)
BODY = "n" * 200
COUNT = 3_000

Write = Callable[[str], Awaitable[object]]


async def rate(write: Write, workers: int, settle: Callable[[], Awaitable[None]] | None = None) -> float:
    """Writes a second, durable all of them, when so many wait for an answer at any time."""

    async def work(worker: int) -> None:
        for number in range(COUNT // workers):
            await write(f"{workers}-{worker}-{number}")

    began = perf_counter()
    await asyncio.gather(*(work(worker) for worker in range(workers)))
    if settle is not None:
        await settle()
    return COUNT // workers * workers / (perf_counter() - began)


async def ours(stores: Stores, space: str) -> dict[str, float]:
    """Commits a second through the stores."""

    async def save(item: str) -> None:
        await stores.saved.add(space, "anna", item, now=NOW, note=BODY)

    async def mark(item: str) -> None:
        await stores.drawn.mark(space, item, ["GEN-01"], NOW)

    saving = {f"`saved.add`, {workers} at a time": await rate(save, workers) for workers in (1, 8, 16)}
    marking = {
        f"`drawn.mark`, {workers} at a time": await rate(mark, workers, stores.database.settle) for workers in (1, 100)
    }
    return {**saving, **marking}


def printed(title: str, plain: str, measured: dict[str, float]) -> str:
    rows = [[name, f"{a_second:,.0f}", f"{a_second / measured[plain]:.2f}"] for name, a_second in measured.items()]
    return table(title, ["", "a second", f"ratio to {plain}"], rows)


async def test_commits_on_sqlite(tmp_path: Path) -> None:
    async with open_state("", tmp_path) as stores:
        space = await stores.spaces.ensure("discord", "100", NOW)
        measured = await ours(stores, space)
    raw = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    raw.executescript("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")

    async def insert(item: str) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO saved VALUES (?, ?, ?, ?, ?)", (space, "ben", item, stored(NOW), BODY))
        raw.execute("COMMIT")

    plain = "plain sqlite3, blocking"
    blocking = {plain: await rate(insert, 1)}
    raw.close()

    print(printed("Durable commits: SQLite", plain, blocking | measured))  # noqa: T201


async def test_commits_on_postgres(durable_postgres: str, tmp_path: Path) -> None:
    async with open_state(durable_postgres, tmp_path) as stores:
        space = await stores.spaces.ensure("discord", "100", NOW)
        measured = await ours(stores, space)
    async with asyncpg.create_pool(durable_postgres, min_size=16, max_size=16) as pool:

        async def insert(item: str) -> None:
            async with pool.acquire() as raw, raw.transaction():
                row = space, "ben", item, stored(NOW), BODY
                await raw.execute("INSERT INTO saved VALUES ($1, $2, $3, $4, $5)", *row)

        bare = {f"plain asyncpg, {workers} at a time": await rate(insert, workers) for workers in (1, 8, 16)}

    print(printed("Durable commits: PostgreSQL", "plain asyncpg, 1 at a time", bare | measured))  # noqa: T201
