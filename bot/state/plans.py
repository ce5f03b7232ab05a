"""Which plan a group reads by, when each of its sections begins, and how far people say that they have come.

Decides that a change is made from what stands there in the transaction that makes it, so that two moderators who go on
at once both count; that how far somebody has come is theirs alone, for one plan, and is gone when they say so; and that
both are answered from memory, since every command asks for them. Where several processes write, a change reaches the
others within five seconds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from json import dumps, loads

from sqlalchemy import ColumnElement, RowMapping, bindparam, delete, select, update

from bot.state.changes import Value, record
from bot.state.database import Database
from bot.state.recent import LIFETIME, Recent
from bot.state.tables import plans, reached
from bot.state.upsert import upsert

REMEMBERED = 50_000
"""Spaces whose plan, or that they have none, is kept in memory; and people, with how far they have come."""

SUBJECT = "plan"
"""What the log calls it: a space has one at a time."""


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """The plan by which a group reads."""

    plan: str
    """The plan's id in the library."""
    dates: Mapping[str, date]
    """When each section begins, by its id."""

    def as_value(self) -> dict[str, Value]:
        """As it stands in the log and in an export."""
        return {"plan": self.plan, "dates": {step: day.isoformat() for step, day in self.dates.items()}}

    @classmethod
    def of(cls, value: Value) -> "GroupPlan | None":
        """The inverse of `as_value`; None where it says that there is none, or does not say it so."""
        match value:
            case {"plan": str(plan), "dates": dict(dates)} if plan:
                return cls(plan, {step: date.fromisoformat(str(day)) for step, day in dates.items()})
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Reached:
    """How far somebody says that they have come."""

    plan: str
    section: str
    since: datetime


Change = Callable[[GroupPlan | None], GroupPlan | None]


class Plans:
    """The store of groups' plans and people's places in them."""

    personal = frozenset({reached.name})

    def __init__(self, database: Database) -> None:
        self._database = database
        lifetime = LIFETIME if database.shared else None
        self._known: Recent[str, GroupPlan | None] = Recent(most=REMEMBERED, lifetime=lifetime)
        self._places: Recent[tuple[str, str], Reached | None] = Recent(most=REMEMBERED, lifetime=lifetime)

    async def of(self, space: str) -> GroupPlan | None:
        """The plan by which the group reads; None where it reads by none."""

        async def load() -> GroupPlan | None:
            async with self._database.read() as connection:
                return plan_of((await connection.execute(_PLAN, {"space": space})).mappings().one_or_none())

        return await self._known.get(space, load)

    async def change(self, space: str, how: Change, *, by: str, now: datetime) -> GroupPlan | None:
        """Let `how` make another plan of the one there is, or none. What it raises is raised, and nothing changes."""
        async with self._database.write() as connection:
            # There is always a row to hold, so that two who begin a plan at once do it one after the other.
            nothing = upsert(connection, plans).values(space=space, **plan_columns(None))
            await connection.execute(nothing.on_conflict_do_nothing())
            held = await connection.execute(_PLAN.with_for_update(), {"space": space})
            before = plan_of(held.mappings().one())
            after = how(before)
            await connection.execute(update(plans).where(plans.c.space == space).values(**plan_columns(after)))
            await record(connection, space, SUBJECT, plan_value(before), plan_value(after), by=by, now=now)
        self._known.forget(space)
        return after

    async def reached(self, space: str, person: str) -> Reached | None:
        """How far this person says that they have come."""

        async def load() -> Reached | None:
            asked = select(*reached.c["plan", "section", "since"]).where(*_theirs(space, person))
            async with self._database.read() as connection:
                row = (await connection.execute(asked)).one_or_none()
                return None if row is None else Reached(*row)

        return await self._places.get((space, person), load)

    async def mark(self, space: str, person: str, plan: str, section: str, now: datetime) -> None:
        """Keep how far this person says that they have come."""
        row = {"plan": plan, "section": section, "since": now}
        async with self._database.write() as connection:
            new = upsert(connection, reached).values(space=space, person=person, **row)
            keys = [reached.c.space, reached.c.person]
            await connection.execute(new.on_conflict_do_update(index_elements=keys, set_=row))
        self._places.forget((space, person))

    async def unmark(self, space: str, person: str) -> bool:
        """Forget how far this person has come; whether anything was kept."""
        return await self.erase_person(space, person) > 0

    def forget(self, space: str) -> None:
        """To be called after a commit of somebody else's that changed what is kept here."""
        self._known.forget(space)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """How far this person says that they have come."""
        one = await self.reached(space, person)
        return [] if one is None else [{"plan": one.plan, "section": one.section, "since": one.since.isoformat()}]

    async def erase_person(self, space: str, person: str) -> int:
        """Forget how far this person has come."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(reached).where(*_theirs(space, person)))
        self._places.forget((space, person))
        return gone.rowcount


def _theirs(space: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return reached.c.space == space, reached.c.person == person


def plan_of(row: RowMapping | None) -> GroupPlan | None:
    """The plan that a row of the table holds."""
    return None if row is None else GroupPlan.of({"plan": row["plan"], "dates": loads(row["dates"])})


def plan_columns(one: GroupPlan | None) -> dict[str, str]:
    """The columns that hold a plan, or that there is none."""
    dates = one.as_value()["dates"] if one else {}
    return {"plan": one.plan if one else "", "dates": dumps(dates)}


def plan_value(one: GroupPlan | None) -> Value:
    """A plan, or that there is none, as it stands in the log."""
    return None if one is None else one.as_value()


_PLAN = select(plans.c.plan, plans.c.dates).where(plans.c.space == bindparam("space"))
