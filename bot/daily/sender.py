"""The loop that posts what is due, on every platform whose outbox is open.

Decides that it looks every few seconds and never sleeps until a time, that posts are made ready before they are due and
leave in the order in which they are, and that what it knows and the database would not take is kept until the database
does.
"""

import asyncio
import logging
from datetime import datetime
from functools import partial
from heapq import heappop, heappush

from bot.chat.errors import trace_of
from bot.daily.clockwatch import ClockWatch
from bot.daily.following import follow
from bot.daily.ledger import Consequence
from bot.daily.means import Means
from bot.daily.planning import plan_some
from bot.daily.preparing import Ready, prepare
from bot.daily.sending import send
from bot.daily.settling import settle
from bot.daily.taking import IN_WORK, Taken
from bot.state.delivery import Delivery
from bot.state.standing import State

POLL = 5.0  # seconds between two looks
READIED_AT_ONCE = 2  # deliveries; one after the other is slower than Discord allows, more would keep people waiting
LEAVING = 5.0  # seconds that posts under way have at the end

_log = logging.getLogger(__name__)


class Sender:
    """Posts what is due. One per process; `run` is its loop, and `turn` one look, for tests and the clock panel."""

    def __init__(self, means: Means) -> None:
        self.means = means
        self._watch = ClockWatch(means.now, means.seconds)
        self._taken = Taken(means)
        self._waiting: list[tuple[datetime, datetime, str, Delivery, Ready | None]] = []
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._nudged = asyncio.Event()
        self._turn = asyncio.Lock()
        means.outboxes.on_opening(self.nudge)

    async def run(self, stop: asyncio.Event) -> None:
        """Look every few seconds until `stop` is set; then let what is under way end, for a while."""
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            wait = await self._guarded_look()
            nudged = asyncio.create_task(self._nudged.wait())
            await asyncio.wait({stopping, nudged}, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            nudged.cancel()
            self._nudged.clear()
        await self.leave()

    async def leave(self) -> None:
        """Wait for what is under way, let go of everything else, and give the offices back."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=LEAVING)
        for task in self._tasks.values():
            task.cancel()
        self._waiting.clear()
        try:
            await self._taken.give_up()
        except Exception as error:
            _log.warning("leases could not be given back: %s", trace_of(error))

    def nudge(self) -> None:
        """Something was changed: look now."""
        self._nudged.set()

    async def turn(self) -> None:
        """Do everything that is due now, and what follows from it."""
        while await self._look() == 0 or self._tasks:
            if self._tasks:
                await asyncio.wait(self._tasks.values())

    async def hurry(self, token: str, patience: float) -> None:
        """Look now, and wait up to `patience` seconds for the delivery with this token if it is under way."""
        await self._guarded_look()
        if task := self._tasks.get(token):
            await asyncio.wait({task}, timeout=patience)

    async def arrived(self, platform: str, token: str, message: str) -> bool:
        """A platform says that the post with this token is there as this message; whether that was news."""
        news = await self.means.stores.outgoing.arrived(platform, token, message, self.means.now())
        if news:
            self.nudge()
        return news

    @property
    def stopped(self) -> tuple[str, ...]:
        """The platforms that do not take our credentials: nothing is posted there until the operator has looked."""
        return self.means.halts.platforms

    @property
    def doubts_clock(self) -> bool:
        """Whether nothing is posted for now, because the machine's clock has jumped."""
        return self._watch.doubts

    async def _guarded_look(self) -> float:
        try:
            return await self._look()
        except Exception as error:
            _log.error("the sender could not look: %s", trace_of(error))
            return POLL

    async def _look(self) -> float:
        """Plan, claim, make ready, begin; how many seconds until the next look, 0 when there is more to do."""
        async with self._turn:
            if not self._watch.is_sound():
                return POLL
            means = self.means
            more = await plan_some(means.stores.schedules, means.token, means.now())
            for platform in means.outboxes:
                more |= await self._claim(platform)
            more |= self._begin_due()
            return 0.0 if more else self._pause()

    def _pause(self) -> float:
        if not self._waiting:
            return POLL
        return min(max((self._waiting[0][0] - self.means.now()).total_seconds(), 0.05), POLL)

    async def _claim(self, platform: str) -> bool:
        """Take what is due soon and make it ready; whether there is likely more."""
        found = await self._taken.take(platform)
        side_by_side = asyncio.Semaphore(READIED_AT_ONCE)

        async def ready(delivery: Delivery) -> None:
            async with side_by_side:
                await self._ready(delivery)

        await asyncio.gather(*map(ready, found))
        return bool(found)

    async def _ready(self, delivery: Delivery) -> None:
        """Make ready what was claimed, and let it wait for its time."""
        try:
            ready = await prepare(self.means, delivery) if delivery.state is State.CLAIMED else None
        except Exception as error:
            _log.error("a post could not be made ready: %s", trace_of(error), extra={"token": delivery.token})
            self._taken.lets_rest(delivery.token)
            return
        if ready is not None or delivery.state is not State.CLAIMED:
            self._taken.works_on(delivery)
            heappush(
                self._waiting, (delivery.next_at or self.means.now(), delivery.due_at, delivery.token, delivery, ready)
            )

    def _begin_due(self) -> bool:
        began = False
        while self._waiting and self._waiting[0][0] <= self.means.now():
            _, _, key, delivery, ready = heappop(self._waiting)
            task = asyncio.create_task(self._work(delivery, ready), name=f"delivery {delivery.token}")
            self._tasks[key] = task
            task.add_done_callback(partial(self._ended, key))
            began = True
        return began

    def _ended(self, key: str, task: asyncio.Task[None]) -> None:
        self._tasks.pop(key, None)
        self._taken.is_done_with(key)
        if len(self._tasks) <= IN_WORK // 2:
            self._nudged.set()

    async def _work(self, delivery: Delivery, ready: Ready | None) -> None:
        """What is to be done with one delivery. Nothing that goes wrong here may reach the loop."""
        platform = delivery.place.platform
        outbox = self.means.outboxes.get(platform)
        if outbox is None:
            return
        try:
            if ready is not None:
                consequence = await send(self.means, outbox, ready)
            elif delivery.state is State.UNKNOWN:
                consequence = await settle(self.means, outbox, delivery)
            else:
                await follow(self.means, outbox, delivery)
                return
            if consequence is Consequence.REMOVES:
                await self.means.stores.spaces.leave(delivery.space, self.means.now())
        except Exception as error:
            _log.error("a delivery could not be brought on: %s", trace_of(error), extra={"token": delivery.token})
            self._taken.lets_rest(delivery.token)
