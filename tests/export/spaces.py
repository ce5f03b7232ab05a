"""Spaces made by chance, with something of everything that a space can own."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from bot.chat.place import Place
from bot.preferences import HIDDEN, SOURCES_OFF
from bot.session.agenda import read_agenda
from bot.session.entry import Entry, Kind
from bot.session.session import Actor, Session
from bot.session.timer import Timer
from bot.state.moderators import PERSON, ROLE, Moderator
from bot.state.schedule import Arrangement
from bot.state.settings import SPACE
from bot.state.submission import Content, State, Submission
from tests.conversation import START, Chat

CHANNELS = ("general", "books", "42")
PLAIN = ("Beauty", "guides", "it", "“all”", "@everyone", "<b>", "|", "`", " ")
ODD = ("美", "e\u0301", "\u202e", "\0", "😀", "\n")
KINDS = (Kind.DECISION, Kind.QUESTION, Kind.QUOTE, Kind.MOVED, Kind.ENDED_ITSELF, Kind.CORRECTED)
TOPICS = ("taste", "scaling")
PROMPTS = ("TAS-P1", "TAS-P2")


async def made(chat: Chat, random: Random) -> str:
    """A space by chance; its id."""
    place = chat.place
    space = await chat.app.services.stores.spaces.ensure(place.platform, place.space, chat.clock())
    await _choices(chat, space, random)
    await _library(chat, space, random)
    await _past(chat, space, random)
    return space


def words(random: Random, most: int = 12) -> str:
    """Some words, with what people paste along with them."""
    return "Words " + " ".join(random.choices(PLAIN + ODD, k=random.randrange(most)))


async def _choices(chat: Chat, space: str, random: Random) -> None:
    stores, now = chat.app.services.stores, chat.clock()
    chosen = [("lookups", "private", SPACE), ("lookups", "public", "books"), ("zone", "Asia/Tokyo", SPACE)]
    chosen += [("digest", "weekly", "42"), (HIDDEN, '["SCA-01"]', SPACE), (SOURCES_OFF, '["essay"]', SPACE)]
    for key, value, scope in random.sample(chosen, random.randrange(len(chosen))):
        await stores.settings.set(space, key, value, by="mo", now=now, channel=scope)
    for kind, who in random.sample([(PERSON, "ben"), (PERSON, "ada"), (ROLE, "42")], random.randrange(3)):
        await stores.moderators.add(space, Moderator(kind, who), by="mo", now=now)
    for _ in range(random.randrange(3)):
        await stores.schedules.add(space, arrangement(random), by="mo", channel="general", now=now)


def arrangement(random: Random) -> Arrangement:
    """Choices for a schedule."""
    day = START.date() + timedelta(days=random.randrange(30))
    locks: dict[date, str] = {day: random.choice(["", f"={words(random)}", *PROMPTS])}
    return Arrangement(
        channel=random.choice(CHANNELS),
        at=time(random.randrange(24), random.randrange(60)),
        zone=random.choice(["UTC", "Europe/Berlin"]),
        days=frozenset(random.sample(range(7), random.randrange(1, 8))),
        pauses=tuple((day, day + timedelta(days=3)) for _ in range(random.randrange(2))),
        topics=random.choice([(), ("taste",), PROMPTS]),
        order=random.choice(["shuffled", "listed", "plan"]),
        pins=random.random() < 0.5,
        ping=random.choice(["", "42"]),
        locks=locks,
        is_paused=random.random() < 0.3,
    )


async def _library(chat: Chat, space: str, random: Random) -> None:
    store = chat.app.services.stores.submissions
    for number in range(random.randrange(8)):
        kind = random.choice(["quote", "prompt"])
        said = f"{words(random)} number {number}"
        content = (
            Content(said, random.choice(TOPICS), "Ben", words(random, 3)) if kind == "quote" else Content(said, "taste")
        )
        person, is_shy, now = f"person-{number}", random.random() < 0.5, chat.clock()
        sent = await store.send(space, kind, content, by=person, name=f"Name {number}", now=now, anonymous=is_shy)
        assert isinstance(sent, Submission)
        for state in random.choice([[], [State.APPROVED], [State.REJECTED], [State.APPROVED, State.REMOVED]]):
            chat.clock.forward(seconds=1)
            known = await store.get(space, sent.id)
            assert known is not None
            await store.decide(space, sent.id, state, seen=known.revision, by="mo", now=chat.clock())
        chat.clock.forward(seconds=1)


async def _past(chat: Chat, space: str, random: Random) -> None:
    stores = chat.app.services.stores
    for number in range(random.randrange(3)):
        now = chat.clock()
        place = Place(chat.place.platform, chat.place.space, random.choice(CHANNELS), random.choice([None, "7"]))
        begun = Session(f"session-{number}", place, words(random), now, now, Actor("mo", "Mo"), timedelta(minutes=3))
        said = [
            Entry(kind, now, "ada", "Ada", words(random), about="1" if kind is Kind.CORRECTED else "")
            for kind in random.choices(KINDS, k=random.randrange(5))
        ]
        over = replace(begun, agenda=read_agenda("A 5 | B"), clock=Timer(timedelta(seconds=random.randrange(5000))))
        await stores.sessions.start(space, over.noted(said))
        chat.clock.forward(minutes=1)
        if random.random() < 0.8:
            await stores.sessions.change(space, begun.id, lambda one: one.ended(chat.clock()))
    for number in range(random.randrange(3)):
        choices = [words(random, 4), f"choice {number}"]
        asked = await stores.polls.ask(
            space, words(random), choices, hidden=False, closes_at=None, by="mo", now=chat.clock()
        )
        await stores.polls.cast(space, asked.id, "ada", random.randrange(2), chat.clock())
        chat.clock.forward(seconds=1)
        if random.random() < 0.7:
            await stores.polls.close(space, asked.id, chat.clock())


def counted(text: str) -> int:
    """How much an export holds, to see that the test tests something."""
    found = json.loads(text)
    lists = [part for part in found.values() if isinstance(part, list)]
    return sum(map(len, lists)) + len(found["own"]["approved"]) + len(found["own"]["waiting"])
