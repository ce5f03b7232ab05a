"""The time in the local Slack: the real one, or one that moves only when a test says so."""

import time


class Clock:
    """The real time. `now` is in seconds since 1970."""

    def now(self) -> float:
        """The current time."""
        return time.time()


class SteppedClock(Clock):
    """A time that stands still until it is moved; whoever waits with `sleep` moves it."""

    def __init__(self, start: float = 1_795_000_000.0) -> None:
        self._now = start
        self.slept: list[float] = []

    def now(self) -> float:
        """The time it was moved to."""
        return self._now

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds

    async def sleep(self, seconds: float) -> None:
        """What a waiting application is given: time passes at once."""
        self.slept.append(seconds)
        self._now += seconds
