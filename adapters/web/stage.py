"""What the page speaks with: the bot and its rooms, or for a while a copy of both that looks ahead.

Decides that the clock can be moved only where the web chat alone runs, on a file of its own. In a process that serves
a group on Discord or Slack there is one time, theirs: the copy would post nothing there, but it would hold a second
time of what the group keeps, for whoever opens this page to see. While everybody here looks ahead, the real bot goes on
unseen, and what it posts meanwhile is there when they come back. Whoever moves the clock moves it for every page.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from adapters.web.outbox import WebOutbox
from adapters.web.people import PLATFORM, SPACE
from adapters.web.room import Rooms
from adapters.web.talk import Talk
from bot.app import App
from bot.daily.outlook import Stop
from bot.lookahead import Lookahead, looking_ahead, next_eve, prompts

MOVED = "clock"
"""The event that tells pages that the clock was moved."""


class Step(Enum):
    """How far the clock is moved."""

    NEXT = "next"
    HOUR = "hour"
    DAY = "day"
    CHANGE = "change"
    BACK = "back"


SPANS = {Step.HOUR: timedelta(hours=1), Step.DAY: timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Time:
    """What the clock says, and the prompts around it."""

    now: datetime
    is_ahead: bool
    stops: tuple[Stop, ...]
    eve: tuple[datetime, date] | None
    """When the day before the next change of clocks begins, and the day of the change."""


class Stage:
    """The core and the rooms in play. `has_clock` is whether the clock can be moved here."""

    def __init__(self, app: App, rooms: Rooms, *, has_clock: bool = False) -> None:
        self.has_clock = has_clock and app.has_own_data
        self.outbox = WebOutbox(rooms, app.services.now)
        self.app = app
        self.talk = Talk(app.dispatcher, rooms, app.services.now)
        self._real = app, self.talk
        self._lookahead: Lookahead | None = None
        self._open = AsyncExitStack()
        self._turn = asyncio.Lock()

    @property
    def rooms(self) -> Rooms:
        """The rooms in play."""
        return self.talk.rooms

    async def time(self) -> Time:
        """What the clock of this process says."""
        stops = await prompts(self.app, PLATFORM, SPACE)
        now, is_ahead = self.app.services.now(), self._lookahead is not None
        return Time(now, is_ahead, stops, next_eve(self.app, stops))

    async def move(self, step: Step) -> None:
        """Move the clock, or let it be what it really is again. Raises UserError where that cannot be."""
        async with self._turn:
            if step is Step.BACK:
                await self._back()
            else:
                await self._ahead(self._lookahead or await self._set_out(), step)
            self.rooms.announce(MOVED)

    async def close(self) -> None:
        """Leave what looks ahead, if anybody does."""
        async with self._turn:
            await self._back()

    async def _ahead(self, lookahead: Lookahead, step: Step) -> None:
        match step:
            case Step.NEXT:
                await lookahead.to_next()
            case Step.CHANGE:
                if eve := (await self.time()).eve:
                    await lookahead.leap(eve[0])
            case _:
                await lookahead.pass_(SPANS[step])

    async def _set_out(self) -> Lookahead:
        self._lookahead = lookahead = await self._open.enter_async_context(looking_ahead(self.app, PLATFORM, SPACE))
        self.app, now = lookahead.app, lookahead.app.services.now
        rooms = self.rooms.branch()
        self.talk = Talk(self.app.dispatcher, rooms, now)
        self.app.outboxes.open(PLATFORM, self.outbox.branch(rooms, now))
        return lookahead

    async def _back(self) -> None:
        if self._lookahead is None:
            return
        branch = self.rooms
        self.app, self.talk = self._real
        self._lookahead = None
        self.rooms.resume(branch)
        await self._open.aclose()
