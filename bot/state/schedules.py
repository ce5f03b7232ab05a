"""The schedules of daily prompts.

Decides that a change and what follows from it for posts that are planned are one transaction, and that each is in the
log.
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from itertools import chain
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Integer, ScalarSelect, Update, bindparam, delete, func, literal_column, select, tuple_, update

from bot.state.adding import add
from bot.state.changes import Value, record
from bot.state.database import Database
from bot.state.delivery import PROMPT, NewDelivery
from bot.state.given import given_rows
from bot.state.hours import HOURS, Unplanned, unplanned_of
from bot.state.schedule import Arrangement, Schedule, schedule_of
from bot.state.schedule_rows import differing, found, rearranged, schedule_subject, set_up, switched_off
from bot.state.standing import OPEN
from bot.state.tables import changes, deliveries, schedules, spaces

ADDED_AT_ONCE = 200  # schedules: their rows are made without a pause, in some 5 ms, and others run in between

Change = Callable[[Arrangement], Arrangement]
Plan = Callable[[Unplanned], Iterable[NewDelivery]]
"""What to plan for a schedule."""


class Schedules:
    """The store of schedules."""

    personal = frozenset({schedules.name})

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def side_by_side(self) -> int:
        """How many batches are planned at a time: a server writes some while another is worked out."""
        return 3 if self._database.shared else 1

    async def of(self, space: str) -> tuple[Schedule, ...]:
        """All schedules of the space, in the order in which they were set up."""
        async with self._database.read() as connection:
            rows = await connection.execute(_OF, {"space": space})
            return tuple(schedule_of(row) for row in rows.mappings())

    async def get(self, space: str, schedule: str) -> Schedule | None:
        """The schedule with this id."""
        async with self._database.read() as connection:
            return await found(connection, space, schedule)

    async def add(
        self,
        space: str,
        chosen: Arrangement,
        *,
        by: str,
        channel: str,
        now: datetime,
        name: str = "",
        schedule: str = "",
    ) -> Schedule:
        """Set up a schedule; `channel` is where the moderator did so. A seed is drawn where none is given.

        `name` is what the moderator is called. With an id in `schedule`, setting it up twice sets it up once.
        """
        new = schedule or token_urlsafe(9)
        return await self._insert(space, new, chosen, by=by, name=name, channel=channel, now=now)

    async def change(self, space: str, schedule: str, how: Change, *, by: str, now: datetime) -> Schedule | None:
        """Change what was chosen; None when there is no such schedule. A change also ends a row of failing days."""
        async with self._database.write() as connection:
            before = await found(connection, space, schedule, lock=True)
            if before is None:
                return None
            chosen = how(before.chosen)
            changed = differing(before.chosen, chosen)
            if not changed and not before.failing:
                return before
            await rearranged(connection, before, chosen, now)
            was, new = before.chosen.as_value(), chosen.as_value()
            await record(
                connection, space, schedule_subject(schedule), _only(was, changed), _only(new, changed), by=by, now=now
            )
            return await found(connection, space, schedule)

    async def remove(self, space: str, schedule: str, *, by: str, now: datetime) -> bool:
        """Switch a schedule off; what came of it stays. False when there was none."""
        async with self._database.write() as connection:
            before = await found(connection, space, schedule, lock=True)
            if before is None:
                return False
            await switched_off(connection, space, schedule)
            await record(connection, space, schedule_subject(schedule), before.chosen.as_value(), None, by=by, now=now)
        return True

    async def put_back(
        self, space: str, schedule: str, value: Value, *, by: str, now: datetime, name: str = ""
    ) -> bool:
        """Give a schedule the choices that the log holds; None takes it away. False when that cannot be done."""
        if value is None:
            return await self.remove(space, schedule, by=by, now=now)
        if not isinstance(value, dict):
            return False
        changed = await self.change(space, schedule, lambda chosen: chosen.with_value(value), by=by, now=now)
        if changed is None and "at" in value and "channel" in value:
            chosen = Arrangement.of(value)
            changed = await self._insert(space, schedule, chosen, by=by, name=name, channel=chosen.channel, now=now)
        return changed is not None

    async def begin_at(self, space: str, now: datetime) -> None:
        """Let go of every prompt that was due by then, without a word to anybody: for a clock that has leapt."""
        passed = deliveries.c.kind == PROMPT, deliveries.c.state.in_(OPEN), deliveries.c.due_at <= now
        behind = schedules.c.space == space, schedules.c.planned_through < now
        async with self._database.write() as connection:
            await connection.execute(delete(deliveries).where(deliveries.c.space == space, *passed))
            await connection.execute(update(schedules).where(*behind).values(planned_through=now))

    async def plan(self, *, behind: datetime, through: datetime, how: Plan, limit: int) -> int:
        """Plan schedules that are planned less far than `behind`, through `through`; how many there were.

        Planning twice plans once: a delivery is there at most once for each schedule and local date.
        """
        async with self._database.write() as connection:
            rows = await connection.execute(BEHIND, {"behind": behind, "limit": limit})
            found = [unplanned_of(row) for row in rows.all()]
            for start in range(0, len(found), ADDED_AT_ONCE):
                await add(connection, chain.from_iterable(map(how, found[start : start + ADDED_AT_ONCE])))
            keys = json.dumps([(one.space, one.id) for one in found])
            await connection.execute(_planned(connection.dialect.name), {"keys": keys, "through": through})
        return len(found)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """The schedules this person set up."""
        return [
            {"schedule": one.id, "channel": one.chosen.channel} for one in await self.of(space) if one.set_by == person
        ]

    async def erase_person(self, space: str, person: str) -> int:
        """Forget who set them up. The schedules are the space's and stay."""
        theirs = schedules.c.space == space, schedules.c.set_by == person
        async with self._database.write() as connection:
            return (
                await connection.execute(update(schedules).where(*theirs).values(set_by="", set_by_name=""))
            ).rowcount

    async def export_place(self, space: str, channel: str) -> list[dict[str, object]]:
        """The schedules whose prompts come to this channel, or that were set up in it."""
        theirs = [one for one in await self.of(space) if channel in (one.chosen.channel, one.set_in)]
        return [{"schedule": one.id, **one.chosen.as_value()} for one in theirs]

    async def erase_place(self, space: str, channel: str) -> int:
        """Switch off the schedules whose prompts come to this channel; forget which others were set up there."""
        here = schedules.c.space == space
        async with self._database.write() as connection:
            theirs = select(schedules.c.id).where(here, schedules.c.channel == channel)
            gone = (await connection.execute(theirs)).scalars().all()
            for one in gone:
                await switched_off(connection, space, one)
                told = changes.c.space == space, changes.c.subject == schedule_subject(one)
                await connection.execute(delete(changes).where(*told))
            elsewhere = update(schedules).where(here, schedules.c.set_in == channel).values(set_in="")
            return len(gone) + (await connection.execute(elsewhere)).rowcount

    async def _insert(
        self, space: str, schedule: str, chosen: Arrangement, *, by: str, name: str, channel: str, now: datetime
    ) -> Schedule:
        async with self._database.write() as connection:
            if there := await found(connection, space, schedule):
                return there
            new = await set_up(connection, space, schedule, chosen, by=by, name=name, channel=channel, now=now)
            await record(connection, space, schedule_subject(schedule), None, new.chosen.as_value(), by=by, now=now)
        return new


