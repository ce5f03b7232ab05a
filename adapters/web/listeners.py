"""Who is told of what happens in a room.

Decides that one who lags by 500 pieces of news is let go; their page connects again and is told what it missed, or to
load anew.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

LAG = 500

News = TypeVar("News")


class Listeners(Generic[News]):
    """Queues of what happens from now on: news, names of events that are no news of the room; None ends it."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[News | str | None]] = set()

    @contextmanager
    def one(self) -> Iterator[asyncio.Queue[News | str | None]]:
        """Another one, until the end of the block."""
        queue: asyncio.Queue[News | str | None] = asyncio.Queue(maxsize=LAG)
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    def tell(self, news: News | str) -> None:
        """Tell all of them."""
        for queue in tuple(self._queues):
            if queue.full():
                self._end(queue)
            else:
                queue.put_nowait(news)

    def close(self) -> None:
        """Let all of them go."""
        for queue in tuple(self._queues):
            self._end(queue)

    def _end(self, queue: asyncio.Queue[News | str | None]) -> None:
        self._queues.discard(queue)
        if queue.full():
            queue.get_nowait()
        queue.put_nowait(None)
