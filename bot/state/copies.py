"""The backups of the database, as the running bot knows them.

Decides that only a file has backups of ours, unless whoever runs the bot wants to make them otherwise; PostgreSQL is
backed up by its own tools, of which the bot knows nothing.
"""

import asyncio
from datetime import datetime
from pathlib import Path

from bot.state import backup
from bot.state.database import Database


class Copies:
    """The store of backups."""

    def __init__(self, database: Database) -> None:
        self._file = database.file

    def leave_to_others(self) -> None:
        """From now on the bot makes none and removes none."""
        self._file = None

    @property
    def are_ours(self) -> bool:
        """Whether the bot makes backups of its database."""
        return self._file is not None

    async def newest(self, now: datetime) -> datetime | None:
        """When the newest backup was made; None when there is none."""
        return await asyncio.to_thread(backup.newest, self._file, now) if self._file else None

    async def make(self, now: datetime) -> Path | None:
        """Make one, in a thread of its own; None where they are not ours. Raises StateError."""
        return await asyncio.to_thread(backup.backup, self._file, now) if self._file else None

    async def expire(self, now: datetime) -> int:
        """Remove those that are too old, but for the newest; how many there were. Raises StateError."""
        return await asyncio.to_thread(backup.expire, self._file, now) if self._file else 0
