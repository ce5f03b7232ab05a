"""A core with the rooms in which it answers, and who is just being answered by it.

Decides that a scene is left only once everybody who asked in it has been answered: what looks ahead is closed with its
data, and nobody may be reading them then.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.web.room import Rooms
from adapters.web.talk import Talk
from bot.app import App


class Scene:
    """One core and its rooms."""

    def __init__(self, app: App, rooms: Rooms) -> None:
        self.app = app
        self.rooms = rooms
        self.talk = Talk(app.dispatcher, rooms, app.services.now)
        self._answering = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Somebody is being answered, until the end of the block."""
        self._answering += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._idle.set()

    async def idle(self) -> None:
        """Wait until nobody is being answered."""
        await self._idle.wait()
