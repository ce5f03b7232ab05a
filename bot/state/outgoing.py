"""The ledger as the sender writes it: what is to be done, who does it, and what came of it.

Decides that a row changes its state only where that may follow, the old state still holds, and the process that changes
it still holds its lease and attempt: whoever finds that no row was changed has lost it and stops. A crash leaves a row
with its lease; whoever claims it next takes what was being sent for unknown.

What it costs: claiming reads its index in the order in which it takes, and stops where it has enough or nothing is due:
the cost grows with what is due, not with the schedules or with what was ever sent.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Integer,
    Text,
    and_,
    bindparam,
    case,
    literal,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from bot.state import faring
from bot.state.adding import add
from bot.state.database import Database
from bot.state.dealt import is_outdated
from bot.state.delivery import PROMPT, Delivery, NewDelivery, delivery_of
from bot.state.leases import clock, lease_end
from bot.state.moment import Moment
from bot.state.standing import FOLLOWS, State
from bot.state.tables import deliveries

Tell = Callable[[faring.Faring], Iterable[NewDelivery]]
"""The notices that a failing day gives rise to."""

_FREE: Mapping[str, object] = {"lease": "", "leased_until": None}


class Outgoing:
    """The store of what is on its way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self, platform: str, owner: str, *, ready: datetime, now: datetime, limit: int, held: Collection[str] = ()
    ) -> tuple[Delivery, ...]:
        """Take what is to be done now and nobody holds, the longest due first; a first post also some time before.

        A first post may be taken until `ready`, to be made ready. `owner` is the process's own word; `held` are the
        tokens of what it works on already. What it leased and does not work on any more, because the database failed it
        in between, is free again.
        """
        asked = {"of_platform": platform, "owner": owner, "ready": ready, "at": now, "held": list(held), "most": limit}
        async with self._database.write() as connection:
            rows = await connection.execute(_claiming(connection.dialect.name), asked)
            found = [delivery_of(row) for row in rows.all()]
        return tuple(sorted(found, key=lambda one: (one.next_at or now, one.due_at, one.token)))

    async def release(self, platform: str, owner: str) -> None:
        """Let go of what this process holds there."""
        async with self._database.write() as connection:
            await connection.execute(
                update(deliveries).where(HELD).values(**_FREE), {"of_platform": platform, "owner": owner}
            )

    async def take_over(self, platform: str, owner: str) -> None:
        """Free what other processes hold: they have ended, or lost the election; what they still do finds it lost."""
        async with self._database.write() as connection:
            await connection.execute(
                update(deliveries).where(HELD_BY_OTHERS).values(**_FREE), {"of_platform": platform, "owner": owner}
            )

    async def begin(
        self,
        space: str,
        delivery: Delivery,
        *,
        owner: str,
        now: datetime,
        channel: str,
        reader: str = "",
        prompt: str = "",
        round: int = 0,  # noqa: A002 - the deck's word
        steps: Collection[str] = (),
        revision: int = 0,
        begun: int | None = None,
    ) -> Delivery | None:
        """Write down, durably, that it is being sent from now on; None when it may not be, or not by us.

        `reader` is the person to whom it goes directly, if it does.

        For a prompt, `revision` is that of the schedule by which it was chosen: an older choice does not leave, nor one
        from the deck that another schedule brought to the channel since, when `begun` posts had begun there. One that
        may have arrived already is only repeated, whatever happened since.
        """
        values: dict[str, object] = {
            "attempt": delivery.attempt + 1,
            "attempted_at": delivery.attempted_at or now,
            "channel": channel,
            "reader": reader,
            "prompt": prompt,
            "round": round,
            "steps": " ".join(steps),
        }
        async with self._database.write() as connection:
            is_new = delivery.kind == PROMPT and delivery.state is not State.UNKNOWN
            if is_new and begun is not None and await is_outdated(connection, delivery, channel, prompt, begun):
                return None
            if is_new and not await faring.begins(connection, delivery, revision=revision, round=round):
                return None
            values["leased_until"] = lease_end(connection.dialect.name, literal(now, Moment))
            return await _moved(connection, space, delivery, State.SENDING, owner, values)

    async def move(
        self,
        space: str,
        delivery: Delivery,
        to: State,
        *,
        owner: str,
        now: datetime,
        next_at: datetime | None = None,
        message: str = "",
        cause: str = "",
        told: str = "",
        looked: int = 0,
        also: Iterable[NewDelivery] = (),
        tell: Tell | None = None,
    ) -> Delivery | None:
        """Change the state and let go of it; None when somebody else has it. Raises ValueError for what cannot follow.

        `also` is planned in the same transaction. With `tell` the day has failed: the schedule is told, and so are the
        notices that it gives rise to.
        """
        values: dict[str, object] = {**_FREE, "next_at": next_at, "cause": cause, "told": told, "looked": looked}
        if to is State.SENT:
            values |= {"message": message, "sent_at": now, "next_at": now if delivery.steps else None}
        if to is State.RETRY:
            values["attempted_at"] = None  # nothing of it came, so the next attempt is a first one again
        async with self._database.write() as connection:
            moved = await _moved(connection, space, delivery, to, owner, values)
            if moved is not None and to is State.SENT and delivery.kind == PROMPT:
                await faring.fares_well(connection, space, delivery.schedule)
            if moved is not None and tell is not None:
                fares = await faring.fails(connection, delivery, cause)
                await add(connection, tell(fares) if fares else ())
            if moved is not None:
                await add(connection, also)
            return moved

    async def keep(
        self,
        space: str,
        delivery: Delivery,
        *,
        owner: str,
        next_at: datetime | None,
        steps: Collection[str] = (),
        thread: str = "",
        looked: int = 0,
        told: str = "",
    ) -> Delivery | None:
        """Note how far it is, without a change of its state, and let go of it; None when somebody else has it."""
        values = {"next_at": next_at, "steps": " ".join(steps), "thread": thread, "looked": looked, "told": told}
        async with self._database.write() as connection:
            return await _moved(connection, space, delivery, None, owner, {**_FREE, **values})

    async def arrived(self, platform: str, token: str, message: str, now: datetime) -> bool:
        """The platform says that the post with this token is there; whether that was news."""
        news = and_(
            deliveries.c.platform == platform,
            deliveries.c.token == token,
            deliveries.c.state.in_([state.value for state, follow in FOLLOWS.items() if State.SENT in follow]),
            deliveries.c.attempt > literal_column("0"),  # as the index says it
        )
        next_at = case((deliveries.c.steps == "", null()), else_=literal(now, Moment))
        values = {**_FREE, "state": State.SENT.value, "message": message, "sent_at": now, "next_at": next_at}
        async with self._database.write() as connection:
            row = (
                await connection.execute(
                    update(deliveries).where(news).values(**values).returning(deliveries.c.space, deliveries.c.schedule)
                )
            ).one_or_none()
            if row is not None:
                await faring.fares_well(connection, row.space, row.schedule)
        return row is not None

    async def add(self, new: Iterable[NewDelivery]) -> None:
        """Write down what is to be posted; what is there already stays as it is."""
        async with self._database.write() as connection:
            await add(connection, new)


