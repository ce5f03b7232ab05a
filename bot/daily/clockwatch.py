"""Whether the clock can be believed.

Decides that a clock which has jumped forward by more than an hour, measured against one that only counts, is believed
again after two checks that agree: nothing is sent, and nothing is called late, on a clock that is being put right. A
jump backward needs nothing of this, since what was sent is in the ledger by its date.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

JUMP = timedelta(hours=1)
CHECKS = 2

_log = logging.getLogger(__name__)


class ClockWatch:
    """Compares the clock with a counter of seconds, from one check to the next."""

    def __init__(self, now: Callable[[], datetime], seconds: Callable[[], float]) -> None:
        self._now = now
        self._seconds = seconds
        self._last = now(), seconds()
        self._wanted = 0

    @property
    def doubts(self) -> bool:
        """Whether the clock was not believed at the last check."""
        return self._wanted > 0

    def is_sound(self) -> bool:
        """Whether the clock can be believed now; each asking is a check."""
        now, seconds = self._now(), self._seconds()
        jumped = (now - self._last[0]) - timedelta(seconds=seconds - self._last[1])
        self._last = now, seconds
        if jumped > JUMP:
            _log.error("the clock jumped forward; nothing is sent until two checks agree", extra={"by": str(jumped)})
            self._wanted = CHECKS
            return False
        if self._wanted:
            self._wanted -= 1
        return not self._wanted
