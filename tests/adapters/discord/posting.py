"""An outbox on the local Discord, for its own tests and for those that every outbox shares."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientSession

from adapters.discord.outbox import DiscordOutbox, Standing
from adapters.discord.pacing import Pacer
from adapters.discord.requests import Requests
from bot.chat.place import Person, Place
from bot.chat.reply import Reply
from tests.adapters.outbox_contract import PROMPT, TOKEN
from tests.fakes.discord.clock import Clock as LocalClock
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import Channel, Message


@dataclass
class Waiting:
    """A clock for the gate, which moves when somebody waits."""

    there: LocalClock
    now: float = 1000.0
    waited: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds
        await self.there.advance(seconds)


@dataclass
class Posting:
    """An outbox in a local Discord."""

    local: LocalDiscord
    outbox: DiscordOutbox
    waiting: Waiting
    standing: Standing = Standing.HERE
    no_message: str = "1"

    @property
    def here(self) -> Place:
        return self.place()

    @property
    def nowhere(self) -> Place:
        return Place("discord", self.local.guild.id, "404")

    @property
    def somebody(self) -> Person:
        return Person(self.local.somebody.id, self.local.somebody.name)

    def place(self, channel: Channel | None = None) -> Place:
        """Where something is posted."""
        return Place("discord", self.local.guild.id, (channel or self.local.channel).id)

    def there(self, channel: Channel | None = None) -> list[Message]:
        """The messages of a channel."""
        return list((channel or self.local.channel).messages.values())

    def texts(self, place: Place) -> list[str]:
        """What they say."""
        return self.local.seen_by(self.local.somebody, self.local.world.channels[place.thread or place.channel])

    def pinned(self, place: Place) -> list[bool]:
        """Which are pinned."""
        return [one.pinned for one in self.there(self.local.world.channels[place.channel])]

    async def sent(self, reply: Reply = PROMPT, channel: Channel | None = None, token: str = TOKEN) -> str:
        """Post as the sender does."""
        await self.outbox.turn(self.place(channel))
        return await self.outbox.post(self.place(channel), reply, token)


@asynccontextmanager
async def posting(discord: LocalDiscord | None = None) -> AsyncIterator[Posting]:
    """An open outbox."""
    if discord is None:
        async with LocalDiscord() as local, posting(local) as opened:
            yield opened
            assert local.server.nonconforming == []
        return
    waiting = Waiting(discord.clock)
    async with ClientSession() as session:
        requests = Requests(session, discord.api_url, discord.token, Pacer(waiting, waiting.sleep))
        found: Posting

        def standing(space: str) -> Standing:
            return found.standing

        outbox = DiscordOutbox(requests, discord.world.bot.id, standing, roles=lambda space: (space, "77"))
        found = Posting(discord, outbox, waiting)
        yield found
