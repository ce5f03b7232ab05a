"""The backups of the database, as the running bot knows them.

Decides that only a file has backups of ours; PostgreSQL is backed up by its own tools, of which the bot knows nothing.
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

    @property
    def are_ours(self) -> bool:
        """Whether the bot makes backups of its database."""
        return self._file is not None

    async def newest(self) -> datetime | None:
        """When the newest backup was made; None when there is none."""
        return await asyncio.to_thread(backup.newest, self._file) if self._file else None

    async def make(self, now: datetime) -> Path | None:
        """Make one, and remove those that are too old; None where they are not ours. Raises StateError."""
        return await asyncio.to_thread(backup.backup, self._file, now) if self._file else None
