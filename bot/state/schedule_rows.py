"""The rows of schedules, inside somebody else's transaction.

Decides that a change takes back what was planned and not yet tried, so that no post leaves by a choice that no longer
holds; what is being sent or may have arrived is never taken back.
"""

from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.delivery import PROMPT
from bot.state.schedule import Arrangement, Schedule, row_of, schedule_of
from bot.state.standing import MAY_HAVE_COME, OPEN, State
from bot.state.tables import deliveries, schedules

RHYTHM = ("channel", "at", "zone", "days", "pauses", "late", "is_paused")
"""The choices that decide when and where a prompt comes."""


def schedule_subject(schedule: str) -> str:
    """What the log calls a schedule."""
    return f"schedule {schedule}"


def exactly(space: str, schedule: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The condition on the table that this schedule alone meets."""
    return schedules.c.space == space, schedules.c.id == schedule


async def found(connection: AsyncConnection, space: str, schedule: str, *, lock: bool = False) -> Schedule | None:
    """The schedule with this id; `lock` keeps others from changing it until the transaction ends."""
    asked = _ONE.with_for_update() if lock else _ONE
    row = (await connection.execute(asked, {"space": space, "id": schedule})).mappings().one_or_none()
    return None if row is None else schedule_of(row)


def differing(before: Arrangement, after: Arrangement) -> list[str]:
    """The names of the choices that differ."""
    was, new = before.as_value(), after.as_value()
    return sorted(name for name in new if was[name] != new[name])


async def rearranged(connection: AsyncConnection, before: Schedule, chosen: Arrangement, now: datetime) -> None:
    """Put other choices in the place of those of a schedule. It also ends a row of failing days."""
    columns: dict[str, object] = {
        **row_of(chosen),
        "revision": before.revision + 1,
        "failing": 0,
        "failing_since": "",
        "reason": "",
    }
    if set(differing(before.chosen, chosen)).intersection(RHYTHM):
        columns["planned_through"] = now
        await _take_back(connection, before, now, is_paused=chosen.is_paused)
    await connection.execute(update(schedules).where(*exactly(before.space, before.id)).values(**columns))


async def set_up(
    connection: AsyncConnection,
    space: str,
    schedule: str,
    chosen: Arrangement,
    *,
    by: str,
    name: str,
    channel: str,
    now: datetime,
) -> Schedule:
    """Write down a schedule that is new. A seed is drawn where none is given."""
    last = (await connection.execute(_ROUND, {"space": space, "of_schedule": schedule})).one_or_none()
    row = {
        **row_of(replace(chosen, seed=chosen.seed or token_hex(4))),
        "id": schedule,
        "space": space,
        "reason": "",
        "failing": 0,
        "failing_since": "",
        "round": last.round if last else 0,
        "round_began": last.began if last else now,
        "revision": 1,
        "planned_through": now,
        "set_by": by,
        "set_by_name": name,
        "set_in": channel,
    }
    await connection.execute(insert(schedules), row)
    return schedule_of(row)


async def switched_off(connection: AsyncConnection, space: str, schedule: str) -> None:
    """Delete a schedule with what was planned for it; what came of it stays."""
    await connection.execute(delete(schedules).where(*exactly(space, schedule)))
    theirs = deliveries.c.space == space, deliveries.c.schedule == schedule
    await connection.execute(delete(deliveries).where(*theirs, deliveries.c.state.in_(OPEN)))


async def _take_back(connection: AsyncConnection, schedule: Schedule, now: datetime, *, is_paused: bool) -> None:
    """Let go of what was planned. What was due already and is to be tried again is tried at once, or paused."""
    theirs = and_(
        deliveries.c.space == schedule.space, deliveries.c.schedule == schedule.id, deliveries.c.kind == PROMPT
    )
    open_ = deliveries.c.state.in_(OPEN)
    await connection.execute(delete(deliveries).where(theirs, open_, deliveries.c.due_at > now))
    due = update(deliveries).where(theirs, open_)
    if is_paused:
        await connection.execute(due.values(state=State.SKIPPED_PAUSED, next_at=None, lease=""))
    else:
        await connection.execute(due.where(deliveries.c.state == State.RETRY).values(next_at=now))


_ONE = select(schedules).where(schedules.c.space == bindparam("space"), schedules.c.id == bindparam("id"))
# A schedule that is put back goes on in the round in which it was switched off.
_ROUND = (
    select(deliveries.c.round, func.min(deliveries.c.due_at).label("began"))
    .where(
        deliveries.c.space == bindparam("space"),
        deliveries.c.schedule == bindparam("of_schedule"),
        deliveries.c.kind == PROMPT,
        deliveries.c.state.in_([state.value for state in MAY_HAVE_COME]),
    )
    .group_by(deliveries.c.round)
    .order_by(deliveries.c.round.desc())
    .limit(1)
)
