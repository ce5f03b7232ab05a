"""Values behind a button that are too long to travel with it."""

import re
from datetime import timedelta

from bot.state.parked import Parked
from bot.state.retention import PARKED
from bot.state.stores import Stores
from tests.state.conftest import NOON


async def test_parked_values_come_back_as_they_were(stores: Stores, space: str) -> None:
    token = await stores.parked.park(space, "verify", ["a “line”", "", "泛化"], NOON)

    assert await stores.parked.fetch(space, token) == Parked("verify", ("a “line”", "", "泛化"))


async def test_parked_values_are_the_same_once_they_are_written(stores: Stores, space: str) -> None:
    token = await stores.parked.park(space, "verify", ["a “line”", "", "泛化"], NOON)
    await stores.database.settle()

    assert await stores.parked.fetch(space, token) == Parked("verify", ("a “line”", "", "泛化"))


async def test_what_is_not_written_yet_is_nothing_in_another_space(stores: Stores, space: str, other: str) -> None:
    token = await stores.parked.park(other, "verify", ["line"], NOON)

    assert await stores.parked.fetch(space, token) is None


async def test_a_token_is_short_and_made_of_plain_characters(stores: Stores, space: str) -> None:
    token = await stores.parked.park(space, "verify", [], NOON)

    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token)


async def test_the_same_values_get_another_token_each_time(stores: Stores, space: str) -> None:
    first = await stores.parked.park(space, "verify", ["line"], NOON)

    assert await stores.parked.park(space, "verify", ["line"], NOON) != first


async def test_an_unknown_token_stands_for_nothing(stores: Stores, space: str) -> None:
    assert await stores.parked.fetch(space, "A" * 22) is None


async def test_parked_values_are_dropped_after_thirty_days(stores: Stores, space: str) -> None:
    old = await stores.parked.park(space, "verify", ["line"], NOON)
    await stores.database.settle()

    await stores.parked.park(space, "verify", ["line"], NOON + PARKED + timedelta(seconds=1))
    await stores.database.settle()

    assert await stores.parked.fetch(space, old) is None


async def test_expiring_says_how_much_was_dropped(stores: Stores, space: str) -> None:
    await stores.parked.park(space, "verify", ["line"], NOON)
    kept = await stores.parked.park(space, "verify", ["line"], NOON + timedelta(days=1))

    assert await stores.parked.expire(NOON + timedelta(seconds=1), most=100) == 1

    assert await stores.parked.fetch(space, kept) is not None
