"""What was exported comes back as it was, after the space was erased and in another one."""

from random import Random

import pytest

from bot.chat.place import Place
from tests.conversation import HERE, MODERATOR, Chat
from tests.export.spaces import counted, made
from tests.export.taking import bring, comparable, take
from tests.state.test_tenants import rows_of

ELSEWHERE = Place("test", "another", "lounge")


async def comes_back(chat: Chat, seed: int) -> int:
    """Export a space, erase it, import the file: the next export is the same. How much there was."""
    owner, spaces = chat.seat(MODERATOR), chat.app.services.stores.spaces
    space = await made(owner, Random(seed))
    kept = await take(owner)
    await spaces.erase(space)

    shown = await bring(owner, kept)

    assert "Left out" not in shown
    if owner.labels:
        assert "Imported." in await owner.press("Import")
    assert comparable(await take(owner)) == comparable(kept)
    assert "It would change nothing here." in await bring(owner, kept)
    await spaces.erase(await spaces.ensure(HERE.platform, HERE.space, chat.clock()))
    return counted(kept)


async def comes_along(chat: Chat, seed: int) -> None:
    """Import the file of one space into another, which owns something of its own: what is there then, and what not."""
    owner, other = chat.seat(MODERATOR), chat.seat(MODERATOR, ELSEWHERE)
    stores = chat.app.services.stores
    space = await made(owner, Random(seed))
    elsewhere = await made(other, Random(-seed - 1))
    before, mine = await rows_of(stores.database, space), comparable(await take(other))
    kept = comparable(await take(owner))

    await bring(other, await take(owner), channel="lounge")
    if other.labels:
        assert "Imported." in await other.press("Import")

    after = comparable(await take(other))
    assert await rows_of(stores.database, space) == before
    assert after.moderators == mine.moderators
    assert [one for one in mine.schedules or () if one not in (after.schedules or ())] == []
    assert mine.own
    assert kept.own
    assert after.own
    assert set(mine.own.approved) <= set(after.own.approved)
    assert {one.words for one in after.own.approved} == {one.words for one in (*mine.own.approved, *kept.own.approved)}
    assert len({one.number for one in after.own.approved}) == len(after.own.approved)
    assert len(after.minutes or ()) == len(mine.minutes or ()) + len(kept.minutes or ())
    assert {one.channel for one in after.minutes or ()} <= {"lounge", *(one.channel for one in mine.minutes or ())}
    assert set(after.votes or ()) == {*(mine.votes or ()), *(kept.votes or ())}
    await stores.spaces.erase(space)
    await stores.spaces.erase(elsewhere)


async def test_a_few_spaces_come_back_as_they_were(small: Chat) -> None:
    found = [await comes_back(small, seed) for seed in range(4)]

    assert sum(found) > 20


async def test_a_few_spaces_come_along_into_others(small: Chat) -> None:
    for seed in range(3):
        await comes_along(small, seed)


@pytest.mark.soak
async def test_two_hundred_spaces_come_back_as_they_were(small: Chat) -> None:
    for seed in range(200):
        await comes_back(small, seed)


@pytest.mark.soak
async def test_a_hundred_spaces_come_along_into_others(small: Chat) -> None:
    for seed in range(100):
        await comes_along(small, seed)
