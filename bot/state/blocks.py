"""From whom a space takes no more contributions.

Decides that only a one-way fingerprint of a person is kept, made with the space's own random id: it names nobody, says
nothing to another space, and outlasts that person's erasing their data, so that erasing lifts no block.
"""

from datetime import datetime
from hashlib import blake2b

from sqlalchemy import delete

from bot.state.changes import record
from bot.state.database import Database
from bot.state.tables import blocked
from bot.state.upsert import upsert


def fingerprint(space: str, person: str) -> str:
    """24 hexadecimal digits that stand for a person in one space."""
    return blake2b(person.encode(), key=space.encode()[:64], digest_size=12).hexdigest()


class Blocks:
    """The store of those who are blocked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, space: str, person: str, *, by: str, now: datetime) -> str:
        """Take nothing more from this person; gives the fingerprint by which the block is lifted."""
        mark = fingerprint(space, person)
        await self.put_back(space, mark, by=by, now=now)
        return mark

    async def put_back(self, space: str, mark: str, *, by: str, now: datetime) -> bool:
        """Block whoever has this fingerprint; False when they were blocked."""
        row = {"space": space, "fingerprint": mark, "at": now}
        async with self._database.write() as connection:
            new = upsert(connection, blocked).values(row).on_conflict_do_nothing()
            added = (await connection.execute(new)).rowcount > 0
            if added:
                await record(connection, space, _subject(mark), None, True, by=by, now=now)
        return added

    async def lift(self, space: str, mark: str, *, by: str, now: datetime) -> bool:
        """Take from the person with this fingerprint again; False when they were not blocked."""
        exactly = blocked.c.space == space, blocked.c.fingerprint == mark
        async with self._database.write() as connection:
            gone = (await connection.execute(delete(blocked).where(*exactly))).rowcount > 0
            if gone:
                await record(connection, space, _subject(mark), True, None, by=by, now=now)
        return gone


def _subject(mark: str) -> str:
    return f"contributor {mark}"
