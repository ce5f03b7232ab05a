"""A bot with many daily prompts on a local Discord and a local Slack, as a process that is killed again and again.

Decides what is counted: a prompt that came twice, one that never came, one that came before its time, and one of which
the ledger says something else than the platform.
"""

import asyncio
import os
import signal
import sqlite3
import sys
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.state.address import FILE_NAME
from bot.state.moment import stored
from bot.state.schedule import Arrangement
from bot.state.stores import open_state
from bot.state.tables import deliveries
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.slack.acting import Acting

COMMAND = (sys.executable, "-W", "ignore::DeprecationWarning", "-m", "adapters.cli", "run")
LOOK = 0.05  # seconds between two looks at the platforms


@dataclass(frozen=True, slots=True)
class Row:
    """A delivery as the ledger has it."""

    platform: str
    token: str
    state: str
    message: str
    due_at: datetime


@dataclass
class Came:
    """What came on the platforms: messages and their times by token."""

    messages: dict[str, list[tuple[str, float]]] = field(default_factory=dict)

    def add(self, token: str, message: str, at: float) -> None:
        """One message."""
        self.messages.setdefault(token, []).append((message, at))


@dataclass
class Figures:
    """What is counted at the end."""

    kills: int
    posts: int
    duplicates: int
    lost: int
    early: int
    differing: int
    states: dict[str, int]
    faults: dict[str, int]

    @property
    def is_exact(self) -> bool:
        """Whether every prompt came once, not before its time, and is in the ledger as it is on the platform."""
        return (self.duplicates, self.lost, self.early, self.differing) == (0, 0, 0, 0)


@dataclass
class Group:
    """The platforms, and the bot's data."""

    discord: LocalDiscord
    slack: Acting
    folder: Path
    kills: int = 0
    _process: Process | None = None

    async def plan(self, on_discord: int, on_slack: int, *, now: datetime, ahead: int) -> None:
        """Set up schedules that are due once each, in the five minutes that were and `ahead` minutes to come."""
        zone = _zone_at_noon(now)
        local = now + timedelta(hours=12 - now.hour)
        async with open_state("", self.folder) as stores:
            began = now - timedelta(hours=2)
            homes = [("discord", self.discord.guild.id), ("slack", self.slack.workspace.id)]
            spaces = {name: await stores.spaces.ensure(name, home, began) for name, home in homes}
            channels = [("discord", self.discord.add_channel(f"d{n}").id) for n in range(on_discord)]
            channels += [("slack", self.slack.add_channel(f"s{n}").id) for n in range(on_slack)]
            for number, (platform, channel) in enumerate(channels):
                at = (local + timedelta(minutes=ahead - number % (5 + ahead))).time().replace(second=0, microsecond=0)
                chosen = Arrangement(channel, at, zone, seed="s", opens_thread=number % 4 == 0)
                await stores.schedules.add(spaces[platform], chosen, by="mo", channel=channel, now=began)

    async def start(self) -> None:
        """Start the process; it is there when it has connected to Discord."""
        await self._forget_starts()
        ready = self.discord.gateway.events.count("ready") + 1
        environment = {
            **os.environ,
            "DATA_DIR": str(self.folder),
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.api_url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
            "SLACK_API_URL": self.slack.api_url,
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "LOG_LEVEL": "error",
        }
        self._process = await asyncio.create_subprocess_exec(*COMMAND, env=environment, stdout=DEVNULL, stderr=DEVNULL)
        await self.discord.gateway.until("ready", ready, guard=60)

    async def kill(self) -> None:
        """Kill it as a machine does that loses its power."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()
        self.kills += 1

    async def stop(self) -> None:
        """Ask it to leave."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        await self._process.wait()

    async def run_and_kill(self, chance: Random, most: int) -> None:
        """Let it run until a few more posts have come, at most `most`, and kill it in the middle of the next."""
        await self.start()
        wanted = self.count() + chance.randint(1, most)
        await until(lambda: self.count() >= wanted, 10)
        await self.kill()

    async def finish(self, posts: int, patience: float) -> None:
        """Let it run until all have come and nothing in the ledger is under way."""
        await self.start()
        await until(lambda: len(self.came().messages) >= posts, patience)
        await until(lambda: self._left() == 0, patience)
        await self.stop()

    def count(self) -> int:
        """How many posts have come."""
        return sum(len(found) for found in self.came().messages.values())

    def came(self) -> Came:
        """What is on the platforms."""
        found = Came()
        for channel in self.discord.world.channels.values():
            for message in channel.messages.values():
                if message.nonce:
                    found.add(message.nonce, message.id, message.at)
        for place in self.slack.workspace.channels.values():
            for post in place.messages:
                if post.metadata:
                    found.add(post.metadata["event_payload"]["id"], post.ts, float(post.ts))
        return found

    async def ledger(self) -> Sequence[Row]:
        """The deliveries of prompts; the process must not run meanwhile."""
        async with open_state("", self.folder) as stores, stores.database.read() as connection:
            rows = await connection.execute(deliveries.select().where(deliveries.c.kind == "prompt"))
            return [
                Row(row["platform"], row["token"], row["state"], row["message"], row["due_at"])
                for row in rows.mappings()
            ]

    async def figures(self) -> Figures:
        """Count."""
        came, rows = self.came().messages, [row for row in await self.ledger() if row.due_at <= datetime.now(UTC)]
        due = {row.token: row.due_at.timestamp() for row in rows}
        slack = {f"slack {kind}": number for kind, number in Counter(k for _, k in self.slack.faults.happened).items()}
        return Figures(
            kills=self.kills,
            posts=len(came),
            duplicates=sum(len(found) - 1 for found in came.values()),
            lost=sum(row.token not in came for row in rows),
            early=sum(at < int(due.get(token, 0)) for token, found in came.items() for _, at in found),
            differing=sum((row.state, row.message) != ("sent", _only(came.get(row.token, []))) for row in rows),
            states=dict(Counter(row.state for row in rows)),
            faults={**self.discord.faults.counts, **slack},
        )

    def _left(self) -> int:
        """How many deliveries that are due are not sent yet; read beside the process that holds the database."""
        asked = "SELECT count(*) FROM deliveries WHERE kind = 'prompt' AND state <> 'sent' AND due_at <= ?"
        with closing(sqlite3.connect(f"file:{self.folder / FILE_NAME}?mode=ro", uri=True)) as connection:
            (left,) = connection.execute(asked, (stored(datetime.now(UTC)),)).fetchone()
        return int(left)

    async def _forget_starts(self) -> None:
        """Otherwise the bot would wait an hour after eight kills, to keep its token."""
        async with open_state("", self.folder) as stores:
            await stores.notes.put("discord.starts", "")


async def until(is_so: Callable[[], bool], patience: float) -> None:
    """Look until something is so; `patience` seconds at most."""
    for _ in range(int(patience / LOOK)):
        if is_so():
            return
        await asyncio.sleep(LOOK)


def _zone_at_noon(now: datetime) -> str:
    """A zone in which it is noon, so that no prompt of this run falls on another local date."""
    hours = 12 - now.hour
    return f"Etc/GMT{-hours:+d}"


def _only(found: list[tuple[str, float]]) -> str:
    return found[0][0] if found else ""
