"""One store, two engines: reading it and writing it.

Decides that nothing outside this folder sees a connection's settings, that on SQLite every write goes
through one connection in the order it was asked for (16 writers at once had a 99th percentile a hundred
times worse than one), and that a read sees one state of the database and cannot write. A transaction waits
for nothing but the database: no network call inside.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.state.address import SqliteFile


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

    @property
    def engine(self) -> AsyncEngine:
        """For what brings its own statements (Slack's installation store); on SQLite the writer's connection."""
        return self._writer

    def before_closing(self, write: Callable[[], Awaitable[None]]) -> None:
        """Have something written at the latest before the database is closed."""
        self._put_off.append(write)

    async def settle(self) -> None:
        """Write what was put off. Whoever closes the database does this first."""
        for write in self._put_off:
            await write()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database and refuses to write."""
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
            if self.shared:
                async with self._writer.begin() as connection:
                    yield connection
            else:
                # The pool alone has one connection too, but does not serve in the order of arrival.
                async with self._turn, self._writer.begin() as connection:
                    yield connection
        finally:
            self._writing.discard(task)
