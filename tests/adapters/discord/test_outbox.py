"""What the bot posts unasked, on the local Discord: what only this outbox does. The rest is in `test_outboxes.py`."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession

from adapters.discord.outbox import DiscordOutbox, Standing
from adapters.discord.pacing import A_SECOND, Pacer
from adapters.discord.requests import Requests
from bot.chat.outbox import NotAllowed, OperatorFault, Refused, Removed, TryLater, Unknown, Use
from bot.chat.place import Place
from bot.chat.reply import Reply
from tests.adapters.discord.posting import Posting, Waiting, posting
from tests.adapters.outbox_contract import PLAIN, PROMPT, TOKEN
from tests.fakes.discord.clock import Clock as LocalClock
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import (
    ANNOUNCEMENT,
    CREATE_PUBLIC_THREADS,
    FORUM,
    PIN_MESSAGES,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    VIEW_CHANNEL,
)


@pytest.fixture
async def post(discord: LocalDiscord) -> AsyncIterator[Posting]:
    """An open outbox."""
    async with posting(discord) as opened:
        yield opened


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


async def test_a_post_is_there_with_its_button(post: Posting) -> None:
    message = await post.sent()

    assert [one.id for one in post.there()] == [message]
    assert TOKEN in str(post.there()[0].components)
    assert post.there()[0].pings == set()


async def test_the_role_that_was_chosen_is_pinged(post: Posting) -> None:
    message = await post.sent(replace(PROMPT, mentions=("77",)))

    assert post.local.channel.messages[message].pings == {"@&77"}


async def test_everybody_is_never_pinged_also_not_by_the_role_that_everybody_has(post: Posting) -> None:
    message = await post.sent(replace(PROMPT, mentions=(post.local.guild.id,)))

    assert "@&" not in str(post.local.channel.messages[message].pings)


async def test_a_repeat_of_a_deleted_message_counts_as_sent(post: Posting) -> None:
    message = await post.sent()
    del post.local.channel.messages[message]

    assert await post.sent() == TOKEN


@pytest.mark.parametrize("reply", [PROMPT, PLAIN])
async def test_a_post_is_found_by_its_token_among_others(post: Posting, reply: Reply) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    for number in range(120):
        post.local.say(f"Something else {number}")
    message = await post.sent(reply)

    assert await post.outbox.find(post.place(), TOKEN, since) == message


async def test_nothing_is_known_of_a_history_that_may_not_be_read(post: Posting) -> None:
    post.local.channel.denied = READ_MESSAGE_HISTORY

    with pytest.raises(Unknown, match="Read Message History"):
        await post.outbox.find(post.place(), TOKEN, an_hour_ago())


async def test_a_post_whose_answer_is_lost_may_have_arrived(post: Posting) -> None:
    post.local.faults.cut = 1.0

    with pytest.raises(Unknown):
        await post.sent()

    assert len(post.there()) == 1
    assert post.local.server.requests == ["POST /channels/{channel_id}/messages"]


async def test_an_error_of_discords_own_is_not_repeated(post: Posting) -> None:
    post.local.faults.broken = 1.0

    with pytest.raises(Unknown):
        await post.sent()

    assert post.local.server.requests == ["POST /channels/{channel_id}/messages"]


async def test_a_wait_that_discord_asks_for_is_told(post: Posting) -> None:
    post.local.faults.too_many = 1.0

    with pytest.raises(TryLater) as asked:
        await post.sent()

    assert asked.value.after == 0.2


async def test_a_discord_that_cannot_be_reached_has_taken_nothing(post: Posting) -> None:
    await post.local.stop()

    with pytest.raises(TryLater):
        await post.sent()


@pytest.mark.parametrize(("denied", "named"), [(SEND_MESSAGES, "Send Messages"), (VIEW_CHANNEL, "View Channel")])
async def test_a_missing_permission_is_named(post: Posting, denied: int, named: str) -> None:
    channel = post.local.add_channel("closed", denied=denied)

    with pytest.raises(NotAllowed) as refused:
        await post.sent(channel=channel)

    assert refused.value.permission == named


async def test_a_wrong_token_is_the_operators(post: Posting, discord: LocalDiscord) -> None:
    async with ClientSession() as session:
        requests = Requests(session, discord.api_url, "canary", Pacer())
        outbox = DiscordOutbox(requests, "1", lambda space: Standing.HERE)

        with pytest.raises(OperatorFault):
            await outbox.post(post.place(), PROMPT, TOKEN)


async def test_what_discord_will_not_take_is_ours_to_mend(post: Posting) -> None:
    with pytest.raises(Refused, match="50035"):
        await post.sent(token="T" * 26)

    post.local.server.nonconforming.clear()  # that is what was tried


async def test_an_outage_of_a_server_is_waited_for_and_nothing_is_asked(post: Posting) -> None:
    post.standing = Standing.OUTAGE

    with pytest.raises(TryLater):
        await post.sent()

    assert post.local.server.requests == []


async def test_a_refusal_on_a_server_that_the_bot_left_is_its_removal(post: Posting) -> None:
    post.standing = Standing.GONE
    post.local.guild.has_bot = False

    with pytest.raises(Removed):
        await post.sent()


async def test_a_thread_is_opened_once(post: Posting) -> None:
    message = await post.sent()
    first = await post.outbox.open_thread(post.place(), message, "Scaling")
    second = await post.outbox.open_thread(post.place(), message, "Scaling")

    assert first == second
    assert first.thread == message
    assert post.local.world.channels[message].name == "Scaling"


async def test_a_thread_that_may_not_be_opened_says_what_is_missing(post: Posting) -> None:
    message = await post.sent()
    post.local.channel.denied = CREATE_PUBLIC_THREADS

    with pytest.raises(NotAllowed, match="Create Public Threads"):
        await post.outbox.open_thread(post.place(), message, "Scaling")


async def test_what_is_missing_in_a_channel_is_named_as_in_the_settings(post: Posting) -> None:
    channel = post.local.add_channel("closed", denied=SEND_MESSAGES | PIN_MESSAGES)

    assert await post.outbox.missing(post.place(channel), [Use.PIN, Use.POST]) == ("Send Messages", "Pin Messages")
    assert await post.outbox.missing(post.place(), list(Use)) == ()


async def test_a_role_is_there_until_it_is_deleted(post: Posting) -> None:
    post.local.guild.roles["77"] = "Readers"

    assert await post.outbox.has_role(post.place(), "77") is True
    assert await post.outbox.has_role(post.place(), "404") is False


async def test_a_visit_tells_what_discords_clock_says(post: Posting) -> None:
    said = await post.outbox.visit(post.place())

    assert said is not None
    assert abs(datetime.now(UTC) - said) < timedelta(minutes=1)


async def test_a_visit_to_somebodys_own_space_asks_nothing_of_a_server(post: Posting) -> None:
    await post.outbox.visit(Place("discord", f"user-{post.local.somebody.id}", "1"))

    assert post.local.server.requests == ["GET /users/@me"]


async def test_a_visit_to_a_server_that_the_bot_left_is_its_removal(post: Posting) -> None:
    post.local.guild.has_bot = False

    with pytest.raises(Removed):
        await post.outbox.visit(post.place())


async def test_a_visit_in_an_outage_asks_nothing(post: Posting) -> None:
    post.standing = Standing.OUTAGE

    with pytest.raises(TryLater):
        await post.outbox.visit(post.place())

    assert post.local.server.requests == []


async def test_an_announcement_channel_takes_a_post(post: Posting) -> None:
    channel = post.local.add_channel("news", kind=ANNOUNCEMENT)

    message = await post.sent(channel=channel)

    assert list(channel.messages) == [message]


async def test_a_forum_gets_a_post_with_its_thread(post: Posting) -> None:
    forum = post.local.add_channel("forum", kind=FORUM)
    message = await post.sent(channel=forum)
    thread = await post.outbox.open_thread(post.place(forum), message, "Scaling")
    await post.outbox.pin(post.place(forum), message)

    assert thread.thread == message
    assert list(post.local.world.channels[message].messages) == [message]
    assert post.local.world.channels[message].messages[message].pinned


async def test_a_post_of_a_forum_is_found_by_its_token_among_others(post: Posting) -> None:
    forum = post.local.add_channel("forum", kind=FORUM)
    await post.sent(PLAIN, channel=forum, token="Z" * 24)
    message = await post.sent(channel=forum)

    assert await post.outbox.find(post.place(forum), TOKEN, an_hour_ago()) == message


async def test_discord_drops_a_second_post_in_a_channel_and_not_in_a_forum(post: Posting) -> None:
    forum = post.local.add_channel("forum", kind=FORUM)

    assert await post.outbox.repeats_safely(post.place())
    assert not await post.outbox.repeats_safely(post.place(forum))


async def test_a_hundred_posts_leave_at_the_pace_of_discord(post: Posting) -> None:
    began = post.waiting.now
    for _ in range(2 * A_SECOND + 1):
        await post.outbox.turn(post.place(post.local.add_channel("one of many")))

    assert post.waiting.now - began == pytest.approx(2.0)


async def test_what_has_waited_for_a_machine_that_stood_still_does_not_leave_together(post: Posting) -> None:
    pacer = Pacer(post.waiting, post.waiting.sleep)
    for _ in range(49):
        await pacer.leave()

    assert post.waiting.waited == [1.0]


async def test_a_used_up_channel_is_waited_for_before_anything_is_written_down(post: Posting) -> None:
    for number in range(6):
        await post.sent(token=f"{number}" * 24)

    assert max(post.waiting.waited) == pytest.approx(5.0, abs=1.0)


async def test_a_thousand_refusals_in_ten_minutes_silence_the_bot() -> None:
    waiting = Waiting(LocalClock())
    pacer = Pacer(waiting, waiting.sleep)
    for _ in range(999):
        pacer.saw(403, {}, "route")
    before = pacer.silence
    pacer.saw(429, {}, "route")
    pacer.saw(429, {"X-RateLimit-Scope": "shared"}, "route")
    during = pacer.silence
    waiting.now += 601

    assert (before, during, pacer.silence) == (0.0, 600.0, 0.0)
