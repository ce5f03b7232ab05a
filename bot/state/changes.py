"""What moderators changed: who, when, what it was before and what it is now.

Decides that a change is written in the transaction that makes it, by the store that makes it, so that none can be
missing; that before and after are kept whole, so that a change can be undone by whoever knows its subject; and that
the changes of a space are counted, so that which of two came later does not hang on a clock.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database
from bot.state.tables import changes

IMPORT = "import"
"""The subject of the one change that tells of many subjects, each under its own name."""
PAGE = 20
"""Changes given at once."""

PURGE = "purge"
"""The first word of the subject under which is written down what was deleted because its time was over."""

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change."""

    id: str
    at: datetime
    by: str
    """The moderator's id; empty once that person had it erased."""
    subject: str
    """What was changed: “setting lookups”."""
    before: Value
    """None where there was nothing."""
    after: Value
    """None where it was removed."""
    undone: bool = False
    number: int = 0
    """Its place among those of the space. Two of one moment have different ones, and a clock that is put back none."""


def person_subject(person: str) -> str:
    """The subject of a change that is about whether a person moderates."""
    return f"moderator person {person}"


async def record(
    connection: AsyncConnection, space: str, subject: str, before: Value, after: Value, *, by: str, now: datetime
) -> str:
    """Write a change down, in the transaction that makes it; its id. Nothing is written where nothing changed."""
    change = token_urlsafe(9)
    if before != after:
        last = select(func.coalesce(func.max(changes.c.number), 0) + 1).where(changes.c.space == space)
        row = {
            "id": change,
            "space": space,
            "at": now,
            "by": by,
            "subject": subject,
            "before": json.dumps(before, ensure_ascii=False),
            "after": json.dumps(after, ensure_ascii=False),
            "undone": 0,
        }
        await connection.execute(insert(changes).values(**row, number=last.scalar_subquery()))
    return change


async def marked(connection: AsyncConnection, space: str, change: str) -> bool:
    """Note that a change was undone, in somebody else's transaction; False when it was already."""
    undone = update(changes).where(changes.c.space == space, changes.c.id == change, changes.c.undone == 0)
    return (await connection.execute(undone.values(undone=1))).rowcount > 0


async def record_purge(connection: AsyncConnection, what: str, spaces: Iterable[str], now: datetime) -> int:
    """Write down, in the transaction that deletes, how much of each space went; `spaces` has one word for each row.

    Gives how much it was in all.
    """
    counted = Counter(spaces)
    for space, count in counted.items():
        await record(connection, space, f"{PURGE} {what}", count, None, by="", now=now)
    return counted.total()


class Changes:
    """The store of changes."""

    personal = frozenset({changes.name})

    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, space: str, *, skip: int = 0, subject: str = "") -> tuple[Change, ...]:
        """A page of changes, the latest first; those of one subject if it is given."""
        asked = _LATEST.where(changes.c.subject == subject) if subject else _LATEST
        async with self._database.read() as connection:
            rows = await connection.execute(asked.offset(skip).limit(PAGE), {"space": space})
            return tuple(changes_of(rows.mappings()))

    async def since(self, space: str, change: Change) -> tuple[Change, ...]:
        """The later changes of the same subject, the latest first; of an import, what it changed of the subject."""
        later = changes.c.subject.in_([change.subject, IMPORT]), changes.c.number > change.number
        asked = _LATEST.where(*later)
        async with self._database.read() as connection:
            rows = await connection.execute(asked, {"space": space})
            found = (part_of(one, change.subject) for one in changes_of(rows.mappings()))
            return tuple(one for one in found if one is not None)

    async def find(self, space: str, change: str) -> Change | None:
        """The change with this id."""
        async with self._database.read() as connection:
            rows = await connection.execute(_ONE, {"space": space, "id": change})
            return next(iter(changes_of(rows.mappings())), None)

    async def mark_undone(self, space: str, change: str) -> bool:
        """Note that it was undone; False when it was already."""
        async with self._database.write() as connection:
            return await marked(connection, space, change)

    async def expire(self, before: datetime, most: int, now: datetime) -> int:
        """Delete what is older, so many at most, and say so; how much it was."""
        old = select(changes.c.id).where(changes.c.at < before).order_by(changes.c.at).limit(most)
        async with self._database.write() as connection:
            gone = await connection.execute(delete(changes).where(changes.c.id.in_(old)).returning(changes.c.space))
            return await record_purge(connection, "changes", gone.scalars(), now)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """The changes this person made as a moderator, and those that made them one."""
        theirs = or_(changes.c.by == person, changes.c.subject == person_subject(person))
        asked = select(changes).where(changes.c.space == space, theirs).order_by(changes.c.number)
        async with self._database.read() as connection:
            rows = await connection.execute(asked)
            return [
                {"at": made.at.isoformat(), "subject": made.subject, "before": made.before, "after": made.after}
                for made in changes_of(rows.mappings())
            ]

    async def erase_person(self, space: str, person: str) -> int:
        """Forget who it was; that it was changed is the space's and stays. Changes about the person go."""
        by_them = update(changes).where(changes.c.space == space, changes.c.by == person)
        about_them = delete(changes).where(changes.c.space == space, changes.c.subject == person_subject(person))
        async with self._database.write() as connection:
            gone = (await connection.execute(about_them)).rowcount
            return gone + (await connection.execute(by_them.values(by=""))).rowcount


def part_of(change: Change, subject: str) -> Change | None:
    """What a change says of a subject; None where it says nothing of it."""
    if change.subject == subject:
        return change
    match change.before, change.after:
        case dict(before), dict(after) if change.subject == IMPORT and subject in after:
            return replace(change, subject=subject, before=before.get(subject), after=after[subject])
        case _:
            return None


def changes_of(rows: Iterable[object]) -> Iterable[Change]:
    """Changes from whole rows."""
    for row in rows:
        known = dict(row)  # type: ignore[call-overload]  # a RowMapping
        yield Change(
            id=known["id"],
            at=known["at"],
            by=known["by"],
            subject=known["subject"],
            before=json.loads(known["before"]),
            after=json.loads(known["after"]),
            undone=bool(known["undone"]),
            number=known["number"],
        )


_LATEST = select(changes).where(changes.c.space == bindparam("space")).order_by(changes.c.number.desc(), changes.c.id)
_ONE = select(changes).where(changes.c.space == bindparam("space"), changes.c.id == bindparam("id"))
