"""Rows that are written a moment after the answer they belong to."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Table as Rows
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state import behind
from bot.state.behind import Behind
from bot.state.database import Database
from bot.state.stores import Stores
from bot.state.tables import drawn, parked
from tests.state.conftest import NOON


class Table:
    """Where rows arrive; refuses them while it `is_full`."""

    def __init__(self, database: Database) -> None:
        self.is_full = False
        self.transactions: list[dict[str, int]] = []
        self.behind: Behind[str, int] = Behind(database, self._write, join=lambda earlier, later: earlier + later)

    async def _write(self, connection: AsyncConnection, rows: Mapping[str, int]) -> None:
        if self.is_full:
            raise OperationalError("INSERT", {}, OSError("disk full"))
        self.transactions.append(dict(rows))


@pytest.fixture
def table(database: Database) -> Table:
    return Table(database)


async def count(database: Database, rows: Rows) -> int:
    async with database.read() as connection:
        return int((await connection.execute(select(func.count()).select_from(rows))).scalar_one())


async def test_what_comes_meanwhile_goes_in_one_transaction(database: Database, table: Table) -> None:
    for key in ("a", "b", "a"):
        table.behind.put(key, 1)

    await database.settle()

    assert table.transactions == [{"a": 2, "b": 1}]


async def test_what_was_put_is_written_without_anybody_asking(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind, "PAUSE", 0)
    table.behind.put("a", 1)

    assert table.behind._task is not None
    await table.behind._task

    assert table.transactions == [{"a": 1}]
    assert table.behind.get("a") is None


async def test_a_row_is_told_until_it_has_arrived(database: Database, table: Table) -> None:
    table.behind.put("a", 1)
    waiting = table.behind.get("a")

    await database.settle()

    assert (waiting, table.behind.get("a")) == (1, None)


async def test_what_the_database_refuses_is_written_once_it_can_be(database: Database, table: Table) -> None:
    table.is_full = True
    table.behind.put("a", 1)
    await database.settle()
    table.behind.put("a", 1)
    waiting = table.behind.get("a")

    table.is_full = False
    await database.settle()

    assert waiting == 2
    assert table.transactions == [{"a": 2}]


async def test_a_database_that_refuses_everything_fills_no_memory(
    database: Database, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "MOST", 3)
    table.is_full = True
    for number in range(5):
        table.behind.put(str(number), 1)
    await database.settle()

    table.is_full = False
    await database.settle()

    assert table.transactions == [{"2": 1, "3": 1, "4": 1}]


async def test_the_rows_of_a_space_that_was_erased_meanwhile_hold_up_no_others(
    database: Database, stores: Stores, space: str, other: str
) -> None:
    for one in (space, other):
        await stores.drawn.mark(one, "general", ["GEN-01"], NOON)
        await stores.parked.park(one, "quote", ["words"], NOON)

    await stores.spaces.erase(other)
    await database.settle()

    assert (await count(database, drawn), await count(database, parked)) == (1, 1)
