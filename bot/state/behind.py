"""Rows that are written a moment after the answer they belong to.

Decides what may be written so: what nobody was told is done. A row counts from the moment it is put, for whoever asks
this process; it is in the database `PAUSE` seconds later, in one transaction with all that came meanwhile, so that a
hundred answers at once wait for no disk and that transaction does not fight them for the processor. A stop in order
loses nothing. A process that is killed loses what it put in its last fifth of a second, and another process does
not see that much yet: so only what can be shown or asked for again goes this way.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Generic, TypeVar

from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")

PAUSE = 0.2
"""Seconds until what was put is written."""
AGAIN = 5.0
"""Seconds until rows are tried again that the database did not take."""
MOST = 10_000
"""Rows kept while the database takes none; the oldest go first."""

Write = Callable[[AsyncConnection, Mapping[Key, Row]], Awaitable[object]]
Join = Callable[[Row, Row], Row]

_log = logging.getLogger(__name__)


class Behind(Generic[Key, Row]):
    """Rows on their way, by key.

    `write` puts rows into the database; `join` makes one row of two with the same key, the earlier first; `written` is
    told of rows once they are durable.
    """

    def __init__(
        self,
        database: Database,
        write: Write[Key, Row],
        join: Join[Row],
        written: Callable[[Mapping[Key, Row]], None] = lambda rows: None,
    ) -> None:
        self._database = database
        self._write = write
        self._join = join
        self._written = written
        self._waiting: dict[Key, Row] = {}
        self._leaving: dict[Key, Row] = {}
        self._turn = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        database.before_closing(self.settle)

    def put(self, key: Key, row: Row) -> None:
        """Have a row written soon."""
        before = self._waiting.get(key)
        self._waiting[key] = row if before is None else self._join(before, row)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    def get(self, key: Key) -> Row | None:
        """The row on its way under this key; None when there is none, or when it has arrived."""
        leaving, waiting = self._leaving.get(key), self._waiting.get(key)
        if leaving is None or waiting is None:
            return waiting if leaving is None else leaving
        return self._join(leaving, waiting)

    async def settle(self) -> None:
        """Write all that was put so far, now."""
        await self._flush()
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        while self._waiting:
            await asyncio.sleep(PAUSE)
            if not await self._flush():
                await asyncio.sleep(AGAIN)

    async def _flush(self) -> bool:
        """Write what waits; whether the database took it. What it did not take goes on waiting."""
        async with self._turn:
            self._leaving, self._waiting = self._waiting, {}
            try:
                if self._leaving:
                    await self._store(self._leaving)
                    self._written(self._leaving)
                    self._leaving = {}
            except (SQLAlchemyError, OSError) as error:
                _log.error("rows not written", extra={"count": len(self._leaving), "why": type(error).__name__})
            finally:
                took_all = not self._leaving
                self._take_back()
        return took_all

    async def _store(self, rows: Mapping[Key, Row]) -> None:
        try:
            async with self._database.write() as connection:
                await self._write(connection, rows)
        except IntegrityError:
            if len(rows) == 1:
                return  # its space was erased meanwhile
            for key, row in rows.items():
                await self._store({key: row})

    def _take_back(self) -> None:
        """Put what did not arrive before what came meanwhile."""
        kept, self._leaving = self._leaving, {}
        for key, row in self._waiting.items():
            kept[key] = self._join(kept[key], row) if key in kept else row
        self._waiting = dict(list(kept.items())[-MOST:]) if len(kept) > MOST else kept
