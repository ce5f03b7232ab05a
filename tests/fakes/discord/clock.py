"""The local platform's clock: real time, plus what a test adds to it.

Decides that three seconds, fifteen minutes and two minutes pass at once when a test says so, and that nothing sleeps.
"""

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970, which tests move forward."""

    def __init__(self) -> None:
        self._added = 0.0
        self._moved = asyncio.Condition()

    def now(self) -> float:
        """The time here, in seconds since 1970."""
        return time.time() + self._added

    async def advance(self, seconds: float) -> None:
        """Let time pass, and wake whoever waits for it."""
        async with self._moved:
            self._added += seconds
            self._moved.notify_all()

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has moved on by so much, by itself or by `advance`."""
        until = self.now() + seconds
        async with self._moved:
            while (left := until - self.now()) > 0:
                try:
                    await asyncio.wait_for(self._moved.wait(), left)
                except TimeoutError:
                    continue


def iso(seconds: float) -> str:
    """A time as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
