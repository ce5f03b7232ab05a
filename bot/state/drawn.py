"""What a channel has seen, so that it is shown something else.

Decides how "not seen lately" is answered without reading a channel's history or the whole library, however
long they are: by looking up the given ids in the primary key, one descent each. For "anything not seen
lately" at most `LOOKED` ids are drawn at random first, so the cost has a fixed bound. Up to that many
quotes the answer is exact (nothing comes again before everything was shown); beyond, the answer is unseen
unless all of the drawn ones were seen, and otherwise the oldest of them: within the oldest hundredth of the
history but in one case of a hundred. An index by time would be exact, and cost half as much space again and
a second write for every quotation shown.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from sqlalchemy import bindparam, case, select

from bot.state.database import Database
from bot.state.moment import EPOCH
from bot.state.tables import drawn
from bot.state.upsert import upsert

LOOKED = 500
"""Ids looked up at most for one answer."""


class _Batch:
    """Marks that go in one transaction; every caller waits for it, and one of them writes it."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str], tuple[datetime, int]] = {}
        self.is_written = False

    def add(self, key: tuple[str, str, str], now: datetime) -> None:
        last, times = self.rows.get(key, (now, 0))
        self.rows[key] = (max(last, now), times + 1)


class Drawn:
    """The store of what was shown where."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._batch = _Batch()
        self._turn = asyncio.Lock()

    async def mark(self, space: str, channel: str, ids: Sequence[str], now: datetime) -> None:
        """This channel has just been shown these; returns once that is durable.

        Marks that arrive while others are being written share the next transaction, so a hundred answers at
        once wait for two commits and not for a hundred.
        """
        batch = self._batch
        for item in ids:
            batch.add((space, channel, item), now)
        async with self._turn:
            if batch is self._batch:
                self._batch = _Batch()
            # When the one who should have written was cancelled or failed, the next in line writes all of it.
            if not batch.is_written and batch.rows:
                await self._write(batch)
                batch.is_written = True

    async def last(self, space: str, channel: str, ids: Sequence[str]) -> Mapping[str, datetime]:
        """When this channel last saw each of these; ids it never saw are missing. At most `LOOKED` ids."""
        if len(ids) > LOOKED:
            raise ValueError(f"{len(ids)} ids asked at once; {LOOKED} are the most")
        if not ids:
            return {}
        wanted = {"space": space, "channel": channel, "ids": list(ids)}
        async with self._database.read() as connection:
            return {row.item: row.last_at for row in await connection.execute(_LAST, wanted)}

    async def in_turn(self, space: str, channel: str, ids: Sequence[str], random: Random) -> list[str]:
        """`ids` in the order in which this channel should see them: never seen first, then seen longest ago.

        What is alike comes by chance. `ids` may be as long as the library: of more than `LOOKED`, that many are drawn.
        """
        looked = random.sample(ids, min(LOOKED, len(ids)))
        seen = await self.last(space, channel, looked)
        return sorted(looked, key=lambda item: seen.get(item, EPOCH))

    async def _write(self, batch: _Batch) -> None:
        # In one order everywhere, so that two processes cannot wait for each other's rows.
        rows = [
            {"space": space, "channel": channel, "item": item, "last_at": last, "times": times}
            for (space, channel, item), (last, times) in sorted(batch.rows.items())
        ]
        async with self._database.write() as connection:
            new = upsert(connection, drawn)
            later = case((new.excluded.last_at > drawn.c.last_at, new.excluded.last_at), else_=drawn.c.last_at)
            await connection.execute(
                new.on_conflict_do_update(
                    index_elements=[drawn.c.space, drawn.c.channel, drawn.c.item],
                    set_={"last_at": later, "times": drawn.c.times + new.excluded.times},
                ),
                rows,
            )


_LAST = select(drawn.c.item, drawn.c.last_at).where(
    drawn.c.space == bindparam("space"),
    drawn.c.channel == bindparam("channel"),
    drawn.c.item.in_(bindparam("ids", expanding=True)),
)
