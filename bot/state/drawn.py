"""What a channel has seen, so that it is shown something else.

Decides how "not seen lately" is answered without reading a channel's history or the whole library, however
long they are: by looking up the given ids in the primary key, one descent each. For "anything not seen
lately" at most `LOOKED` ids are drawn at random first, so the cost has a fixed bound. Up to that many
quotes the answer is exact (nothing comes again before everything was shown); beyond, the answer is unseen
unless all of the drawn ones were seen, and otherwise the oldest of them: within the oldest hundredth of the
history but in one case of a hundred. An index by time would be exact, and cost half as much space again and
a second write for every quotation shown.

Decides too that an answer waits for none of this: what was shown is written a moment later (`bot.state.behind`), since
a bot that was killed may show it once more; and what the busiest channels have seen is answered from memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy import bindparam, case, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.behind import Behind
from bot.state.database import Database
from bot.state.moment import EPOCH
from bot.state.recent import Recent
from bot.state.tables import drawn
from bot.state.upsert import upsert

LOOKED = 500
"""Ids looked up at most for one answer; a longer history is not kept in memory."""
REMEMBERED = 500
"""Channels whose history is, each at most about 60 KiB."""

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Shown:
    last: datetime
    times: int

    def and_then(self, later: "_Shown") -> "_Shown":
        return _Shown(max(self.last, later.last), self.times + later.times)


@dataclass(frozen=True, slots=True)
class _History:
    """When a channel saw what; of one that is too long nothing is kept but that."""

    seen: dict[str, datetime]
    is_whole: bool


class Drawn:
    """The store of what was shown where."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._behind: Behind[_Key, _Shown] = Behind(database, _write, _Shown.and_then, self._learn)
        self._histories: Recent[tuple[str, str], _History] = Recent(most=REMEMBERED)

    async def mark(self, space: str, channel: str, ids: Sequence[str], now: datetime) -> None:
        """This channel has just been shown these. It counts at once, and is durable a moment later."""
        for item in ids:
            self._behind.put((space, channel, item), _Shown(now, 1))

    async def last(self, space: str, channel: str, ids: Sequence[str]) -> Mapping[str, datetime]:
        """When this channel last saw each of these; ids it never saw are missing. At most `LOOKED` ids."""
        if len(ids) > LOOKED:
            raise ValueError(f"{len(ids)} ids asked at once; {LOOKED} are the most")
        if not ids:
            return {}
        # Before anything is read, since what is on its way may arrive meanwhile.
        coming = {item: self._behind.get((space, channel, item)) for item in ids}
        seen = dict(await self._arrived(space, channel, ids))
        for item, shown in coming.items():
            if shown is not None:
                seen[item] = max(shown.last, seen.get(item, shown.last))
        return seen

    async def in_turn(self, space: str, channel: str, ids: Sequence[str], random: Random) -> list[str]:
        """`ids` in the order in which this channel should see them: never seen first, then seen longest ago.

        What is alike comes by chance. `ids` may be as long as the library: of more than `LOOKED`, that many are drawn.
        """
        looked = random.sample(ids, min(LOOKED, len(ids)))
        seen = await self.last(space, channel, looked)
        return sorted(looked, key=lambda item: seen.get(item, EPOCH))

    async def export_place(self, space: str, channel: str) -> list[dict[str, object]]:
        """What this channel has seen."""
        await self._behind.settle()
        asked = select(drawn).where(drawn.c.space == space, drawn.c.channel == channel).order_by(drawn.c.item)
        async with self._database.read() as connection:
            rows = await connection.execute(asked)
            return [{"item": row.item, "last_at": row.last_at.isoformat(), "times": row.times} for row in rows]

    async def erase_place(self, space: str, channel: str) -> int:
        """Forget what this channel has seen."""
        await self._behind.settle()
        theirs = drawn.c.space == space, drawn.c.channel == channel
        async with self._database.write() as connection:
            gone = await connection.execute(delete(drawn).where(*theirs))
        self._histories.forget((space, channel))
        return gone.rowcount

    async def _arrived(self, space: str, channel: str, ids: Sequence[str]) -> Mapping[str, datetime]:
        """What the database holds. Other processes' marks count at once, so what they write to is always asked."""
        if not self._database.shared:
            history = await self._histories.get((space, channel), lambda: self._history(space, channel))
            if history.is_whole:
                return {item: history.seen[item] for item in ids if item in history.seen}
        wanted = {"space": space, "channel": channel, "ids": list(ids)}
        async with self._database.read() as connection:
            return {row.item: row.last_at for row in await connection.execute(_LAST, wanted)}

    async def _history(self, space: str, channel: str) -> _History:
        async with self._database.read() as connection:
            rows = (await connection.execute(_HISTORY, {"space": space, "channel": channel})).all()
        is_whole = len(rows) <= LOOKED
        return _History({row.item: row.last_at for row in rows} if is_whole else {}, is_whole)

    def _learn(self, rows: Mapping[_Key, _Shown]) -> None:
        """Bring what is kept in memory up to what has just been written."""
        for (space, channel, item), shown in rows.items():
            history = self._histories.held((space, channel))
            if history is not None and history.is_whole and len(history.seen) < LOOKED:
                history.seen[item] = max(shown.last, history.seen.get(item, shown.last))
            elif history is None or history.is_whole:
                self._histories.forget((space, channel))


async def _write(connection: AsyncConnection, rows: Mapping[_Key, _Shown]) -> None:
    # In one order everywhere, so that two processes cannot wait for each other's rows.
    values = [
        {"space": space, "channel": channel, "item": item, "last_at": shown.last, "times": shown.times}
        for (space, channel, item), shown in sorted(rows.items(), key=lambda row: row[0])
    ]
    new = upsert(connection, drawn)
    later = case((new.excluded.last_at > drawn.c.last_at, new.excluded.last_at), else_=drawn.c.last_at)
    await connection.execute(
        new.on_conflict_do_update(
            index_elements=[drawn.c.space, drawn.c.channel, drawn.c.item],
            set_={"last_at": later, "times": drawn.c.times + new.excluded.times},
        ),
        values,
    )


_HISTORY = (
    select(drawn.c.item, drawn.c.last_at)
    .where(drawn.c.space == bindparam("space"), drawn.c.channel == bindparam("channel"))
    .limit(LOOKED + 1)
)
_LAST = select(drawn.c.item, drawn.c.last_at).where(
    drawn.c.space == bindparam("space"),
    drawn.c.channel == bindparam("channel"),
    drawn.c.item.in_(bindparam("ids", expanding=True)),
)
