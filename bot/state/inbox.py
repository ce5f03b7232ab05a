"""What has already been received, so that a delivery which comes twice has one effect.

Decides that the platform's own id of a delivery is the key, that the first to ask for it wins whatever the number of
processes, and that a key is forgotten after 48 hours, longer than any platform tries again. Each new key takes a few
expired ones along, so that no timer is needed.

Where one process has the database to itself, the keys of those hours are read once and then known, and a new one is
written a moment later (`bot.state.behind`): nobody waits for it. Were the process killed in that moment, a delivery
that the platform then sends again, because it never heard that it had arrived, would be answered again.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from itertools import takewhile

from sqlalchemy import bindparam, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.behind import Behind
from bot.state.database import Database
from bot.state.retention import RECEIVED
from bot.state.tables import inbox
from bot.state.upsert import upsert

SWEPT = 20
"""Expired rows deleted with each new one."""
KNOWN = 100_000
"""Keys known without asking, about 200 bytes each; with more in 48 hours the database is asked again."""

_Key = tuple[str, str]


class Inbox:
    """The store of received deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._behind: Behind[_Key, datetime] = Behind(database, _write, join=min)
        self._known: dict[_Key, datetime] | None = None
        self._reading = asyncio.Lock()

    async def is_first(self, platform: str, key: str, now: datetime) -> bool:
        """Whether this delivery was not received before; it has been from now on."""
        if self._database.shared:
            return await self._inserted((platform, key), now)
        known = await self._all_known(now)
        for expired in list(takewhile(lambda one: known[one] <= now - RECEIVED, known)):
            del known[expired]
        if (platform, key) in known:
            return False
        if len(known) >= KNOWN:
            return await self._inserted((platform, key), now)
        known[platform, key] = now
        self._behind.put((platform, key), now)
        return True

    async def _all_known(self, now: datetime) -> dict[_Key, datetime]:
        """Keys with their times, the oldest first."""
        async with self._reading:
            if self._known is None:
                async with self._database.read() as connection:
                    rows = (await connection.execute(_KNOWN, {"expired": now - RECEIVED})).all()
                self._known = {(row.platform, row.key): row.received_at for row in reversed(rows)}
            return self._known

    async def _inserted(self, key: _Key, now: datetime) -> bool:
        async with self._database.write() as connection:
            return await _write(connection, {key: now}) > 0

    async def expire(self, before: datetime, most: int) -> int:
        """Forget what was received before that moment, so much at most; how much there was."""
        async with self._database.write() as connection:
            return (await connection.execute(_SWEEP, {"expired": before, "most": most})).rowcount


async def _write(connection: AsyncConnection, keys: Mapping[_Key, datetime]) -> int:
    """Write keys down, and take expired ones along; of one key, how often it was new."""
    await connection.execute(_SWEEP, {"expired": max(keys.values()) - RECEIVED, "most": SWEPT * len(keys)})
    rows = [{"platform": platform, "key": key, "received_at": at} for (platform, key), at in sorted(keys.items())]
    return (await connection.execute(upsert(connection, inbox).on_conflict_do_nothing(), rows)).rowcount


_KNOWN = (
    select(inbox.c.platform, inbox.c.key, inbox.c.received_at)
    .where(inbox.c.received_at > bindparam("expired"))
    .order_by(inbox.c.received_at.desc())
    .limit(KNOWN)
)
_EXPIRED = (
    select(inbox.c.platform, inbox.c.key)
    .where(inbox.c.received_at < bindparam("expired"))
    .order_by(inbox.c.received_at)
    .limit(bindparam("most"))
)
_SWEEP = delete(inbox).where(tuple_(inbox.c.platform, inbox.c.key).in_(_EXPIRED))
