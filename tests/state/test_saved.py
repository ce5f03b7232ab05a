"""People's bookmarks."""

from datetime import timedelta

from bot.state.saved import Bookmark
from bot.state.stores import Stores
from tests.state.conftest import NOON


async def test_a_bookmark_is_kept_with_its_date(stores: Stores, space: str) -> None:
    assert await stores.saved.add(space, "anna", "GEN-01", now=NOON, note="for Tuesday")

    assert await stores.saved.of_person(space, "anna") == (Bookmark("GEN-01", NOON, "for Tuesday"),)


async def test_saving_twice_is_saving_once(stores: Stores, space: str) -> None:
    await stores.saved.add(space, "anna", "GEN-01", now=NOON)

    assert not await stores.saved.add(space, "anna", "GEN-01", now=NOON + timedelta(days=1))

    assert await stores.saved.of_person(space, "anna") == (Bookmark("GEN-01", NOON, ""),)


async def test_the_latest_bookmark_comes_first(stores: Stores, space: str) -> None:
    await stores.saved.add(space, "anna", "GEN-01", now=NOON)
    await stores.saved.add(space, "anna", "GEN-02", now=NOON + timedelta(days=1))

    assert [kept.item for kept in await stores.saved.of_person(space, "anna")] == ["GEN-02", "GEN-01"]


async def test_a_note_can_be_written_later(stores: Stores, space: str) -> None:
    await stores.saved.add(space, "anna", "GEN-01", now=NOON)

    assert await stores.saved.annotate(space, "anna", "GEN-01", "read it again")

    assert await stores.saved.of_person(space, "anna") == (Bookmark("GEN-01", NOON, "read it again"),)


async def test_a_removed_bookmark_is_gone(stores: Stores, space: str) -> None:
    await stores.saved.add(space, "anna", "GEN-01", now=NOON)

    assert await stores.saved.remove(space, "anna", "GEN-01")

    assert await stores.saved.of_person(space, "anna") == ()


async def test_removing_what_is_not_there_says_so(stores: Stores, space: str) -> None:
    assert not await stores.saved.remove(space, "anna", "GEN-01")


async def test_nobody_sees_another_persons_bookmarks(stores: Stores, space: str) -> None:
    await stores.saved.add(space, "anna", "GEN-01", now=NOON)

    assert await stores.saved.of_person(space, "ben") == ()
