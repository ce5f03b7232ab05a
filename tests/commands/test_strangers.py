"""Nobody reaches another space's contributions and votes: by no command, button, menu, form or suggestion.

Everything one space made is tried in another, by whoever runs that one; then wires are garbled at random.
"""

from random import Random

import pytest

from bot.chat.action import PARKED, Action
from bot.chat.place import Person, Place
from tests.conversation import MODERATOR, Chat
from tests.state.test_tenants import rows_of

CANARY = "kestrel words that nobody else may read"
STRANGER = Person("stranger", "Stranger", runs_space=True)
ELSEWHERE = Place("test", "another club", "general")


async def furnish(chat: Chat) -> list[str]:
    """A space with one item approved, one that waits and a vote; gives the ids of all of it."""
    moderator = chat.seat(MODERATOR)
    for words in (CANARY, f"{CANARY} twice, which waits"):
        await chat.say("/suggest quote")
        await chat.fill(words=words, speaker="Kestrel", source="Kestrel notes", topic="taste", anonymous="yes")
        if chat.labels == ["Send it anyway"]:
            await chat.press("Send it anyway")
        if words == CANARY:
            await moderator.say("/review")
            await moderator.press("Approve")
    await chat.say("/vote kestrel? kestrel a | kestrel b")
    stores = chat.app.services.stores
    space = await stores.spaces.ensure("test", "club", chat.clock())
    kept = (*await stores.submissions.approved(space), *await stores.submissions.waiting(space))
    rows = await rows_of(stores.database, space)
    return [
        *(one.id for one in kept),
        "OUR-1",
        *(row.id for row in rows["polls"]),
        *(row.token for row in rows["parked"]),
    ]


def said(chat: Chat) -> str:
    """All that the last answer shows: text, controls and what they carry, fields."""
    return repr(chat.answer).casefold()


async def test_no_command_shows_or_changes_anything_of_another_space(small: Chat) -> None:
    ids = await furnish(small)
    stores = small.app.services.stores
    space = await stores.spaces.ensure("test", "club", small.clock())
    before = await rows_of(stores.database, space)
    stranger = small.seat(STRANGER, ELSEWHERE)

    for command in small.app.dispatcher.commands:
        for key in ids:
            values = tuple(key if option.suggest or option.required else "" for option in command.options)
            for wire in (values, tuple("1" if value else "" for value in values), (key, "1"), (key, "2", "reason")):
                action = Action(command.name, wire)
                await stranger.send(action.encode() if action.fits else Action(PARKED, (key,)).encode())
                assert "kestrel" not in said(stranger), command.name

    assert await rows_of(stores.database, space) == before


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
    space = await stores.spaces.ensure("test", "club", chat.clock())
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
