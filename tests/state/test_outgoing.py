"""The ledger: who may change a row, and what a crash leaves."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.state.database import Database
from bot.state.delivery import Delivery, NewDelivery
from bot.state.faring import Faring
from bot.state.schedule import Arrangement, Schedule
from bot.state.standing import State
from bot.state.stores import Stores
from tests.state.conftest import NOON

DAILY = Arrangement(channel="general", at=time(9), zone="UTC", seed="s")
DAY = NOON.date()
LATE = NOON + timedelta(hours=3)


@pytest.fixture
async def schedule(stores: Stores, space: str) -> Schedule:
    return await stores.schedules.add(space, DAILY, by="mo", channel="desk", now=NOON)


def planned(schedule: Schedule, day: date = DAY, due: datetime = NOON, kind: str = "prompt") -> NewDelivery:
    token = f"{kind}/{schedule.id}/{day}"
    return NewDelivery(schedule.space, "discord", "100", kind, schedule.id, day, due, LATE, token)


@pytest.fixture
async def claimed(stores: Stores, schedule: Schedule) -> Delivery:
    """A prompt that is due and that “me” works on."""
    await stores.outgoing.add([planned(schedule)])
    (one,) = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=1)
    return one


@pytest.fixture
async def sending(stores: Stores, claimed: Delivery) -> Delivery:
    begun = await begin(stores, claimed)
    assert begun is not None
    return begun


async def begin(stores: Stores, claimed: Delivery, owner: str = "me", revision: int = 1) -> Delivery | None:
    return await stores.outgoing.begin(
        claimed.space,
        claimed,
        owner=owner,
        now=NOON,
        channel="general",
        prompt="GEN-P01",
        steps=("thread",),
        revision=revision,
    )


async def test_what_is_due_is_claimed_once(stores: Stores, claimed: Delivery) -> None:
    assert claimed.state is State.CLAIMED
    assert await stores.outgoing.claim("discord", "you", ready=NOON, now=NOON, limit=1) == ()


async def test_what_is_not_due_is_not_claimed(stores: Stores, schedule: Schedule) -> None:
    await stores.outgoing.add([planned(schedule, due=LATE)])

    assert await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=1) == ()


async def test_another_platforms_sender_leaves_it_alone(stores: Stores, schedule: Schedule) -> None:
    await stores.outgoing.add([planned(schedule)])

    assert await stores.outgoing.claim("slack", "me", ready=NOON, now=NOON, limit=1) == ()


async def test_the_longest_due_is_claimed_first(stores: Stores, schedule: Schedule) -> None:
    days = [DAY - timedelta(days=n) for n in range(5)]
    await stores.outgoing.add([planned(schedule, day, NOON - timedelta(minutes=n)) for n, day in enumerate(days)])

    found = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=3)

    assert [one.day for one in found] == [days[4], days[3], days[2]]


async def test_many_claim_at_once_and_none_gets_anothers(stores: Stores, schedule: Schedule) -> None:
    await stores.outgoing.add([planned(schedule, DAY - timedelta(days=n)) for n in range(60)])

    found = await asyncio.gather(
        *(stores.outgoing.claim("discord", f"w{n}", ready=NOON, now=NOON, limit=10) for n in range(6))
    )

    ids = [one.token for batch in found for one in batch]
    assert len(ids) == len(set(ids)) == 60


async def test_sending_is_written_down_with_its_attempt(stores: Stores, sending: Delivery) -> None:
    assert (sending.state, sending.attempt, sending.attempted_at) == (State.SENDING, 1, NOON)
    assert (sending.prompt, sending.place.channel, sending.steps) == ("GEN-P01", "general", ("thread",))


async def test_a_process_that_lost_it_sends_nothing(stores: Stores, claimed: Delivery) -> None:
    await stores.outgoing.take_over("discord", "you")
    await stores.outgoing.claim("discord", "you", ready=NOON, now=NOON, limit=1)

    assert await begin(stores, claimed, owner="me") is None


async def test_an_older_choice_does_not_leave(stores: Stores, claimed: Delivery) -> None:
    assert await begin(stores, claimed, revision=0) is None


async def test_what_was_being_sent_at_a_crash_may_have_arrived(stores: Stores, sending: Delivery) -> None:
    await stores.outgoing.take_over("discord", "you")

    (found,) = await stores.outgoing.claim("discord", "you", ready=NOON, now=NOON, limit=1)

    assert found.state is State.UNKNOWN
    assert found.attempted_at == NOON


async def test_what_was_claimed_at_a_crash_is_claimed_again(stores: Stores, claimed: Delivery) -> None:
    await stores.outgoing.release("discord", "me")

    (found,) = await stores.outgoing.claim("discord", "you", ready=NOON, now=NOON, limit=1)

    assert found.state is State.CLAIMED


async def test_what_cannot_follow_is_a_mistake(stores: Stores, claimed: Delivery) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        await stores.outgoing.move(claimed.space, claimed, State.UNKNOWN, owner="me", now=NOON)


async def test_sent_is_the_end_apart_from_its_steps(stores: Stores, sending: Delivery) -> None:
    await stores.outgoing.move(sending.space, sending, State.SENT, owner="me", now=NOON, message="m1")
    (sent,) = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=1)
    assert (sent.state, sent.message, sent.steps) == (State.SENT, "m1", ("thread",))

    await stores.outgoing.keep(sent.space, sent, owner="me", next_at=None, thread="t1")

    assert await stores.outgoing.claim("discord", "me", ready=LATE, now=LATE, limit=1) == ()
    found = await stores.deliveries.find(sent.space, sent.token)
    assert found is not None
    assert found.thread == "t1"


async def test_a_retry_waits_until_its_time(stores: Stores, sending: Delivery) -> None:
    later = NOON + timedelta(minutes=1)
    await stores.outgoing.move(sending.space, sending, State.RETRY, owner="me", now=NOON, next_at=later)

    assert await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=1) == ()
    (found,) = await stores.outgoing.claim("discord", "me", ready=later, now=later, limit=1)
    assert (found.state, found.attempt, found.attempted_at) == (State.CLAIMED, 1, None)


async def test_the_platforms_echo_settles_it(stores: Stores, sending: Delivery) -> None:
    assert await stores.outgoing.arrived("discord", sending.token, "m9", NOON)

    found = await stores.deliveries.find(sending.space, sending.token)
    assert found is not None
    assert (found.state, found.message) == (State.SENT, "m9")
    assert not await stores.outgoing.arrived("discord", sending.token, "m9", NOON)
    assert await stores.outgoing.move(sending.space, sending, State.UNKNOWN, owner="me", now=NOON) is None


async def test_an_echo_of_what_was_never_sent_means_nothing(stores: Stores, claimed: Delivery) -> None:
    assert not await stores.outgoing.arrived("discord", claimed.token, "m9", NOON)


async def test_three_failing_days_pause_the_schedule_and_are_told(
    stores: Stores, space: str, schedule: Schedule
) -> None:
    told: list[Faring] = []

    def tell(fares: Faring) -> list[NewDelivery]:
        told.append(fares)
        return []

    for number in range(3):
        day = DAY + timedelta(days=number)
        await stores.outgoing.add([planned(schedule, day)])
        (one,) = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=1)
        begun = await begin(stores, one)
        assert begun is not None
        await stores.outgoing.move(space, begun, State.FAILED, owner="me", now=NOON, cause="gone", tell=tell)

    found = await stores.schedules.get(space, schedule.id)
    assert told == [Faring(1, DAY, False), Faring(2, DAY, False), Faring(3, DAY, True)]
    assert found is not None
    assert (found.chosen.is_paused, found.failing, found.reason) == (True, 3, "gone")


async def test_a_good_day_forgets_the_failing_ones(
    stores: Stores, space: str, schedule: Schedule, sending: Delivery
) -> None:
    await stores.outgoing.move(space, sending, State.FAILED, owner="me", now=NOON, cause="gone", tell=lambda _: ())
    await stores.outgoing.add([planned(schedule, DAY + timedelta(days=1))])
    (one,) = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=1)
    begun = await begin(stores, one)
    assert begun is not None

    await stores.outgoing.move(space, begun, State.SENT, owner="me", now=NOON, message="m")

    found = await stores.schedules.get(space, schedule.id)
    assert found is not None
    assert (found.failing, found.reason, found.failing_since) == (0, "", None)


async def test_a_failing_day_and_its_notice_are_written_together(
    stores: Stores, space: str, schedule: Schedule, sending: Delivery
) -> None:
    await stores.outgoing.move(
        space,
        sending,
        State.FAILED,
        owner="me",
        now=NOON,
        cause="gone",
        tell=lambda fares: [planned(schedule, fares.since, kind="gone")],
    )

    (notice,) = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=5)
    assert notice.kind == "gone"


async def test_a_new_round_begins_with_its_first_prompt(
    database: Database, stores: Stores, space: str, schedule: Schedule, claimed: Delivery
) -> None:
    await stores.outgoing.begin(space, claimed, owner="me", now=NOON, channel="general", round=1, revision=1)

    found = await stores.schedules.get(space, schedule.id)
    assert found is not None
    assert (found.round, found.round_began) == (1, NOON)


async def test_a_delivery_that_failed_for_certain_can_be_hastened(
    stores: Stores, space: str, schedule: Schedule, sending: Delivery
) -> None:
    await stores.outgoing.move(space, sending, State.FAILED, owner="me", now=NOON, cause="gone")

    found = await stores.deliveries.hasten(space, planned(schedule), LATE)

    assert (found.state, found.next_at) == (State.RETRY, LATE)


async def test_a_delivery_that_may_have_arrived_is_not_hastened(
    stores: Stores, space: str, schedule: Schedule, sending: Delivery
) -> None:
    unknown = await stores.outgoing.move(space, sending, State.UNKNOWN, owner="me", now=NOON, next_at=LATE)
    assert unknown is not None

    assert (await stores.deliveries.hasten(space, planned(schedule), NOON)).state is State.UNKNOWN


async def test_a_delivery_that_was_not_planned_yet_is_planned_for_now(
    stores: Stores, space: str, schedule: Schedule
) -> None:
    found = await stores.deliveries.hasten(space, planned(schedule, due=LATE), NOON)

    assert (found.state, found.next_at, found.due_at) == (State.PLANNED, NOON, LATE)


async def test_a_notice_that_reached_nobody_waits_for_a_moderator(
    stores: Stores, space: str, schedule: Schedule
) -> None:
    await stores.outgoing.add([planned(schedule, kind="gone")])
    (notice,) = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=5)
    begun = await stores.outgoing.begin(space, notice, owner="me", now=NOON, channel="desk")
    assert begun is not None
    await stores.outgoing.move(space, begun, State.FAILED, owner="me", now=NOON)

    (waiting,) = await stores.deliveries.untold(space)
    await stores.deliveries.shown(space, [waiting.token])

    assert await stores.deliveries.untold(space) == ()


async def test_a_channel_remembers_what_came_whichever_schedule_sent_it(
    stores: Stores, space: str, schedule: Schedule, sending: Delivery
) -> None:
    other = await stores.schedules.add(space, replace(DAILY, at=time(18)), by="mo", channel="desk", now=NOON)
    await stores.outgoing.add([planned(other, due=NOON - timedelta(hours=1))])
    (one,) = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=5, held=[sending.token])
    await stores.outgoing.begin(
        space, one, owner="me", now=NOON, channel="general", prompt="GEN-P02", revision=other.revision
    )

    assert [came.prompt for came in await stores.deliveries.came(space, "general", 10)] == ["GEN-P01", "GEN-P02"]
