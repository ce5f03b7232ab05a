"""What is looked at: one space, with what it has set up, and the way to its platform.

Decides what belongs to a space: its daily prompts, its channel for notices, the sessions that run.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.command import Request
from bot.chat.outbox import Outbox
from bot.chat.place import Place
from bot.preferences import NOTICES
from bot.services import Services
from bot.state.schedule import Schedule


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
