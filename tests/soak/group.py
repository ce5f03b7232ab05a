"""A bot with many daily prompts on a local Discord and a local Slack, as a process that comes and goes.

Decides what every proof of the delivery shares: schedules that are due once each, a library of a few prompts so that a
start is quick, and an end that is waited for until the ledger is at rest.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.state.schedule import Arrangement
from bot.state.stores import Stores, open_state
from tests.daily.conftest import PROMPTS
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import FORUM, TEXT
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.faults import ACCEPTED_THEN_RESET, LATE, RATE_LIMITED, SERVER_ERROR, SLOW, Faults
from tests.fakes.slack.world import BOT_SCOPES
from tests.library.small_pack import SMALL_PACK
from tests.soak.counting import Figures, came, counted, ledger, left
from tests.soak.hurrying import HurriedDiscord, HurriedSlack, Hurry
from tests.soak.process import COMMAND, PYTHON, Bot

LOOK = 0.05  # seconds between two looks at the platforms
SLOWNESS = 0.5  # seconds that a slow answer takes
HELD = 28.0  # seconds without an answer, longer than the bot's patience, of a request that lands 20 seconds after that
EACH_FORUM = 10  # every tenth channel on Discord is a forum, where Discord drops no second post
ON_DISCORD = ("too_many", "broken", "cut", "late", "slow")
ON_SLACK = (RATE_LIMITED, SERVER_ERROR, ACCEPTED_THEN_RESET, LATE, SLOW)


@dataclass
class Group:
    """The platforms, the bot's data, and its processes."""

    discord: LocalDiscord
    slack: Acting
    folder: Path
    url: str = ""
    """Of a database on PostgreSQL; without one it is the file in `data`."""
    hurry: Hurry = field(default_factory=lambda: Hurry(1))
    kills: int = 0
    bots: list[Bot] = field(default_factory=list)
    """Every process that was started, the last one last."""

    @property
    def data(self) -> Path:
        """The folder of the database."""
        return self.folder / "data"

    def now(self) -> datetime:
        """The time for the bot and the platforms."""
        return datetime.fromtimestamp(self.hurry.now(), UTC)

    @asynccontextmanager
    async def stores(self) -> AsyncIterator[Stores]:
        """The bot's data; on SQLite only while it does not run."""
        async with open_state(self.url, self.data) as opened:
            yield opened

    async def plan(self, on_discord: int, on_slack: int, *, ahead: int = 0) -> None:
        """Set up schedules that are due once each, in the five minutes that were and `ahead` minutes to come."""
        now = self.now()
        zone, local = _zone_at_noon(now), now + timedelta(hours=12 - now.hour)
        async with self.stores() as stores:
            began = now - timedelta(hours=2)
            homes = [("discord", self.discord.guild.id), ("slack", self.slack.workspace.id)]
            spaces = {name: await stores.spaces.ensure(name, home, began) for name, home in homes}
            kinds = [TEXT if number % EACH_FORUM else FORUM for number in range(on_discord)]
            channels = [("discord", self.discord.add_channel("d", kind=kind).id) for kind in kinds]
            channels += [("slack", self.slack.add_channel(f"s{n}").id) for n in range(on_slack)]
            for number, (platform, channel) in enumerate(channels):
                at = (local + timedelta(minutes=ahead - number % (5 + ahead))).time().replace(second=0, microsecond=0)
                chosen = Arrangement(channel, at, zone, seed="s", opens_thread=number % 4 == 0)
                await stores.schedules.add(spaces[platform], chosen, by="mo", channel=channel, now=began)

    async def start(self, *before: str) -> Bot:
        """Start a process, behind another command where one is given; it is there when Discord knows it."""
        await self._forget_starts()
        ready = self.discord.gateway.events.count("ready") + 1
        hurried = ("-m", "tests.soak.hurrying", "run")
        command = (*before, *PYTHON, *(COMMAND if self.hurry.speed == 1 else hurried))
        bot = await Bot.start(self.folder, self._environment(), command)
        self.bots.append(bot)
        await self.discord.gateway.until("ready", ready, guard=60)
        return bot

    async def run_and_kill(self, chance: Random, most: int) -> None:
        """Let it run until a few more posts have come, `most` at most, and kill it in the middle of the next."""
        bot = await self.start()
        wanted = self.count() + chance.randint(1, most)
        await until(lambda: self.count() >= wanted, 10)
        await bot.kill()
        self.kills += 1

    async def finish(self, posts: int, patience: float) -> Figures:
        """Let it run until all have come and nothing in the ledger is under way, stop it, and count."""
        bot = await self.start()
        await self.rest(posts, patience)
        await bot.stop()
        return await self.figures()

    async def rest(self, posts: int, patience: float) -> None:
        """Wait until all have come and nothing in the ledger is under way."""
        await until(lambda: len(came(self.discord, self.slack)) >= posts, patience)
        for _ in range(int(patience / LOOK)):
            if await left(self.url, self.data, self.now()) == 0:
                return
            await asyncio.sleep(LOOK)

    async def pass_(self, seconds: float) -> None:
        """Let time pass."""
        await asyncio.sleep(seconds / self.hurry.speed)

    def count(self) -> int:
        """How many posts have come."""
        return sum(len(found) for found in came(self.discord, self.slack).values())

    async def figures(self) -> Figures:
        """Count, and show it; on SQLite the process must not run."""
        async with self.stores() as stores:
            rows = await ledger(stores, self.now())
        figures = counted(self.discord, self.slack, rows, self.kills)
        print(f"\n{figures}")  # noqa: T201 - the figures are what the proof is made for
        return figures

    def _environment(self) -> dict[str, str]:
        return {
            "DATA_DIR": str(self.data),
            "DATABASE_URL": self.url,
            "CONTENT_DIR": str(self.folder / "pack"),
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.api_url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
            "SLACK_API_URL": self.slack.api_url,
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            **self.hurry.environment,
        }

    async def _forget_starts(self) -> None:
        """Otherwise the bot would wait an hour after eight kills, to keep its token."""
        async with self.stores() as stores:
            await stores.notes.put("discord.starts", "")


