"""The one place where the core is joined together, and the life of what it holds open.

Decides the order: content first (a bad library stops the start before anything is written), then state, then commands.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bot.boards import Boards
from bot.chat.outbox import Outboxes
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.library.load import builtin_folder, load
from bot.library.problems import ContentError
from bot.services import Edition, Services, Shelf
from bot.settings import Settings
from bot.state.stores import open_state

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class App:
    """The running core: what adapters are given."""

    settings: Settings
    services: Services
    dispatcher: Dispatcher

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
    settings: Settings, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), random: Random | None = None
) -> AsyncIterator[App]:
    """The core, ready to be asked; closes what it opened. Raises ContentError, UserError or a StateError at start."""
    edition = await asyncio.to_thread(read_edition, settings)
    async with open_state(settings.database_url, settings.data_dir) as stores:
        chance = random or Random()  # noqa: S311 - it picks among quotations and guards nothing
        boards = Boards(stores, Outboxes(), now)
        services = Services(Shelf(edition), stores, COMMANDS, now, chance, boards)
        looking = asyncio.create_task(boards.run())
        try:
            yield App(settings, services, Dispatcher(services))
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
