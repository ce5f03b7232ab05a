"""How fast the bot talks to Discord where no interaction asked it to, and when it falls silent.

Decides on 46 requests a second through one gate: Discord allows 50 to a bot over all routes (topics/rate-limits), and
discord.py does not pace them; with 45, a storm would take more than a tenth longer than it has to. An address that
collects 10,000 answers of 401, 403 or 429 in ten minutes is shut out, so at a tenth of that nothing leaves until the
oldest are ten minutes old. A route that is used up is waited for.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic

A_SECOND = 46
IN_ANY_SECOND = 47  # where the machine stood still, what has waited its turn would leave, or arrive, together
INVALID = frozenset({401, 403, 429})
INVALID_LIMIT = 1000
INVALID_WINDOW = 600.0  # seconds
FORGOTTEN = 1000  # routes whose wait is kept before those that are over are dropped


class Pacer:
    """The gate that every request of one bot goes through. `clock` counts seconds; `sleep` waits for them."""

    def __init__(
        self, clock: Callable[[], float] = monotonic, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        self._routes: dict[str, float] = {}
        self._invalid: deque[float] = deque()
        self._left: deque[float] = deque(maxlen=IN_ANY_SECOND)

    async def turn(self, route: str = "") -> None:
        """Wait until a request may leave, and until `route` is free again."""
        until = self._routes.get(route, 0.0) if route else 0.0
        if (wait := until - self._clock()) > 0:
            await self._sleep(wait)
        now = self._clock()
        mine = max(now, self._next)
        self._next = mine + 1 / A_SECOND
        if mine > now:
            await self._sleep(mine - now)

    async def leave(self) -> None:
        """The last instant before a request: hardly ever a wait, and then less than a second."""
        while len(self._left) == IN_ANY_SECOND and (wait := self._left[0] + 1 - self._clock()) > 0:
            await self._sleep(wait)
        self._left.append(self._clock())

    def saw(self, status: int, headers: Mapping[str, str], route: str) -> None:
        """Take note of an answer; `route` is empty for one that no turn is kept for."""
        now = self._clock()
        if status in INVALID and headers.get("X-RateLimit-Scope") != "shared":
            self._invalid.append(now)
        if route and headers.get("X-RateLimit-Remaining") == "0":
            self._hold(route, now + _seconds(headers.get("X-RateLimit-Reset-After")))

    def refused(self, after: float, route: str, *, everywhere: bool) -> None:
        """A 429: the route, or everything, has to wait."""
        if everywhere:
            self._next = max(self._next, self._clock() + after)
        else:
            self._hold(route, self._clock() + after)

    @property
    def silence(self) -> float:
        """Seconds for which nothing may leave, because too many answers were refusals; 0 when nothing is wrong."""
        now = self._clock()
        while self._invalid and self._invalid[0] <= now - INVALID_WINDOW:
            self._invalid.popleft()
        return self._invalid[-INVALID_LIMIT] + INVALID_WINDOW - now if len(self._invalid) >= INVALID_LIMIT else 0.0

    def _hold(self, route: str, until: float) -> None:
        if len(self._routes) >= FORGOTTEN:
            now = self._clock()
            self._routes = {key: end for key, end in self._routes.items() if end > now}
        self._routes[route] = until


def _seconds(given: str | None) -> float:
    try:
        return max(float(given or 0), 0.0)
    except ValueError:
        return 0.0
