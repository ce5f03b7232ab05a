"""What is done with a prompt after it is there: thread, pin, and taking down the pin before."""

from bot.chat.outbox import MessageGone, NotAllowed, Unknown
from tests.daily.conftest import Morning


async def test_thread_pin_and_unpin_are_steps_after_the_post(morning: Morning) -> None:
    await morning.change(opens_thread=True, pins=True)
    await morning.pass_(hours=1)
    await morning.pass_(days=1)

    first, second = morning.outbox.seen
    assert (first.is_pinned, second.is_pinned) == (False, True)
    assert first.thread and second.thread  # noqa: PT018
    assert (await morning.today()).thread == first.thread


async def test_a_step_that_broke_is_repeated_and_the_post_is_not(morning: Morning) -> None:
    await morning.change(opens_thread=True)
    morning.outbox.fail("open_thread", Unknown("broke"))
    await morning.pass_(hours=1)
    assert (await morning.today()).thread == ""

    await morning.pass_(minutes=1)

    assert (await morning.today()).thread
    assert len(morning.prompts) == 1


async def test_nothing_more_is_done_with_a_message_that_was_deleted(morning: Morning) -> None:
    await morning.change(opens_thread=True, pins=True)
    morning.outbox.fail("open_thread", MessageGone("deleted"))

    await morning.pass_(hours=1)
    await morning.pass_(hours=1)

    assert morning.outbox.calls.count("open_thread") == 1
    assert "pin" not in morning.outbox.calls
    assert morning.notices == []


async def test_a_pin_of_yesterday_that_was_deleted_is_no_failure(morning: Morning) -> None:
    await morning.change(pins=True)
    await morning.pass_(hours=1)
    morning.outbox.fail("unpin", MessageGone("deleted"))

    await morning.pass_(days=1)
    await morning.pass_(hours=1)

    assert morning.outbox.calls.count("unpin") == 1
    assert morning.notices == []


async def test_a_step_that_is_not_allowed_is_told_once_for_all_days(morning: Morning) -> None:
    await morning.change(opens_thread=True)
    morning.outbox.fail("open_thread", *[NotAllowed("no", "Create Public Threads")] * 2)

    await morning.pass_(hours=1)
    await morning.pass_(days=1)

    assert len(morning.prompts) == 2
    (notice,) = morning.notices
    assert "I lack “Create Public Threads”" in notice
