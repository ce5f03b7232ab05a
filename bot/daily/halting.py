"""The platforms that do not take the bot's credentials.

Decides that the first such answer stops everything on that platform, also what is about to leave, since an address that
collects such answers is shut out; that after ten minutes a single post tries whether the operator has mended it; and
that only what was tried then ends it, not an answer to something earlier.
"""

import logging
from datetime import datetime

from bot.daily.ledger import ANOTHER_TRY

_log = logging.getLogger(__name__)


class Halts:
    """Which platforms are halted, and until when."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}

    def halt(self, platform: str, now: datetime) -> None:
        """Nothing leaves there for a while."""
        if not self.holds(platform, now):
            _log.error("the platform does not accept the bot's credentials; nothing is posted", extra={"at": platform})
        self._until[platform] = now + ANOTHER_TRY

    def lift(self, platform: str, now: datetime) -> None:
        """It took a post, or refused one for another reason."""
        if not self.holds(platform, now):
            self._until.pop(platform, None)

    def holds(self, platform: str, now: datetime) -> bool:
        """Whether nothing may leave there now."""
        return now < self._until.get(platform, now)

    @property
    def platforms(self) -> tuple[str, ...]:
        """Those that are halted or on trial."""
        return tuple(self._until)
