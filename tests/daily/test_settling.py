"""What may have arrived is found out, and never posted again on a guess."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat.outbox import NotAllowed, Unknown
from bot.daily import sending
from bot.state.delivery import Delivery
from bot.state.outgoing import Outgoing
from bot.state.standing import State
from tests.conversation import HERE, conversation
from tests.daily.conftest import Morning, due_at_ten


async def test_a_lost_answer_is_repeated_with_the_same_token_and_is_one_message(morning: Morning) -> None:
    morning.outbox.lose(Unknown("reset"))

    await morning.pass_(hours=1)
    await morning.pass_(seconds=10)

    assert len(morning.prompts) == 1
    assert (await morning.today()).state is State.SENT
    assert morning.outbox.calls.count("post") == 2


async def test_what_waited_for_its_turn_until_repeating_is_no_longer_safe_is_looked_up(morning: Morning) -> None:
    morning.outbox.lose(Unknown("reset"))
    await morning.pass_(hours=1)
    morning.outbox.on_turn = lambda: morning.clock.forward(minutes=3)

    await morning.pass_(seconds=10)
    await morning.pass_()

    assert len(morning.prompts) == 1
    assert (await morning.today()).state is State.SENT
    assert morning.outbox.calls.count("post") == 1


async def test_on_a_platform_that_repeats_nothing_it_is_looked_up_first(morning: Morning) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.lose(Unknown("reset"), after=timedelta(seconds=20))

    await morning.pass_(hours=1)
    await morning.pass_(seconds=10)
    assert morning.prompts == []
    await morning.pass_(seconds=60)

    assert len(morning.prompts) == 1
    assert (await morning.today()).state is State.SENT
    assert morning.outbox.calls.count("post") == 1


async def test_what_lands_long_after_its_connection_broke_is_waited_for(morning: Morning) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.lose(Unknown("no answer"), after=timedelta(seconds=45))  # 25 without an answer, and 20 more

    await morning.pass_(hours=1)
    for _ in range(12):
        await morning.pass_(seconds=10)

    assert len(morning.prompts) == 1
    assert (await morning.today()).state is State.SENT


async def test_where_nobody_can_say_whether_a_second_post_is_dropped_it_is_looked_up(morning: Morning) -> None:
    morning.outbox.lose(Unknown("reset"))
    morning.outbox.fail("repeats_safely", *[Unknown("an error of its own")] * 10)

    await morning.pass_(hours=1)
    await morning.pass_(minutes=2)

    assert (await morning.today()).state is State.SENT
    assert morning.outbox.calls.count("post") == 1


async def test_what_is_proved_absent_is_posted(morning: Morning) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.fail("post", Unknown("reset"))

    await morning.pass_(hours=1)
    await morning.pass_(seconds=70)

    assert len(morning.prompts) == 1


async def test_a_machine_that_slept_after_it_was_written_down_does_not_post(
    tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Outgoing.begin

    async def slept(*given: Any, **more: Any) -> Delivery | None:
        begun = await begin(*given, **more)
        chat.clock.forward(minutes=5)
        return begun

    async with conversation(tmp_path / "data", [pack], seconds=lambda: 0.0) as chat:  # it did not count meanwhile
        morning = await due_at_ten(chat)
        morning.clock.forward(minutes=59)
        await chat.app.sender.turn()
        monkeypatch.setattr(Outgoing, "begin", slept)

        await morning.pass_(minutes=1)

        assert morning.prompts == []
        assert (await morning.today()).state is State.UNKNOWN


async def test_what_the_database_does_not_take_is_tried_again_and_logged_once(
    morning: Morning, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    move, refusals = Outgoing.move, [OSError("full")] * 5

    async def refusing(*given: Any, **more: Any) -> Delivery | None:
        if refusals:
            raise refusals.pop()
        return await move(*given, **more)

    monkeypatch.setattr(sending, "AGAIN", 0)
    monkeypatch.setattr(Outgoing, "move", refusing)

    await morning.pass_(hours=1)

    assert (await morning.today()).state is State.SENT
    assert [record.levelname for record in caplog.records] == ["ERROR"]


async def test_the_platforms_echo_settles_it_without_a_look(morning: Morning) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.lose(Unknown("reset"))
    await morning.pass_(hours=1)

    token = (await morning.today()).token
    assert await morning.chat.app.sender.arrived(HERE.platform, token, "m1")

    await morning.pass_(minutes=5)
    assert len(morning.prompts) == 1
    assert (await morning.today()).message == "m1"
    assert "find" not in morning.outbox.calls


async def test_what_cannot_be_found_out_is_not_posted_again_and_is_told(morning: Morning) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.lose(Unknown("reset"))
    morning.outbox.fail("find", *[Unknown("the history may not be read")] * 10)

    await morning.pass_(hours=1)
    for _ in range(6):
        await morning.pass_(minutes=10)

    assert len(morning.prompts) == 1
    assert (await morning.today()).state is State.SKIPPED_UNKNOWN
    (notice,) = morning.notices
    assert "could not find out whether the prompt of Saturday 2026-11-21 arrived" in notice


async def test_what_cannot_be_found_out_is_posted_again_where_the_space_chose_so(morning: Morning) -> None:
    await morning.change(on_unknown="repeat")
    morning.outbox.drops_seconds = False
    morning.outbox.fail("post", Unknown("reset"))
    morning.outbox.fail("find", NotAllowed("no", "Read Message History"))

    await morning.pass_(hours=1)
    await morning.pass_(minutes=5)

    assert len(morning.prompts) == 1
    assert morning.notices == []


async def test_a_refusal_after_a_lost_answer_says_nothing_about_it(morning: Morning) -> None:
    morning.outbox.lose(Unknown("reset"))
    morning.outbox.fail("post", *[NotAllowed("no", "Send Messages")] * 5)

    await morning.pass_(hours=1)
    for _ in range(6):
        await morning.pass_(minutes=1)

    assert len(morning.prompts) == 1
    assert (await morning.today()).state is State.SENT
    assert morning.notices == []


async def test_a_crash_while_it_was_being_sent_is_looked_up(morning: Morning) -> None:
    means = morning.chat.app.sender.means
    await morning.chat.app.sender.leave()
    morning.clock.forward(hours=1)
    (claimed,) = await means.stores.outgoing.claim(
        HERE.platform, "crashed", ready=morning.clock(), now=morning.clock(), limit=1
    )
    await means.stores.outgoing.begin(
        morning.space, claimed, owner="crashed", now=morning.clock(), channel="general", prompt="TAS-P1", revision=1
    )
    await morning.outbox.post(
        HERE, (await means.writer.prompt(morning.schedule, claimed, "TAS-P1")).reply, claimed.token
    )

    restarted = type(morning.chat.app.sender)(means)
    morning.clock.forward(minutes=10)
    await restarted.turn()

    assert len(morning.prompts) == 1
    assert (await morning.today()).state is State.SENT
