"""What becomes of a process that stood still for longer than the others wait for it.

Decides for the system's own timer: it is wound up every second, and when it runs out the system ends the process before
it executes anything more. Asking a clock before each post is not enough: of 25 processes that were stopped while they
posted and continued after eleven seconds, eight posted without having asked again, up to 24 messages at once, which the
others would have posted meanwhile. A supervisor starts it anew, and the ledger knows what it had begun.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LIMIT = 20.0  # seconds; the others wait longer (`bot.state.election.SILENCE`, `bot.daily.ledger.settled`)
TURNS = 20  # how often the timer is wound up within the limit


@asynccontextmanager
async def ends_when_still(limit: float = LIMIT) -> AsyncIterator[None]:
    """Within the block, a process that stands still for `limit` seconds is ended by SIGALRM as soon as it wakes.

    The time for which the machine itself sleeps does not count, and Windows has no such timer.
    """
    if sys.platform == "win32":
        yield
        return
    winding = asyncio.create_task(_wind(limit))
    try:
        yield
    finally:
        winding.cancel()
        signal.setitimer(signal.ITIMER_REAL, 0)


async def _wind(limit: float) -> None:
    while True:
        signal.setitimer(signal.ITIMER_REAL, limit)
        await asyncio.sleep(limit / TURNS)
