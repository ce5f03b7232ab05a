"""The deck of a group that reads by a plan: nothing comes that is further on than the group is on that day."""

from datetime import date, timedelta

import pytest

from bot.library.timetable import END
from bot.state.plans import GroupPlan
from tests.conversation import MODERATOR
from tests.daily.conftest import TODAY, Morning

TASTE = {f"TAS-P{n}" for n in range(1, 12)}
EVERYTHING = {"SCA-P1", *TASTE}
DAY = timedelta(days=1)


async def read_by(morning: Morning, dates: dict[str, date], plan: str = "four-weeks") -> None:
    """Let the group read by the plan of two sections: scaling, then taste."""
    plans = morning.chat.app.services.stores.plans
    await plans.change(morning.space, lambda _: GroupPlan(plan, dates), by="mo", now=morning.clock())


async def coming(morning: Morning, count: int) -> list[str | None]:
    """What comes on the next days, from today on."""
    found = await morning.chat.app.sender.means.picker.window(morning.schedule, morning.clock(), count)
    return [one.pick.prompt for one in found]


async def test_what_is_further_on_comes_when_the_group_is_there(morning: Morning) -> None:
    await read_by(morning, {"week-1": TODAY, "week-2": TODAY + 2 * DAY})

    first, second, *then = await coming(morning, 13)

    assert (first, second) == ("SCA-P1", "SCA-P1")
    assert set(then) == TASTE


async def test_in_the_plans_order_the_section_of_the_day_comes_alone(morning: Morning) -> None:
    await read_by(morning, {"week-1": TODAY - 9 * DAY, "week-2": TODAY})
    await morning.set_up(order="plan")
    morning.schedules.reverse()

    assert set(await coming(morning, 11)) == TASTE


@pytest.mark.parametrize("order", ["shuffled", "plan"])
@pytest.mark.parametrize(
    "dates",
    [{}, {"week-1": TODAY + 30 * DAY}, {"week-1": TODAY, "week-2": TODAY, END: TODAY}],
    ids=["no plan", "not begun", "at the end"],
)
async def test_everything_comes_where_no_plan_holds_it_back(
    morning: Morning, order: str, dates: dict[str, date]
) -> None:
    if dates:
        await read_by(morning, dates)
    await morning.set_up(order=order)
    morning.schedules.reverse()

    assert set(await coming(morning, 12)) == EVERYTHING


async def test_a_plan_that_the_library_no_longer_has_holds_nothing_back(morning: Morning) -> None:
    await read_by(morning, {"week-1": TODAY}, plan="dropped")

    assert set(await coming(morning, 12)) == EVERYTHING


async def test_what_moderators_bound_to_a_day_comes_then_though_it_is_further_on(morning: Morning) -> None:
    await read_by(morning, {"week-1": TODAY})
    await morning.change(locks={TODAY: "TAS-P4"})

    await morning.pass_(hours=1)

    assert "What is question number 4?" in morning.prompts[0]


async def test_moderators_learn_that_all_topics_of_a_schedule_are_further_on(morning: Morning) -> None:
    await read_by(morning, {"week-1": TODAY})
    await morning.change(topics=("taste",))

    await morning.pass_(hours=1)

    assert morning.prompts == []
    assert "lies further on in the reading plan" in morning.notices[0]


async def test_a_groups_own_questions_wait_for_the_end_where_it_chose_so(morning: Morning) -> None:
    chat, moderator = morning.chat, morning.chat.seat(MODERATOR)
    await chat.say("/suggest prompt")
    await chat.fill(words="Which book would you lend to nobody?", topic="taste")
    await moderator.say("/review")
    await moderator.press("Approve")
    await morning.change(at_end="mix in")
    morning.schedules[0] = await morning.standing()

    comes = await coming(morning, 13)

    assert (set(comes[:12]), comes[12]) == (EVERYTHING, "OUR-P1")
