"""The real adapter on the real discord.py, connected to a local Discord, in this process."""

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from discord.ui.view import ViewStore

from adapters.discord.client import serve
from bot.app import App, build_app
from bot.chat.command import Command
from bot.dispatch import Dispatcher
from bot.settings import Settings
from tests.conversation import Clock
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
    def remembered(self) -> int:
        """How many views and modals discord.py holds in memory, over all clients of this process."""
        stores = [one for one in gc.get_objects() if isinstance(one, ViewStore)]
        return sum(len(store._views) + len(store._modals) for store in stores)


@asynccontextmanager
async def running(
    local: LocalDiscord, folder: Path, commands: Sequence[Command] | None = None, patience: float = 30.0
) -> AsyncIterator[Running]:
    """Serve Discord; with `commands`, only those. A handler has `patience` seconds, which no test waits for."""
    settings = Settings(
        _env_file=None,
        data_dir=folder,
        discord_token=local.token,
        discord_api_url=local.api_url,
        discord_gateway_url=local.gateway_url,
    )
    async with build_app(settings, now=Clock(), random=Random(7)) as app:
        if commands is not None:
            services = replace(app.services, commands=tuple(commands))
            app = replace(app, services=services, dispatcher=Dispatcher(services))
        stop, said = asyncio.Event(), list[str]()
        served = asyncio.create_task(serve(app, stop, said.append, patience=patience))
        ready = asyncio.create_task(local.gateway.until("ready", local.gateway.events.count("ready") + 1))
        await asyncio.wait({served, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        try:
            yield Running(app, local, stop, served, said)
        finally:
            stop.set()
            await asyncio.wait({served})
    if not served.cancelled() and (error := served.exception()):
        raise error
