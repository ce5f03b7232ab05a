"""What was read lately and may be answered from memory.

Decides that a cache is bounded (the least recently used entry goes first), that a write forgets its entry,
that a read which began before the write cannot put the old value back, and, where other processes write
too, that an entry lives a few seconds only.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

LIFETIME = 5.0
"""Seconds an entry lives when several processes share the database."""


class Recent(Generic[Key, Value]):
    """At most `most` values by their keys, read through `load` on a miss; `lifetime` in seconds, None for ever."""

    def __init__(self, *, most: int, lifetime: float | None = None, clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._lifetime = lifetime
        self._clock = clock
        self._entries: OrderedDict[Key, tuple[float, Value]] = OrderedDict()
        self._reads: dict[Key, asyncio.Event] = {}

    async def get(self, key: Key, load: Callable[[], Awaitable[Value]]) -> Value:
        """The value in memory, or what `load` answers; many who ask at once wait for one reading."""
        while True:
            entry = self._entries.get(key)
            if entry is not None and (self._lifetime is None or self._clock() - entry[0] < self._lifetime):
                self._entries.move_to_end(key)
                return entry[1]
            reading = self._reads.get(key)
            if reading is None:
                return await self._read(key, load)
            await reading.wait()  # whether it succeeded or not: look again

    def held(self, key: Key) -> Value | None:
        """The value in memory, for a store that keeps it up to date itself; None when it would have to be read."""
        entry = self._entries.get(key)
        return None if entry is None else entry[1]

    def forget(self, key: Key) -> None:
        """To be called after the commit that changed the value."""
        self._entries.pop(key, None)
        self._reads.pop(key, None)

    def __len__(self) -> int:
        return len(self._entries)

    async def _read(self, key: Key, load: Callable[[], Awaitable[Value]]) -> Value:
        done = self._reads[key] = asyncio.Event()
        began = self._clock()
        try:
            value = await load()
            if self._reads.get(key) is done:
                self._keep(key, began, value)
            return value
        finally:
            if self._reads.get(key) is done:
                del self._reads[key]
            done.set()

    def _keep(self, key: Key, began: float, value: Value) -> None:
        self._entries[key] = (began, value)
        self._entries.move_to_end(key)
        if len(self._entries) > self._most:
            self._entries.popitem(last=False)
