"""What a process takes upon itself: much at once in a storm, made ready as there is room, nothing it may not post."""

from datetime import time

import pytest
from sqlalchemy import func, select

from bot.daily.taking import IN_WORK, LEASED_AT_ONCE, Taken
from bot.state.standing import State
from bot.state.tables import deliveries
from tests.conversation import HERE
from tests.daily.conftest import Morning

STORM = LEASED_AT_ONCE + IN_WORK


@pytest.fixture
async def storm(morning: Morning) -> Morning:
    """More prompts due at ten, each in a channel of its own, than are leased at once; it is ten."""
    for number in range(STORM - 1):
        await morning.set_up(channel=f"c{number}", at=time(9, 1 + number % 59))
    await morning.chat.app.sender.turn()
    morning.clock.forward(hours=1)
    return morning


@pytest.fixture
def taken(storm: Morning) -> Taken:
    """Another look at the same ledger, by the same process."""
    return Taken(storm.chat.app.sender.means)


async def leased(morning: Morning) -> int:
    held = select(func.count()).where(deliveries.c.lease == morning.chat.app.sender.means.owner)
    async with morning.chat.app.services.stores.database.read() as connection:
        return (await connection.execute(held)).scalar_one()


async def test_a_storm_is_leased_at_once_and_handed_out_as_there_is_room(storm: Morning, taken: Taken) -> None:
    found = await taken.take(HERE.platform)

    assert (len(found), await leased(storm)) == (IN_WORK, LEASED_AT_ONCE)
    for one in found[:-1]:
        taken.works_on(one)
    assert len(await taken.take(HERE.platform)) == 1


async def test_what_is_leased_is_handed_out_in_order_of_due_time_and_once(storm: Morning, taken: Taken) -> None:
    found = [one for _ in range(LEASED_AT_ONCE // IN_WORK) for one in await taken.take(HERE.platform)]

    assert [one.due_at for one in found] == sorted(one.due_at for one in found)
    assert len({one.token for one in found}) == LEASED_AT_ONCE


async def test_a_storm_is_posted_whole(storm: Morning) -> None:
    await storm.chat.app.sender.turn()

    assert len(storm.outbox.posts) == STORM
    assert await leased(storm) == 0


async def test_what_was_leased_is_not_handed_out_while_nothing_may_leave(storm: Morning, taken: Taken) -> None:
    halts = storm.chat.app.sender.means.halts
    first = await taken.take(HERE.platform)

    halts.halt(HERE.platform, storm.clock())
    assert await taken.take(HERE.platform) == ()

    storm.clock.forward(minutes=10)
    (trial,) = await taken.take(HERE.platform)
    assert trial.due_at == first[0].due_at


async def test_what_is_paused_after_it_was_leased_does_not_leave(storm: Morning) -> None:
    means = storm.chat.app.sender.means
    leased = await means.stores.outgoing.claim(
        HERE.platform, means.owner, ready=storm.clock(), now=storm.clock(), limit=STORM
    )
    assert leased[-1].schedule == storm.schedule.id

    await storm.change(is_paused=True)
    await storm.chat.app.sender.turn()

    assert storm.prompts == []
    assert (await storm.today()).state is State.SKIPPED_PAUSED
