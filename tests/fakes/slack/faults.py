"""What goes wrong in the local Slack, by a test's order or by a seed.

Decides the ways in which a call can fail: refused for certain (rate limit), refused or not (5xx, reset before or
after it was carried out, `fatal_error`), and late.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from random import Random

from aiohttp import web

from tests.fakes.slack.shapes import Json

RATE_LIMITED = "rate_limited"
SERVER_ERROR = "server_error"
RESET = "reset"  # the connection breaks before anything happened
ACCEPTED_THEN_RESET = "accepted_then_reset"  # it happened, and the answer is lost
FATAL_ERROR = "fatal_error"  # "It's possible some aspect of the operation succeeded"
ACCEPTED_THEN_FATAL = "accepted_then_fatal_error"
SLOW = "slow"
LATE = "late"  # no answer for a while, then the connection breaks, and it happens afterwards
KINDS = (RATE_LIMITED, SERVER_ERROR, RESET, ACCEPTED_THEN_RESET, FATAL_ERROR, ACCEPTED_THEN_FATAL, SLOW, LATE)
AFTERWARDS = frozenset({ACCEPTED_THEN_RESET, ACCEPTED_THEN_FATAL})


class Faults:
    """Decides for each call whether it fails. `shares` are probabilities by kind; `only` limits them to methods."""

    def __init__(
        self, seed: int = 0, shares: Mapping[str, float] | None = None, only: frozenset[str] = frozenset()
    ) -> None:
        self._random = Random(seed)
        self._shares = dict(shares or {})
        self._only = only
        self._ordered: dict[str, deque[str]] = defaultdict(deque)
        self.slowness = 0.0
        """Seconds that a slow call takes."""
        self.held = 0.0
        """Seconds for which a late call goes without an answer."""
        self.lateness = 20.0
        """Seconds from then until it happens."""
        self.happened: list[tuple[str, str]] = []
        self._happens = asyncio.Event()
        self._late: set[asyncio.Task[None]] = set()

    def order(self, method: str, *kinds: str) -> None:
        """Let the next calls of a method fail in these ways. `response_url` counts as a method."""
        self._ordered[method].extend(kinds)

    def draw(self, method: str) -> str:
        """How this call fails; an empty string when it does not."""
        kind = self._ordered[method].popleft() if self._ordered[method] else self._drawn(method)
        if kind:
            self.happened.append((method, kind))
            self._happens.set()
        return kind

    async def happens(self) -> None:
        """Wait until something has gone wrong that was not waited for before."""
        await self._happens.wait()
        self._happens.clear()

    def _drawn(self, method: str) -> str:
        if self._only and method not in self._only:
            return ""
        at = self._random.random()
        for kind, share in self._shares.items():
            at -= share
            if at < 0:
                return kind
        return ""

    async def before(self, kind: str, request: web.Request) -> web.StreamResponse | None:
        """What is answered instead of doing anything; None when the call is carried out."""
        match kind:
            case "rate_limited":
                return rate_limited(1)
            case "server_error":
                return web.json_response({"ok": False, "error": "internal_error"}, status=503)
            case "reset":
                return reset(request)
            case "fatal_error":
                return failed("fatal_error")
            case "slow":
                await asyncio.sleep(self.slowness)
        return None

    async def late(self, request: web.Request, carry_out: Callable[[], object]) -> web.StreamResponse:
        """Break the connection, and carry the call out long afterwards."""
        self._late.add(asyncio.create_task(self._afterwards(carry_out)))
        await asyncio.sleep(self.held)
        return reset(request)

    async def _afterwards(self, carry_out: Callable[[], object]) -> None:
        await asyncio.sleep(self.held + self.lateness)
        carry_out()

    def after(self, kind: str, request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
        """What is answered after the call was carried out."""
        match kind:
            case "accepted_then_reset":
                return reset(request)
            case "accepted_then_fatal_error":
                return failed("fatal_error")
        return answer


def rate_limited(seconds: int) -> web.Response:
    """Slack's answer to too many calls."""
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(max(1, seconds))}
    )


def failed(error: str, **more: object) -> web.Response:
    """A refusal in Slack's form."""
    body: Json = {"ok": False, "error": error, **more}
    return web.json_response(body)


def reset(request: web.Request) -> web.Response:
    """Break the connection; what is returned is never read."""
    if request.transport:
        request.transport.abort()
    return web.Response()
