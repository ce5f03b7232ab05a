"""The loop of housekeeping.

Decides that it is done once a day, soon after the start and by one process; that nothing is deleted on a clock that is
not believed, since with a wrong one everything would be old; and that each part is done although another one failed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.chat.errors import trace_of
from bot.chat.outbox import Outboxes
from bot.daily.clockwatch import ClockWatch
from bot.keeping.purging import LostError, purge
from bot.keeping.visiting import visit
from bot.state.election import Election
from bot.state.stores import Stores

FIRST = 60.0  # seconds after the start: a bot that is tried out for a moment has other things to do
LOOKS_EVERY = 900.0  # seconds
PAUSE = 0.05  # seconds between two turns of deleting
EACH = timedelta(hours=23)  # from one housekeeping to the next, so that it does not creep through the day
DONE_NOTE = "keeping.done"

Wait = Callable[[float], Awaitable[object]]

_log = logging.getLogger(__name__)


def is_due(done: datetime | None, now: datetime) -> bool:
    """Whether it is time, given when it was done last; a time that lies ahead was told by a wrong clock."""
    return done is None or not timedelta(hours=-1) < now - done < EACH


@dataclass(slots=True)
class Keeper:
    """Does the housekeeping. `wait` is given seconds; a test's does not sleep."""

    stores: Stores
    outboxes: Outboxes
    now: Callable[[], datetime]
    seconds: Callable[[], float]
    backs_up: bool = True
    wait: Wait = asyncio.sleep
    _watch: ClockWatch = field(init=False)
    _election: Election = field(init=False)

    def __post_init__(self) -> None:
        self._watch = ClockWatch(self.now, self.seconds)
        self._election = Election(self.stores.database, "keeping")

    async def run(self) -> None:
        """Do what is due until cancelled."""
        await self.wait(FIRST)
        while True:
            try:
                await self.look()
            except Exception as error:
                _log.error("the housekeeping could not be done: %s", trace_of(error))
            await self.wait(LOOKS_EVERY)

    async def look(self) -> None:
        """Do what is due, unless another process does or the clock has just jumped."""
        if not self._watch.is_sound():
            return
        noted = await self.stores.notes.get(DONE_NOTE)
        if not is_due(datetime.fromisoformat(noted) if noted else None, self.now()):
            return
        try:
            if await self._election.is_ours():
                await self._keep()
        except LostError:
            _log.info("another process does the housekeeping")
        finally:
            await self._election.resign()

    async def _keep(self) -> None:
        visited, now = await visit(self.stores, self.outboxes, self.now, self._between), self.now()
        if visited.removed:
            _log.info("left spaces that had removed the bot", extra={"count": visited.removed})
        if visited.is_clock_believed:
            gone = await purge(self.stores, now, self._between)
            if any(gone.values()):
                _log.info("deleted what was too old", extra={name: count for name, count in gone.items() if count})
        else:
            _log.error("nothing is deleted: the clock differs from a platform's", extra={"by": str(visited.apart)})
        await self.stores.notes.put(DONE_NOTE, now.isoformat())

    async def _between(self) -> None:
        await self.wait(PAUSE)
        if not await self._election.is_ours():
            raise LostError
