"""How fast the bot posts where nobody asked it to.

Decides on one message a second in a channel and 200 a minute in a workspace: Slack names the first figure and says of
the second “several hundred” (reference/methods/chat.postMessage). Workspaces do not wait for each other.
"""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

CHANNEL_APART = 1.0  # seconds
SPACE_APART = 60 / 200  # seconds
FORGOTTEN = 1000  # gates that are kept before those that are open again are dropped


class Gates:
    """A gate for each workspace and each channel. `clock` counts seconds; `sleep` waits for them."""

    def __init__(
        self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep, clock: Callable[[], float] = monotonic
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._next: dict[tuple[str, str], float] = {}

    async def turn(self, space: str, channel: str) -> None:
        """Wait until a message may leave there."""
        now = self._clock()
        if len(self._next) > FORGOTTEN:
            self._next = {gate: at for gate, at in self._next.items() if at > now}
        mine = max(now, self._next.get((space, ""), now), self._next.get((space, channel), now))
        self._next[space, ""] = mine + SPACE_APART
        self._next[space, channel] = mine + CHANNEL_APART
        if mine > now:
            await self._sleep(mine - now)

    def wait(self, space: str, what: str, apart: float) -> float:
        """Seconds until something may be done there again; 0 when it may be done now, which is then taken for done."""
        now = self._clock()
        left = self._next.get((space, what), now) - now
        if left <= 0:
            self._next[space, what] = now + apart
            return 0.0
        return left
