"""What it costs to ask what a channel has not seen lately, when ten million rows say what every channel has seen.

The plain alternative reads the channel's whole history, without our stores, and leaves the choosing to the caller.
"""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from bot.state.address import FILE_NAME
from bot.state.stores import Stores, open_state
from tests.benchmarks.measuring import Times, milliseconds, table, timed

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]

NOW = datetime(2026, 11, 21, tzinfo=UTC)
SPACES, CHANNELS, SEEN = 200, 10, 5_000  # 200 x 10 channels that have seen 5,000 each: 10,000,000 rows
LIBRARY = [f"GEN-{number}" for number in range(10_000)]
CANDIDATES = LIBRARY[4_000:4_064]
HISTORY = "SELECT item, last_at FROM drawn WHERE space = {} AND channel = {}"

# Every second item of the library, in the order of the key; the times jump about.
FILL_SQLITE = f"""
WITH RECURSIVE
  channel(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM channel WHERE n + 1 < {CHANNELS}),
  item(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM item WHERE n + 1 < {SEEN})
INSERT INTO drawn
SELECT spaces.id, 'c' || channel.n, 'GEN-' || (2 * item.n), 1700000000000000 + (item.n * 7919 % {SEEN}) * 60000000, 1
FROM spaces, channel, item ORDER BY 1, 2, 3
"""
FILL_POSTGRES = f"""
INSERT INTO drawn
SELECT spaces.id, 'c' || channel, 'GEN-' || (2 * item), 1700000000000000 + (item * 7919 % {SEEN}) * 60000000, 1
FROM spaces, generate_series(0, {CHANNELS} - 1) channel, generate_series(0::bigint, {SEEN} - 1) item
"""


class Somewhere:
    """Another channel of another space with every question, the same ones in every run."""

    def __init__(self, spaces: Sequence[str]) -> None:
        self._spaces = spaces
        self._random = Random(1)

    def __call__(self) -> tuple[str, str]:
        return self._random.choice(self._spaces), f"c{self._random.randrange(CHANNELS)}"


async def spaces_of(stores: Stores) -> list[str]:
    return [await stores.spaces.ensure("discord", str(number), NOW) for number in range(SPACES)]


async def ours(stores: Stores, spaces: Sequence[str], rows: str) -> dict[str, Times]:
    """What each question takes through the store."""
    where, random, drawn = Somewhere(spaces), Random(1), stores.drawn
    return {
        f"`drawn.last` of {len(CANDIDATES)} ids, {rows}": await timed(
            lambda: drawn.last(*where(), CANDIDATES), times=1000
        ),
        f"`drawn.in_turn` of {len(LIBRARY):,} ids, {rows}": await timed(
            lambda: drawn.in_turn(*where(), LIBRARY, random), times=500
        ),
        f"`drawn.mark` of one id, {rows}": await timed(lambda: drawn.mark(*where(), ["GEN-1"], NOW), times=500),
    }


def printed(title: str, plain: str, measured: dict[str, Times]) -> str:
    rows = [
        [name, milliseconds(times.median), milliseconds(times.p99), f"{times.median / measured[plain].median:.2f}"]
        for name, times in measured.items()
    ]
    return table(title, ["", "median, ms", "p99, ms", f"ratio to {plain}"], rows)


async def test_drawn_on_sqlite(tmp_path: Path) -> None:
    async with open_state("", tmp_path) as stores:
        spaces = await spaces_of(stores)
        few = await ours(stores, spaces, "no rows")
    raw = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    raw.executescript(f"PRAGMA synchronous=OFF; DELETE FROM drawn; {FILL_SQLITE}; PRAGMA wal_checkpoint(TRUNCATE);")
    where = Somewhere(spaces)

    async def read_history() -> object:
        return raw.execute(HISTORY.format("?", "?"), where()).fetchall()

    async def look_up() -> object:
        ids = ",".join("?" * len(CANDIDATES))
        return raw.execute(f"{HISTORY.format('?', '?')} AND item IN ({ids})", [*where(), *CANDIDATES]).fetchall()

    history, points = await timed(read_history, times=200), await timed(look_up, times=1000)
    size = (tmp_path / FILE_NAME).stat().st_size
    raw.close()
    async with open_state("", tmp_path) as stores:
        many = await ours(stores, spaces, "10,000,000 rows")

    plain = "the channel's whole history by plain sqlite3"
    measured = {plain: history, f"{len(CANDIDATES)} look-ups by plain sqlite3, blocking": points, **many, **few}
    print(printed(f"Not seen lately: SQLite, {size / 10_000_000:.0f} bytes a row", plain, measured))  # noqa: T201


async def test_drawn_on_postgres(durable_postgres: str, tmp_path: Path) -> None:
    async with open_state(durable_postgres, tmp_path) as stores:
        spaces = await spaces_of(stores)
        few = await ours(stores, spaces, "no rows")
    raw = await asyncpg.connect(durable_postgres)
    # The rows are known to have their spaces: no need to ask ten million times.
    await raw.execute(f"SET session_replication_role = replica; TRUNCATE drawn; {FILL_POSTGRES}", timeout=900)
    await raw.execute("VACUUM ANALYZE drawn", timeout=900)
    size = await raw.fetchval("SELECT pg_total_relation_size('drawn')")
    where = Somewhere(spaces)

    async def read_history() -> object:
        return await raw.fetch(HISTORY.format("$1", "$2"), *where())

    async def look_up() -> object:
        return await raw.fetch(f"{HISTORY.format('$1', '$2')} AND item = ANY($3)", *where(), CANDIDATES)

    history, points = await timed(read_history, times=200), await timed(look_up, times=1000)
    async with open_state(durable_postgres, tmp_path) as stores:
        many = await ours(stores, spaces, "10,000,000 rows")
    await raw.execute("TRUNCATE spaces CASCADE")
    await raw.close()

    plain = "the channel's whole history by plain asyncpg"
    measured = {plain: history, f"{len(CANDIDATES)} look-ups by plain asyncpg": points, **many, **few}
    print(printed(f"Not seen lately: PostgreSQL, {size / 10_000_000:.0f} bytes a row", plain, measured))  # noqa: T201
