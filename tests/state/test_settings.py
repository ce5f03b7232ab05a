"""Which choice holds where."""

from datetime import timedelta

from bot.state.database import Database
from bot.state.settings import SPACE, Setting
from bot.state.stores import Stores, stores_on
from tests.state.conftest import NOON


async def test_nothing_chosen_means_nothing_stored(stores: Stores, space: str) -> None:
    assert await stores.settings.effective(space, "general") == {}


async def test_a_choice_of_the_space_holds_in_its_channels(stores: Stores, space: str) -> None:
    await stores.settings.set(space, "lookups", "private", by="anna", now=NOON)

    assert await stores.settings.effective(space, "general") == {"lookups": "private"}


async def test_a_channels_choice_goes_before_the_spaces(stores: Stores, space: str) -> None:
    await stores.settings.set(space, "lookups", "private", by="anna", now=NOON)
    await stores.settings.set(space, "lookups", "public", by="anna", now=NOON, channel="general")

    assert await stores.settings.effective(space, "general") == {"lookups": "public"}
    assert await stores.settings.effective(space, "random") == {"lookups": "private"}


async def test_a_choice_is_replaced_by_the_next(stores: Stores, space: str) -> None:
    later = NOON + timedelta(hours=1)
    await stores.settings.set(space, "lookups", "private", by="anna", now=NOON)
    await stores.settings.set(space, "lookups", "public", by="ben", now=later)

    assert await stores.settings.get(space, "lookups") == Setting(SPACE, "lookups", "public", "ben", later)


async def test_a_choice_taken_back_lets_the_wider_one_hold(stores: Stores, space: str) -> None:
    await stores.settings.set(space, "lookups", "private", by="anna", now=NOON)
    await stores.settings.set(space, "lookups", "public", by="anna", now=NOON, channel="general")

    assert await stores.settings.reset(space, "lookups", by="anna", now=NOON, channel="general")

    assert await stores.settings.effective(space, "general") == {"lookups": "private"}


async def test_taking_back_what_nobody_chose_says_so(stores: Stores, space: str) -> None:
    assert not await stores.settings.reset(space, "lookups", by="anna", now=NOON)


async def test_a_choice_is_there_after_a_restart(database: Database, space: str) -> None:
    await stores_on(database).settings.set(space, "lookups", "private", by="anna", now=NOON)

    assert await stores_on(database).settings.effective(space, "general") == {"lookups": "private"}


async def test_erasing_a_moderator_leaves_the_choice_and_takes_the_name(stores: Stores, space: str) -> None:
    await stores.settings.set(space, "lookups", "private", by="anna", now=NOON)

    assert await stores.settings.erase_person(space, "anna") == 1

    assert await stores.settings.get(space, "lookups") == Setting(SPACE, "lookups", "private", "", NOON)
