"""The real adapter on the real discord.py, connected to a local Discord, in this process."""

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from discord.ui.view import ViewStore

from adapters.discord.client import UNTIL_READY, Bot, Pace, serve
from bot.app import App, services_on
from bot.chat.command import Command
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.services import Shelf
from bot.settings import Settings
from bot.state.stores import open_state
from tests.conversation import Clock
from tests.editions import builtin_edition
from tests.fakes.discord.local import LocalDiscord


@dataclass
class Running:
    """A bot that is being served. `said` is what the operator was told."""

    app: App
    local: LocalDiscord
    stop: asyncio.Event
    served: "asyncio.Task[None]"
    said: list[str] = field(default_factory=list)

    @property
    def client(self) -> Bot:
        """The client that is connected now."""
        return next(one for one in gc.get_objects() if isinstance(one, Bot) and one.app is self.app)

    async def posting(self) -> None:
        """Wait until posts may leave."""
        opened = asyncio.Event()
        self.app.outboxes.on_opening(opened.set)
        if self.app.outboxes.get("discord") is None:
            await opened.wait()

    async def heard(self) -> None:
        """Wait until the bot has done what follows from all that was sent to it."""
        await self.local.gateway.arrived()
        events = [task for task in asyncio.all_tasks() if task.get_name().startswith("discord.py: on_")]
        if events:
            await asyncio.wait(events)

    @property
    def remembered(self) -> int:
        """How many views and modals discord.py holds in memory, over all clients of this process."""
        stores = [one for one in gc.get_objects() if isinstance(one, ViewStore)]
        return sum(len(store._views) + len(store._modals) for store in stores)


@asynccontextmanager
async def running(
    local: LocalDiscord,
    folder: Path,
    commands: Sequence[Command] | None = None,
    *,
    patience: float = 30.0,
    is_held: bool = False,
    until_ready: float = UNTIL_READY,
) -> AsyncIterator[Running]:
    """Serve Discord; with `commands`, only those. A handler has `patience` seconds, which no test waits for.

    `is_held`: it is expected to wait before it connects, and to say so. `until_ready`: as in `Pace`; posts leave then.
    """
    settings = Settings(
        _env_file=None,
        data_dir=folder,
        discord_token=local.token,
        discord_api_url=local.api_url,
        discord_gateway_url=local.gateway_url,
    )
    async with open_state(settings.database_url, settings.data_dir) as stores:
        chosen = COMMANDS if commands is None else tuple(commands)
        services = await services_on(stores, Shelf(builtin_edition()), chosen, now=Clock(), random=Random(7))
        app = App(settings, services, Dispatcher(services))
        async with served(app, local, patience=patience, is_held=is_held, until_ready=until_ready) as bot:
            yield bot


@asynccontextmanager
async def served(
    app: App,
    local: LocalDiscord,
    *,
    patience: float = 30.0,
    is_held: bool = False,
    until_ready: float = UNTIL_READY,
) -> AsyncIterator[Running]:
    """Serve an app whose settings point at the local Discord, until the block ends; raises what ended it before."""
    stop, told, said = asyncio.Event(), asyncio.Event(), list[str]()

    def tell(what: str) -> None:
        said.append(what)
        told.set()

    pace = Pace(patience=patience, between_identifies=0, until_ready=until_ready)
    task = asyncio.create_task(serve(app, stop, tell, pace=pace))
    ready = asyncio.create_task(local.gateway.until("ready", local.gateway.events.count("ready") + 1))
    held = asyncio.create_task(told.wait())
    await asyncio.wait({task, held if is_held else ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    held.cancel()
    try:
        yield Running(app, local, stop, task, said)
    finally:
        stop.set()
        await asyncio.wait({task})
    if error := task.exception():
        raise error
