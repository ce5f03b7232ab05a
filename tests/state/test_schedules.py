"""What moderators chose for the daily prompt, and what a change of it takes back."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state.delivery import NewDelivery
from bot.state.hours import Unplanned
from bot.state.schedule import Arrangement, Schedule
from bot.state.spaces import NEVER
from bot.state.standing import State
from bot.state.stores import Stores
from tests.state.conftest import NOON

DAILY = Arrangement(channel="general", at=time(9), zone="Europe/Berlin", seed="s")
TOMORROW = NOON + timedelta(days=1)
DAY = NOON.date()


@pytest.fixture
async def schedule(stores: Stores, space: str) -> Schedule:
    return await stores.schedules.add(space, DAILY, by="mo", channel="desk", now=NOON)


def one_due(schedule: Schedule | Unplanned, due: datetime) -> NewDelivery:
    late = due + timedelta(hours=3)
    token = f"{schedule.id}/{due.date()}"
    return NewDelivery(schedule.space, "discord", "100", "prompt", schedule.id, due.date(), due, late, token)


arrangements = st.builds(
    Arrangement,
    channel=st.text(max_size=5),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["UTC", "Europe/Berlin"]),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    pauses=st.lists(st.tuples(st.dates(), st.dates()), max_size=2).map(tuple),
    topics=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    pins=st.booleans(),
    late=st.integers(0, 1440),
    locks=st.dictionaries(st.dates(), st.text(max_size=5), max_size=3),
    is_paused=st.booleans(),
)


@given(arrangements)
def test_choices_are_read_as_they_were_written(chosen: Arrangement) -> None:
    assert Arrangement.of(chosen.as_value()) == chosen


async def test_a_schedule_is_found_as_it_was_set_up(stores: Stores, space: str, schedule: Schedule) -> None:
    assert await stores.schedules.of(space) == (schedule,)
    assert await stores.schedules.get(space, schedule.id) == schedule
    assert schedule.chosen == DAILY


async def test_a_seed_is_drawn_where_none_is_chosen(stores: Stores, space: str) -> None:
    first, second = [
        await stores.schedules.add(space, replace(DAILY, seed=""), by="mo", channel="desk", now=NOON) for _ in range(2)
    ]

    assert first.chosen.seed
    assert first.chosen.seed != second.chosen.seed


async def test_a_change_is_in_the_log_with_what_changed_alone(stores: Stores, space: str, schedule: Schedule) -> None:
    await stores.schedules.change(space, schedule.id, lambda c: replace(c, at=time(10)), by="mo", now=TOMORROW)

    (change, *_) = await stores.changes.latest(space)
    assert (change.subject, change.before, change.after) == (
        f"schedule {schedule.id}",
        {"at": "09:00"},
        {"at": "10:00"},
    )


async def test_a_change_can_be_put_back(stores: Stores, space: str, schedule: Schedule) -> None:
    await stores.schedules.change(space, schedule.id, lambda c: replace(c, at=time(10)), by="mo", now=TOMORROW)

    assert await stores.schedules.put_back(space, schedule.id, {"at": "09:00"}, by="mo", now=TOMORROW)

    found = await stores.schedules.get(space, schedule.id)
    assert found is not None
    assert found.chosen == DAILY
    assert found.revision == 3


async def test_a_schedule_switched_off_can_be_put_back(stores: Stores, space: str, schedule: Schedule) -> None:
    await stores.schedules.remove(space, schedule.id, by="mo", now=TOMORROW)
    assert await stores.schedules.of(space) == ()
    (change, *_) = await stores.changes.latest(space)

    assert await stores.schedules.put_back(space, schedule.id, change.before, by="mo", now=TOMORROW)

    assert [one.chosen for one in await stores.schedules.of(space)] == [DAILY]


async def test_planning_twice_plans_once(stores: Stores, space: str, schedule: Schedule) -> None:
    through = NOON + timedelta(days=2)

    planned = [
        await stores.schedules.plan(behind=through, through=through, how=lambda one: [one_due(one, TOMORROW)], limit=10)
        for _ in range(2)
    ]
    await stores.schedules.change(space, schedule.id, lambda c: replace(c, at=time(10)), by="mo", now=NOON)
    again = await stores.schedules.plan(
        behind=through, through=through, how=lambda one: [one_due(one, TOMORROW)], limit=10
    )

    assert (planned, again) == ([1, 0], 1)
    assert len(await stores.outgoing.claim("discord", "me", ready=through, now=NOON, limit=10)) == 1


async def test_a_paused_schedule_and_a_space_that_was_left_are_not_planned(stores: Stores, space: str) -> None:
    paused = replace(DAILY, is_paused=True)
    await stores.schedules.add(space, paused, by="mo", channel="desk", now=NOON)
    left = await stores.spaces.ensure("discord", "left", NOON)
    await stores.schedules.add(left, DAILY, by="mo", channel="desk", now=NOON)
    await stores.spaces.leave(left, NOON)

    assert await stores.schedules.plan(behind=TOMORROW, through=TOMORROW, how=lambda _: [], limit=10) == 0


async def told(stores: Stores) -> list[tuple[str, str, datetime | None]]:
    """What planning reads beside the hours of a schedule."""
    found: list[tuple[str, str, datetime | None]] = []

    def how(one: Unplanned) -> list[NewDelivery]:
        found.append((one.platform, one.home, one.previous))
        return []

    await stores.schedules.plan(behind=TOMORROW, through=TOMORROW, how=how, limit=10)
    return found


async def test_planning_is_told_when_the_last_one_was_due(stores: Stores, schedule: Schedule) -> None:
    await stores.outgoing.add([one_due(schedule, NOON)])

    assert await told(stores) == [("discord", "100", NOON)]


async def test_what_is_changed_after_its_space_was_left_is_not_planned(stores: Stores, schedule: Schedule) -> None:
    await stores.spaces.leave(schedule.space, NOON)
    await stores.schedules.change(schedule.space, schedule.id, lambda was: replace(was, late=5), by="mo", now=NOON)

    assert await told(stores) == []


async def test_the_last_one_due_may_have_an_earlier_date(stores: Stores, schedule: Schedule) -> None:
    ahead = [one_due(schedule, NOON - timedelta(days=n))._replace(day=DAY + timedelta(days=1 - n)) for n in (0, 2, 3)]
    latest = one_due(schedule, NOON + timedelta(hours=16))._replace(day=DAY)
    await stores.outgoing.add([*ahead, latest])

    assert await told(stores) == [("discord", "100", latest.due_at)]


async def test_a_change_of_the_time_takes_back_what_was_planned(stores: Stores, space: str, schedule: Schedule) -> None:
    await stores.outgoing.add([one_due(schedule, TOMORROW)])

    await stores.schedules.change(space, schedule.id, lambda c: replace(c, at=time(10)), by="mo", now=NOON)

    assert await stores.deliveries.of_day(space, schedule.id, TOMORROW.date()) is None


async def test_a_change_of_the_topics_leaves_what_was_planned(stores: Stores, space: str, schedule: Schedule) -> None:
    await stores.outgoing.add([one_due(schedule, TOMORROW)])

    await stores.schedules.change(space, schedule.id, lambda c: replace(c, topics=("scaling",)), by="mo", now=NOON)

    assert await stores.deliveries.of_day(space, schedule.id, TOMORROW.date()) is not None


async def test_a_pause_stops_what_was_to_be_tried_again(stores: Stores, space: str, schedule: Schedule) -> None:
    await stores.outgoing.add([one_due(schedule, NOON)])

    await stores.schedules.change(space, schedule.id, lambda c: replace(c, is_paused=True), by="mo", now=NOON)

    found = await stores.deliveries.of_day(space, schedule.id, DAY)
    assert found is not None
    assert found.state is State.SKIPPED_PAUSED


async def test_what_is_being_sent_is_not_taken_back(stores: Stores, space: str, schedule: Schedule) -> None:
    await stores.outgoing.add([one_due(schedule, NOON)])
    (claimed,) = await stores.outgoing.claim("discord", "me", ready=NOON, now=NOON, limit=1)
    await stores.outgoing.begin(space, claimed, owner="me", now=NOON, channel="general", prompt="P", revision=1)

    await stores.schedules.remove(space, schedule.id, by="mo", now=NOON)

    found = await stores.deliveries.of_day(space, schedule.id, date(2026, 11, 21))
    assert found is not None
    assert found.state is State.SENDING


async def test_nobody_looks_at_the_schedules_of_a_space_that_was_left(
    stores: Stores, space: str, schedule: Schedule
) -> None:
    await stores.spaces.leave(space, NOON)

    (left,) = await stores.schedules.of(space)
    assert left.planned_through == NEVER
