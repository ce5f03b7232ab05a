"""Values of a button that are too long for what a platform carries.

Decides that such a button carries a token instead, which nobody can guess and which answers only in the space it was
made in, and that the values are dropped after thirty days. With them stands whose they are, since they may be words: of
whoever asked, and of whoever said what was asked about. Each parking takes a few expired ones along, so that no timer
is needed and the table cannot grow without end. The row is written a moment after the answer with the button left
(`bot.state.behind`): of a killed process the last ones say that they are old.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, delete, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.behind import Behind
from bot.state.database import Database
from bot.state.retention import PARKED
from bot.state.tables import parked

SWEPT = 20
"""Expired rows deleted with each new one."""


class Parked(NamedTuple):
    """What the button stands for."""

    command: str
    values: tuple[str, ...]
    by: str = ""
    """Whose answer the button is; empty where nobody asked."""
    said_by: str = ""
    """Whose words it carries, where they are somebody else's."""

    @property
    def speaker(self) -> str:
        """Whose words it carries."""
        return self.said_by or self.by


class _Row(NamedTuple):
    space: str
    parked: Parked
    at: datetime


class Parking:
    """The store of parked values."""

    personal = frozenset({parked.name})

    def __init__(self, database: Database) -> None:
        self._database = database
        self._behind: Behind[str, _Row] = Behind(database, _write, join=lambda earlier, later: later)

    async def park(
        self, space: str, command: str, values: Sequence[str], now: datetime, *, by: str = "", said_by: str = ""
    ) -> str:
        """Keep the values for thirty days; the token is 22 characters of `A-Z a-z 0-9 - _`."""
        token = token_urlsafe(16)
        self._behind.put(token, _Row(space, Parked(command, tuple(values), by, said_by), now))
        return token

    async def fetch(self, space: str, token: str) -> Parked | None:
        """What was parked under the token in this space; None when it is expired, unknown or another space's."""
        waiting = self._behind.get(token)
        if waiting is not None:
            return waiting.parked if waiting.space == space else None
        async with self._database.read() as connection:
            row = (await connection.execute(_FETCH, {"space": space, "token": token})).one_or_none()
        if row is None:
            return None
        return Parked(row.command, tuple(json.loads(row.values_json)), row.by, row.said_by)

    async def expire(self, before: datetime, most: int) -> int:
        """Delete what was parked before that moment, so much at most; how much there was."""
        await self._behind.settle()
        async with self._database.write() as connection:
            return (await connection.execute(_SWEEP, {"expired": before, "most": most})).rowcount

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """What the buttons of this person's answers carry, and those of others that carry their words or their id."""
        await self._behind.settle()
        asked = select(*_COLUMNS, parked.c.parked_at).where(parked.c.space == space, _of(person))
        async with self._database.read() as connection:
            rows = (await connection.execute(asked.order_by(parked.c.parked_at, parked.c.token))).all()
        return [
            {
                "button": row.command,
                "made_at": row.parked_at.isoformat(),
                "carries": json.loads(row.values_json),
            }
            for row in rows
        ]

    async def erase_person(self, space: str, person: str) -> int:
        """Let go of it all; those buttons then say that they are old."""
        await self._behind.settle()
        async with self._database.write() as connection:
            return (await connection.execute(delete(parked).where(parked.c.space == space, _of(person)))).rowcount


def _of(person: str) -> ColumnElement[bool]:
    # A form about somebody's message has its author's id among its values.
    named = parked.c["values"].contains(json.dumps(person, ensure_ascii=False), autoescape=True)
    return or_(parked.c.by == person, parked.c.said_by == person, named)


async def _write(connection: AsyncConnection, rows: Mapping[str, _Row]) -> None:
    await connection.execute(
        _SWEEP, {"expired": max(row.at for row in rows.values()) - PARKED, "most": SWEPT * len(rows)}
    )
    await connection.execute(
        insert(parked),
        [
            {
                "token": token,
                "space": row.space,
                "command": row.parked.command,
                "values": json.dumps(list(row.parked.values), ensure_ascii=False, separators=(",", ":")),
                "by": row.parked.by,
                "said_by": row.parked.said_by,
                "parked_at": row.at,
            }
            for token, row in rows.items()
        ],
    )


_COLUMNS = (parked.c.command, parked.c["values"].label("values_json"), parked.c.by, parked.c.said_by)
_FETCH = select(*_COLUMNS).where(parked.c.token == bindparam("token"), parked.c.space == bindparam("space"))
_SWEEP = delete(parked).where(
    parked.c.token.in_(
        select(parked.c.token)
        .where(parked.c.parked_at < bindparam("expired"))
        .order_by(parked.c.parked_at)
        .limit(bindparam("most"))
    )
)
