"""The ledger as it is asked: what came when, what did not and why, and what a moderator may ask for again.

Decides that only a delivery of which it is certain that nothing came can be asked for again.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, delete, exists, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.adding import add
from bot.state.changes import record_purge
from bot.state.database import Database
from bot.state.dealt import begun_in
from bot.state.delivery import DIGEST, PROMPT, Delivery, NewDelivery, delivery_of
from bot.state.schedule import Schedule
from bot.state.schedule_rows import found
from bot.state.standing import CERTAIN, MAY_HAVE_COME, OPEN, State
from bot.state.tables import deliveries, schedules, spaces

_KEY = tuple(deliveries.primary_key.columns)
_STUCK = [State.FAILED.value, State.SKIPPED_LATE.value, State.SKIPPED_UNKNOWN.value]


class Came(NamedTuple):
    """A prompt that came."""

    prompt: str
    due_at: datetime


class Situation(NamedTuple):
    """What decides whether a prompt may leave, and which, as it is at one moment."""

    is_there: bool
    """Whether the bot is in the space."""
    schedule: Schedule | None
    begun: int
    """How many posts were ever begun in its channel: with one more it may have seen another prompt."""
    came: tuple[Came, ...]
    """The last prompts that its channel has seen or may have seen, of whichever schedule, the latest first."""


class Deliveries:
    """The store of what was posted unasked, and what was not."""

    personal = frozenset({deliveries.name})

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_day(self, space: str, schedule: str, day: date) -> Delivery | None:
        """The prompt of a schedule on a local date, if it is planned or was."""
        rows = await self._all(_PROMPTS.where(*_of(space, schedule), deliveries.c.day == day.isoformat()))
        return rows[0] if rows else None

    async def find(self, space: str, token: str) -> Delivery | None:
        """The delivery with this token."""
        rows = await self._all(select(deliveries).where(deliveries.c.space == space, deliveries.c.token == token))
        return rows[0] if rows else None

    async def recent(self, space: str, schedule: str, count: int) -> tuple[Delivery, ...]:
        """The last prompts of a schedule that are no longer only planned, the latest first."""
        tried = _PROMPTS.where(*_of(space, schedule), deliveries.c.state != State.PLANNED.value)
        return await self._all(tried.order_by(deliveries.c.due_at.desc()).limit(count))

    async def came(self, space: str, channel: str, most: int) -> tuple[Came, ...]:
        """The last prompts that a channel has seen or may have seen, of whichever schedule, the latest first."""
        async with self._database.read() as connection:
            return await _came(connection, space, channel, most)

    async def situation(self, space: str, schedule: str, most: int) -> Situation:
        """What a prompt of this schedule depends on; of what came, so many at most."""
        async with self._database.read() as connection:
            is_there = (await connection.execute(_IS_THERE, {"space": space})).scalar() is not None
            one = await found(connection, space, schedule)
            channel = one.chosen.channel if one else ""
            begun = await begun_in(connection, space, channel)
            return Situation(is_there, one, begun, await _came(connection, space, channel, most))

    async def untold(self, space: str) -> tuple[Delivery, ...]:
        """The notices that could not be posted anywhere and that no moderator has been shown yet."""
        is_notice = deliveries.c.kind.not_in([PROMPT, DIGEST])
        notices = deliveries.c.space == space, is_notice, deliveries.c.state.in_(_STUCK)
        return await self._all(select(deliveries).where(*notices).order_by(deliveries.c.due_at))

    async def shown(self, space: str, tokens: Collection[str]) -> None:
        """A moderator has been shown these notices."""
        theirs = deliveries.c.space == space, deliveries.c.token.in_(tokens), deliveries.c.state.in_(_STUCK)
        async with self._database.write() as connection:
            await connection.execute(update(deliveries).where(*theirs).values(state=State.CANCELLED.value))

    async def hasten(self, space: str, new: NewDelivery, now: datetime) -> Delivery:
        """Let a delivery leave now, also one that was given up for certain. What came or may have come stays.

        It stays the one of its own time, from which the next one is counted.
        """
        theirs = and_(*_of(space, new.schedule), deliveries.c.kind == new.kind, deliveries.c.day == new.day.isoformat())
        state = case((deliveries.c.state == State.PLANNED.value, State.PLANNED.value), else_=State.RETRY.value)
        values = {"state": state, "next_at": now, "expires_at": new.expires_at, "cause": ""}
        certain = deliveries.c.state.in_([one.value for one in CERTAIN])
        async with self._database.write() as connection:
            await add(connection, (new,))
            await connection.execute(update(deliveries).where(theirs, certain).values(**values))
            return delivery_of((await connection.execute(select(deliveries).where(theirs))).one())

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """The notices that went to this person directly."""
        return await self._told(deliveries.c.space == space, deliveries.c.reader == person)

    async def erase_person(self, space: str, person: str) -> int:
        """Forget to whom they went. That they were told once stays, so that nobody is told the same again."""
        return await self._forget(deliveries.c.space == space, deliveries.c.reader == person)

    async def export_place(self, space: str, channel: str) -> list[dict[str, object]]:
        """What came to this channel."""
        return await self._told(deliveries.c.space == space, deliveries.c.channel == channel)

    async def erase_place(self, space: str, channel: str) -> int:
        """Forget what came where. That it came stays, so that it does not come again."""
        return await self._forget(deliveries.c.space == space, deliveries.c.channel == channel)

    async def expire(self, before: datetime, most: int, now: datetime) -> int:
        """Delete what was due before that moment, so many at most, and say so; how much it was.

        What a channel has seen in a round of a deck that still runs is needed until that is over.
        """
        async with self._database.write() as connection:
            gone = await connection.execute(
                delete(deliveries).where(tuple_(*_KEY).in_(OVER)).returning(deliveries.c.space),
                {"before": before, "most": most},
            )
            return await record_purge(connection, "posts", gone.scalars(), now)

    async def _told(self, *which: ColumnElement[bool]) -> list[dict[str, object]]:
        rows = await self._all(select(deliveries).where(*which).order_by(deliveries.c.due_at, *_KEY))
        return [
            {"post": one.kind, "day": one.day.isoformat(), "prompt": one.prompt, "state": one.state} for one in rows
        ]

    async def _forget(self, *which: ColumnElement[bool]) -> int:
        stopped = case((deliveries.c.state.in_(OPEN), State.CANCELLED.value), else_=deliveries.c.state)
        nowhere = dict.fromkeys(("channel", "reader", "message", "thread", "prompt", "steps", "told", "lease"), "")
        values = {**nowhere, "state": stopped, "next_at": None, "leased_until": None}
        async with self._database.write() as connection:
            return (await connection.execute(update(deliveries).where(*which).values(**values))).rowcount

    async def _all(self, asked: Select[tuple[object, ...]]) -> tuple[Delivery, ...]:
        async with self._database.read() as connection:
            return tuple(delivery_of(row) for row in await connection.execute(asked))


_IS_NEEDED = and_(
    deliveries.c.kind == PROMPT,
    exists().where(
        schedules.c.space == deliveries.c.space,
        schedules.c.channel == deliveries.c.channel,
        schedules.c.round_began <= deliveries.c.due_at,
    ),
)
OVER = (
    select(*_KEY)
    .where(deliveries.c.due_at < bindparam("before"), deliveries.c.next_at.is_(None), ~_IS_NEEDED)
    .order_by(deliveries.c.due_at)
    .limit(bindparam("most", type_=Integer))
)
"""What is old and not needed, the oldest first."""


async def _came(connection: AsyncConnection, space: str, channel: str, most: int) -> tuple[Came, ...]:
    rows = await connection.execute(_CAME, {"space": space, "channel": channel, "most": most})
    return tuple(Came(*row) for row in rows)


def _of(space: str, schedule: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return deliveries.c.space == space, deliveries.c.schedule == schedule


_PROMPTS = select(deliveries).where(deliveries.c.kind == PROMPT)
_CAME = (
    select(deliveries.c.prompt, deliveries.c.due_at)
    .where(
        deliveries.c.space == bindparam("space"),
        deliveries.c.channel == bindparam("channel"),
        deliveries.c.channel != "",  # which the index says
        deliveries.c.kind == PROMPT,
        deliveries.c.state.in_([state.value for state in MAY_HAVE_COME]),
    )
    .order_by(deliveries.c.due_at.desc())
    .limit(bindparam("most", type_=Integer))
)
_IS_THERE = select(spaces.c.id).where(spaces.c.id == bindparam("space"), spaces.c.left_at.is_(None))
