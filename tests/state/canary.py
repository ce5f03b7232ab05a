"""Somebody who does all that leaves a trace, and the search for them in every column there is."""

import json
import re
from collections.abc import Iterable, Mapping

from sqlalchemy import Table, select

from bot.chat.action import Action
from bot.chat.outbox import PlaceGone
from bot.chat.place import Own, Person, Place
from bot.state.database import Database
from bot.state.imports import Waiting
from bot.state.tables import metadata
from tests.conversation import BEN, HERE, MODERATOR, Chat
from tests.fakes.outbox import FakeOutbox

WHO, NAME, WORDS = "id-of-the-canary", "Name of the canary", "song"
CANARY = Person(WHO, NAME)
HOME = Place("test", "club", WHO)
DIRECT = Place("test", "club", f"direct-{WHO}")
ALONE = Place("test", f"user-{WHO}", "1")
OTHER = Place("test", "club", "other")

_WORDS = re.compile(rf"{WORDS}-[a-z]+")


def song(of: str) -> str:
    """Words that nobody else says, long enough to be parked: they name the occasion, so that each can be looked for."""
    return f"{WORDS}-{of} is what I would say about keeping a library for as long as anybody remembers to read in it"


async def live(chat: Chat, outbox: FakeOutbox) -> None:
    """A life in one group, and alone with the bot."""
    canary, moderator = chat.seat(CANARY), chat.seat(MODERATOR)
    await moderator.say("/manage moderators")
    await moderator.press("Add")
    await moderator.fill(person=WHO)
    await _read(canary)
    await _contribute(canary, moderator, chat.seat(BEN))
    await _meet(canary, moderator)
    await _meet_elsewhere(chat)
    await _moderate(canary, chat.seat(BEN))
    await _be_prompted(chat, outbox)
    for place, own in ((HOME, Own.CHANNEL), (DIRECT, Own.CHANNEL), (ALONE, Own.SPACE)):
        await _be_alone(chat.seat(CANARY, place, own=own))
    space = await chat.app.services.stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())
    file = json.dumps({"moderators": {"people": [WHO], "roles": []}})
    await chat.app.services.stores.imports.keep(space, Waiting(file, "", ""), chat.clock())


async def _read(canary: Chat) -> None:
    await canary.say("/quote taste")
    await canary.press("Save")
    await canary.say(f"/verify {song('verified')}")
    await canary.seat(BEN).use("verify.message", song("overheard"), NAME, WHO)
    await canary.seat(MODERATOR).say("/plan begin")
    await canary.say("/plan here taste")


async def _contribute(canary: Chat, moderator: Chat, ben: Chat) -> None:
    for of, approved in (("approved", True), ("waiting", False)):
        await canary.say("/suggest prompt")
        await canary.fill(words=song(of) + f" {of}?", topic="taste")
        if canary.labels == ["Send it anyway"]:
            await canary.press("Send it anyway")
        if approved:
            await moderator.say("/review")
            await moderator.press("Approve")
    for who, of in ((canary, "own"), (ben, "said")):
        await who.use("suggest.message", song(of), NAME, WHO)
        await who.fill(words=song(of), speaker=NAME, topic="taste")
        if who is ben:
            await canary.send(ben.reply.controls[0].does.encode())
    await canary.say(f"/vote {WORDS}-asked? {WORDS}-choice | b")
    await canary.choose("Your vote", "1")


async def _meet(canary: Chat, moderator: Chat) -> None:
    await canary.say(f'/session start topic:"{WORDS}-topic" agenda:"{WORDS}-item | eggs"')
    await canary.say(f"/note decision {WORDS}-noted")
    await canary.say(f"/note question {WORDS}-question {song('question')}")
    await canary.press("Suggest as a prompt")
    await canary.say("/session attend")
    await canary.say(f"/hand up {WORDS}-spoken")
    await canary.say("/session next")
    await canary.say(f"/hand up {WORDS}-raised")


async def _meet_elsewhere(chat: Chat) -> None:
    host, canary = chat.seat(MODERATOR, OTHER), chat.seat(CANARY, OTHER)
    await host.say("/session start")
    for line in (f"/session move {WHO} 1", f"/session remove {WHO}"):
        await canary.say(f"/hand up {WORDS}-hand")
        await host.say(line)
    await host.say(f"/session handover {WHO}")


async def _moderate(canary: Chat, ben: Chat) -> None:
    await canary.say("/manage settings name:lookups value:private")
    await ben.say("/suggest prompt")
    await ben.fill(words="What would a bee make of beauty?", topic="taste")
    await canary.say("/review")
    while "a bee make" not in canary.reply.text:
        await canary.press("Next")
    await canary.press("Reject")
    await canary.fill(reason=f"{WORDS}-reason")


async def _be_prompted(chat: Chat, outbox: FakeOutbox) -> None:
    """A schedule they set up, a question of theirs that comes, and a day on which nothing can come."""
    canary = chat.seat(CANARY)
    await canary.say("/daily set time:10:00")
    await canary.press("Save it")
    stores = chat.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())
    (schedule,) = await stores.schedules.of(space)
    asks = Action("daily.own", (schedule.id, chat.clock().date().isoformat()))
    await chat.app.sender.turn()
    await canary.send(Action("daily.own", (*asks.values, f"What of the {WORDS}-bound?")).encode())
    await chat.app.sender.turn()
    chat.clock.forward(hours=1)
    await chat.app.sender.turn()
    outbox.fail("post", PlaceGone("That channel is gone."))
    chat.clock.forward(days=1)
    await chat.app.sender.turn()
    await chat.app.sender.turn()


async def _be_alone(alone: Chat) -> None:
    await alone.say("/quote taste")
    await alone.say(f"/verify {song('alone')}")
    if alone.own is Own.CHANNEL:
        await alone.say("/manage settings name:lookups value:private here:yes")
        await alone.say("/daily set time:11:00")
        await alone.press("Save it")
        await alone.say(f"/session start {WORDS}-alone")
    await alone.app.sender.turn()


async def erase(chat: Chat) -> str:
    """Have everything erased in both places: alone with the bot, and in the group's space, from direct messages."""
    said = ""
    for place, own in ((ALONE, Own.SPACE), (DIRECT, Own.CHANNEL)):
        canary = chat.seat(CANARY, place, own=own)
        await canary.say("/mydata erase")
        said = await canary.press("Yes, erase it")
    return said


async def exported(chat: Chat) -> str:
    """What they are given to take away, in both places."""
    texts = []
    for place, own in ((ALONE, Own.SPACE), (DIRECT, Own.CHANNEL)):
        canary = chat.seat(CANARY, place, own=own)
        await canary.say("/mydata export")
        texts.append(canary.reply.files[0].content)
    return "\n".join(texts)


async def columns(database: Database) -> Mapping[str, str]:
    """All that every column of every table holds, by “table.column”, as text: found in the declarations alone."""
    await database.settle()
    async with database.read() as connection:
        return {
            f"{table.name}.{column.name}": "\n".join(str(row[0]) for row in await connection.execute(select(column)))
            for table in _tables()
            for column in table.columns
        }


def _tables() -> Iterable[Table]:
    return metadata.sorted_tables


def holding(held: Mapping[str, str], *needles: str) -> set[str]:
    """The columns that hold any of these."""
    return {name for name, text in held.items() if any(needle in text for needle in needles)}


def words_in(*texts: str) -> set[str]:
    """The occasions whose words are there."""
    return {found for text in texts for found in _WORDS.findall(text)}
