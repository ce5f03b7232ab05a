"""Rate limits with their headers, and the faults that a network and a busy platform have, drawn from a seed.

Rules: docs.discord.com/developers, topics/rate-limits: 50 requests a second for a bot, interaction answers not counted;
buckets per route and major parameter, announced in headers. The size of a bucket is not documented; these are usual.
"""

from collections import deque
from dataclasses import dataclass, field
from random import Random

from tests.fakes.discord.clock import Clock
from tests.fakes.discord.refusal import Json

GLOBAL = 50  # requests a second
INVALID_WINDOW = 600.0  # seconds in which 10,000 answers of 401, 403 or 429 get an address banned


class TooMany(Exception):  # noqa: N818
    """A 429, with its headers."""

    def __init__(self, retry_after: float, *, scope: str) -> None:
        super().__init__(scope)
        self.body: Json = {
            "message": "You are being rate limited.",
            "code": 0,
            "retry_after": round(retry_after, 3),
            "global": scope == "global",
        }
        self.headers = {
            "Retry-After": str(int(retry_after) + 1),
            "X-RateLimit-Scope": scope,
            "Via": "1.1 local",  # discord.py takes a 429 without it for a ban
        } | ({"X-RateLimit-Global": "true"} if scope == "global" else {})


@dataclass(slots=True)
class Bucket:
    """How many requests are left until the window ends."""

    limit: int
    seconds: float
    left: int = 0
    ends: float = 0.0


@dataclass(slots=True)
class Rates:
    """All limits of one bot. `limits` gives requests and seconds by method and path; 0 requests means no limit."""

    clock: Clock
    global_limit: int = GLOBAL
    limits: dict[str, tuple[int, float]] = field(
        default_factory=lambda: {
            "POST /channels/{channel_id}/messages": (5, 5.0),
            "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
        }
    )
    refused: int = 0
    _buckets: dict[str, Bucket] = field(default_factory=dict)
    _second: deque[float] = field(default_factory=deque)
    _invalid: deque[float] = field(default_factory=deque)

    def off(self) -> None:
        """No limits at all."""
        self.global_limit = 0
        self.limits.clear()

    def take(self, route: str, major: str) -> dict[str, str]:
        """Count a request; the headers of its bucket. Raises TooMany."""
        now = self.clock.now()
        if (
            self.global_limit
            and not route.startswith(("POST /interactions", "GET /gateway"))
            and "/webhooks" not in route
        ):
            while self._second and self._second[0] <= now - 1.0:
                self._second.popleft()
            if len(self._second) >= self.global_limit:
                raise self._refuse(self._second[0] + 1.0 - now, "global")
            self._second.append(now)
        limit, seconds = self.limits.get(route, (0, 0.0))
        return self._from_bucket(f"{route} {major}", limit, seconds, now) if limit else {}

    def _from_bucket(self, key: str, limit: int, seconds: float, now: float) -> dict[str, str]:
        bucket = self._buckets.setdefault(key, Bucket(limit, seconds))
        if now >= bucket.ends:
            bucket.left, bucket.ends = limit, now + seconds
        if bucket.left == 0:
            raise self._refuse(bucket.ends - now, "user")
        bucket.left -= 1
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{bucket.ends:.3f}",
            "X-RateLimit-Reset-After": f"{bucket.ends - now:.3f}",
            "X-RateLimit-Bucket": f"{abs(hash(key.split()[1])):x}"[:16],
        }

    def _refuse(self, retry_after: float, scope: str) -> TooMany:
        self.refused += 1
        return TooMany(max(retry_after, 0.001), scope=scope)

    def saw(self, status: int) -> None:
        """Count an answer towards the ban."""
        if status in (401, 403, 429):
            self._invalid.append(self.clock.now())

    @property
    def invalid(self) -> int:
        """Answers of 401, 403 and 429 in the last ten minutes."""
        since = self.clock.now() - INVALID_WINDOW
        return sum(at >= since for at in self._invalid)


@dataclass(slots=True)
class Faults:
    """Shares of requests (0 to 1) that go wrong, among those whose path contains `within`. One seed, one sequence."""

    seed: int = 0
    within: str = "/channels/"
    too_many: float = 0.0
    """Answered 429 and not done."""
    broken: float = 0.0
    """Answered 503 and not done."""
    cut: float = 0.0
    """Done, and the connection reset before the answer."""
    late: float = 0.0
    """No answer for `held_seconds`, then the connection reset, and done `late_seconds` afterwards."""
    slow: float = 0.0
    """Done and answered `slow_seconds` later."""
    held_seconds: float = 0.0
    late_seconds: float = 20.0
    slow_seconds: float = 0.5
    counts: dict[str, int] = field(default_factory=dict)
    _ordered: list[tuple[str, str]] = field(default_factory=list)
    _random: Random | None = None

    def order(self, kind: str, within: str) -> None:
        """Let the next request whose path contains `within` go wrong in this way."""
        self._ordered.append((within, kind))

    def draw(self, method: str, path: str) -> str:
        """What happens to a request: one of the names above, or nothing."""
        for order in self._ordered:
            if order[0] in path and method != "GET":
                self._ordered.remove(order)
                return order[1]
        if self.within not in path or method == "GET":
            return ""
        self._random = self._random or Random(self.seed)
        at = self._random.random()
        for kind in ("too_many", "broken", "cut", "late", "slow"):
            share = float(getattr(self, kind))
            if at < share:
                self.counts[kind] = self.counts.get(kind, 0) + 1
                return kind
            at -= share
        return ""
