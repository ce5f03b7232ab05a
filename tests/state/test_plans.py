"""The plan by which a group reads, and how far people say that they have come."""

import asyncio
from datetime import timedelta

import pytest

from bot.state.plans import GroupPlan
from bot.state.stores import Stores
from tests.state.conftest import NOON

TODAY = NOON.date()
WEEKLY = GroupPlan("four-weeks", {"week-1": TODAY, "week-2": TODAY + timedelta(days=7)})


def one_more(before: GroupPlan | None) -> GroupPlan:
    """The plan with one step more."""
    assert before is not None
    return GroupPlan(before.plan, {**before.dates, f"step-{len(before.dates)}": TODAY})


async def begin(stores: Stores, space: str) -> None:
    await stores.plans.change(space, lambda _: WEEKLY, by="mo", now=NOON)


async def test_a_group_reads_by_no_plan_at_first(stores: Stores, space: str) -> None:
    assert await stores.plans.of(space) is None


async def test_a_plan_is_what_was_made_of_it(stores: Stores, space: str) -> None:
    await begin(stores, space)

    assert await stores.plans.of(space) == WEEKLY


async def test_a_plan_that_was_ended_is_none(stores: Stores, space: str) -> None:
    await begin(stores, space)

    await stores.plans.change(space, lambda _: None, by="mo", now=NOON)

    assert await stores.plans.of(space) is None


async def test_every_change_is_in_the_log_with_what_was_before(stores: Stores, space: str) -> None:
    await begin(stores, space)
    await stores.plans.change(space, one_more, by="mo", now=NOON + timedelta(hours=1))

    change, begun = await stores.changes.latest(space)

    assert (begun.subject, begun.before, begun.after) == ("plan", None, WEEKLY.as_value())
    assert (change.before, change.by) == (WEEKLY.as_value(), "mo")


async def test_what_is_in_the_log_can_be_put_back(stores: Stores, space: str) -> None:
    await begin(stores, space)

    (begun,) = await stores.changes.latest(space)

    assert (GroupPlan.of(begun.after), GroupPlan.of(begun.before)) == (WEEKLY, None)


async def test_a_change_that_is_refused_changes_nothing(stores: Stores, space: str) -> None:
    await begin(stores, space)

    with pytest.raises(LookupError):
        await stores.plans.change(space, lambda _: [][0], by="mo", now=NOON)

    assert await stores.plans.of(space) == WEEKLY
    assert len(await stores.changes.latest(space)) == 1


async def test_two_who_go_on_at_once_both_count(stores: Stores, space: str) -> None:
    await begin(stores, space)

    await asyncio.gather(*(stores.plans.change(space, one_more, by="mo", now=NOON) for _ in range(8)))

    after = await stores.plans.of(space)
    assert after is not None
    assert len(after.dates) == 10


async def test_what_somebody_says_last_is_where_they_are(stores: Stores, space: str) -> None:
    await stores.plans.mark(space, "ada", "four-weeks", "week-1", NOON)
    await stores.plans.mark(space, "ada", "four-weeks", "week-2", NOON)

    one = await stores.plans.reached(space, "ada")

    assert one is not None
    assert one.section == "week-2"
    assert await stores.plans.reached(space, "ben") is None


async def test_where_somebody_is_can_be_taken_back(stores: Stores, space: str) -> None:
    await stores.plans.mark(space, "ada", "four-weeks", "week-1", NOON)

    assert (await stores.plans.unmark(space, "ada"), await stores.plans.unmark(space, "ada")) == (True, False)
    assert await stores.plans.reached(space, "ada") is None