def _only(value: dict[str, Value], names: Iterable[str]) -> dict[str, Value]:
    return {name: value[name] for name in sorted(names)}


def _of_its_space(name: str) -> ScalarSelect[Any]:
    """A column of the space, asked by its key: a join is done by reading all spaces where nothing is known of them."""
    return select(spaces.c[name]).where(spaces.c.id == schedules.c.space).correlate(schedules).scalar_subquery()


def _columns() -> list[Any]:
    theirs = deliveries.c.space == schedules.c.space, deliveries.c.schedule == schedules.c.id
    # The last one that was due is among the three of the last dates: two zones are at most two dates apart.
    dates = select(deliveries.c.due_at).where(*theirs, deliveries.c.kind == PROMPT).order_by(deliveries.c.day.desc())
    last = select(func.max(dates.limit(3).correlate(schedules).subquery("latest").c.due_at))
    home = _of_its_space("platform"), _of_its_space("key")
    of_it = schedules.c.id, schedules.c.space, *home, schedules.c.planned_through
    return [*of_it, last.scalar_subquery(), *(schedules.c[name] for name in HOURS)]


_OF = select(schedules).where(schedules.c.space == bindparam("space")).order_by(schedules.c.at, schedules.c.id)
_IS_ACTIVE = schedules.c.state != literal_column("'paused'")  # as the index says it: a parameter would not match
BEHIND = (
    select(*_columns())
    .where(schedules.c.planned_through < bindparam("behind"), _IS_ACTIVE, _of_its_space("left_at").is_(None))
    .order_by(schedules.c.planned_through, schedules.c.space)
    .limit(bindparam("limit", type_=Integer))
    .with_for_update(skip_locked=True, of=schedules)
)


@cache
def _planned(engine: str) -> Update:
    """Noting how far schedules are planned: the statement, which is the same for all."""
    theirs = tuple_(schedules.c.space, schedules.c.id).in_(select(*given_rows(engine, "keys", 2)))
    return update(schedules).where(theirs).values(planned_through=bindparam("through"))
