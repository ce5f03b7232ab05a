"""Time that is spent while something runs, and not while it is paused.

Decides that time is counted from two moments and never by ticking, so that a restart loses none of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Timer:
    """`spent` before it was stopped last, and the moment since which it runs; None while it stands."""

    spent: timedelta = timedelta()
    since: datetime | None = None

    def elapsed(self, now: datetime) -> timedelta:
        """All the time until now. A clock that was put back takes nothing away."""
        return self.spent + max(timedelta(), now - self.since) if self.since else self.spent

    def stopped(self, now: datetime) -> "Timer":
        """The same time, standing."""
        return Timer(self.elapsed(now))

    def started(self, now: datetime) -> "Timer":
        """The same time, running."""
        return self if self.since else Timer(self.spent, now)
