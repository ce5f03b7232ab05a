"""Values of a button that are too long for what a platform carries.

Decides that such a button carries a token instead, which nobody can guess and which answers only in the
space it was made in, and that the values are dropped after thirty days. Each parking takes a few expired
ones along, so that no timer is needed and the table cannot grow without end.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select

from bot.state.database import Database
from bot.state.tables import parked

KEPT = timedelta(days=30)
SWEPT = 20
"""Expired rows deleted with each new one."""


class Parked(NamedTuple):
    """What the button stands for."""

    command: str
    values: tuple[str, ...]


class Parking:
    """The store of parked values."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def park(self, space: str, command: str, values: Sequence[str], now: datetime) -> str:
        """Keep the values for thirty days; the token is 22 characters of `A-Z a-z 0-9 - _`."""
        token = token_urlsafe(16)
        row = {
            "token": token,
            "space": space,
            "command": command,
            "values": json.dumps(list(values), ensure_ascii=False, separators=(",", ":")),
            "parked_at": now,
        }
        async with self._database.write() as connection:
            await connection.execute(_SWEEP, {"expired": now - KEPT})
            await connection.execute(insert(parked), row)
        return token

    async def fetch(self, space: str, token: str) -> Parked | None:
        """What was parked under the token in this space; None when it is expired, unknown or another space's."""
        async with self._database.read() as connection:
            row = (await connection.execute(_FETCH, {"space": space, "token": token})).one_or_none()
        return None if row is None else Parked(row.command, tuple(json.loads(row.values_json)))

    async def expire(self, now: datetime) -> int:
        """Delete everything parked more than thirty days ago; how much there was."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(parked).where(parked.c.parked_at < now - KEPT))
        return gone.rowcount


_FETCH = select(parked.c.command, parked.c["values"].label("values_json")).where(
    parked.c.token == bindparam("token"), parked.c.space == bindparam("space")
)
_SWEEP = delete(parked).where(
    parked.c.token.in_(
        select(parked.c.token)
        .where(parked.c.parked_at < bindparam("expired"))
        .order_by(parked.c.parked_at)
        .limit(SWEPT)
    )
)
