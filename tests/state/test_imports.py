"""Files that wait for somebody to press Import."""

from datetime import timedelta

from bot.state.imports import Waiting
from bot.state.retention import FILES
from bot.state.stores import Stores
from tests.state.conftest import NOON

FILE = Waiting('{"words": "美"}', "general", "sum")


async def test_a_file_comes_back_as_it_was(stores: Stores, space: str) -> None:
    token = await stores.imports.keep(space, FILE, NOON)

    assert await stores.imports.fetch(space, token, NOON) == FILE


async def test_a_file_waits_for_an_hour(stores: Stores, space: str) -> None:
    token = await stores.imports.keep(space, FILE, NOON)

    assert await stores.imports.fetch(space, token, NOON + FILES) == FILE
    assert await stores.imports.fetch(space, token, NOON + FILES + timedelta(seconds=1)) is None


async def test_one_file_waits_in_a_space(stores: Stores, space: str, other: str) -> None:
    first = await stores.imports.keep(space, FILE, NOON)
    theirs = await stores.imports.keep(other, FILE, NOON)

    second = await stores.imports.keep(space, FILE, NOON)

    assert await stores.imports.fetch(space, first, NOON) is None
    assert await stores.imports.fetch(space, second, NOON) == FILE
    assert await stores.imports.fetch(other, theirs, NOON) == FILE


async def test_what_waited_too_long_goes_with_the_next_one(stores: Stores, space: str, other: str) -> None:
    await stores.imports.keep(space, FILE, NOON)

    await stores.imports.keep(other, FILE, NOON + FILES + timedelta(seconds=1))

    assert await stores.imports.expire(NOON + timedelta(seconds=1), 5) == 0


async def test_expiring_says_how_much_was_dropped(stores: Stores, space: str, other: str) -> None:
    await stores.imports.keep(space, FILE, NOON)
    await stores.imports.keep(other, FILE, NOON + timedelta(minutes=1))

    assert await stores.imports.expire(NOON + timedelta(seconds=1), 5) == 1


async def test_a_file_that_is_dropped_is_gone(stores: Stores, space: str) -> None:
    token = await stores.imports.keep(space, FILE, NOON)

    assert await stores.imports.drop(space)
    assert not await stores.imports.drop(space)
    assert await stores.imports.fetch(space, token, NOON) is None
