"""Nobody reaches what another space owns: by no command, button, menu, form or suggestion, and in no file or log.

Everything one space made is tried in another, by whoever runs that one; then wires are garbled at random.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import time
from itertools import cycle
from random import Random

import pytest

from bot.chat.action import PARKED, Action
from bot.chat.command import Command
from bot.chat.place import Person, Place
from bot.daily.deck import OWN
from bot.state.schedule import Arrangement
from tests.conversation import HERE, MODERATOR, Chat
from tests.fakes.outbox import FakeOutbox
from tests.state.test_tenants import rows_of

CANARY = "kestrel words that nobody else may read"
STRANGER = Person("stranger", "Stranger", runs_space=True)
ELSEWHERE = Place("test", "another club", "general")


async def furnish(chat: Chat) -> list[str]:
    """A space with something of everything that a space can own; gives the ids of all of it."""
    moderator = chat.seat(MODERATOR)
    stores = chat.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())
    await _be_prompted(chat, space)
    await _contribute(chat, moderator)
    await _meet(chat, moderator)
    rows = await rows_of(stores.database, space)
    named = ("submissions", "polls", "sessions", "schedules", "changes")
    return [
        "OUR-1",
        *(row.id for table in named for row in rows[table]),
        *(row.token for table in ("parked", "deliveries") for row in rows[table]),
    ]


async def _contribute(chat: Chat, moderator: Chat) -> None:
    """One item that was approved, one that waits, a vote, and something saved."""
    for words in (CANARY, f"{CANARY} twice, which waits"):
        await chat.say("/suggest quote")
        await chat.fill(words=words, speaker="Kestrel", source="Kestrel notes", topic="taste", anonymous="yes")
        if chat.labels == ["Send it anyway"]:
            await chat.press("Send it anyway")
        if words == CANARY:
            await moderator.say("/review")
            await moderator.press("Approve")
    await chat.say("/quote OUR-1")
    await chat.press("Save")
    await chat.say("/vote kestrel? kestrel a | kestrel b")


async def _meet(chat: Chat, moderator: Chat) -> None:
    """A session that is over, with its minutes, and one that runs."""
    for ends in (True, False):
        await moderator.say('/session start topic:"kestrels" agenda:"kestrel nests | kestrel eggs"')
        await chat.say("/session attend")
        await chat.say("/hand up about kestrels")
        await chat.say("/note decision We keep the kestrel.")
        if ends:
            await moderator.say("/session end")
            await moderator.press("Yes, end it")


async def _be_prompted(chat: Chat, space: str) -> None:
    """A daily prompt that has come, and what is planned next."""
    outbox = FakeOutbox(chat.clock)
    chat.app.outboxes.open(HERE.platform, outbox)
    locks = {chat.clock().date(): f"{OWN}What would a kestrel say?"}
    chosen = Arrangement(channel=HERE.channel, at=time(10), zone="UTC", seed="kestrel", locks=locks, pins=True)
    await chat.app.services.stores.schedules.add(space, chosen, by=MODERATOR.id, channel="kestrels", now=chat.clock())
    await chat.app.sender.turn()
    chat.clock.forward(hours=2)
    await chat.app.sender.turn()
    assert any("kestrel" in one.reply.text for one in outbox.posts)
    chat.app.outboxes.close(HERE.platform)


def tries(command: Command, key: str) -> Iterator[tuple[str, ...]]:
    """The values with which somebody might reach what has this key."""
    yield tuple(key if option.suggest or option.required else "" for option in command.options)
    yield tuple("1" if option.suggest or option.required else "" for option in command.options)
    yield key, "1"
    yield key, "2", "reason"


def said(chat: Chat) -> str:
    """All that the last answer shows: text, controls and what they carry, fields."""
    return repr(chat.answer).casefold()


async def try_all(chat: Chat, keys: Sequence[str], *, each: bool) -> None:
    """Try the keys in another space, with every command: `each` of them in every way, or each once."""
    stranger = chat.seat(STRANGER, ELSEWHERE)
    turn = cycle(keys)
    for command in chat.app.dispatcher.commands:
        for key in keys if each else [next(turn)]:
            for values in tries(command, key):
                action = Action(command.name, values)
                await stranger.send(action.encode() if action.fits else Action(PARKED, (key,)).encode())
                assert "kestrel" not in said(stranger), command.name
            await stranger.send(Action(command.name).encode(), [key])
            assert "kestrel" not in said(stranger), command.name
            filled = {option.name: key for option in command.options}
            stranger.answers.append(
                await chat.app.dispatcher.submit(Action(command.name).encode(), stranger.request(), filled)
            )
            assert "kestrel" not in said(stranger), command.name


async def nothing_is_reached(chat: Chat, caplog: pytest.LogCaptureFixture, *, each: bool) -> None:
    """Furnish a space, try all of it elsewhere: nothing shown, nothing changed, nothing logged."""
    caplog.set_level(logging.DEBUG)
    keys = await furnish(chat)
    stores = chat.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())
    before = await rows_of(stores.database, space)
    caplog.clear()

    await try_all(chat, keys, each=each)

    assert await rows_of(stores.database, space) == before
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("bot.")]
    assert [message for message in ours if "estrel" in message] == []


async def test_no_command_shows_or_changes_anything_of_another_space(
    small: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    await nothing_is_reached(small, caplog, each=False)


@pytest.mark.soak
async def test_no_key_shows_or_changes_anything_of_another_space(small: Chat, caplog: pytest.LogCaptureFixture) -> None:
    await nothing_is_reached(small, caplog, each=True)


async def test_no_completion_offers_anything_of_another_space(small: Chat) -> None:
    await furnish(small)
    stranger = small.seat(STRANGER, ELSEWHERE)

    offered = [
        label
        for command in small.app.dispatcher.commands
        for option in command.options
        for typed in ("", "kestrel", "OUR-1")
        for label in await stranger.suggested(command.name, option.name, typed)
    ]

    assert not [label for label in offered if "estrel" in label or "OUR" in label]


async def garble(chat: Chat, presses: int) -> None:
    """Press so many garbled wires as a member of the same space; nothing of the space changes."""
    random = Random(11)
    ids = await furnish(chat)
    stores = chat.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())
    watched = ("submissions", "own_libraries", "blocked", "polls", "moderators", "settings", "changes")
    before = await rows_of(stores.database, space)
    guarded = [one.name for one in chat.app.dispatcher.commands if one.name.startswith("review")]
    member = chat.seat(Person("eve", "Eve"))
    for _ in range(presses):
        wire = list(Action(random.choice(guarded), (random.choice(ids), random.choice("123"), "why")).encode())
        for _ in range(random.randrange(4)):
            wire[random.randrange(len(wire))] = random.choice("cp1:.%+\0\x7fé😀abcdef0123456789")
        await member.send("".join(wire))
        assert "on my side" not in said(member)
    after = await rows_of(stores.database, space)
    assert {table: after[table] for table in watched} == {table: before[table] for table in watched}


async def test_a_garbled_wire_has_no_effect(small: Chat) -> None:
    await garble(small, 300)


@pytest.mark.soak
async def test_twenty_thousand_garbled_wires_have_no_effect(small: Chat) -> None:
    await garble(small, 20_000)
