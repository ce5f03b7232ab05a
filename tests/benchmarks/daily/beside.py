"""A bot with prompts due at the next full minutes, on a local Discord of its own: killed, started again, and counted.

Decides that all sides are killed at the same moments after the same due times, that their platforms go wrong as often,
and that what is counted is what stands in the channels: a prompt is due once in each.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as at_time
from pathlib import Path

from bot.state.schedule import Arrangement
from bot.state.stores import open_state
from tests.benchmarks.answering import processor
from tests.benchmarks.measuring import peak
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import Message
from tests.soak.process import COMMAND, PYTHON, Bot

ZONE = "UTC"
OURS = COMMAND
TASKS = ("-m", "tests.benchmarks.daily.plain_tasks")
APSCHEDULER = ("-m", "tests.benchmarks.daily.plain_apscheduler")
FAULTS = ("too_many", "broken", "cut", "late", "slow")
HELD = 28.0  # seconds without an answer, of a request that lands 20 seconds later


@dataclass(frozen=True, slots=True)
class Kill:
    """A kill so many seconds after a due time (before it, if negative), and how long the bot stays down."""

    minute: int
    after: float
    down: float = 1.0


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands in the channels, and what it cost."""

    duplicates: int
    lost: int
    early: int
    late: float
    """Seconds by which the last first post came after its time."""
    memory: float
    """Mebibytes that the last process had in use at most."""
    processor: float
    """Seconds of the processor for each prompt of the last minute, in which nobody was killed."""


@dataclass
class Side:
    """One bot and its Discord."""

    command: tuple[str, ...]
    folder: Path
    local: LocalDiscord
    due: dict[str, datetime] = field(default_factory=dict)
    """When the prompt of each channel is due."""
    bot: Bot | None = None

    def plan(self, first: datetime, minutes: int, each: int) -> None:
        """So many channels in each of so many minutes."""
        for number in range(minutes * each):
            channel = self.local.add_channel(f"c{number}")
            self.due[channel.id] = first + timedelta(minutes=number % minutes)

    async def save(self) -> None:
        """Set the schedules up as a moderator would have an hour ago; the plain bots are told at each start."""
        self.folder.mkdir()
        if self.command != OURS:
            return
        began = min(self.due.values()) - timedelta(hours=1)
        async with open_state("", self.folder) as stores:
            space = await stores.spaces.ensure("discord", self.local.guild.id, began)
            for channel, at in self.due.items():
                chosen = Arrangement(channel, at_time(at.hour, at.minute), ZONE, seed="s", opens_thread=False)
                await stores.schedules.add(space, chosen, by="mo", channel=channel, now=began)

    async def start(self) -> None:
        """Start it, and wait until Discord knows it."""
        ready = self.local.gateway.events.count("ready") + 1
        self.bot = await Bot.start(self.folder, self._environment(), (*PYTHON, *self.command))
        await self.local.gateway.until("ready", ready, guard=60)

    async def kill(self) -> None:
        """Kill it, if it runs."""
        if self.bot is not None:
            await self.bot.kill()

    def counted(self, spent: float, prompts: int) -> Counted:
        """What is in the channels now; while the process runs."""
        assert self.bot is not None
        came = {channel: sorted(one.at for one in self._messages(channel)) for channel in self.due}
        firsts = {channel: found[0] - self.due[channel].timestamp() for channel, found in came.items() if found}
        return Counted(
            duplicates=sum(max(len(found) - 1, 0) for found in came.values()),
            lost=sum(not found for found in came.values()),
            early=sum(late < 0 for late in firsts.values()),
            late=max(firsts.values()),
            memory=peak(self.bot.process.pid),
            processor=spent / prompts,
        )

    def spent(self) -> float:
        """Seconds of the processor that the process has taken."""
        assert self.bot is not None
        return processor(self.bot.process.pid)

    def _messages(self, channel: str) -> Sequence[Message]:
        return [one for one in self.local.world.channels[channel].messages.values() if one.author.bot]

    def _environment(self) -> Mapping[str, str]:
        given = [(channel, f"{at:%H:%M}", ZONE) for channel, at in self.due.items()]
        return {
            "DATA_DIR": str(self.folder),
            "DISCORD_TOKEN": self.local.token,
            "DISCORD_API_URL": self.local.api_url,
            "DISCORD_GATEWAY_URL": self.local.gateway_url,
            "PROMPTS": json.dumps(given),
        }


@asynccontextmanager
async def sides(folder: Path, share: float, commands: Mapping[str, tuple[str, ...]]) -> AsyncIterator[dict[str, Side]]:
    """A bot by each command, on a Discord on which each kind of fault has its `share` of all posts."""
    made = {name: Side(command, folder / name, LocalDiscord(seed=6)) for name, command in commands.items()}
    try:
        for side in made.values():
            await side.local.start()
            side.local.faults.held_seconds = HELD
            for kind in FAULTS:
                setattr(side.local.faults, kind, share)
        yield made
    finally:
        for side in made.values():
            await side.kill()
            await side.local.stop()


async def happen(side: Side, first: datetime, kills: Sequence[Kill], last: datetime, patience: float) -> Counted:
    """Let a side run through all kills and its last due time, and count once everything had `patience` seconds."""
    await side.start()
    for kill in kills:
        await until(first + timedelta(minutes=kill.minute, seconds=kill.after))
        await side.kill()
        await asyncio.sleep(kill.down)
        await side.start()
    await until(last - timedelta(seconds=5))
    before = side.spent()
    await until(last + timedelta(seconds=20))
    spent = side.spent() - before
    await until(last + timedelta(seconds=patience))
    return side.counted(spent, sum(at == last for at in side.due.values()))


async def until(moment: datetime) -> None:
    """Wait for it."""
    await asyncio.sleep(max((moment - datetime.now(UTC)).total_seconds(), 0))
