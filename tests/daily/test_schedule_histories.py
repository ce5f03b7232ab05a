"""Any history of a schedule gives what a plain model of it allows, whatever moderators, clocks and connections do.

Held after every look of the sender: no day comes twice, none early or after its limit, none on a day that is paused or
not chosen, a locked day as it is locked, nothing again in a channel until its deck is used up; and what is due and may
come is there. The days are those on which clocks change.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.app import App
from bot.chat.outbox import Failure, TryLater, Unknown
from bot.daily.deck import SKIPPED, freed, locked, swapped
from bot.daily.sender import Sender
from bot.state.delivery import PROMPT, Delivery
from bot.state.schedule import Arrangement
from bot.state.standing import State
from tests.conversation import Clock, conversation
from tests.daily.conftest import pack_in
from tests.daily.paper import DAY, Came, Page, around, due
from tests.fakes.outbox import FakeOutbox

STEPS = 30
STARTS = [
    datetime(2026, 3, 7, 20, tzinfo=UTC),  # New York and Havana go forward, Havana at midnight
    datetime(2026, 3, 28, 6, tzinfo=UTC),  # Berlin goes forward
    datetime(2026, 4, 4, 6, tzinfo=UTC),  # Lord Howe goes back by half an hour
    datetime(2026, 4, 23, 6, tzinfo=UTC),  # Cairo goes forward at midnight
    datetime(2026, 10, 24, 6, tzinfo=UTC),  # Berlin goes back
    datetime(2011, 12, 28, 12, tzinfo=UTC),  # Apia leaves out a day
    datetime(2026, 12, 30, 9, tzinfo=UTC),
]
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)
TIMES = (time(0), time(0, 30), time(2), time(2, 30), time(9), time(12), time(23, 30), time(23, 55))
CHANNELS = ("general", "office")
ON_ITS_WAY = timedelta(seconds=20)  # what a lost request takes until it lands
OWN = "=What would you ask?"


@dataclass
class Group:
    """One space with two schedules, in the ledger and on paper."""

    key: str
    space: str
    pages: list[Page] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)


@dataclass
class World:
    """A running bot, the groups in it, and chance."""

    app: App
    clock: Clock
    outbox: FakeOutbox
    random: Random
    sender: Sender
    groups: dict[str, Group] = field(default_factory=dict)
    read: int = 0
    """How many messages were held against the model."""

    async def found(self, key: str) -> None:
        """A group sets up two schedules."""
        stores, now = self.app.services.stores, self.clock()
        group = Group(key, await stores.spaces.ensure("test", key, now))
        for _ in range(2):
            chosen = Arrangement(self.random.choice(CHANNELS), self.random.choice(TIMES), self.random.choice(ZONES))
            chosen = replace(chosen, opens_thread=False, topics=self._topics(), late=self.random.choice((180, 1440)))
            made = await stores.schedules.add(group.space, chosen, by="", channel="desk", now=now)
            group.pages.append(Page(made.id, made.chosen, now, now))
        self.groups[key] = group

    async def step(self) -> None:
        """Moderators change this and that, something may go wrong, time passes, and the sender looks."""
        for group in self.groups.values():
            if self.random.random() < 0.5:
                await self._change(group, self.random.choice(group.pages))
        if self.random.random() < 0.15:
            await self._restart()
        self.clock.time = max(self._next_time(), datetime(2011, 12, 1, tzinfo=UTC))
        faults = self._faults()
        for fault in faults:
            fault()
        await self.look(is_calm=not faults)
        if faults:
            self.outbox.faults.clear()
            for seconds in (5, 60, 120, 120):
                self.clock.forward(seconds=seconds)
                await self.look(is_calm=seconds == 120)

    async def look(self, *, is_calm: bool) -> None:
        """Let the sender do what is due, and hold it against the model."""
        await self.sender.turn()
        now = self.clock()
        for posted in self.outbox.seen[self.read :]:
            group = self.groups[posted.place.space]
            delivery = await self.app.services.stores.deliveries.find(group.space, posted.token)
            assert delivery is not None
            if delivery.kind == PROMPT:
                await self._hold(group, delivery, posted.place.channel, posted.at)
        self.read = len(self.outbox.posts)
        if is_calm:
            for group in self.groups.values():
                for page in group.pages:
                    for day in page.musts(now):
                        assert not self._prompts(page, day, group.came)[0], f"{page} has nothing on {day} at {now}"
                    page.pass_(now)

    async def _hold(self, group: Group, delivery: Delivery, channel: str, at: datetime) -> None:
        """One prompt that came."""
        page = next(one for one in group.pages if one.id == delivery.schedule)
        what = f"{delivery.prompt} on {delivery.day} at {at} in {channel} for {page}"
        assert channel == page.chosen.channel, what
        assert page.may_come(delivery.day, at) or page.may_come(delivery.day, at - ON_ITS_WAY), what
        may, begins = self._prompts(page, delivery.day, group.came)
        if delivery.prompt not in may:  # what may have arrived is not asked again either
            may, begins = self._prompts(page, delivery.day, [*group.came, *await self._in_doubt(group)])
        assert delivery.prompt in may, f"{what}: {sorted(may)}"
        page.came.add(delivery.day)
        page.dues.add(delivery.due_at)
        group.came.append(Came(channel, delivery.prompt, delivery.due_at))
        if begins:
            page.round_began = delivery.due_at

    def _prompts(self, page: Page, day: date, seen: Sequence[Came]) -> tuple[set[str], bool]:
        library = self.app.services.shelf.edition.library
        return page.prompts(day, page.chosen.topics or tuple(library.prompts), seen)

    async def _in_doubt(self, group: Group) -> list[Came]:
        """What may stand in a channel, and nobody knows."""
        deliveries = self.app.services.stores.deliveries
        rows = [row for page in group.pages for row in await deliveries.recent(group.space, page.id, 10_000)]
        return [Came(row.place.channel, row.prompt, row.due_at) for row in rows if row.state is State.UNKNOWN]

    async def _change(self, group: Group, page: Page) -> None:
        """One choice of a moderator."""
        stores, now = self.app.services.stores, self.clock()
        how = await self._choice(group, page)
        changed = await stores.schedules.change(group.space, page.id, how, by="", now=now)
        assert changed is not None
        page.choose(changed.chosen, now)

    async def _choice(self, group: Group, page: Page) -> Callable[[Arrangement], Arrangement]:
        random, stores = self.random, self.app.services.stores
        schedule = await stores.schedules.get(group.space, page.id)
        assert schedule is not None
        window = await self.sender.means.picker.window(schedule, self.clock(), 6)
        picks = [coming.pick for coming in window]
        day = random.choice(picks).day if picks else self.clock().date()
        other = random.choice(picks).day if picks else day
        first = self.clock().date() + random.randint(-2, 3) * DAY
        choices: Mapping[str, Callable[[Arrangement], Arrangement]] = {
            "time": lambda was: replace(was, at=random.choice(TIMES)),
            "zone": lambda was: replace(was, zone=random.choice(ZONES)),
            "days": lambda was: replace(was, days=frozenset(random.sample(range(7), random.randint(1, 7)))),
            "channel": lambda was: replace(was, channel=random.choice(CHANNELS)),
            "limit": lambda was: replace(was, late=random.choice((5, 30, 180, 1440))),
            "holidays": lambda was: replace(was, pauses=((first, first + random.randint(0, 3) * DAY),)),
            "no holidays": lambda was: replace(was, pauses=()),
            "pause": lambda was: replace(was, is_paused=random.random() < 0.3),
            "topics": lambda was: replace(was, topics=self._topics()),
            "end": lambda was: replace(was, at_end=random.choice(("reshuffle", "reshuffle", "stop"))),
            "shuffle": lambda was: replace(was, seed=str(random.random())),
            "skip": lambda was: replace(was, locks=locked(was.locks, day, SKIPPED)),
            "own": lambda was: replace(was, locks=locked(was.locks, day, OWN)),
            "lock": lambda was: replace(was, locks=locked(was.locks, day, random.choice(self._library()))),
            "free": lambda was: replace(was, locks=freed(was.locks, day)),
            "swap": lambda was: replace(was, locks=swapped(was.locks, picks, day, other)) if picks else was,
        }
        return choices[random.choice(sorted(choices))]

    async def _restart(self) -> None:
        """The process ends, in order or not, and another one begins."""
        if self.random.random() < 0.5:
            await self.sender.leave()
        self.sender = Sender(replace(self.sender.means, owner=str(self.random.random())))

    def _next_time(self) -> datetime:
        now, random = self.clock(), self.random
        kind = random.random()
        if kind < 0.1:
            return now - timedelta(minutes=random.choice((1, 61, 200, 1500, 4000)))
        if kind < 0.25:
            return now + timedelta(minutes=random.choice((1, 10, 400, 1500, 4000, 14_400)))
        pages = [page for group in self.groups.values() for page in group.pages]
        page = random.choice(pages)
        dues = [due(day, page.chosen.at, page.chosen.zone) for day in around(now)]
        coming = min((at for at in dues if at and at > now), default=now + DAY)
        return coming + timedelta(seconds=random.choice((-21, -19, -1, 0, 0, 0, 1, 60, 1900)))

    def _faults(self) -> list[Callable[[], None]]:
        random, outbox = self.random, self.outbox
        if random.random() > 0.2:
            return []
        failures: list[Failure] = [TryLater("429", 3), Unknown("reset")]
        fail, lose = random.choice(failures), random.choice((timedelta(0), ON_ITS_WAY))
        return [lambda: outbox.fail("post", fail), lambda: outbox.lose(Unknown("reset"), lose)]

    def _topics(self) -> tuple[str, ...]:
        library = self._library()
        return tuple(self.random.sample(library, self.random.choice((2, 3, 5)))) if self.random.random() < 0.7 else ()

    def _library(self) -> list[str]:
        return sorted(self.app.services.shelf.edition.library.prompts)

    async def end(self) -> None:
        """In the end the ledger is what came."""
        posted = {one.token: one.id for one in self.outbox.seen}
        for group in self.groups.values():
            for page in group.pages:
                rows = await self.app.services.stores.deliveries.recent(group.space, page.id, 10_000)
                sent = {one.token: one.message for one in rows if one.state is State.SENT}
                assert sent.items() <= posted.items()
                assert len({one.day for one in rows}) == len(rows)


async def histories(folder: Path, count: int, seed: int) -> int:
    """So many histories at once on one clock; how many prompts came."""
    random = Random(seed)
    clock = Clock(random.choice(STARTS))
    async with AsyncExitStack() as stack:
        chat = await stack.enter_async_context(conversation(folder / f"data{seed}", [folder / "pack"], clock))
        outbox = FakeOutbox(clock, drops_seconds=random.random() < 0.5)
        chat.app.outboxes.open("test", outbox)
        world = World(chat.app, clock, outbox, random, chat.app.sender)
        for number in range(count):
            await world.found(f"club {number}")
        for _ in range(STEPS):
            await world.step()
        await world.end()
        return sum(len(group.came) for group in world.groups.values())


@pytest.mark.parametrize("seed", range(2))
async def test_a_few_histories_give_what_the_model_allows(tmp_path: Path, seed: int) -> None:
    pack_in(tmp_path)

    assert await histories(tmp_path, 3, seed)


@pytest.mark.soak
async def test_two_thousand_histories_give_what_the_model_allows(tmp_path: Path) -> None:
    pack_in(tmp_path)
    prompts = [await histories(tmp_path, 20, 1000 + seed) for seed in range(100)]

    print(f"\n2,000 histories of {STEPS} steps: {sum(prompts)} prompts came, each as the model allows")  # noqa: T201
