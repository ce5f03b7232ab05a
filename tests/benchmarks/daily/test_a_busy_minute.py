"""Ten thousand prompts due in one minute, under the fifty requests a second that Discord allows a bot.

Decides on twenty servers with five hundred channels each. The last prompt is held against the time that fifty a second
take, and against that of the bot's own pace.
"""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.pacing import A_SECOND
from bot.state.schedule import Arrangement
from bot.state.stores import open_state
from tests.benchmarks.answering import BOT, process, processor
from tests.benchmarks.measuring import milliseconds, peak, table

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]

PROMPTS = 10_000
ALLOWED = 50
READY = 30.0
PATIENCE = 600.0
HEAD = (
    *("prompts due in one minute", "came", "twice", "early", "answers of 429", "failed", "last one after s"),
    *(
        "that 50 a second take s",
        "that our own pace takes s",
        "/quote meanwhile median ms",
        "p99 ms",
        "processor for each prompt ms",
        "memory MiB",
    ),
)


@asynccontextmanager
async def busy(prompts: int) -> AsyncIterator[Process]:
    """The local Discord in a process of its own."""
    command = ("-m", "tests.benchmarks.daily.busy_discord", str(prompts))
    running = await asyncio.create_subprocess_exec(sys.executable, *command, stdin=PIPE, stdout=PIPE, limit=2**24)
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.wait()


async def heard(running: Process) -> Any:
    """The next line that it says."""
    assert running.stdout is not None
    return json.loads(await running.stdout.readline())


async def plan(folder: Path, places: list[tuple[str, str]], first: datetime) -> None:
    """A schedule for each channel, due at that minute."""
    began = first - timedelta(hours=1)
    async with open_state("", folder) as stores:
        for home, channel in places:
            space = await stores.spaces.ensure("discord", home, began)
            chosen = Arrangement(channel, time(first.hour, first.minute), "UTC", seed="s", opens_thread=False)
            await stores.schedules.add(space, chosen, by="mo", channel=channel, now=began)


async def test_ten_thousand_prompts_in_one_minute(tmp_path: Path) -> None:
    async with busy(PROMPTS) as discord:
        told = await heard(discord)
        soon = datetime.now(UTC) + timedelta(seconds=READY + PROMPTS / 250)
        first = (soon + timedelta(minutes=1)).replace(second=0, microsecond=0)
        await plan(tmp_path, told["places"], first)
        environment = {
            "DATA_DIR": str(tmp_path),
            "DISCORD_TOKEN": told["token"],
            "DISCORD_API_URL": told["api"],
            "DISCORD_GATEWAY_URL": told["gateway"],
        }
        async with process(BOT, environment) as bot:
            assert discord.stdout is not None
            assert discord.stdin is not None
            assert await discord.stdout.readline() == b"ready\n"
            discord.stdin.write(f"{first.timestamp()} {PATIENCE}\n".encode())
            await asyncio.sleep(max((first - datetime.now(UTC)).total_seconds(), 0))
            before = processor(bot)
            counted = await heard(discord)
            spent, memory = processor(bot) - before, peak(bot)
    print(table("A busy minute on Discord", HEAD, [row(counted, spent, memory)]))  # noqa: T201
    assert (counted["posts"], counted["twice"], counted["early"], counted["failed"]) == (PROMPTS, 0, 0, 0)
    assert counted["refused"] < 10


def row(counted: dict[str, Any], spent: float, memory: float) -> tuple[str, ...]:
    """One line of the table."""
    return (
        f"{PROMPTS:,}",
        *(f"{counted[name]:,}" for name in ("posts", "twice", "early", "refused", "failed")),
        f"{counted['seconds']:.1f}",
        f"{PROMPTS / ALLOWED:.1f}",
        f"{PROMPTS / A_SECOND:.1f}",
        milliseconds(counted["median"]),
        milliseconds(counted["p99"]),
        milliseconds(spent / PROMPTS),
        f"{memory:.0f}",
    )
