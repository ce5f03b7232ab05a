"""A bot that runs as `commonplace run` lets it run, on one platform, with a command that fails and one that goes on."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random

from aiohttp import ClientSession

from adapters.health import HOST, Health, health_served
from adapters.run import Platform, run_platforms
from bot import commands
from bot.app import App, services_on
from bot.chat.command import Command, Option, Request
from bot.chat.markdown import escape
from bot.chat.reply import Card, Choice, Reply
from bot.dispatch import Dispatcher
from bot.services import Services, Shelf
from bot.settings import Settings
from bot.state.stores import open_state
from tests.adapters.secrecy.hearing import Heard
from tests.adapters.test_health import free_port
from tests.conversation import Clock
from tests.editions import builtin_edition
from tests.waiting import no_waiting


@dataclass
class Bot:
    """A bot that is connected. `where` is what it said of that."""

    app: App
    clock: Clock
    where: str

    async def pass_(self, **span: float) -> None:
        """Time passes, and the sender looks."""
        self.clock.forward(**span)
        await self.app.sender.turn()

    async def posting(self, platform: str) -> None:
        """Wait until posts may leave."""
        opened = asyncio.Event()
        self.app.outboxes.on_opening(opened.set)
        if self.app.outboxes.get(platform) is None:
            await opened.wait()


@asynccontextmanager
async def running(settings: Settings, platform: Platform, heard: Heard) -> AsyncIterator[Bot]:
    """The bot until the block ends, which begins when it is connected, or has said why it is not."""
    clock, health, stop = Clock(), Health(), asyncio.Event()
    where: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def say(name: str, what: str) -> None:
        print(name, what)  # noqa: T201 - as `commonplace run` does
        if not where.done():
            where.set_result(what)

    async with open_state(settings.database_url, settings.data_dir) as stores:
        services = await services_on(stores, Shelf(builtin_edition()), COMMANDS, now=clock, random=Random(7))
        services.boards.wait = no_waiting
        app = App(settings, services, Dispatcher(services))
        served = asyncio.create_task(run_platforms(app, [platform], stop, say, health))
        try:
            yield Bot(app, clock, await where)
        finally:
            heard.health += await answers_of(app, health)
            heard.shown += shown_of(app)
            stop.set()
            await served


async def answers_of(app: App, health: Health) -> list[str]:
    """What whoever asks is told of the bot's health."""
    port, told = free_port(), list[str]()
    async with health_served(app, health, port), ClientSession() as session:
        for page in ("livez", "readyz"):
            async with session.get(f"http://{HOST}:{port}/{page}") as answer:
                told.append(await answer.text())
    return told


def shown_of(app: App) -> list[str]:
    """What a debugger or a careless line would show."""
    return [repr(app), repr(app.settings), str(app.settings)]


async def broken(services: Services, request: Request, words: str) -> Reply:
    """Fails."""
    raise RuntimeError(words)


async def echo(services: Services, request: Request, words: str) -> Reply:
    """Repeats what was said until one message does not hold it."""
    return Reply(cards=(Card("Echo", escape(f"{words} and so on. " * 300)),))


async def suggest(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    """Fails."""
    raise RuntimeError(typed)


COMMANDS = (
    *commands.COMMANDS,
    Command("broken", "Fails", broken, (Option("words", "Anything", required=True, suggest=suggest),)),
    Command("echo", "Repeats", echo, (Option("words", "Anything", required=True),)),
)
