"""A delivery that comes twice has one effect."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from bot.state.database import Database
from bot.state.inbox import KEPT
from bot.state.stores import Stores
from bot.state.tables import inbox
from tests.state.conftest import NOON


async def test_only_the_first_of_equal_deliveries_is_first(stores: Stores) -> None:
    assert [await stores.inbox.is_first("slack", "Ev1", NOON) for _ in range(3)] == [True, False, False]


async def test_of_deliveries_at_the_same_moment_one_is_first(stores: Stores) -> None:
    answers = await asyncio.gather(*(stores.inbox.is_first("slack", "Ev1", NOON) for _ in range(8)))

    assert sorted(answers) == [False] * 7 + [True]


async def test_another_platforms_equal_id_is_another_delivery(stores: Stores) -> None:
    await stores.inbox.is_first("slack", "1", NOON)

    assert await stores.inbox.is_first("discord", "1", NOON)


async def test_a_delivery_is_forgotten_after_two_days(database: Database, stores: Stores) -> None:
    await stores.inbox.is_first("slack", "old", NOON)

    await stores.inbox.is_first("slack", "new", NOON + KEPT + timedelta(seconds=1))

    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(inbox))).scalar() == 1
