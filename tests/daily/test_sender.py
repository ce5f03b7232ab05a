"""The daily prompt comes once, at its time, and where it does not, moderators learn why."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.chat.outbox import (
    Failure,
    NotAllowed,
    OperatorFault,
    PlaceGone,
    Refused,
    Removed,
    TryLater,
    Unknown,
)
from bot.daily import sender
from bot.state.standing import State
from tests.conversation import HERE, START, conversation
from tests.daily.conftest import TODAY, Morning, due_at_ten


async def test_nothing_comes_early(morning: Morning) -> None:
    await morning.pass_(minutes=59, seconds=59)

    assert morning.prompts == []


async def test_the_prompt_comes_at_its_time_and_once(morning: Morning) -> None:
    await morning.pass_(hours=1)
    await morning.pass_(hours=1)

    assert len(morning.prompts) == 1
    assert (await morning.today()).state is State.SENT
    assert morning.notices == []


async def test_the_post_says_why_it_appears_and_when_the_next_one_comes(morning: Morning) -> None:
    await morning.pass_(hours=1)

    assert "The daily prompt: every day at 10:00 (UTC)." in morning.prompts[0]
    assert "The next one: Sunday 2026-11-22, 10:00 (UTC)." in morning.prompts[0]


async def test_the_next_day_brings_another_prompt(morning: Morning) -> None:
    await morning.pass_(hours=1)
    await morning.pass_(days=1)

    assert len(set(morning.prompts)) == 2


async def test_a_message_carries_its_token_where_it_can_be_found(morning: Morning) -> None:
    await morning.pass_(hours=1)

    (posted,) = morning.outbox.seen
    assert posted.token == (await morning.today()).token
    assert posted.token in [control.does.values[0] for control in posted.reply.controls if control.does.values]


async def test_a_restart_repeats_nothing(morning: Morning, tmp_path: Path, pack: Path) -> None:
    await morning.pass_(hours=1)
    morning.chat.app.outboxes.close(HERE.platform)

    # The database of a running bot is locked; the same start on the same rows is a new sender.
    again = type(morning.chat.app.sender)(morning.chat.app.sender.means)
    morning.chat.app.outboxes.open(HERE.platform, morning.outbox)
    await again.turn()

    assert len(morning.prompts) == 1


async def test_the_limits_are_waited_for_before_it_is_written_down(morning: Morning) -> None:
    await morning.pass_(hours=1)

    assert morning.outbox.calls[:2] == ["turn", "post"]


async def test_what_waits_leaves_as_soon_as_its_platform_is_connected(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "POLL", 3600.0)
    morning.chat.app.outboxes.close(HERE.platform)
    morning.clock.forward(hours=1)
    stop = asyncio.Event()
    running = asyncio.create_task(morning.chat.app.sender.run(stop))
    await asyncio.sleep(0)
    await morning.chat.app.sender.hurry("none", patience=0)  # its first look, which found the outbox closed, is over

    morning.chat.app.outboxes.open(HERE.platform, morning.outbox)
    await morning.outbox.came()

    assert len(morning.prompts) == 1
    stop.set()
    await running


async def test_a_role_is_pinged_only_where_it_was_chosen(morning: Morning) -> None:
    await morning.pass_(hours=1)
    await morning.change(ping="readers")
    await morning.pass_(days=1)

    assert [one.reply.mentions for one in morning.outbox.seen] == [(), ("readers",)]


async def test_after_a_short_downtime_todays_prompt_is_caught_up(morning: Morning) -> None:
    await morning.pass_(hours=3)

    assert len(morning.prompts) == 1


async def test_past_the_lateness_limit_nothing_comes_and_a_moderator_is_told(morning: Morning) -> None:
    await morning.pass_(hours=5)

    assert morning.prompts == []
    assert (await morning.today()).state is State.SKIPPED_LATE
    (notice,) = morning.notices
    assert "The prompt of Saturday 2026-11-21 did not come: its time limit had passed." in notice


async def test_a_machine_that_slept_with_a_prompt_ready_does_not_post_it_late(morning: Morning) -> None:
    await morning.pass_(minutes=59, seconds=50)
    await morning.pass_(hours=5)

    assert morning.prompts == []
    assert (await morning.today()).state is State.SKIPPED_LATE


async def test_two_schedules_of_one_channel_do_not_bring_the_same_prompt_at_once(morning: Morning) -> None:
    await morning.set_up()

    await morning.pass_(hours=1)

    tokens = [one.token for one in morning.outbox.seen]
    ledger = morning.chat.app.services.stores.deliveries
    came = [await ledger.find(morning.space, token) for token in tokens]
    assert len({one.prompt for one in came if one}) == 2


async def test_ten_days_of_downtime_are_one_post_at_most_and_one_notice(morning: Morning) -> None:
    await morning.pass_(days=10, hours=2)

    assert len(morning.prompts) == 1
    assert len(morning.notices) == 1


async def test_what_is_due_waits_while_the_outbox_is_closed(morning: Morning) -> None:
    morning.chat.app.outboxes.close(HERE.platform)
    await morning.pass_(hours=1)
    assert (await morning.today()).state is State.PLANNED

    morning.chat.app.outboxes.open(HERE.platform, morning.outbox)
    await morning.pass_(minutes=1)

    assert len(morning.prompts) == 1


TABLE = [
    pytest.param([PlaceGone("gone")], State.FAILED, 1, "does not exist any more", id="the channel is gone"),
    pytest.param(
        [NotAllowed("no", "Send Messages")] * 2, State.FAILED, 1, "I lack “Send Messages”", id="not allowed, twice"
    ),
    pytest.param([NotAllowed("no", "Send Messages")], State.SENT, 0, "", id="allowed again ten minutes later"),
    pytest.param([Refused("400")] * 2, State.FAILED, 1, "did not take the message", id="refused, twice"),
    pytest.param([Refused("400")], State.SENT, 0, "", id="taken as plain text"),
    pytest.param([TryLater("429", 30)] * 3, State.SENT, 0, "", id="asked to try later"),
    pytest.param([Unknown("reset")], State.SENT, 0, "", id="it did not arrive"),
    pytest.param([Failure("of a new kind")], State.SENT, 0, "", id="a failure nobody thought of"),
    pytest.param([Removed("gone")], State.FAILED, 0, "", id="removed from the space"),
    pytest.param([OperatorFault("401")], State.SENT, 0, "", id="mended by the operator"),
]


@pytest.mark.parametrize(("failures", "state", "notices", "says"), TABLE)
async def test_each_failure_gives_its_state_and_at_most_one_notice(
    morning: Morning, failures: list[Failure], state: State, notices: int, says: str
) -> None:
    morning.outbox.fail("post", *failures)

    await morning.pass_(hours=1)
    for _ in range(8):
        await morning.pass_(minutes=3)

    assert (await morning.today()).state is state
    assert len(morning.prompts) == (state is State.SENT)
    assert len(morning.notices) == notices
    assert all(says in notice for notice in morning.notices)


async def test_what_was_refused_comes_as_plain_text(morning: Morning) -> None:
    morning.outbox.fail("post", Refused("400"))

    await morning.pass_(hours=1)

    (posted,) = morning.outbox.seen
    assert posted.reply.cards == ()
    assert "The daily prompt" in posted.reply.text


async def test_three_failing_days_pause_the_schedule(morning: Morning) -> None:
    morning.outbox.fail("post", PlaceGone("gone"))
    await morning.pass_(hours=1)
    for _ in range(4):
        morning.outbox.fail("post", PlaceGone("gone"))
        await morning.pass_(days=1)

    assert (await morning.standing()).chosen.is_paused
    assert morning.outbox.calls.count("post") == 3 + 2
    assert ["paused it" in notice for notice in morning.notices] == [False, True]


async def test_credentials_that_are_not_taken_stop_everything_after_one_request(morning: Morning) -> None:
    for _ in range(5):
        await morning.set_up()
    morning.outbox.fail("post", *[OperatorFault("401")] * 10)
    await morning.pass_(hours=1)
    await morning.pass_(minutes=5)

    assert morning.outbox.calls.count("post") == 1
    assert morning.chat.app.sender.stopped == (HERE.platform,)
    await morning.pass_(minutes=6)
    assert morning.outbox.calls.count("post") == 2


async def test_a_look_that_shows_wrong_credentials_stops_everything_too(morning: Morning) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.lose(Unknown("reset"))
    morning.outbox.fail("find", OperatorFault("401"))
    await morning.pass_(hours=1)

    await morning.pass_(minutes=2)
    stopped = morning.chat.app.sender.stopped
    await morning.pass_(minutes=11)

    assert stopped == (HERE.platform,)
    assert (await morning.today()).state is State.SENT


async def test_a_removed_bot_leaves_the_space_and_posts_nothing_more(morning: Morning) -> None:
    morning.outbox.fail("post", Removed("uninstalled"))

    await morning.pass_(hours=1)
    await morning.pass_(days=1)

    assert morning.outbox.seen == []


async def test_an_outage_changes_nothing(morning: Morning) -> None:
    morning.outbox.fail("post", *[TryLater("the server is unavailable", 60)] * 30)

    await morning.pass_(hours=1)
    for _ in range(29):
        await morning.pass_(minutes=1)
    await morning.pass_(minutes=2)

    assert len(morning.prompts) == 1
    assert (await morning.standing()).failing == 0
    assert morning.notices == []


async def test_a_deck_that_is_empty_says_nothing_in_public(morning: Morning) -> None:
    await morning.change(at_end="stop", topics=("TAS-P1", "TAS-P2"))
    await morning.pass_(hours=1)
    for _ in range(3):
        await morning.pass_(days=1)

    assert len(morning.prompts) == 2
    assert sum("No prompt of this schedule is left" in notice for notice in morning.notices) == 1


async def test_moderators_are_told_before_the_deck_ends_and_once(morning: Morning) -> None:
    await morning.pass_(hours=1)
    for _ in range(6):
        await morning.pass_(days=1)

    (notice,) = morning.notices
    assert "After the prompt of Wednesday 2026-11-25, 7 prompts of this schedule are left." in notice


async def test_a_small_deck_is_told_once_and_not_in_every_round(morning: Morning) -> None:
    await morning.change(topics=("TAS-P1", "TAS-P2", "TAS-P3"))
    await morning.pass_(hours=1)
    for _ in range(8):
        await morning.pass_(days=1)

    assert len(morning.prompts) == 9
    assert len(morning.notices) == 1


async def test_a_notice_goes_to_the_channel_that_was_chosen_for_it(morning: Morning) -> None:
    await morning.chat.app.services.stores.settings.set(morning.space, "notices", "office", by="mo", now=START)
    morning.outbox.fail("post", PlaceGone("gone"))

    await morning.pass_(hours=1)

    assert [one.place.channel for one in morning.outbox.seen] == ["office"]


async def test_a_notice_that_one_place_refuses_goes_to_the_next(morning: Morning) -> None:
    morning.outbox.fail("post", PlaceGone("gone"), PlaceGone("the desk is gone too"))

    await morning.pass_(hours=1)

    assert [one.place.channel for one in morning.outbox.seen] == ["dm-mo"]


async def test_a_notice_that_nobody_takes_waits_for_a_moderator(morning: Morning) -> None:
    morning.outbox.fail("post", *[PlaceGone("gone")] * 3)

    await morning.pass_(hours=1)

    assert morning.outbox.seen == []
    (waiting,) = await morning.chat.app.services.stores.deliveries.untold(morning.space)
    assert waiting.kind == "channel gone"


async def test_a_change_of_the_time_on_the_same_day_does_not_ask_twice(morning: Morning) -> None:
    await morning.pass_(hours=1)
    await morning.change(at=(START + timedelta(hours=6)).time())
    await morning.pass_(hours=5)

    assert len(morning.prompts) == 1


async def test_a_clock_that_goes_back_repeats_nothing(morning: Morning) -> None:
    await morning.pass_(hours=1)
    await morning.pass_(hours=-3)
    await morning.pass_(hours=3)

    assert len(morning.prompts) == 1


async def test_a_clock_that_jumps_forward_sends_nothing_until_two_checks_agree(tmp_path: Path, pack: Path) -> None:
    async with conversation(tmp_path / "data", [pack], seconds=lambda: 0.0) as chat:
        morning = await due_at_ten(chat)

        await morning.pass_(hours=1, minutes=1)
        await morning.pass_()
        assert morning.prompts == []
        await morning.pass_()

        assert len(morning.prompts) == 1


async def test_the_weekly_list_comes_once_where_it_was_switched_on(morning: Morning) -> None:
    await morning.change(opens_thread=True)
    await morning.chat.app.services.stores.settings.set(morning.space, "digest", "weekly", by="mo", now=START)
    await morning.pass_(hours=1)  # Saturday: the week before had no discussions
    for _ in range(4):
        await morning.pass_(days=1)

    lists = [prompt for prompt in morning.prompts if "Discussions of the week" in prompt]
    assert len(lists) == 1
    assert "Saturday 2026-11-21" in lists[0]


async def test_a_paused_day_is_left_out(morning: Morning) -> None:
    await morning.change(pauses=((TODAY, date(2026, 11, 22)),))

    await morning.pass_(hours=1)
    await morning.pass_(days=1)
    assert morning.prompts == []
    await morning.pass_(days=1)

    assert len(morning.prompts) == 1
