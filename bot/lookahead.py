"""A copy of the running bot whose clock is moved by hand, so that people can see what will come.

Decides that moving the clock touches nothing that is real. A clock that runs ahead would end every session, close every
vote, use up the prompts of the days it passes and forget what is kept for a month only; so it moves in a copy of the
data, which is gone when one goes back, and the days that were looked at are still to come. Within the copy the promise
of the daily prompt holds as ever: each day is asked once, however the clock is moved. It only moves forward, and stops
at every moment at which a prompt is due, so that none comes late because of it; only a leap leaves out what lies
between.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime, timedelta

from bot.app import App, copied
from bot.chat.errors import UserError
from bot.daily.outlook import Stop, next_due, stops
from bot.daily.shifts import eve_of_change
from bot.state.refusals import StateError

BEFORE, AHEAD = 8, 3  # prompts that are listed: a week of them, and what comes next


class MovedClock:
    """A clock that runs like another one, some time ahead of it."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._by = timedelta(0)

    def __call__(self) -> datetime:
        return self._real() + self._by

    def move(self, to: datetime) -> None:
        """Let it be that time now, unless it is later already."""
        self._by = max(self._by, to - self._real())


class Lookahead:
    """The copy, and its clock. `home` is the space on `platform` whose prompts are looked at."""

    def __init__(self, app: App, clock: MovedClock, platform: str, home: str) -> None:
        self.app = app
        self._clock = clock
        self._platform = platform
        self._home = home

    async def pass_(self, span: timedelta) -> None:
        """Let so much time pass."""
        await self._until(self._clock() + span)

    async def to_next(self) -> None:
        """Let time pass until the next prompt is due; none, where no prompt comes."""
        if (due := await self._next_due()) is not None:
            await self._until(due)

    async def leap(self, to: datetime) -> None:
        """Begin anew at a later time: what would have come until then is left out."""
        if space := await _space(self.app, self._platform, self._home):
            await self.app.services.stores.schedules.begin_at(space, to)
        self._clock.move(to)
        await self._settle()

    async def _until(self, end: datetime) -> None:
        while (due := await self._next_due()) is not None and due <= end:
            self._clock.move(due)
            await self.app.sender.turn()
        self._clock.move(end)
        await self._settle()

    async def _next_due(self) -> datetime | None:
        space = await _space(self.app, self._platform, self._home)
        return await next_due(self.app.sender.means, space) if space else None

    async def _settle(self) -> None:
        await self.app.sender.turn()
        await self.app.services.boards.look()


@asynccontextmanager
async def looking_ahead(app: App, platform: str, home: str) -> AsyncIterator[Lookahead]:
    """The bot as it is now, to be moved through time until the end of the block. Raises UserError.

    Nothing is posted in it until an outbox is opened there.
    """
    clock, stop = MovedClock(app.services.now), asyncio.Event()
    async with AsyncExitStack() as opened:
        try:
            copy = await opened.enter_async_context(copied(app, clock))
        except StateError as error:
            raise UserError(str(error)) from error
        sending = asyncio.create_task(copy.sender.run(stop))
        try:
            yield Lookahead(copy, clock, platform, home)
        finally:
            stop.set()
            await sending


async def prompts(app: App, platform: str, home: str) -> tuple[Stop, ...]:
    """The last prompts of a space and the next ones, in order; none where the bot was never asked anything."""
    space = await _space(app, platform, home)
    return await stops(app.sender.means, space, before=BEFORE, ahead=AHEAD) if space else ()


def next_eve(app: App, listed: Iterable[Stop]) -> tuple[datetime, date] | None:
    """When the day before the clocks change begins, in the zone of one of these prompts; and the day of the change."""
    eves = [eve_of_change(zone, app.services.now()) for zone in {stop.zone for stop in listed}]
    return min((eve for eve in eves if eve is not None), default=None)


async def _space(app: App, platform: str, home: str) -> str | None:
    return await app.services.stores.spaces.find(platform, home)
