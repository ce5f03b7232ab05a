"""One store, two engines: reading it and writing it.

Decides that nothing outside this folder sees a connection's settings, that on SQLite every write goes
through one connection in the order it was asked for (16 writers at once had a 99th percentile a hundred
times worse than one), and that a read sees one state of the database and cannot write. A transaction waits
for nothing but the database: no network call inside.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.state.address import SqliteFile

LAST_WORDS = 1.0
"""Seconds that transactions are given to end when the database closes; a usual one takes a few milliseconds."""

_log = logging.getLogger(__name__)


class Database:
    """Transactions on one database: in the file that is given, or on a server, which other processes may write to."""

    def __init__(self, readers: AsyncEngine, writer: AsyncEngine, file: SqliteFile | None = None) -> None:
        self.file = file
        self.shared = file is None
        self._readers = readers
        self._writer = writer
        self._turn = asyncio.Lock()
        self._writing: set[asyncio.Task[object] | None] = set()
        self._put_off: list[Callable[[], Awaitable[None]]] = []
        self._inside = 0
        self._empty = asyncio.Event()
        self._empty.set()
        self._closed = False

    @property
    def engine(self) -> AsyncEngine:
        """For what brings its own statements (Slack's installation store); on SQLite the writer's connection."""
        return self._writer

    def before_closing(self, write: Callable[[], Awaitable[None]]) -> None:
        """Have something written at the latest before the database is closed."""
        self._put_off.append(write)

    async def settle(self) -> None:
        """Write what was put off."""
        for write in self._put_off:
            await write()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *raised: object) -> None:
        """Write what was put off, let nothing more begin and wait for the transactions that have begun.

        A connection that is in use while its engine is disposed of goes back to a pool that nobody closes.
        """
        await self.settle()
        self._closed = True
        try:
            await asyncio.wait_for(self._empty.wait(), LAST_WORDS)
        except TimeoutError:
            _log.error("the database is closed during transactions", extra={"count": self._inside})

    async def empty_log(self) -> None:
        """Let nothing that was erased lie in SQLite's log, which keeps older states of a page until it is overwritten.

        Whoever reads at the moment is waited for, as long as for any other lock; after that the next one does it.
        """
        if self.file is None:
            return
        with self._counted():
            async with self._turn, self._writer.connect() as connection:
                driver = (await connection.get_raw_connection()).driver_connection
                assert driver is not None
                await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")  # outside of a transaction

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database and refuses to write."""
        with self._counted():
            async with self._readers.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction, committed durably at the end of the block and undone if the block raises.

        A write inside another of the same task would wait for itself, so it raises RuntimeError.
        """
        task = asyncio.current_task()
        if task in self._writing:
            raise RuntimeError("a write inside a write: pass the connection on instead")
        self._writing.add(task)
        try:
            with self._counted():
                if self.shared:
                    async with self._writer.begin() as connection:
                        yield connection
                else:
                    # The pool alone has one connection too, but does not serve in the order of arrival.
                    async with self._turn, self._writer.begin() as connection:
                        yield connection
        finally:
            self._writing.discard(task)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        if self._closed:
            raise RuntimeError("the database is closed")
        self._inside += 1
        self._empty.clear()
        try:
            yield
        finally:
            self._inside -= 1
            if not self._inside:
                self._empty.set()
