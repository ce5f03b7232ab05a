"""A whole evening: twelve people, two facilitators, ninety minutes, four items, forty hands, two restarts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.chat.place import Person
from bot.chat.reply import File
from tests.conversation import MODERATOR, Chat, Clock, conversation

NAMES = ("Ada", "Ben", "Cai", "Dee", "Eve", "Fay", "Gil", "Hal", "Ivy", "Jan", "Kim", "Lin")
PEOPLE = tuple(Person(name.lower(), name) for name in NAMES)
LIN = PEOPLE[-1]
AGENDA = "Scaling 20 | Generalization 20 | Taste 25 | What to read next 20"

MINUTES = """\
Minutes: Where research goes
- 2026-11-21 09:00 to 10:30 UTC, 90 min without pauses.
- Facilitated by Mo, then Lin.
- Present, of those who want to be named: Ada, Lin.
Agenda
- Scaling (20 min)
- Generalization (20 min)
- Taste (25 min)
- What to read next (25 min)
Decisions
- Next time we read the fourth article. (Lin, 10:30, What to read next)
To do
- Ben writes the invitation. (Ben, 10:30, What to read next)
Open questions
- Is scaling over? (Cai, 09:20, Scaling)
Ideas
- Keep one round without quick replies. (Eve, 10:05, Taste)
Shown
"""


@asynccontextmanager
async def evening(folder: Path, clock: Clock) -> AsyncIterator[Chat]:
    """The running bot, as it is after a restart."""
    async with conversation(folder, clock=clock) as chat:
        yield chat.seat(MODERATOR)


async def ten_turns(chat: Chat, facilitator: Person, minutes: float) -> list[str]:
    """Ten of the twelve raise a hand and speak in turn; who had the floor, in order."""
    for person in PEOPLE[:10]:
        await chat.seat(person).say("/hand up")
    given = []
    for _ in range(10):
        given.append(await chat.seat(facilitator).say("/session next"))
        chat.clock.forward(minutes=minutes)
    await chat.seat(facilitator).say("/session next")
    return given


async def test_a_whole_evening_is_in_the_minutes_right_to_the_line(tmp_path: Path) -> None:
    clock, turn = Clock(), [f"{name} has the floor." for name in NAMES[:10]]
    async with evening(tmp_path, clock) as host:
        await host.say(f'/session start topic:"Where research goes" minutes:90 agenda:"{AGENDA}"')
        await host.seat(PEOPLE[0]).say("/session attend")
        assert await ten_turns(host, MODERATOR, 2) == turn
        await host.seat(PEOPLE[2]).say("/note question Is scaling over?")
        await host.say("/session agenda take-up")

    async with evening(tmp_path, clock) as host:
        await host.seat(PEOPLE[3]).say("/quote GEN-01")
        await host.seat(PEOPLE[4]).say("/quote GEN-01")
        await host.seat(PEOPLE[4]).say("/quote GEN-02 only-me")
        await host.seat(PEOPLE[5]).say("/summary generalization")
        assert await ten_turns(host, MODERATOR, 2) == turn
        await host.say("/session handover lin")
        offer = host.reply.controls[0].does.encode()
        await host.seat(LIN).send(offer)
        await host.seat(LIN).say("/session agenda take-up")
        await host.seat(LIN).say("/session attend")

    async with evening(tmp_path, clock) as host:
        assert await ten_turns(host, LIN, 2.5) == turn
        await host.seat(PEOPLE[4]).say("/note idea Keep one round without quick replies.")
        await host.seat(LIN).say("/session agenda take-up 4")
        assert await ten_turns(host, LIN, 2.5) == turn
        await host.seat(LIN).say("/note decision Next time we read the fourth article.")
        await host.seat(PEOPLE[1]).say("/note action Ben writes the invitation.")
        lin = host.seat(LIN)
        await lin.say("/session end")

        minutes = await lin.press("Yes, end it")

        quote = host.app.services.library.quotes["GEN-01"]
        assert minutes.startswith(MINUTES)
        shown = minutes.removeprefix(MINUTES).splitlines()
        assert len(shown) == 2
        assert shown[0].startswith("- GEN-01: ")
        assert quote.wordings[0].text in shown[0]
        assert shown[1] == "- summary of Generalization gap (generalization)"
        assert isinstance(lin.reply.files[0], File)
        assert lin.reply.files[0].name == "minutes-2026-11-21.md"


async def test_the_balance_of_an_evening_is_counted_from_the_queue(tmp_path: Path) -> None:
    async with evening(tmp_path, Clock()) as host:
        await host.say("/session start")
        await ten_turns(host, MODERATOR, 2)

        balance = await host.say("/session balance")

    assert "- Ada: 1 turn, 0 quick replies, 2 min (10 %)" in balance
