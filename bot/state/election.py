"""Which process sends for a platform, where several share a database.

Decides for the server's advisory lock: it ends with the connection of its process, however that ends. A process that
stands still for longer than `SILENCE` loses its connection, and with it the election, before its leases end.
"""

from zlib import crc32

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database

SILENCE = 30
"""Seconds without a word after which the server lets the connection go."""


class Election:
    """Stands for election for one office, such as `discord`; without other processes it is always won."""

    def __init__(self, database: Database, office: str) -> None:
        self._database = database
        self._key = crc32(f"commonplace sends {office}".encode())
        self._connection: AsyncConnection | None = None
        self.is_new = False
        """Whether the office was won by the last asking."""
        self._was_ours = False

    async def is_ours(self) -> bool:
        """Whether this process holds the office now. To be asked every few seconds: asking is what keeps it."""
        ours = await self._holds()
        self.is_new, self._was_ours = ours and not self._was_ours, ours
        return ours

    async def resign(self) -> None:
        """Give the office back."""
        self._was_ours = False
        await self._let_go()

    async def _holds(self) -> bool:
        if not self._database.shared:
            return True
        try:
            if self._connection is None:
                return await self._stand()
            await self._connection.execute(text("SELECT 1"))
            await self._connection.commit()
            return True
        except (DBAPIError, OSError):
            await self._let_go()
            return False

    async def _stand(self) -> bool:
        connection = await self._database.engine.connect()
        self._connection = connection
        await connection.execute(text(f"SET idle_session_timeout = '{SILENCE}s'"))
        won = await connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key})
        if not won.scalar():
            await self._let_go()
            return False
        await connection.commit()
        return True

    async def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # Not back into the pool: the lock and the time limit belong to the connection.
            await connection.invalidate()
            await connection.close()