@asynccontextmanager
async def group_in(
    folder: Path, share: float, *, seed: int = 6, url: str = "", speed: float = 1, echoes: bool = True
) -> AsyncIterator[Group]:
    """Both platforms, on which each of five kinds of faults has its `share` of all posts.

    Without `echoes` Slack does not tell the app of its own posts, so that only its history says what arrived.
    """
    hurry = Hurry(speed)
    faults = Faults(seed, dict.fromkeys(ON_SLACK, share), frozenset({"chat.postMessage"}))
    faults.slowness, faults.held, faults.lateness = SLOWNESS / speed, HELD / speed, faults.lateness / speed
    _write_library(folder / "pack")
    local = LocalDiscord(seed=seed, clock=HurriedDiscord(hurry))
    async with local as discord, Acting(faults=faults, clock=HurriedSlack(hurry)).running() as slack:
        discord.faults.held_seconds = HELD
        for kind in ON_DISCORD:
            setattr(discord.faults, kind, share)
        slack.add_member("mo", is_admin=True)
        slack.install(BOT_SCOPES if echoes else BOT_SCOPES - {"metadata.message:read"})
        assert isinstance(slack, Acting)
        group = Group(discord, slack, folder, url, hurry)
        try:
            yield group
        finally:
            for bot in group.bots:
                await bot.kill()


async def until(is_so: Callable[[], bool], patience: float) -> None:
    """Look until something is so; `patience` seconds at most."""
    for _ in range(int(patience / LOOK)):
        if is_so():
            return
        await asyncio.sleep(LOOK)


def _write_library(folder: Path) -> None:
    folder.mkdir()
    (folder / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    (folder / "prompts.yaml").write_text(PROMPTS, encoding="utf-8")


def _zone_at_noon(now: datetime) -> str:
    """A zone in which it is noon, so that no prompt of this run falls on another local date."""
    hours = 12 - now.hour
    return f"Etc/GMT{-hours:+d}"
