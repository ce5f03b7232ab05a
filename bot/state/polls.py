"""Votes: what is asked, who chose what, and what came out.

Decides that everybody has one vote in a poll (it is the key) and may change it while the poll is open, and that who
chose what is forgotten when it closes: the counts stay, so that erasing one's data changes no result. A poll whose time
has come takes no more votes, and is closed by whoever looks next.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import RowMapping, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database
from bot.state.tables import ballots, polls
from bot.state.upsert import upsert


@dataclass(frozen=True, slots=True)
class Poll:
    """One vote, with how often each choice was chosen."""

    id: str
    question: str
    choices: tuple[str, ...]
    hidden: bool
    """Whether nobody is to see the counts before it closes."""
    closes_at: datetime | None
    counts: tuple[int, ...]
    """In the order of the choices."""
    asked_at: datetime
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether votes are counted."""
        return self.closed_at is None


class Polls:
    """The store of votes."""

    personal = frozenset({polls.name, ballots.name})

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(
        self,
        space: str,
        question: str,
        choices: Sequence[str],
        *,
        hidden: bool,
        closes_at: datetime | None,
        by: str,
        now: datetime,
    ) -> Poll:
        """Open a poll."""
        row = {
            "space": space,
            "id": token_hex(4),
            "question": question,
            "choices": json.dumps(list(choices), ensure_ascii=False),
            "hidden": hidden,
            "asked_by": by,
            "asked_at": now,
            "closes_at": closes_at,
        }
        async with self._database.write() as connection:
            await connection.execute(insert(polls), row)
        return Poll(str(row["id"]), question, tuple(choices), hidden, closes_at, (0,) * len(choices), now)

    async def get(self, space: str, poll: str, now: datetime) -> Poll | None:
        """The poll with this id as it stands; one whose time has come is closed by then."""
        async with self._database.write() as connection:
            await _close(connection, space, poll, now, by_time=True)
            return await _read(connection, space, poll)

    async def cast(self, space: str, poll: str, person: str, choice: int, now: datetime) -> Poll | None:
        """Give or change this person's vote; None where there is no such poll, or no such choice.

        In a poll that has closed nothing changes.
        """
        open_ = polls.c.space == space, polls.c.id == poll, polls.c.closed_at.is_(None)
        async with self._database.write() as connection:
            await _close(connection, space, poll, now, by_time=True)
            # An update that changes nothing holds the row, so that nobody closes the poll between this and the vote.
            held = await connection.execute(update(polls).where(*open_).values(closed_at=None))
            known = await _read(connection, space, poll)
            if known is None or not 0 <= choice < len(known.choices):
                return None
            if not held.rowcount:
                return known
            row = {"space": space, "poll": poll, "person": person, "choice": choice}
            new = upsert(connection, ballots).values(row)
            keys = [ballots.c.space, ballots.c.poll, ballots.c.person]
            await connection.execute(new.on_conflict_do_update(index_elements=keys, set_={"choice": choice}))
            return await _read(connection, space, poll)

    async def close(self, space: str, poll: str, now: datetime) -> Poll | None:
        """Close the poll, if it is still open; None where there is no such poll."""
        async with self._database.write() as connection:
            await _close(connection, space, poll, now, by_time=False)
            return await _read(connection, space, poll)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """What this person asked, and the votes of theirs that are still counted."""
        asked = select(polls.c.question, polls.c.asked_at).where(polls.c.space == space, polls.c.asked_by == person)
        joined = select(polls.c.question, polls.c.choices, ballots.c.choice).where(
            ballots.c.space == space, ballots.c.person == person, polls.c.space == space, polls.c.id == ballots.c.poll
        )
        async with self._database.read() as connection:
            made = await connection.execute(asked.order_by(polls.c.asked_at))
            votes = await connection.execute(joined.order_by(polls.c.asked_at))
            return [
                *({"asked": row.question, "asked_at": row.asked_at.isoformat()} for row in made),
                *({"question": row.question, "vote": json.loads(row.choices)[row.choice]} for row in votes),
            ]

    async def erase_person(self, space: str, person: str) -> int:
        """Take back their votes in what is open, and forget what they asked."""
        votes = delete(ballots).where(ballots.c.space == space, ballots.c.person == person)
        asked = update(polls).where(polls.c.space == space, polls.c.asked_by == person).values(asked_by="")
        async with self._database.write() as connection:
            gone = await connection.execute(votes)
            return gone.rowcount + (await connection.execute(asked)).rowcount


async def _close(connection: AsyncConnection, space: str, poll: str, now: datetime, *, by_time: bool) -> None:
    exactly = [polls.c.space == space, polls.c.id == poll, polls.c.closed_at.is_(None)]
    if by_time:
        exactly.append(polls.c.closes_at <= now)
    closed = (await connection.execute(update(polls).where(*exactly).values(closed_at=now))).rowcount
    if closed:
        known = await _read(connection, space, poll)
        assert known is not None
        here = polls.c.space == space, polls.c.id == poll
        await connection.execute(update(polls).where(*here).values(result=json.dumps(known.counts)))
        await connection.execute(delete(ballots).where(ballots.c.space == space, ballots.c.poll == poll))


async def _read(connection: AsyncConnection, space: str, poll: str) -> Poll | None:
    asked = select(polls).where(polls.c.space == space, polls.c.id == poll)
    row = (await connection.execute(asked)).mappings().one_or_none()
    return None if row is None else await poll_of(connection, space, row)


async def poll_of(connection: AsyncConnection, space: str, row: RowMapping) -> Poll:
    """The poll that a row of the table holds."""
    choices = tuple(json.loads(row["choices"]))
    result = row["result"]
    counts = tuple(json.loads(result)) if result else await _counted(connection, space, row["id"], len(choices))
    own = {name: row[name] for name in ("id", "question", "hidden", "closes_at", "asked_at", "closed_at")}
    return Poll(choices=choices, counts=counts, **own)


async def _counted(connection: AsyncConnection, space: str, poll: str, choices: int) -> tuple[int, ...]:
    counted = select(ballots.c.choice, func.count()).where(ballots.c.space == space, ballots.c.poll == poll)
    found = Counter({row[0]: row[1] for row in await connection.execute(counted.group_by(ballots.c.choice))})
    return tuple(found[choice] for choice in range(choices))
