"""Which id a space's data hangs on."""

import asyncio
from datetime import timedelta

from bot.state.database import Database
from bot.state.spaces import Purged, Space
from bot.state.stores import Stores, stores_on
from tests.state.conftest import NOON


async def test_a_space_keeps_its_id(stores: Stores) -> None:
    first = await stores.spaces.ensure("discord", "100", NOON)

    again = await stores.spaces.ensure("discord", "100", NOON + timedelta(days=1))

    assert again == first


async def test_a_space_keeps_its_id_in_another_process(database: Database) -> None:
    first = await stores_on(database).spaces.ensure("discord", "100", NOON)

    again = await stores_on(database).spaces.ensure("discord", "100", NOON)

    assert again == first


async def test_the_same_key_on_two_platforms_means_two_spaces(stores: Stores) -> None:
    discord = await stores.spaces.ensure("discord", "100", NOON)

    slack = await stores.spaces.ensure("slack", "100", NOON)

    assert slack != discord


async def test_twenty_arrivals_at_once_make_one_space(database: Database) -> None:
    processes = [stores_on(database) for _ in range(20)]

    ids = await asyncio.gather(*(process.spaces.ensure("slack", "T1", NOON) for process in processes))

    assert len(set(ids)) == 1


async def test_a_space_says_since_when_the_bot_is_there(stores: Stores, space: str) -> None:
    assert await stores.spaces.get(space) == Space(space, "discord", "100", 1, NOON, None)


async def test_a_bot_invited_again_sees_nothing_of_before(stores: Stores, space: str) -> None:
    await stores.settings.set(space, "lookups", "private", by="anna", now=NOON)
    await stores.spaces.leave(space, NOON)

    again = await stores.spaces.ensure("discord", "100", NOON + timedelta(days=1))

    assert again != space
    assert await stores.settings.effective(again, "general") == {}


async def test_a_second_stay_is_the_second_generation(stores: Stores, space: str) -> None:
    await stores.spaces.leave(space, NOON)

    again = await stores.spaces.ensure("discord", "100", NOON)

    assert await stores.spaces.get(again) == Space(again, "discord", "100", 2, NOON, None)


async def test_a_space_that_was_left_keeps_its_rows_for_a_while(stores: Stores, space: str) -> None:
    await stores.saved.add(space, "anna", "GEN-01", now=NOON)
    await stores.spaces.leave(space, NOON)

    await stores.spaces.purge(left_before=NOON, most=100)

    assert len(await stores.saved.of_person(space, "anna")) == 1


async def test_a_space_left_long_ago_goes_with_all_it_owns(stores: Stores, space: str) -> None:
    await stores.saved.add(space, "anna", "GEN-01", now=NOON)
    await stores.spaces.leave(space, NOON)

    purged = await stores.spaces.purge(left_before=NOON + timedelta(days=30), most=100)

    assert purged == Purged(rows=1, spaces=1)
    assert await stores.spaces.get(space) is None
    assert await stores.saved.of_person(space, "anna") == ()


async def test_purging_leaves_the_spaces_alone_where_the_bot_is(stores: Stores, space: str) -> None:
    assert await stores.spaces.purge(left_before=NOON + timedelta(days=365), most=100) == Purged(0, 0)
    assert await stores.spaces.get(space) is not None


async def test_an_erased_space_begins_anew(stores: Stores, space: str) -> None:
    assert await stores.spaces.erase(space)

    assert await stores.spaces.ensure("discord", "100", NOON) != space


async def test_leaving_twice_is_leaving_once(stores: Stores, space: str) -> None:
    assert await stores.spaces.leave(space, NOON)
    assert not await stores.spaces.leave(space, NOON + timedelta(days=1))


async def test_a_space_is_found_only_while_the_bot_is_there(stores: Stores) -> None:
    assert await stores.spaces.find("slack", "T1") is None
    space = await stores.spaces.ensure("slack", "T1", NOON)
    assert await stores.spaces.find("slack", "T1") == space

    await stores.spaces.leave(space, NOON)

    assert await stores.spaces.find("slack", "T1") is None
