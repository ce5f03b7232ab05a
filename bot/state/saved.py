"""What people have bookmarked.

Decides that a bookmark belongs to one person in one space, that saving twice is saving once, and that it is
gone when that person says so: a bookmark is nobody else's business.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, select

from bot.state.database import Database
from bot.state.tables import saved
from bot.state.upsert import upsert


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One quotation or prompt that somebody keeps."""

    item: str
    saved_at: datetime
    note: str
    """The person's own words, or empty."""


class Saved:
    """The store of bookmarks."""

    personal = frozenset({saved.name})

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, space: str, person: str, item: str, *, now: datetime, note: str = "") -> bool:
        """Keep `item`; whether it was not kept already. One that was keeps its date and its note."""
        row = {"space": space, "person": person, "item": item, "saved_at": now, "note": note}
        async with self._database.write() as connection:
            added = await connection.execute(
                upsert(connection, saved).values(row).on_conflict_do_nothing().returning(saved.c.item)
            )
            return added.one_or_none() is not None

    async def annotate(self, space: str, person: str, item: str, note: str) -> bool:
        """Write or clear the person's own words on a bookmark; whether there is such a bookmark."""
        async with self._database.write() as connection:
            changed = await connection.execute(saved.update().where(*_theirs(space, person, item)).values(note=note))
        return changed.rowcount > 0

    async def remove(self, space: str, person: str, item: str) -> bool:
        """Give the bookmark up; whether there was one."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(saved).where(*_theirs(space, person, item)))
        return gone.rowcount > 0

    async def of_person(self, space: str, person: str) -> tuple[Bookmark, ...]:
        """All bookmarks of the person in this space, the latest first."""
        async with self._database.read() as connection:
            rows = await connection.execute(_OF_PERSON, {"space": space, "person": person})
            return tuple(Bookmark(*row) for row in rows)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """The person's bookmarks as plain values."""
        return [
            {"item": kept.item, "saved_at": kept.saved_at.isoformat(), "note": kept.note}
            for kept in await self.of_person(space, person)
        ]

    async def erase_person(self, space: str, person: str) -> int:
        """Delete the person's bookmarks; how many there were."""
        theirs = saved.c.space == space, saved.c.person == person
        async with self._database.write() as connection:
            gone = await connection.execute(delete(saved).where(*theirs))
        return gone.rowcount


def _theirs(space: str, person: str, item: str) -> tuple[ColumnElement[bool], ...]:
    return saved.c.space == space, saved.c.person == person, saved.c.item == item


_OF_PERSON = (
    select(saved.c.item, saved.c.saved_at, saved.c.note)
    .where(saved.c.space == bindparam("space"), saved.c.person == bindparam("person"))
    .order_by(saved.c.saved_at.desc(), saved.c.item)
)
