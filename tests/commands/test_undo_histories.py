"""Any history of choices and undoing ends as a plain model of it does, also with a restart between any two steps."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from bot.chat.action import Action
from bot.chat.place import Place
from bot.library.timetable import END
from bot.state.changes import Change, Value
from bot.state.settings import SPACE
from tests.conversation import HERE, MODERATOR, Chat, Clock, conversation

STEPS = 20
LOOKUPS, HERE_TOO, ZONE = "setting lookups", f"setting lookups {HERE.channel}", "setting zone"
MODERATES = "moderator person ben"
PLAN = "plan"
DAYS = ("2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21")
STEPS_OF_PLAN = ("week-1", "week-2", "week-3", "week-4", END)
LINES: dict[str, tuple[str, Value]] = {
    "/plan begin on:2026-11-23": (PLAN, {"plan": "four-weeks", "dates": {"week-1": "2026-11-23"}}),
    "/plan begin on:2026-11-23 days:7": (
        PLAN,
        {"plan": "four-weeks", "dates": dict(zip(STEPS_OF_PLAN, DAYS, strict=True))},
    ),
    "/plan off": (PLAN, None),
    "/manage settings lookups public": (LOOKUPS, "public"),
    "/manage settings lookups private": (LOOKUPS, "private"),
    "/manage settings lookups default": (LOOKUPS, None),
    "/manage settings lookups private here": (HERE_TOO, "private"),
    "/manage settings lookups default here": (HERE_TOO, None),
    "/manage settings zone Europe/Berlin": (ZONE, "Europe/Berlin"),
    "/manage settings zone Asia/Tokyo": (ZONE, "Asia/Tokyo"),
}


@dataclass
class Book:
    """What is chosen, and each change that was made, as one would keep it on paper."""

    chosen: dict[str, Value] = field(default_factory=dict)
    changes: list[tuple[str, Value, Value]] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def choose(self, subject: str, value: Value) -> None:
        """A choice; it is no change where that is chosen already."""
        before = self.chosen.get(subject)
        if before != value:
            self.changes.append((subject, before, value))
            self.chosen[subject] = value

    def undo(self, number: int) -> bool:
        """Make a subject what it was before a change, unless it has moved on since or the change was undone."""
        subject, before, after = self.changes[number]
        if number in self.undone or self.chosen.get(subject) != after:
            return False
        self.choose(subject, before)
        self.undone.add(number)
        return True


async def a_step(chat: Chat, book: Book, random: Random) -> None:
    """One step by chance, by the moderator and on paper."""
    if book.changes and random.random() < 0.4:
        number = random.randrange(len(book.changes))
        change = (await in_order(chat))[number]
        said = await chat.send(Action("log.undo", (change.id,)).encode())
        assert ("is what it was before" in said) == book.undo(number), said
    elif random.random() < 0.25:
        adds = random.random() < 0.5
        await chat.send(Action("moderators.add" if adds else "moderators.remove", _ben(adds=adds)).encode())
        book.choose(MODERATES, True if adds else None)
    else:
        line, (subject, value) = random.choice(sorted(LINES.items(), key=str))
        await chat.say(line)
        book.choose(subject, value)


def _ben(*, adds: bool) -> tuple[str, ...]:
    return ("ben",) if adds else ("person ben",)


async def in_order(chat: Chat) -> list[Change]:
    """All changes of the space, the first first."""
    store, found = chat.app.services.stores.changes, list[Change]()
    while page := await store.latest(await space_of(chat), skip=len(found)):
        found += page
    return found[::-1]


async def space_of(chat: Chat) -> str:
    """The core's id of the space."""
    return await chat.app.services.stores.spaces.ensure(chat.place.platform, chat.place.space, chat.clock())


async def check(chat: Chat, book: Book) -> None:
    """What is stored and logged is what stands on paper."""
    stores, space = chat.app.services.stores, await space_of(chat)
    settings = {(one.key, one.scope): one.value for one in await stores.settings.chosen(space)}
    named = {f"setting {key} {'' if scope == SPACE else scope}".strip(): one for (key, scope), one in settings.items()}
    listed: dict[str, Value] = {MODERATES: True} if await stores.moderators.includes(space, "ben", ()) else {}
    plan = await stores.plans.of(space)
    listed |= {PLAN: plan.as_value()} if plan else {}
    assert named | listed == {subject: value for subject, value in book.chosen.items() if value is not None}
    logged = await in_order(chat)
    assert [(one.subject, one.before, one.after) for one in logged] == book.changes
    assert {number for number, one in enumerate(logged) if one.undone} == book.undone


async def histories(folder: Path, count: int, seed: int, *, restarts: int) -> None:
    """So many histories, each in a space of its own; the bot is started anew after every `restarts` steps."""
    random = Random(seed)
    books = {f"club {number}": Book() for number in range(count)}
    todo = [(space, step) for step in range(STEPS) for space in books]
    clock = Clock()
    while todo:
        async with conversation(folder, clock=clock) as chat:
            for space, _ in todo[:restarts]:
                chat.clock.forward(seconds=random.choice((-1, 0, 1)))
                seat = chat.seat(MODERATOR, Place("test", space, HERE.channel))
                await a_step(seat, books[space], random)
                await check(seat, books[space])
        todo = todo[restarts:]


@pytest.mark.parametrize("seed", range(2))
async def test_a_few_histories_of_undoing_end_as_they_would_on_paper(tmp_path: Path, seed: int) -> None:
    await histories(tmp_path, 4, seed, restarts=40)


@pytest.mark.soak
async def test_two_thousand_histories_of_undoing_end_as_they_would_on_paper(tmp_path: Path) -> None:
    await histories(tmp_path, 2000, 7, restarts=400)
