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
from adapters.web.scene import Scene
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
    """The scene in play. `has_clock` is whether the clock can be moved here."""

    def __init__(self, app: App, rooms: Rooms, *, has_clock: bool = False) -> None:
        self.has_clock = has_clock and app.has_own_data
        self.outbox = WebOutbox(rooms, app.services.now)
        self.scene = self._real = Scene(app, rooms)
        self._lookahead: Lookahead | None = None
        self._open = AsyncExitStack()
        self._closing: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    @property
    def app(self) -> App:
        """The core in play."""
        return self.scene.app

    @property
    def rooms(self) -> Rooms:
        """The rooms in play."""
        return self.scene.rooms

    async def time(self) -> Time:
        """What the clock of this process says."""
        app, is_ahead = self.app, self._lookahead is not None
        stops = await prompts(app, PLATFORM, SPACE)
        return Time(app.services.now(), is_ahead, stops, next_eve(app, stops))

    async def move(self, step: Step) -> None:
        """Move the clock, or let it be what it really is again. Raises UserError where that cannot be."""
        async with self._turn:
            if step is Step.BACK:
                self._go_back()
            else:
                await self._go_on(self._lookahead or await self._set_out(), step)
            self.rooms.announce(MOVED)

    async def close(self) -> None:
        """Leave what looks ahead, if anybody does."""
        async with self._turn:
            self._go_back()
            await self._closed()

    async def _go_on(self, lookahead: Lookahead, step: Step) -> None:
        match step:
            case Step.NEXT:
                await lookahead.to_next()
            case Step.CHANGE:
                if eve := (await self.time()).eve:
                    await lookahead.leap(eve[0])
            case _:
                await lookahead.pass_(SPANS[step])

    async def _set_out(self) -> Lookahead:
        await self._closed()  # there is one copy at a time
        real = self._real
        lookahead = await self._open.enter_async_context(looking_ahead(real.app, PLATFORM, SPACE))
        self._lookahead, self.scene = lookahead, Scene(lookahead.app, real.rooms.branch())
        self.app.outboxes.open(PLATFORM, self.outbox.branch(self.rooms, self.app.services.now))
        return lookahead

    def _go_back(self) -> None:
        if self._lookahead is None:
            return
        left, self.scene, self._lookahead = self.scene, self._real, None
        self.rooms.resume(left.rooms)
        self._closing = asyncio.create_task(_close(left, self._open.pop_all()))

    async def _closed(self) -> None:
        if self._closing:
            await self._closing


async def _close(scene: Scene, opened: AsyncExitStack) -> None:
    await scene.idle()
    await opened.aclose()
