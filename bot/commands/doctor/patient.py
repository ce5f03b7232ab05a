"""What is looked at: one space, with what it has set up, and the way to its platform.

Decides that no question to a platform is waited for longer than `PATIENCE`: whoever asks is waiting for the answer.
"""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.chat.command import Request
from bot.chat.errors import trace_of
from bot.chat.outbox import Failure, Outbox, Unknown
from bot.chat.place import Place
from bot.preferences import NOTICES
from bot.services import Services
from bot.state.schedule import Schedule

PATIENCE = 10.0  # seconds

_log = logging.getLogger(__name__)

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Patient:
    """A space and what belongs to it."""

    services: Services
    request: Request
    outbox: Outbox | None
    """None while nothing can be posted unasked on this platform."""
    schedules: tuple[Schedule, ...]
    notices: str
    """The channel chosen for notices, or empty."""
    sessions: tuple[tuple[str, str], ...]
    """Channel and thread of each session that runs; the thread is empty where there is none."""
    now: datetime

    @classmethod
    async def of(cls, services: Services, request: Request) -> "Patient":
        """The space of the request."""
        stores = services.stores
        chosen = await stores.settings.get(request.space, NOTICES.name)
        return cls(
            services,
            request,
            services.sender.means.outboxes.get(request.place.platform),
            await stores.schedules.of(request.space),
            chosen.value if chosen else "",
            await stores.sessions.places(request.space),
            services.now(),
        )

    @property
    def posts(self) -> bool:
        """Whether anything is to be posted here unasked."""
        return bool(self.schedules or self.sessions)

    def place(self, channel: str = "", thread: str = "") -> Place:
        """A place in the space."""
        home = self.request.place
        return Place(home.platform, home.space, channel, thread or None)


async def in_time(question: Awaitable[Answered]) -> Answered:
    """The answer of a platform. Raises Failure, also where it takes too long or ends as nobody foresaw."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await question
    except Failure:
        raise
    except TimeoutError:
        raise Unknown("The platform did not answer in time.") from None
    except Exception as error:
        _log.error("a platform could not be asked: %s", trace_of(error))
        raise Unknown("Something went wrong on my side while I asked.") from None
