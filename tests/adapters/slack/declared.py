"""Commands that no group needs, for what the real ones do not do yet."""

import asyncio
from datetime import date, time

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Field, Form
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Choice, File, Reply
from bot.services import Services

DETAIL = "canary-detail"
EVERY_KIND = (
    Option("name", "A name", required=True),
    Option("note", "A note", long=True),
    Option("mood", "A mood", Kind.CHOICE, choices=(Choice("Glad", "glad"), Choice("Sad", "sad"))),
    Option("count", "How many", Kind.INTEGER, least=1, most=5),
    Option("loud", "Aloud", Kind.FLAG),
)
MORE_KINDS = (
    Option("who", "Who", Kind.PERSON, required=True),
    Option("where", "Where", Kind.CHANNEL),
    Option("day", "On which day", Kind.DATE),
    Option("hour", "At what time", Kind.TIME),
    Option("group", "Which group", Kind.ROLE),
)


async def kinds(
    services: Services,
    request: Request,
    name: str,
    note: str = "",
    mood: str = "",
    count: int = 0,
    loud: bool = False,
) -> Reply:
    """What was given, by kind."""
    return Reply(f"{name}|{note}|{mood}|{count}|{loud}")


async def places(
    services: Services,
    request: Request,
    who: str,
    where: str = "",
    day: date | None = None,
    hour: time | None = None,
    group: str = "",
) -> Reply:
    """What was given, by kind."""
    return Reply(f"{who}|{where}|{day}|{hour}|{group}")


async def picky(services: Services, request: Request, line: str = "") -> Reply | Form:
    """Refuses everything; asks for a second form after `next`."""
    if line == "next":
        return Form("Second", Action("picky"), (Field("line", "Line", required=True),), "And then?")
    raise UserError(f"I do not like “{line}”.")


async def broken(services: Services, request: Request) -> Reply:
    """Fails."""
    raise RuntimeError(DETAIL)


async def told(services: Services, request: Request) -> Reply:
    """Who asks, where, in which language."""
    place, person = request.place, request.person
    return Reply(f"{place.space} {place.channel} {place.thread} {person.name} {person.runs_space} {request.locale}")


async def filed(services: Services, request: Request) -> Reply:
    """A file for everybody."""
    return Reply("The minutes", files=(File("minutes.md", "# Minutes"),))


async def calls(services: Services, request: Request) -> Reply:
    """Pings one person."""
    return Reply("Your turn", mentions=("U0BEN",))


async def again(services: Services, request: Request) -> Reply:
    """A private answer that wants to take the place of its message."""
    return Reply("Private words", audience=Audience.PRIVATE)


async def opener(services: Services, request: Request) -> Reply:
    """A public message with a button that answers in private."""
    return Reply("Public words", controls=(Button("Again", Action("again.private")),))


class Slow:
    """A command that waits until it is let go, and counts how often it was asked."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.times = 0

    async def __call__(self, services: Services, request: Request, line: str = "") -> Reply:
        """Waits."""
        self.times += 1
        await self.gate.wait()
        return Reply(f"Done {line}".strip())


def slow_command(slow: Slow) -> Command:
    """The command that waits, which also asks for a line."""
    return Command("slow", "Takes its time", slow, (Option("line", "Anything"),))


COMMANDS = (
    Command("kinds", "One of each kind", kinds, EVERY_KIND),
    Command("places", "One of each of the other kinds", places, MORE_KINDS),
    Command("picky", "Likes nothing", picky, (Option("line", "Anything"),)),
    Command("broken", "Fails", broken),
    Command("told", "Who asks", told),
    Command("filed", "A file", filed),
    Command("calls", "Calls somebody", calls),
    Command("opener", "Opens", opener),
    Command("two words", "Of a family", told),
    Command("two others", "Of the same family", told, permission=Permission.MODERATOR),
    Command("told.message", "Who asks, of a message", told, surface=Surface.MESSAGE, title="Who asks"),
    Command("again.private", "In private", again, surface=Surface.HIDDEN, replaces=True),
)
