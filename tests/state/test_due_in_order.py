"""What is asked again and again is answered by an index, however many schedules and deliveries there are."""

from datetime import timedelta

import pytest
from sqlalchemy import Select, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database
from bot.state.deliveries import OVER
from bot.state.outgoing import HELD, HELD_BY_OTHERS, WANTED
from bot.state.schedules import BEHIND
from bot.state.tables import deliveries
from tests.state.conftest import NOON

SOON = NOON + timedelta(seconds=20)
ASKED: dict[str, tuple[Select[tuple[object, ...]], dict[str, object], str]] = {
    "what is due": (WANTED, {"of_platform": "discord", "ready": SOON, "at": NOON, "most": 64}, "ix_deliveries_next_at"),
    "what we hold": (
        select(deliveries.c.token).where(HELD),
        {"of_platform": "discord", "owner": "me"},
        "ix_deliveries_next_at",
    ),
    "what others hold": (
        select(deliveries.c.token).where(HELD_BY_OTHERS),
        {"of_platform": "discord", "owner": "me"},
        "ix_deliveries_next_at",
    ),
    "what is to be planned": (BEHIND, {"behind": NOON, "limit": 1000}, "ix_schedules_planned_through"),
    "what is old": (OVER, {"before": NOON, "most": 200}, "ix_deliveries_due_at"),
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
