"""A running bot in a local Slack, for whole conversations over either transport."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from random import Random

from cryptography.fernet import Fernet

from adapters.slack.app import serve
from adapters.slack.manifest import manifest
from adapters.slack.pace import USUAL, Pace
from bot.app import App, services_on
from bot.chat.command import Command
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.services import Shelf
from bot.settings import Settings
from bot.state.stores import open_state
from tests.editions import builtin_edition
from tests.fakes.slack.acting import Acting

SOCKETS, HTTP = "sockets", "http"
KEY = Fernet.generate_key().decode()
PUBLIC_URL = "https://books.example.org"


def settings_for(slack: Acting, folder: Path, transport: str) -> Settings:
    """The settings of a bot in that Slack."""
    given: dict[str, object] = {"slack_bot_token": slack.bot_token, "slack_app_token": slack.app_token}
    if transport == HTTP:
        given = {"slack_bot_token": slack.bot_token, "slack_signing_secret": slack.signing_secret}
    return Settings(_env_file=None, data_dir=folder, slack_api_url=slack.api_url, slack_port=0, **given)  # type: ignore[arg-type]


def settings_for_many(slack: Acting, folder: Path) -> Settings:
    """The settings of a bot that many workspaces install."""
    return Settings(
        _env_file=None,
        data_dir=folder,
        slack_api_url=slack.api_url,
        slack_port=0,
        slack_signing_secret=slack.signing_secret,
        slack_client_id=slack.client_id,
        slack_client_secret=slack.client_secret,
        slack_token_key=KEY,
        slack_public_url=PUBLIC_URL,
    )


@asynccontextmanager
async def bot_in(
    slack: Acting,
    settings: Settings,
    more: Sequence[Command] = (),
    pace: Pace = USUAL,
    now: Callable[[], datetime] | None = None,
) -> AsyncIterator[App]:
    """The bot, answering in that Slack until the block ends; with `more` commands than it has, and by another clock."""
    async with open_state(settings.database_url, settings.data_dir) as stores:
        commands = (*COMMANDS, *more)
        services = await services_on(stores, Shelf(builtin_edition()), commands, now=now, random=Random(7))
        app = App(settings, services, Dispatcher(services))
        async with served(app, slack, pace):
            yield app


@asynccontextmanager
async def served(app: App, slack: Acting, pace: Pace = USUAL) -> AsyncIterator[None]:
    """An app whose settings point at that Slack, answering there until the block ends; raises what ended it before."""
    stop, ready = asyncio.Event(), asyncio.get_running_loop().create_future()
    slack.manifest = manifest(app.dispatcher.commands)
    serving = asyncio.ensure_future(serve(app, stop, ready.set_result, pace))
    await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        serving.result()
    where = str(ready.result())
    slack.request_url = where.partition(";")[0] if where.startswith("http") else ""
    try:
        yield
    finally:
        stop.set()
        await serving


@asynccontextmanager
async def reading_group(slack: Acting) -> AsyncIterator[Acting]:
    """A workspace where ann and ben, and mo who runs it, read in #reading; at the end nothing is to be reproached."""
    async with slack.running():
        ann, ben, mo = (slack.add_member(name) for name in ("ann", "ben", "mo"))
        mo.is_admin = True
        slack.add_channel("reading", ann, ben, mo)
        slack.install()
        yield slack
    assert slack.service.complaints == []
    assert (slack.service.pings, slack.service.masked) == ([], [])
