"""`/daily pause`, `/daily resume` and `/daily off`."""

from datetime import date, timedelta

import pytest

from bot.chat.outbox import PlaceGone
from tests.conversation import BEN, Chat
from tests.daily.conftest import TODAY, Morning

MONDAY = date(2026, 11, 23)


async def test_a_pause_without_an_end_lasts_until_it_is_resumed(morning: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily pause")
    await morning.pass_(days=3)

    assert "Nothing comes until somebody types /daily resume." in answer
    assert morning.prompts == []
    resumed = await moderator.say("/daily resume")
    assert "The next one comes Tuesday 2026-11-24, 10:00 (UTC)." in resumed
    await morning.pass_(hours=1)
    assert len(morning.prompts) == 1


async def test_a_pause_until_a_day_includes_it(morning: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily pause until:monday")

    assert "No prompt comes from Saturday 2026-11-21 to Monday 2026-11-23, both included." in answer
    assert "The next one comes Tuesday 2026-11-24, 10:00 (UTC)." in answer
    assert (await morning.standing()).chosen.pauses == ((TODAY, MONDAY),)


async def test_holidays_are_a_range_of_dates(morning: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily pause until:2027-01-06 start:2026-12-24")

    assert "The next one comes Saturday 2026-11-21" in answer
    assert (await morning.standing()).chosen.pauses == ((date(2026, 12, 24), date(2027, 1, 6)),)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("start:2026-12-24", "Say the last day without a prompt too"),
        ("until:2026-12-24 start:2026-12-26", "ends before it begins"),
        ("until:2026-11-01 start:2026-10-01", "That pause is over already"),
    ],
)
async def test_a_pause_that_is_none_says_what_to_give(morning: Morning, moderator: Chat, typed: str, says: str) -> None:
    assert says in await moderator.say(f"/daily pause {typed}")


async def test_today_is_the_groups_own(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/manage settings zone Pacific/Auckland")
    await morning.change(zone="Pacific/Auckland")
    morning.clock.forward(hours=5)  # three in the night there, on Sunday

    assert "from Sunday 2026-11-22 to Sunday 2026-11-22" in await moderator.say("/daily pause until:today")


async def test_prompts_come_again_on_a_day(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily pause")

    answer = await moderator.say("/daily resume on:monday")

    assert "Prompts come again from Monday 2026-11-23 on." in answer
    chosen = (await morning.standing()).chosen
    assert (chosen.is_paused, chosen.pauses) == (False, ((TODAY, TODAY + timedelta(days=1)),))


async def test_a_pause_is_ended_sooner(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily pause until:2026-12-24")

    assert "The next one comes Saturday 2026-11-21" in await moderator.say("/daily resume")


async def test_what_was_missed_today_can_be_posted_at_once(morning: Morning, moderator: Chat) -> None:
    morning.chat.app.outboxes.close("test")
    await morning.pass_(hours=1)
    await moderator.say("/daily pause")

    assert "Today's was missed; /daily now posts it at once." in await moderator.say("/daily resume")


async def test_resuming_what_is_not_paused_says_so(morning: Morning, moderator: Chat) -> None:
    assert "It is not paused." in await moderator.say("/daily resume")


async def test_resuming_ends_a_row_of_failing_days(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", *[PlaceGone("gone")] * 3)
    await morning.pass_(hours=1)
    for _ in range(2):
        await morning.pass_(days=1)
        morning.outbox.fail("post", PlaceGone("gone"))
    await morning.change(is_paused=True)

    await moderator.say("/daily resume")

    assert (await morning.standing()).failing == 0


async def test_a_pause_can_be_undone(morning: Morning, moderator: Chat) -> None:
    morning.clock.forward(seconds=1)
    await moderator.say("/daily pause until:monday")
    morning.clock.forward(seconds=1)

    await moderator.press("Undo")

    assert (await morning.standing()).chosen.pauses == ()


async def test_off_asks_once_and_then_nothing_comes(morning: Morning, moderator: Chat) -> None:
    asked = await moderator.say("/daily off")
    assert "Switch off the daily prompt in #general: every day at 10:00 (UTC)?" in asked
    done = await moderator.press("Yes, switch it off")
    await morning.pass_(days=2)

    assert "Switched off. Nothing comes in #general any more." in done
    assert morning.prompts == []


async def test_off_can_be_undone_and_goes_on_where_it_was(morning: Morning, moderator: Chat) -> None:
    await morning.pass_(hours=1)
    await moderator.say("/daily upcoming")
    before = moderator.reply.text
    await moderator.say("/daily off")
    await moderator.press("Yes, switch it off")
    morning.clock.forward(seconds=1)

    await moderator.press("Undo")
    await moderator.say("/daily upcoming")

    assert moderator.reply.text == before


async def test_members_pause_and_end_nothing(morning: Morning) -> None:
    ben = morning.chat.seat(BEN)

    assert "Only moderators" in await ben.say("/daily pause")
    assert "Only moderators" in await ben.say("/daily off")
    assert "Only moderators" in await ben.send(f"cp1:daily.end:{morning.schedule.id}")
