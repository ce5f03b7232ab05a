"""What this process has taken upon itself of the posts that are due.

Decides that one process takes for a platform; that more is leased at once than is in work, since in a storm a
transaction for every few would keep others from writing; and that what went wrong on our side rests for a while.
"""

from collections import deque
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.daily.means import Means
from bot.state.delivery import Delivery
from bot.state.election import Election

IN_WORK = 64  # deliveries of a platform; its outbox paces them
LEASED_AT_ONCE = 256  # a few seconds' work on Discord: no longer than a lease, by far
EARLY = timedelta(seconds=20)  # how long before it is due a post is made ready
RESTS = timedelta(seconds=10)


class Taken:
    """The deliveries that this process has leased, and those among them that it works on."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._elections: dict[str, Election] = {}
        self._leased: dict[str, deque[Delivery]] = {}
        self._in_work: dict[str, str] = {}
        self._resting: dict[str, datetime] = {}

    async def take(self, platform: str) -> tuple[Delivery, ...]:
        """As many as there is room for, the longest due first; none where nothing may leave, or not by us."""
        if not await self._may_take(platform):
            self._leased.pop(platform, None)  # they are claimed again, here or elsewhere
            return ()
        ours = [token for token, where in self._in_work.items() if where == platform]
        is_on_trial = platform in self._means.halts.platforms
        room = (1 if is_on_trial else IN_WORK) - len(ours)
        if room <= 0:
            return ()
        leased = self._leased.setdefault(platform, deque())
        if not leased:
            leased.extend(await self._lease(platform, 1 if is_on_trial else LEASED_AT_ONCE, ours))
        return tuple(leased.popleft() for _ in range(min(room, len(leased))))

    def works_on(self, delivery: Delivery) -> None:
        """It is in work from now on."""
        self._in_work[delivery.token] = delivery.place.platform

    def is_done_with(self, token: str) -> None:
        """Nothing is done with it for now."""
        self._in_work.pop(token, None)

    def lets_rest(self, token: str) -> None:
        """What went wrong on our side is not tried again in the same moment."""
        self._resting[token] = self._means.now() + RESTS

    async def give_up(self) -> None:
        """Let go of everything, and give the offices back."""
        self._leased.clear()
        self._in_work.clear()
        try:
            for platform in self._elections:
                await self._means.stores.outgoing.release(platform, self._means.owner)
        finally:
            for election in self._elections.values():
                await election.resign()

    async def _may_take(self, platform: str) -> bool:
        if self._means.halts.holds(platform, self._means.now()):
            return False
        election = self._elections.setdefault(platform, Election(self._means.stores.database, platform))
        if not await election.is_ours():
            return False
        if election.is_new:
            await self._means.stores.outgoing.take_over(platform, self._means.owner)
        return True

    async def _lease(self, platform: str, limit: int, ours: Collection[str]) -> tuple[Delivery, ...]:
        now = self._means.now()
        self._resting = {token: until for token, until in self._resting.items() if until > now}
        return await self._means.stores.outgoing.claim(
            platform, self._means.owner, ready=now + EARLY, now=now, limit=limit, held=[*ours, *self._resting]
        )
