"""What is asked again and again is answered by an index, however many schedules and deliveries there are."""

from datetime import timedelta

import pytest
from sqlalchemy import Select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database
from bot.state.deliveries import _OVER
from bot.state.outgoing import _WANTED
from bot.state.schedules import _BEHIND
from tests.state.conftest import NOON

SOON = NOON + timedelta(seconds=20)
ASKED: dict[str, tuple[Select[tuple[object, ...]], dict[str, object], str]] = {
    "what is due": (_WANTED.limit(64), {"of_platform": "discord", "ready": SOON, "at": NOON}, "ix_deliveries_next_at"),
    "what is to be planned": (_BEHIND, {"behind": NOON, "limit": 1000}, "ix_schedules_planned_through"),
    "what is old": (_OVER.limit(200), {"before": NOON}, "ix_deliveries_due_at"),
}


async def way_of(connection: AsyncConnection, asked: Select[tuple[object, ...]], given: dict[str, object]) -> str:
    """How the engine goes about it."""
    written = asked.params(**given).compile(connection.sync_connection, compile_kwargs={"literal_binds": True})
    if connection.dialect.name == "postgresql":
        # An empty table is read whole and sorted, whatever indexes it has.
        for other in ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "sort"):
            await connection.execute(text(f"SET LOCAL enable_{other} = off"))
    explain = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    rows = await connection.exec_driver_sql(f"{explain} {written}")
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("what", ASKED)
async def test_it_is_read_from_its_index_and_not_sorted(database: Database, what: str) -> None:
    asked, given, index = ASKED[what]

    async with database.write() as connection:
        way = await way_of(connection, asked, given)

    assert index in way
    assert "Sort" not in way
    assert "TEMP B-TREE" not in way
