"""Who may moderate a space beside those who run it: people and roles.

Decides that the list is read once per space and then answered from memory, since every command asks for it, and that
each change of it is in the log.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.state.changes import record
from bot.state.database import Database
from bot.state.recent import LIFETIME, Recent
from bot.state.tables import moderators
from bot.state.upsert import upsert

REMEMBERED = 10_000
"""Spaces whose moderators are kept in memory."""

PERSON, ROLE = "person", "role"


@dataclass(frozen=True, slots=True)
class Moderator:
    """A person, or everybody with a role."""

    kind: str
    """`PERSON` or `ROLE`."""
    who: str
    """The platform's id of the person or role."""


class Moderators:
    """The store of moderators."""

    personal = frozenset({moderators.name})

    def __init__(self, database: Database) -> None:
        self._database = database
        self._of: Recent[str, frozenset[Moderator]] = Recent(
            most=REMEMBERED, lifetime=LIFETIME if database.shared else None
        )

    async def of(self, space: str) -> frozenset[Moderator]:
        """Everybody on the list of this space."""

        async def load() -> frozenset[Moderator]:
            async with self._database.read() as connection:
                return frozenset(Moderator(*row) for row in await connection.execute(_OF, {"space": space}))

        return await self._of.get(space, load)

    async def includes(self, space: str, person: str, roles: tuple[str, ...]) -> bool:
        """Whether this person, or one of their roles, is on the list."""
        listed = await self.of(space)
        return Moderator(PERSON, person) in listed or any(Moderator(ROLE, role) in listed for role in roles)

    async def add(self, space: str, moderator: Moderator, *, by: str, now: datetime) -> bool:
        """Put somebody on the list; False when they were on it."""
        row = {"space": space, "kind": moderator.kind, "who": moderator.who}
        async with self._database.write() as connection:
            new = upsert(connection, moderators).values(**row).on_conflict_do_nothing()
            added = (await connection.execute(new)).rowcount > 0
            if added:
                await record(connection, space, moderator_subject(moderator), None, True, by=by, now=now)
        self._of.forget(space)
        return added

    async def remove(self, space: str, moderator: Moderator, *, by: str, now: datetime) -> bool:
        """Take somebody off the list; False when they were not on it."""
        exactly = (
            moderators.c.space == space,
            moderators.c.kind == moderator.kind,
            moderators.c.who == moderator.who,
        )
        async with self._database.write() as connection:
            removed = (await connection.execute(delete(moderators).where(*exactly))).rowcount > 0
            if removed:
                await record(connection, space, moderator_subject(moderator), True, None, by=by, now=now)
        self._of.forget(space)
        return removed

    def forget(self, space: str) -> None:
        """To be called after a commit of somebody else's that changed what is kept here."""
        self._of.forget(space)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """Whether this person is on the list."""
        return [{"moderator": True}] if Moderator(PERSON, person) in await self.of(space) else []

    async def erase_person(self, space: str, person: str) -> int:
        """Take them off the list."""
        theirs = moderators.c.space == space, moderators.c.kind == PERSON, moderators.c.who == person
        async with self._database.write() as connection:
            gone = await connection.execute(delete(moderators).where(*theirs))
        self._of.forget(space)
        return gone.rowcount


def moderator_subject(moderator: Moderator) -> str:
    """What the log calls whether somebody moderates."""
    return f"moderator {moderator.kind} {moderator.who}"


_OF = select(moderators.c.kind, moderators.c.who).where(moderators.c.space == bindparam("space"))
