"""The one place where the core is joined together, and the life of what it holds open.

Decides the order: content first (a bad library stops the start before anything is written), then state, then commands.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from secrets import token_hex
from time import monotonic

from bot.boards import Boards
from bot.chat.command import Command
from bot.chat.outbox import Outboxes
from bot.commands import COMMANDS
from bot.commands.posting import Posts
from bot.daily.means import Means
from bot.daily.picking import Picker
from bot.daily.planning import tokens
from bot.daily.sender import Sender
from bot.dispatch import Dispatcher
from bot.keeping.keeper import Keeper
from bot.library.library import Library
from bot.library.load import builtin_folder, load
from bot.library.problems import ContentError
from bot.services import Edition, Services, Shelf
from bot.settings import Settings
from bot.state.stores import Stores, open_state, open_state_aside
from bot.views import Views

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """The running core: what adapters are given."""

    settings: Settings
    services: Services
    dispatcher: Dispatcher

    @property
    def sender(self) -> Sender:
        """What posts unasked. Whoever runs the adapters runs it too."""
        return self.services.sender

    @property
    def outboxes(self) -> Outboxes:
        """Where an adapter opens its outbox when it is ready, and closes it when it leaves."""
        return self.sender.means.outboxes

    @property
    def has_own_data(self) -> bool:
        """Whether no other process uses the same data, so that they can be copied whole."""
        return not self.services.stores.database.shared

    async def reload(self) -> bool:
        """Read the content again; True when it is in force. A broken version is reported and changes nothing."""
        try:
            edition = await asyncio.to_thread(read_edition, self.settings)
        except ContentError as wrong:
            _log.error("content not replaced: %s", wrong)
            return False
        self.services.shelf.replace(edition)
        _log.info("content replaced", extra={"edition": edition.library.edition})
        return True


def content_folders(settings: Settings) -> tuple[Path, ...]:
    """The folders the library is read from."""
    return settings.content_dir or (builtin_folder(),)


def read_edition(settings: Settings) -> Edition:
    """The library and its index. Raises ContentError with everything that is wrong."""
    return Edition.of(load(*content_folders(settings)))


@asynccontextmanager
async def build_app(
    settings: Settings,
    *,
    now: Callable[[], datetime] | None = None,
    seconds: Callable[[], float] | None = None,
    random: Random | None = None,
) -> AsyncIterator[App]:
    """The core, ready to be asked; closes what it opened. Raises ContentError, UserError or a StateError at start.

    `now` is another clock than the machine's; unless `seconds` is given too, it is believed however it is moved.
    """
    edition = await asyncio.to_thread(read_edition, settings)
    async with open_state(settings.database_url, settings.data_dir) as stores:
        services = await services_on(stores, Shelf(edition), now=now, seconds=seconds, random=random)
        if settings.backups == "off":
            stores.copies.leave_to_others()
        means = services.sender.means
        keeper = Keeper(stores, means.outboxes, means.now, means.seconds)
        async with _running(services.boards.run(), keeper.run()):
            yield App(settings, services, Dispatcher(services))


@asynccontextmanager
async def copied(app: App, now: Callable[[], datetime]) -> AsyncIterator[App]:
    """The same core on a copy of its data and by another clock; no outbox is open in it, and nothing grows old there.

    At the end it is gone, with all that happened in it. Raises StateError where the data cannot be copied.
    """
    settings, shelf, commands = app.settings, app.services.shelf, app.services.commands
    async with open_state_aside(settings.database_url, settings.data_dir) as stores:
        services = await services_on(stores, shelf, commands, now=now, random=app.services.random)
        async with _running(services.boards.run()):
            yield App(settings, services, Dispatcher(services))


@asynccontextmanager
async def _running(*loops: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """Run these until the end of the block."""
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def services_on(
    stores: Stores,
    shelf: Shelf,
    commands: tuple[Command, ...] = COMMANDS,
    *,
    now: Callable[[], datetime] | None = None,
    seconds: Callable[[], float] | None = None,
    random: Random | None = None,
) -> Services:
    """What handlers use, on open stores; no outbox is open yet. The clocks are as for `build_app`."""
    views = Views(shelf, stores)

    async def reads(space: str) -> Library:
        return (await views.of(space)).library

    if now is None:
        now, seconds = _machine_time, seconds or monotonic
    elif seconds is None:
        seconds = _counting(now)
    means = Means(
        stores=stores,
        outboxes=Outboxes(),
        writer=Posts(stores, reads),
        picker=Picker(stores.deliveries, stores.plans, reads),
        token=tokens((await stores.notes.get("install")).encode()),
        owner=token_hex(8),
        now=now,
        seconds=seconds,
    )
    chance = random or Random()  # noqa: S311 - it picks among quotations and guards nothing
    boards = Boards(stores, means.outboxes, now)
    return Services(shelf, stores, commands, now, chance, boards, Sender(means))


def _machine_time() -> datetime:
    return datetime.now(UTC)


def _counting(now: Callable[[], datetime]) -> Callable[[], float]:
    return lambda: now().timestamp()
