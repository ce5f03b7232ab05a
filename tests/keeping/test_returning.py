"""Removed and invited again, by somebody else: nothing of before is there, and nothing comes of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.chat.command import Kind, Option, Surface
from bot.chat.form import Form
from bot.chat.place import Permission, Person
from bot.state.schedule import Arrangement
from tests.conversation import HERE, MODERATOR, Chat, conversation
from tests.fakes.outbox import FakeOutbox
from tests.library.small_pack import SMALL_PACK

CANARY = "canary"
BEES = f"Whoever keeps a {CANARY} keeps a library."
NEW_OWNER = Person("eve", "Eve", runs_space=True)
DAILY = Arrangement(channel="general", at=time(10), zone="UTC", seed="s", topics=("taste",))


@pytest.fixture
async def old(tmp_path: Path) -> AsyncIterator[Chat]:
    """A space in which much was done, from which the bot has been removed."""
    content = tmp_path / "pack"
    content.mkdir()
    (content / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    async with conversation(tmp_path / "data", [content]) as chat:
        chat.app.outboxes.open(HERE.platform, FakeOutbox(chat.clock))
        owner = chat.seat(MODERATOR)
        await owner.say(f"/manage settings notices {CANARY}")
        await owner.say("/manage moderators")
        await owner.press("Add")
        await owner.fill(person=f"{CANARY}-moderator")
        await owner.say("/suggest quote")
        await owner.fill(words=BEES, speaker=f"{CANARY} Ada", source="Notes", topic="taste")
        await owner.say("/review")
        await owner.press("Approve")
        await owner.say(f"/vote {CANARY}? a | b")
        assert CANARY in await owner.say("/quote OUR-1")
        await owner.press("Save")
        await owner.say(f"/session start {CANARY}")
        await owner.say(f"/note decision {CANARY}")
        stores, now = chat.app.services.stores, chat.clock()
        space = await stores.spaces.ensure(HERE.platform, HERE.space, now)
        await stores.schedules.add(space, DAILY, by=f"{CANARY}-moderator", channel=CANARY, now=now)
        await chat.app.sender.turn()
        await stores.spaces.leave(space, now)
        yield chat


def outbox_of(chat: Chat) -> FakeOutbox:
    found = chat.app.outboxes.get(HERE.platform)
    assert isinstance(found, FakeOutbox)
    return found


def value_of(option: Option) -> str:
    """Something to ask with."""
    match option.kind:
        case Kind.CHOICE:
            return option.choices[0].value
        case Kind.INTEGER:
            return str(option.least or 1)
        case _:
            return "OUR-1"


async def test_the_new_owner_finds_nothing_of_the_old_stay_by_any_command(old: Chat) -> None:
    owner = old.seat(NEW_OWNER)
    answers = []
    for command in old.app.dispatcher.commands:
        if command.surface is Surface.SLASH:
            given = {one.name: value_of(one) for one in command.options if one.required}
            answer = await owner.app.dispatcher.run(command.name, owner.request(), given)
            answers.append(repr(answer.content))

    assert CANARY not in " ".join(answers)


async def test_the_person_themselves_finds_nothing_there_either(old: Chat) -> None:
    assert "Nothing is kept about you" in await old.seat(replace(MODERATOR, runs_space=False)).say("/mydata show")


async def test_who_moderated_before_does_not_any_more(old: Chat) -> None:
    assert "Only moderators" in await old.seat(Person(f"{CANARY}-moderator", "Old")).say("/manage log")


async def test_buttons_of_before_reach_nothing(old: Chat) -> None:
    owner = old.seat(NEW_OWNER)
    for command in old.app.dispatcher.commands:
        if command.surface is Surface.HIDDEN and command.permission <= Permission.OWNER:
            values = ":".join("OUR-1" for _ in command.options)
            answer = await owner.app.dispatcher.press(f"cp1:{command.name}:{values}".rstrip(":"), owner.request())
            content = answer.content
            assert CANARY not in (repr(content) if isinstance(content, Form) else content.text)


async def test_nothing_of_before_is_posted_or_edited(old: Chat) -> None:
    await old.seat(NEW_OWNER).say("/help")
    outbox = outbox_of(old)
    outbox.posts.clear()
    outbox.calls.clear()

    for _ in range(50):
        old.clock.forward(hours=1)
        await old.app.sender.turn()
        await old.app.services.boards.look()
        await old.app.services.boards.settled()

    assert outbox.posts == []
    assert set(outbox.calls) <= {"turn"}
