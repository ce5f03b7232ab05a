"""The core with its real outboxes, in a local Discord and in a local Slack, all on one clock that is moved by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from aiohttp import ClientSession

from adapters.discord.outbox import DiscordOutbox, Standing
from adapters.discord.pacing import Pacer
from adapters.discord.requests import Requests
from adapters.slack.calls import Calls
from adapters.slack.outbox import SlackOutbox
from adapters.slack.posting import Gates
from bot.state.delivery import Delivery
from bot.state.schedule import Schedule
from tests.conversation import Chat, Clock
from tests.daily.conftest import DAILY
from tests.fakes.discord.clock import Clock as DiscordClock
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.messages import texts
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.clock import Clock as SlackClock

LATE = 18  # o'clock


class Platform(Protocol):
    """What the two local platforms have in common here."""

    @property
    def name(self) -> str: ...

    @property
    def home(self) -> str:
        """Its own id of the server or workspace."""
        ...

    def add_channel(self, name: str) -> str:
        """The id of a new channel."""
        ...

    def read(self, channel: str) -> list[str]:
        """What stands in a channel."""
        ...

    def mend(self, channel: str) -> None:
        """Whatever was wrong there is over."""
        ...

    @property
    def requests(self) -> int:
        """How many posts were asked for."""
        ...


@dataclass
class OnDiscord:
    """A server whose standing is what a test says that the gateway said."""

    local: LocalDiscord
    standing: Standing = Standing.HERE
    name: str = "discord"

    @property
    def home(self) -> str:
        return self.local.guild.id

    def add_channel(self, name: str) -> str:
        return self.local.add_channel(name).id

    def read(self, channel: str) -> list[str]:
        there = self.local.world.channels.get(channel)
        return ["\n".join(texts(message)) for message in there.messages.values()] if there else []

    def mend(self, channel: str) -> None:
        self.standing, self.local.guild.has_bot, self.local.faults.cut = Standing.HERE, True, 0.0
        if there := self.local.world.channels.get(channel):
            there.refuses, there.denied = None, 0

    @property
    def requests(self) -> int:
        return self.local.server.requests.count("POST /channels/{channel_id}/messages")


@dataclass
class OnSlack:
    """A workspace."""

    local: Acting
    name: str = "slack"

    @property
    def home(self) -> str:
        return self.local.workspace.id

    def add_channel(self, name: str) -> str:
        return self.local.add_channel(name).id

    def read(self, channel: str) -> list[str]:
        there = self.local.workspace.channels.get(channel)
        return [f"{message.text} {message.blocks}" for message in there.messages] if there else []

    def mend(self, channel: str) -> None:
        self.local.install()
        if there := self.local.workspace.channels.get(channel):
            there.refuses, there.is_archived = "", False

    @property
    def requests(self) -> int:
        return sum(call.method == "chat.postMessage" for call in self.local.service.calls)


@dataclass
class Ground:
    """One platform with the core beside it; each `arrange` is another schedule."""

    chat: Chat
    platform: Platform
    space: str = ""
    arranged: int = 0

    async def arrange(self, minutes: int = 60) -> Schedule:
        """A channel with a daily prompt, set up from a channel of its own, to which notices go.

        The first one is due in so many minutes.
        """
        self.arranged += 1
        stores, now = self.chat.app.services.stores, self.chat.clock()
        self.space = await stores.spaces.ensure(self.platform.name, self.platform.home, now)
        channel, desk = (self.platform.add_channel(f"{what}{self.arranged}") for what in ("reading", "desk"))
        chosen = replace(DAILY, channel=channel, at=(now + timedelta(minutes=minutes)).time())
        made = await stores.schedules.add(self.space, chosen, by="", channel=desk, now=now)
        await self.pass_()
        return made

    async def come_to(self, schedule: Schedule, days: int) -> None:
        """Let time pass until a prompt is due, so many days after the first."""
        due = schedule.planned_through + timedelta(hours=1, days=days)
        await self.pass_(seconds=(due - self.chat.clock()).total_seconds())

    async def pass_(self, **span: float) -> None:
        """Time passes, and the sender looks."""
        self.chat.clock.forward(**span)
        await self.chat.app.sender.turn()

    async def sleep(self) -> None:
        """Let the night pass if it is late: what is due shortly before midnight has but minutes."""
        if (now := self.chat.clock()).hour >= LATE:
            morning = now.replace(hour=6, minute=0) + timedelta(days=1)
            await self.pass_(seconds=(morning - now).total_seconds())

    async def prompts(self, schedule: Schedule) -> list[Delivery]:
        """What the ledger says of the days that were tried, the first first."""
        return list(await self.chat.app.services.stores.deliveries.recent(self.space, schedule.id, 9))[::-1]

    async def notices(self, schedule: Schedule) -> list[str]:
        """What moderators were told, and the causes of what waits to be shown to them."""
        untold = await self.chat.app.services.stores.deliveries.untold(self.space)
        return self.platform.read(schedule.set_in) + [one.kind for one in untold if one.schedule == schedule.id]


class _OnDiscord(DiscordClock):
    """The same clock as the core's."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def now(self) -> float:
        return self._clock().timestamp()

    async def advance(self, seconds: float) -> None:
        self._clock.forward(seconds=seconds)


class _OnSlack(SlackClock):
    """The same clock as the core's."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock().timestamp()


@asynccontextmanager
async def on_discord(chat: Chat) -> AsyncIterator[OnDiscord]:
    """Discord's outbox is open."""
    clock = _OnDiscord(chat.clock)
    async with LocalDiscord(clock=clock) as local, ClientSession() as session:
        found = OnDiscord(local)
        requests = Requests(session, local.api_url, local.token, Pacer(clock.now, clock.advance))
        outbox = DiscordOutbox(requests, local.world.bot.id, lambda space: found.standing)
        chat.app.outboxes.open(found.name, outbox)
        yield found


@asynccontextmanager
async def on_slack(chat: Chat) -> AsyncIterator[OnSlack]:
    """Slack's outbox is open."""
    clock = _OnSlack(chat.clock)

    async def wait(seconds: float) -> None:
        chat.clock.forward(seconds=seconds)

    async with Acting(clock=clock).running() as local, ClientSession() as session:
        assert isinstance(local, Acting)
        found = OnSlack(local)
        local.install()

        async def token_of(space: str) -> str:
            return local.bot_token

        chat.app.outboxes.open(found.name, SlackOutbox(Calls(session, local.api_url), token_of, Gates(wait, clock.now)))
        yield found
