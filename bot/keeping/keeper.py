"""The loop of housekeeping.

Decides that it is done once a day, soon after the start and by one process; that nothing is deleted on a clock that is
not believed, since with a wrong one everything would be old; that each part is done although another one failed; and
that a backup is made last, so that what was deleted is in none of the next ones.
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
from bot.state.refusals import StateError
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
    wait: Wait = asyncio.sleep
    _is_clock_believed: bool = False
    _watch: ClockWatch = field(init=False)
    _election: Election = field(init=False)

    def __post_init__(self) -> None:
        self._watch = ClockWatch(self.now, self.seconds)
        self._election = Election(self.stores.database, "keeping")

    async def run(self) -> None:
        """Do what is due until cancelled."""
        await self.wait(FIRST)
        while True:
            await self.look()
            await self.wait(LOOKS_EVERY)

    async def look(self) -> None:
        """Do what is due, unless the clock has just jumped."""
        if not self._watch.is_sound():
            return
        for part in (self._keep_house, self._back_up):
            try:
                await part()
            except Exception as error:
                _log.error("the housekeeping could not be done: %s", trace_of(error))

    async def _keep_house(self) -> None:
        """Visit and purge if that is due, unless another process does."""
        noted = await self.stores.notes.get(DONE_NOTE)
        if not is_due(datetime.fromisoformat(noted) if noted else None, self.now()):
            return
        try:
            if await self._election.is_ours():
                await self._visit_and_purge()
        except LostError:
            _log.info("another process does the housekeeping")
        finally:
            await self._election.resign()

    async def _visit_and_purge(self) -> None:
        visited, now = await visit(self.stores, self.outboxes, self.now, self._between), self.now()
        if visited.removed:
            _log.info("left spaces that had removed the bot", extra={"count": visited.removed})
        self._is_clock_believed = visited.is_clock_believed
        if visited.is_clock_believed:
            gone = await purge(self.stores, now, self._between)
            if any(gone.values()):
                _log.info("deleted what was too old", extra={name: count for name, count in gone.items() if count})
        else:
            _log.error("nothing is deleted: the clock differs from a platform's", extra={"by": str(visited.apart)})
        await self.stores.notes.put(DONE_NOTE, now.isoformat())

    async def _back_up(self) -> None:
        """Make a backup if that is due, and then remove those that are too old."""
        now, copies = self.now(), self.stores.copies
        if not (copies.are_ours and is_due(await copies.newest(now), now)):
            return
        try:
            copy = await copies.make(now)
            _log.info("backup made", extra={"file": copy.name if copy else ""})
            if self._is_clock_believed:
                await copies.expire(now)
        except StateError as error:
            _log.error("no backup could be made: %s", error)

    async def _between(self) -> None:
        await self.wait(PAUSE)
        if not await self._election.is_ours():
            raise LostError
