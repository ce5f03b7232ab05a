"""The board keeps up with its session, at most once a second, and comes back when it is deleted."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.boards import A_SECOND, Boards
from bot.chat.outbox import MessageGone, NotAllowed, Outboxes, TryLater, Unknown
from bot.chat.place import Person
from tests.conversation import ADA, BEN, HERE, MODERATOR, Chat, conversation
from tests.fakes.outbox import FakeOutbox

MARGINS = replace(HERE, channel="margins")


@dataclass
class Waits:
    """A wait that ends when the test says so; the long one between two looks never does."""

    free: asyncio.Event = field(default_factory=asyncio.Event)
    never: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, seconds: float) -> None:
        await (self.free if seconds <= A_SECOND else self.never).wait()


@dataclass
class Room:
    """A channel on a platform that the bot can write to."""

    chat: Chat
    outbox: FakeOutbox
    waits: Waits

    @property
    def boards(self) -> Boards:
        """What keeps the boards."""
        return self.chat.app.services.boards

    async def shown(self) -> str:
        """What the last message says, once everything is edited."""
        await self.boards.settled()
        return self.outbox.texts[-1]

    async def edits(self) -> int:
        """How often a board was edited so far."""
        await self.boards.settled()
        return self.outbox.calls.count("edit")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with conversation(tmp_path) as chat:
        outbox, waits = FakeOutbox(chat.clock), Waits()
        waits.free.set()
        chat.app.services.boards.wait = waits
        chat.app.services.boards.outboxes.open(chat.place.platform, outbox)
        host = chat.seat(MODERATOR)
        await host.say("/session start Taste")
        await chat.app.services.boards.settled()
        yield Room(host, outbox, waits)


async def test_a_session_posts_one_board(room: Room) -> None:
    assert room.chat.reply.text == "The session is open; its board is in the channel."
    assert (await room.shown()).startswith("Session: Taste")
    assert len(room.outbox.posts) == 1


async def test_a_board_that_may_not_be_posted_is_the_answer(room: Room) -> None:
    room.outbox.fail("post", NotAllowed("", "Send Messages"))

    assert "Session: Elsewhere" in await room.chat.seat(MODERATOR, MARGINS).say("/session start Elsewhere")


async def test_a_press_is_answered_in_private_and_the_board_follows(room: Room) -> None:
    ada = room.chat.seat(ADA)

    assert await ada.send("cp1:hand.up") == "Your hand is up: you are next."
    assert "1. Ada" in await room.shown()
    assert len(room.outbox.posts) == 1


async def test_thirty_presses_within_a_second_are_two_edits(room: Room) -> None:
    before = await room.edits()
    room.waits.free.clear()
    for number in range(30):
        await room.chat.seat(Person(f"p{number}", f"P{number}")).send("cp1:hand.up")
    room.waits.free.set()

    assert await room.edits() - before == 2
    assert "and 15 more: /hand list" in await room.shown()


async def test_a_deleted_board_is_posted_anew(room: Room) -> None:
    room.outbox.fail("edit", MessageGone("deleted"))

    await room.chat.seat(ADA).say("/hand up")

    assert "1. Ada" in await room.shown()
    assert len(room.outbox.posts) == 2


async def test_a_board_whose_post_was_not_written_down_is_found_again(room: Room) -> None:
    services = room.chat.app.services
    ((space, session),) = await services.stores.sessions.all_running()
    await services.stores.sessions.posted(space, session.id, "")

    await room.boards.look()
    await room.chat.seat(ADA).say("/hand up")

    assert "1. Ada" in await room.shown()
    assert len(room.outbox.posts) == 1


async def test_a_board_that_could_not_be_edited_is_right_at_the_next_look(room: Room) -> None:
    room.outbox.fail("edit", Unknown("timed out"))
    await room.chat.seat(ADA).say("/hand up")
    await room.boards.settled()

    await room.boards.look()

    assert "1. Ada" in await room.shown()


async def test_a_platform_that_has_had_enough_of_edits_gets_the_board_after_what_it_asks_for(room: Room) -> None:
    room.outbox.fail("edit", TryLater("too many edits", 0.5))

    await room.chat.seat(ADA).say("/hand up")

    assert "1. Ada" in await room.shown()


async def test_after_a_restart_the_same_message_is_the_board(room: Room) -> None:
    services = room.chat.app.services
    outboxes = Outboxes()
    outboxes.open(room.chat.place.platform, room.outbox)
    room.chat.clock.forward(minutes=7)

    again = Boards(services.stores, outboxes, room.chat.clock, room.waits)
    await again.look()
    await again.settled()

    assert "Time: 7 min" in room.outbox.texts[-1]
    assert len(room.outbox.posts) == 1


async def test_a_silent_session_asks_before_it_ends_by_itself(room: Room) -> None:
    room.chat.clock.forward(minutes=51)
    await room.boards.look()
    assert "Is the session over?" in await room.shown()

    room.chat.clock.forward(minutes=10)
    await room.boards.look()

    assert "This session is over." in await room.shown()


async def test_a_session_that_somebody_wants_goes_on(room: Room) -> None:
    room.chat.clock.forward(minutes=55)
    await room.chat.seat(BEN).send("cp1:session.stir")
    room.chat.clock.forward(minutes=30)

    await room.boards.look()

    assert "Nobody speaks." in await room.shown()


async def test_nobody_is_pinged_unless_it_was_switched_on(room: Room) -> None:
    await room.chat.seat(ADA).say("/hand up")
    await room.chat.say("/session next")

    assert [post.reply.mentions for post in room.outbox.posts] == [()]


async def test_whoever_is_next_is_pinged_where_it_was_switched_on(room: Room) -> None:
    await room.chat.say("/session end")
    await room.chat.press("Yes, end it")
    await room.chat.say("/session start ping")
    await room.chat.seat(ADA).say("/hand up")
    await room.chat.say("/session next")
    await room.boards.settled()

    assert [post.reply.mentions for post in room.outbox.posts if post.reply.mentions] == [("ada",)]


async def test_a_long_turn_is_remarked_on_the_board_alone(room: Room) -> None:
    await room.chat.seat(ADA).say("/hand up")
    await room.chat.say("/session next")
    room.chat.clock.forward(minutes=4)
    await room.boards.look()

    assert "please come to an end" in await room.shown()
    assert len(room.outbox.posts) == 1
