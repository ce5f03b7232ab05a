"""A delivery that comes twice has one effect."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.state import inbox as module
from bot.state.database import Database
from bot.state.retention import RECEIVED
from bot.state.stores import Stores, open_state
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
    await stores.database.settle()
    await stores.inbox.is_first("slack", "new", NOON + RECEIVED + timedelta(seconds=1))
    await stores.database.settle()

    async with database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(inbox))).scalar() == 1


async def test_a_delivery_may_come_again_after_two_days(stores: Stores) -> None:
    await stores.inbox.is_first("slack", "Ev1", NOON)
    await stores.inbox.is_first("slack", "Ev2", NOON + RECEIVED)
    await stores.database.settle()

    assert await stores.inbox.is_first("slack", "Ev1", NOON + RECEIVED + timedelta(seconds=1))


async def test_what_was_received_before_a_restart_is_known(url: str, tmp_path: Path) -> None:
    async with open_state(url, tmp_path) as stores:
        await stores.inbox.is_first("slack", "Ev1", NOON)

    async with open_state(url, tmp_path) as stores:
        assert not await stores.inbox.is_first("slack", "Ev1", NOON)


async def test_more_than_is_remembered_is_asked_of_the_database(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KNOWN", 3)
    keys = [f"Ev{number}" for number in range(6)]

    answers = [await stores.inbox.is_first("slack", key, NOON) for key in (*keys, *keys)]

    assert answers == [True] * 6 + [False] * 6


async def test_two_stores_on_one_server_agree(empty_postgres: str, tmp_path: Path) -> None:
    async with open_state(empty_postgres, tmp_path) as one, open_state(empty_postgres, tmp_path) as other:
        answers = [await stores.inbox.is_first("slack", "Ev1", NOON) for stores in (one, other)]

    assert answers == [True, False]
