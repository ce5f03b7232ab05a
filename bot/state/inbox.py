"""What has already been received, so that a delivery which comes twice has one effect.

Decides that the platform's own id of a delivery is the key, that the first to ask for it wins whatever the number of
processes, and that a key is forgotten after 48 hours, longer than any platform tries again. Each new key takes a few
expired ones along, so that no timer is needed.
"""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, tuple_

from bot.state.database import Database
from bot.state.tables import inbox
from bot.state.upsert import upsert

KEPT = timedelta(hours=48)
SWEPT = 20
"""Expired rows deleted with each new one."""


class Inbox:
    """The store of received deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def is_first(self, platform: str, key: str, now: datetime) -> bool:
        """Whether this delivery was not received before; it has been from now on."""
        row = {"platform": platform, "key": key, "received_at": now}
        async with self._database.write() as connection:
            await connection.execute(_SWEEP, {"expired": now - KEPT})
            new = upsert(connection, inbox).values(**row).on_conflict_do_nothing()
            return (await connection.execute(new)).rowcount > 0


_EXPIRED = (
    select(inbox.c.platform, inbox.c.key)
    .where(inbox.c.received_at < bindparam("expired"))
    .order_by(inbox.c.received_at)
    .limit(SWEPT)
)
_SWEEP = delete(inbox).where(tuple_(inbox.c.platform, inbox.c.key).in_(_EXPIRED))
