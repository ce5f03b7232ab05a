"""What a delivery means for its schedule: a new round of the deck, a good day, a failing one.

Decides that this is written in the transaction that changes the delivery, and that the third failing day in a row
pauses the schedule and takes back what was planned.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.delivery import Delivery
from bot.state.moment import Moment
from bot.state.schedule_rows import exactly
from bot.state.standing import State
from bot.state.tables import deliveries, schedules

DAYS_TO_PAUSE = 3
"""Failing days in a row after which a schedule is paused."""


@dataclass(frozen=True, slots=True)
class Faring:
    """How a schedule stands after a failing day."""

    failing: int
    """Failing days in a row, this one included."""
    since: date
    is_paused: bool
    """Whether this day paused it."""


async def begins(
    connection: AsyncConnection,
    delivery: Delivery,
    *,
    revision: int,
    round: int,  # noqa: A002 - the deck's word
) -> bool:
    """Whether a prompt that was chosen by this revision of the schedule may leave; its round begins if it is new."""
    given = {"its_revision": revision, "new_round": round, "due_at": delivery.due_at}
    asked = {"of_space": delivery.space, "its_id": delivery.schedule, **given}
    return (await connection.execute(_BEGINS, asked)).rowcount > 0


async def fares_well(connection: AsyncConnection, space: str, schedule: str) -> None:
    """The prompt came: failing days are forgotten."""
    await connection.execute(_FARES_WELL, {"of_space": space, "its_id": schedule})


async def fails(connection: AsyncConnection, delivery: Delivery, cause: str) -> Faring | None:
    """One more day on which the prompt did not come, for good; None when the schedule is gone."""
    its = exactly(delivery.space, delivery.schedule)
    asked = select(schedules.c.failing, schedules.c.failing_since).where(*its).with_for_update()
    row = (await connection.execute(asked)).one_or_none()
    if row is None:
        return None
    since = date.fromisoformat(row.failing_since) if row.failing_since else delivery.day
    failing = row.failing + 1
    is_paused = failing >= DAYS_TO_PAUSE
    values = {
        "failing": failing,
        "failing_since": since.isoformat(),
        "reason": cause,
        "state": "paused" if is_paused else "failing",
    }
    await connection.execute(update(schedules).where(*its).values(**values))
    if is_paused:
        planned = deliveries.c.schedule == delivery.schedule, deliveries.c.state == State.PLANNED
        await connection.execute(delete(deliveries).where(deliveries.c.space == delivery.space, *planned))
    return Faring(failing, since, is_paused)


_ONE = update(schedules).where(schedules.c.space == bindparam("of_space"), schedules.c.id == bindparam("its_id"))
_IS_NEW = schedules.c.round < bindparam("new_round")
_BEGINS = _ONE.where(schedules.c.revision == bindparam("its_revision"), schedules.c.state != "paused").values(
    round=case((_IS_NEW, bindparam("new_round")), else_=schedules.c.round),
    round_began=case((_IS_NEW, bindparam("due_at", type_=Moment)), else_=schedules.c.round_began),
)
_FARES_WELL = _ONE.where(schedules.c.state == "failing").values(state="active", failing=0, failing_since="", reason="")
