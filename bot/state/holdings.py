"""What a space owns, all of it at once: to be read, to be changed by a file, and to be what it was before.

Decides that it is read in one transaction, so that a file never mixes two moments; and that a change of all of it is
decided on what stands there in the transaction that makes it.
"""

from collections.abc import Callable
from datetime import datetime

from bot.state.arriving import Arriving
from bot.state.changes import IMPORT, Change, marked, record
from bot.state.database import Database
from bot.state.holding import Arrival, History, Holding
from bot.state.holding_rows import happened, held
from bot.state.submission_rows import take_turn
from bot.state.taking_back import inverse, retire

Decide = Callable[[Holding], Arrival]
Forget = Callable[[str], None]


class Holdings:
    """The store of everything that a space owns. `forget` tells the other stores of a space that it was changed."""

    def __init__(self, database: Database, forget: Forget) -> None:
        self._database = database
        self._forget = forget

    async def now(self, space: str) -> Holding:
        """What the space owns now."""
        async with self._database.read() as connection:
            return await held(connection, space)

    async def all(self, space: str) -> tuple[Holding, History]:
        """What the space owns now, and what happened in it."""
        async with self._database.read() as connection:
            return await held(connection, space), await happened(connection, space)

    async def receive(self, space: str, decide: Decide, *, by: str, now: datetime) -> Arrival:
        """Let come what `decide` makes of what there is. What it raises is raised, and nothing changes."""
        async with self._database.write() as connection:
            await take_turn(connection, space)
            here = await held(connection, space)
            arrival = decide(here)
            arriving = Arriving(connection, space, here, by, now)
            await arriving.write(arrival)
            await record(connection, space, IMPORT, arriving.before, arriving.after, by=by, now=now)
        self._forget(space)
        return arrival

    async def take_back(self, space: str, change: Change, *, by: str, now: datetime) -> bool:
        """Undo an import; False when it was undone already.

        It is a change in the log that cannot be undone itself: what came along is gone, and the file brings it again.
        Raises MovedOnError, and nothing changes, where what it changed was changed again since.
        """
        before, after = (value if isinstance(value, dict) else {} for value in (change.before, change.after))
        async with self._database.write() as connection:
            await take_turn(connection, space)
            if not await marked(connection, space, change.id):
                return False
            here = await held(connection, space)
            await Arriving(connection, space, here, by, now).write(inverse(here, before, after))
            await retire(connection, space, after, now)
            undoing = await record(connection, space, IMPORT, change.after, change.before, by=by, now=now)
            await marked(connection, space, undoing)
        self._forget(space)
        return True