async def _moved(
    connection: AsyncConnection,
    space: str,
    delivery: Delivery,
    to: State | None,
    owner: str,
    values: Mapping[str, object],
) -> Delivery | None:
    if to is not None and to not in FOLLOWS[delivery.state]:
        raise ValueError(f"“{to}” does not follow on “{delivery.state}”")
    exactly = {
        "of_space": space,
        "of_schedule": delivery.schedule,
        "of_kind": delivery.kind,
        "of_day": delivery.day.isoformat(),
        "from_state": delivery.state.value,
        "after": delivery.attempt,
        "owner": owner,
    }
    moved = _OURS.values(state=(to or delivery.state).value, **values)
    row = (await connection.execute(moved, exactly)).one_or_none()
    return None if row is None else delivery_of(row)


_OURS = (
    update(deliveries)
    .where(
        deliveries.c.space == bindparam("of_space"),
        deliveries.c.schedule == bindparam("of_schedule"),
        deliveries.c.kind == bindparam("of_kind"),
        deliveries.c.day == bindparam("of_day"),
        deliveries.c.state == bindparam("from_state"),
        deliveries.c.attempt == bindparam("after"),
        deliveries.c.lease == bindparam("owner"),
    )
    .returning(deliveries)
)


@cache
def _claiming(engine: str) -> ReturningUpdate[Any]:
    """Taking what is wanted and free: the statement, which is the same for all."""
    own, owner = bindparam("at", type_=Moment), bindparam("owner", type_=Text)
    until = deliveries.c.leased_until
    free = or_(until.is_(None), until < clock(engine, own), deliveries.c.lease == owner)
    wanted = WANTED.where(free, deliveries.c.token.not_in(bindparam("held", expanding=True)))
    theirs = tuple_(*deliveries.primary_key.columns).in_(wanted)
    values = {"state": _CLAIMED, "lease": owner, "leased_until": lease_end(engine, own)}
    return update(deliveries).where(theirs).values(**values).returning(deliveries)


WANTED = (
    select(*deliveries.primary_key.columns)
    .where(
        deliveries.c.platform == bindparam("of_platform"),
        deliveries.c.next_at <= bindparam("ready"),
        or_(deliveries.c.next_at <= bindparam("at"), deliveries.c.state == State.PLANNED.value),
    )
    .order_by(deliveries.c.next_at, deliveries.c.due_at)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
"""What is to be done by now, the longest due first."""
_IS_ON_ITS_WAY = deliveries.c.platform == bindparam("of_platform"), deliveries.c.next_at.is_not(None)
HELD = and_(*_IS_ON_ITS_WAY, deliveries.c.lease == bindparam("owner"))
"""What a process holds: never what is over, so that it is found without a look at all that was ever sent."""
HELD_BY_OTHERS = and_(*_IS_ON_ITS_WAY, deliveries.c.lease != "", deliveries.c.lease != bindparam("owner"))
_CLAIMED = case(
    (deliveries.c.state.in_([State.PLANNED.value, State.RETRY.value]), State.CLAIMED.value),
    (deliveries.c.state == State.SENDING.value, State.UNKNOWN.value),
    else_=deliveries.c.state,
)
