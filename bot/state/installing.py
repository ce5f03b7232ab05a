"""Installations of the app that somebody began and did not finish, on platforms where an app is installed by a link.

Decides only that they do not stay: a platform's own library writes and reads them.
"""

from datetime import UTC, datetime

from sqlalchemy import delete, select

from bot.state.database import Database
from bot.state.tables import installation_states


class Installing:
    """The store of begun installations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def expire(self, before: datetime, most: int) -> int:
        """Delete those whose time was over at that moment, so many at most; how many there were."""
        column = installation_states.c
        old = select(column.id).where(column.expire_at < before.astimezone(UTC).replace(tzinfo=None)).limit(most)
        async with self._database.write() as connection:
            return (await connection.execute(delete(installation_states).where(column.id.in_(old)))).rowcount
