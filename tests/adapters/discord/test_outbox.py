"""What the bot posts unasked, on the local Discord."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession

from adapters.discord.outbox import DiscordOutbox, Standing
from adapters.discord.pacing import Pacer
from adapters.discord.requests import Requests
from bot.chat.action import Action
from bot.chat.outbox import MessageGone, NotAllowed, OperatorFault, PlaceGone, Refused, Removed, TryLater, Unknown, Use
from bot.chat.place import Person, Place
from bot.chat.reply import Button, Card, Reply
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
    Channel,
    Message,
)

TOKEN = "A234567B234567C234567D23"
PROMPT = Reply(
    "What does scaling leave out?",
    cards=(Card("Today's question", footer="week 3"),),
    controls=(Button("Discuss", Action("daily.discuss", (TOKEN,))),),
)
PLAIN = Reply("What does scaling leave out?")


@dataclass
class Waiting:
    """A clock for the gate, which moves when somebody waits."""

    there: LocalClock
    now: float = 1000.0
    waited: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds
        await self.there.advance(seconds)


@dataclass
class Post:
    """An outbox in a local Discord."""

    local: LocalDiscord
    outbox: DiscordOutbox
    waiting: Waiting
    standing: Standing = Standing.HERE

    def place(self, channel: Channel | None = None) -> Place:
        """Where something is posted."""
        return Place("discord", self.local.guild.id, (channel or self.local.channel).id)

    def there(self, channel: Channel | None = None) -> list[Message]:
        """The messages of a channel."""
        return list((channel or self.local.channel).messages.values())

    async def sent(self, reply: Reply = PROMPT, channel: Channel | None = None, token: str = TOKEN) -> str:
        """Post as the sender does."""
        await self.outbox.turn(self.place(channel))
        return await self.outbox.post(self.place(channel), reply, token)


@pytest.fixture
async def post(discord: LocalDiscord) -> AsyncIterator[Post]:
    """An outbox that has been open for a minute."""
    waiting = Waiting(discord.clock)
    async with ClientSession() as session:
        requests = Requests(session, discord.api_url, discord.token, Pacer(waiting, waiting.sleep))
        found: Post

        def standing(space: str) -> Standing:
            return found.standing

        outbox = DiscordOutbox(requests, discord.world.bot.id, standing, waiting, roles=lambda space: (space, "77"))
        found = Post(discord, outbox, waiting)
        waiting.now += 60
        yield found


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


async def test_a_post_is_there_with_its_button(post: Post) -> None:
    message = await post.sent()

    assert [one.id for one in post.there()] == [message]
    assert TOKEN in str(post.there()[0].components)
    assert post.there()[0].pings == set()


async def test_the_role_that_was_chosen_is_pinged(post: Post) -> None:
    message = await post.sent(replace(PROMPT, mentions=("77",)))

    assert post.local.channel.messages[message].pings == {"@&77"}


async def test_everybody_is_never_pinged_also_not_by_the_role_that_everybody_has(post: Post) -> None:
    message = await post.sent(replace(PROMPT, mentions=(post.local.guild.id,)))

    assert "@&" not in str(post.local.channel.messages[message].pings)


async def test_the_same_token_within_two_minutes_is_the_same_message(post: Post) -> None:
    first = await post.sent()
    second = await post.sent()

    assert second == first
    assert len(post.there()) == 1


async def test_a_repeat_of_a_deleted_message_counts_as_sent(post: Post) -> None:
    message = await post.sent()
    del post.local.channel.messages[message]

    assert await post.sent() == TOKEN


@pytest.mark.parametrize("reply", [PROMPT, PLAIN])
async def test_a_post_is_found_by_its_token_among_others(post: Post, reply: Reply) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    for number in range(120):
        post.local.say(f"Something else {number}")
    message = await post.sent(reply)

    assert await post.outbox.find(post.place(), TOKEN, since) == message


async def test_what_is_not_there_is_known_not_to_be(post: Post) -> None:
    post.local.say("Something else")

    assert await post.outbox.find(post.place(), TOKEN, an_hour_ago()) is None


async def test_nothing_is_known_of_a_history_that_may_not_be_read(post: Post) -> None:
    post.local.channel.denied = READ_MESSAGE_HISTORY

    with pytest.raises(Unknown, match="Read Message History"):
        await post.outbox.find(post.place(), TOKEN, an_hour_ago())


async def test_a_post_whose_answer_is_lost_may_have_arrived(post: Post) -> None:
    post.local.faults.cut = 1.0

    with pytest.raises(Unknown):
        await post.sent()

    assert len(post.there()) == 1
    assert post.local.server.requests == ["POST /channels/{channel_id}/messages"]


async def test_an_error_of_discords_own_is_not_repeated(post: Post) -> None:
    post.local.faults.broken = 1.0

    with pytest.raises(Unknown):
        await post.sent()

    assert post.local.server.requests == ["POST /channels/{channel_id}/messages"]


async def test_a_wait_that_discord_asks_for_is_told(post: Post) -> None:
    post.local.faults.too_many = 1.0

    with pytest.raises(TryLater) as asked:
        await post.sent()

    assert asked.value.after == 0.2


async def test_a_discord_that_cannot_be_reached_has_taken_nothing(post: Post) -> None:
    await post.local.stop()

    with pytest.raises(TryLater):
        await post.sent()


async def test_a_channel_that_is_gone_is_told(post: Post) -> None:
    with pytest.raises(PlaceGone):
        await post.outbox.post(Place("discord", post.local.guild.id, "404"), PROMPT, TOKEN)


@pytest.mark.parametrize(("denied", "named"), [(SEND_MESSAGES, "Send Messages"), (VIEW_CHANNEL, "View Channel")])
async def test_a_missing_permission_is_named(post: Post, denied: int, named: str) -> None:
    channel = post.local.add_channel("closed", denied=denied)

    with pytest.raises(NotAllowed) as refused:
        await post.sent(channel=channel)

    assert refused.value.permission == named


async def test_a_wrong_token_is_the_operators(post: Post, discord: LocalDiscord) -> None:
    async with ClientSession() as session:
        requests = Requests(session, discord.api_url, "canary", Pacer())
        outbox = DiscordOutbox(requests, "1", lambda space: Standing.HERE)

        with pytest.raises(OperatorFault):
            await outbox.post(post.place(), PROMPT, TOKEN)


async def test_what_discord_will_not_take_is_ours_to_mend(post: Post) -> None:
    with pytest.raises(Refused, match="50035"):
        await post.sent(token="T" * 26)

    post.local.server.nonconforming.clear()  # that is what was tried


async def test_an_outage_of_a_server_is_waited_for_and_nothing_is_asked(post: Post) -> None:
    post.standing = Standing.OUTAGE

    with pytest.raises(TryLater):
        await post.sent()

    assert post.local.server.requests == []


async def test_a_refusal_on_a_server_that_the_bot_left_is_its_removal(post: Post) -> None:
    post.standing = Standing.GONE
    post.local.guild.has_bot = False

    with pytest.raises(Removed):
        await post.sent()


async def test_a_deleted_message_cannot_be_changed(post: Post) -> None:
    with pytest.raises(MessageGone):
        await post.outbox.edit(post.place(), "1", Reply("Withdrawn."))


async def test_a_thread_is_opened_once(post: Post) -> None:
    message = await post.sent()
    first = await post.outbox.open_thread(post.place(), message, "Scaling")
    second = await post.outbox.open_thread(post.place(), message, "Scaling")

    assert first == second
    assert first.thread == message
    assert post.local.world.channels[message].name == "Scaling"


async def test_a_thread_that_may_not_be_opened_says_what_is_missing(post: Post) -> None:
    message = await post.sent()
    post.local.channel.denied = CREATE_PUBLIC_THREADS

    with pytest.raises(NotAllowed, match="Create Public Threads"):
        await post.outbox.open_thread(post.place(), message, "Scaling")


async def test_a_pin_comes_and_goes_and_either_may_be_repeated(post: Post) -> None:
    message = await post.sent()
    await post.outbox.pin(post.place(), message)
    await post.outbox.pin(post.place(), message)
    pinned = post.there()[0].pinned
    await post.outbox.unpin(post.place(), message)
    await post.outbox.unpin(post.place(), "1")

    assert (pinned, post.there()[0].pinned) == (True, False)


async def test_a_post_can_be_changed(post: Post) -> None:
    message = await post.sent()
    await post.outbox.edit(post.place(), message, Reply("Withdrawn."))

    assert "Withdrawn." in post.local.seen_by(post.local.somebody)[0]


async def test_what_is_missing_in_a_channel_is_named_as_in_the_settings(post: Post) -> None:
    channel = post.local.add_channel("closed", denied=SEND_MESSAGES | PIN_MESSAGES)

    assert await post.outbox.missing(post.place(channel), [Use.PIN, Use.POST]) == ("Send Messages", "Pin Messages")
    assert await post.outbox.missing(post.place(), list(Use)) == ()


async def test_a_role_is_there_until_it_is_deleted(post: Post) -> None:
    post.local.guild.roles["77"] = "Readers"

    assert await post.outbox.has_role(post.place(), "77") is True
    assert await post.outbox.has_role(post.place(), "404") is False


async def test_a_visit_tells_what_discords_clock_says(post: Post) -> None:
    said = await post.outbox.visit(post.place())

    assert said is not None
    assert abs(datetime.now(UTC) - said) < timedelta(minutes=1)


async def test_a_visit_to_somebodys_own_space_asks_nothing_of_a_server(post: Post) -> None:
    await post.outbox.visit(Place("discord", f"user-{post.local.somebody.id}", "1"))

    assert post.local.server.requests == ["GET /users/@me"]


async def test_a_visit_to_a_server_that_the_bot_left_is_its_removal(post: Post) -> None:
    post.local.guild.has_bot = False

    with pytest.raises(Removed):
        await post.outbox.visit(post.place())


async def test_a_visit_in_an_outage_asks_nothing(post: Post) -> None:
    post.standing = Standing.OUTAGE

    with pytest.raises(TryLater):
        await post.outbox.visit(post.place())

    assert post.local.server.requests == []


async def test_an_announcement_channel_takes_a_post(post: Post) -> None:
    channel = post.local.add_channel("news", kind=ANNOUNCEMENT)

    message = await post.sent(channel=channel)

    assert list(channel.messages) == [message]


async def test_somebody_is_written_to_in_private(post: Post) -> None:
    place = await post.outbox.direct(post.place(), Person(post.local.somebody.id, "Ada"))
    await post.outbox.post(place, PROMPT, TOKEN)

    assert len(post.local.world.channels[place.channel].messages) == 1


async def test_a_forum_gets_a_post_with_its_thread(post: Post) -> None:
    forum = post.local.add_channel("forum", kind=FORUM)
    message = await post.sent(channel=forum)
    thread = await post.outbox.open_thread(post.place(forum), message, "Scaling")
    await post.outbox.pin(post.place(forum), message)

    assert thread.thread == message
    assert list(post.local.world.channels[message].messages) == [message]
    assert post.local.world.channels[message].messages[message].pinned


async def test_a_forum_is_not_given_the_same_post_again(post: Post) -> None:
    forum = post.local.add_channel("forum", kind=FORUM)
    message = await post.sent(channel=forum)

    assert await post.sent(channel=forum) == message
    assert await post.outbox.find(post.place(forum), TOKEN, an_hour_ago()) == message


async def test_a_lost_post_in_a_forum_is_not_repeated_before_it_must_have_landed(post: Post) -> None:
    forum = post.local.add_channel("forum", kind=FORUM)
    await post.sent(PLAIN, channel=forum, token="Z" * 24)
    post.local.faults.late = 1.0
    with pytest.raises(Unknown):
        await post.sent(channel=forum)
    post.local.faults.late = 0.0

    with pytest.raises(TryLater):
        await post.sent(channel=forum)
    await post.local.clock.advance(20)
    await post.local.server.landed()
    post.waiting.now += 30
    await post.sent(channel=forum)

    threads = [one for one in post.local.world.channels.values() if one.parent is forum]
    assert len(threads) == 2


async def test_a_post_that_is_too_long_is_one_message_all_the_same(post: Post) -> None:
    await post.sent(Reply("A long sentence goes on. " * 500, controls=PROMPT.controls))

    assert len(post.there()) == 1


async def test_a_hundred_posts_leave_at_the_pace_of_discord(post: Post) -> None:
    began = post.waiting.now
    for _ in range(91):
        await post.outbox.turn(post.place(post.local.add_channel("one of many")))

    assert post.waiting.now - began == pytest.approx(2.0)


async def test_what_has_waited_for_a_machine_that_stood_still_does_not_leave_together(post: Post) -> None:
    pacer = Pacer(post.waiting, post.waiting.sleep)
    for _ in range(49):
        await pacer.leave()

    assert post.waiting.waited == [1.0]


async def test_a_used_up_channel_is_waited_for_before_anything_is_written_down(post: Post) -> None:
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
