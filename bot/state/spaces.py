"""Which servers and workspaces the bot is in, and under which id each keeps what it owns.

Decides that every stay has an id of its own: a bot that was removed and invited again, perhaps by somebody
else, sees nothing of the stay before, whose rows wait for their deletion under an id nobody asks for any
more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import NamedTuple

from sqlalchemy import bindparam, case, delete, func, select, tuple_, update

from bot.state.database import Database
from bot.state.recent import LIFETIME, Recent
from bot.state.standing import OPEN, State
from bot.state.tables import deliveries, metadata, schedules, spaces
from bot.state.upsert import upsert

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Up to here the schedules of a space that was left are planned: nobody looks at them again."""

REMEMBERED = 50_000
"""Spaces whose id is kept in memory, about 400 bytes each."""


@dataclass(frozen=True, slots=True)
class Space:
    """One stay of the bot in one server or workspace."""

    id: str
    platform: str
    key: str
    """The platform's own id."""
    generation: int
    """1 for the first stay."""
    joined_at: datetime
    left_at: datetime | None
    """None while the bot is there."""


class Purged(NamedTuple):
    """What one turn of a purge deleted."""

    rows: int
    spaces: int
    """1 when the last row of a space went, and the space with it."""


class Spaces:
    """The store of spaces."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids: Recent[tuple[str, str], str] = Recent(
            most=REMEMBERED, lifetime=LIFETIME if database.shared else None
        )

    async def ensure(self, platform: str, key: str, now: datetime) -> str:
        """The id under which this server or workspace keeps its data; made if the bot was not there."""

        async def load() -> str:
            async with self._database.read() as connection:
                known = (await connection.execute(_PRESENT, {"platform": platform, "key": key})).scalar()
            return known or await self._join(platform, key, now)

        return await self._ids.get((platform, key), load)

    async def find(self, platform: str, key: str) -> str | None:
        """The id under which this server or workspace keeps its data; None when the bot is not there."""
        async with self._database.read() as connection:
            found = (await connection.execute(_PRESENT, {"platform": platform, "key": key})).scalar()
        return None if found is None else str(found)

    async def get(self, space: str) -> Space | None:
        """What is known about the space; None once it is gone."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(spaces).where(spaces.c.id == space))).one_or_none()
        return None if row is None else Space(*row)

    async def present(self, after: str, most: int) -> tuple[Space, ...]:
        """The spaces where the bot is, in the order of their ids, from the one after `after` on."""
        async with self._database.read() as connection:
            rows = await connection.execute(_ALL_PRESENT, {"after": after, "most": most})
            return tuple(Space(*row) for row in rows)

    async def leave(self, space: str, now: datetime) -> bool:
        """The bot was removed. Its data stays until `purge`, and nothing of it is posted; whether it was there before.

        Were the bot invited again meanwhile, by somebody else perhaps, the channels would be the same.
        """
        there = spaces.c.id == space, spaces.c.left_at.is_(None)
        on_their_way = deliveries.c.space == space, deliveries.c.next_at.is_not(None)
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(spaces).where(*there).values(left_at=now).returning(spaces.c.platform, spaces.c.key)
            )
            left = changed.one_or_none()
            if left is not None:
                stopped = case((deliveries.c.state.in_(OPEN), State.CANCELLED.value), else_=deliveries.c.state)
                nothing = {"state": stopped, "next_at": None, "lease": "", "leased_until": None}
                await connection.execute(update(deliveries).where(*on_their_way).values(**nothing))
                await connection.execute(
                    update(schedules).where(schedules.c.space == space).values(planned_through=NEVER)
                )
        if left is not None:
            self._ids.forget((left.platform, left.key))
        return left is not None

    async def purge(self, left_before: datetime, most: int) -> Purged:
        """Delete, of one space left before that moment, so many rows at most; with the last of them the space goes."""
        async with self._database.write() as connection:
            space = (await connection.execute(_LEFT, {"before": left_before})).scalar()
            if space is None:
                return Purged(0, 0)
            rows = 0
            for table in _OWNED:
                key = tuple_(*table.primary_key.columns)
                some = select(*table.primary_key.columns).where(table.c.space == space).limit(most - rows)
                theirs = delete(table).where(table.c.space == space, key.in_(some))
                rows += (await connection.execute(theirs)).rowcount
                if rows >= most:
                    return Purged(rows, 0)
            await connection.execute(delete(spaces).where(spaces.c.id == space))
        return Purged(rows, 1)

    async def everything(self, space: str) -> Mapping[str, list[dict[str, object]]]:
        """Every row that the space owns, by table; a table without any is left out."""
        async with self._database.read() as connection:
            found = {
                table.name: (await connection.execute(select(table).where(table.c.space == space))).mappings().all()
                for table in reversed(_OWNED)
            }
        return {name: [dict(row) for row in rows] for name, rows in found.items() if rows}

    async def erase(self, space: str) -> bool:
        """Delete the space and all it owns at once; whether it was there. The next `ensure` begins anew."""
        async with self._database.write() as connection:
            gone = await connection.execute(
                delete(spaces).where(spaces.c.id == space).returning(spaces.c.platform, spaces.c.key)
            )
            left = gone.one_or_none()
        if left is not None:
            self._ids.forget((left.platform, left.key))
            await self._database.empty_log()
        return left is not None

    async def _join(self, platform: str, key: str, now: datetime) -> str:
        # Two processes may try at once: the unique index lets one row in, and both then read it.
        stays = select(func.coalesce(func.max(spaces.c.generation), 0) + 1).where(
            spaces.c.platform == platform, spaces.c.key == key
        )
        row = {"id": token_urlsafe(9), "platform": platform, "key": key, "joined_at": now}
        async with self._database.write() as connection:
            new = upsert(connection, spaces).values(**row, generation=stays.scalar_subquery())
            await connection.execute(new.on_conflict_do_nothing())
            present = await connection.execute(_PRESENT, {"platform": platform, "key": key})
            return str(present.scalar_one())


_PRESENT = select(spaces.c.id).where(
    spaces.c.platform == bindparam("platform"), spaces.c.key == bindparam("key"), spaces.c.left_at.is_(None)
)
_ALL_PRESENT = (
    select(spaces)
    .where(spaces.c.left_at.is_(None), spaces.c.id > bindparam("after"))
    .order_by(spaces.c.id)
    .limit(bindparam("most"))
)
_LEFT = (
    select(spaces.c.id).where(spaces.c.left_at < bindparam("before")).order_by(spaces.c.left_at, spaces.c.id).limit(1)
)
_OWNED = [table for table in reversed(metadata.sorted_tables) if "space" in table.c]
"""The tables with what a space owns, so that no row goes before those that hang on it."""
