"""From an interaction received to its first answer sent, against a discord.py handler that answers a constant string.

Both run in this process on the same local Discord, one after the other, so both columns hold the cost of the local
platform and of discord.py; what is left between them is ours.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.delivery import PATIENCE
from bot.chat.command import Request
from bot.chat.place import Person, Place
from tests.adapters.discord.running import running
from tests.benchmarks.measuring import Times, milliseconds, table
from tests.fakes.discord.local import LocalDiscord

pytestmark = pytest.mark.bench

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("quote", {"about": "generalization"}),
    ("summary", {"topic": "generalization"}),
    ("topics", {}),
    ("claims", {}),
    ("prompt", {}),
    ("sources", {}),
    ("help", {}),
)
TOGETHER = (1, 10, 100)
TIMES = 200

Ask = Callable[[], Awaitable[object]]


class Plain(discord.Client):
    """What anybody would write first."""

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("A constant string.")


@asynccontextmanager
async def plain(local: LocalDiscord) -> AsyncIterator[None]:
    """The plain handler, connected."""
    Route.BASE = local.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(local.gateway_url)
    client = Plain(intents=discord.Intents(guilds=True), max_messages=None)
    task = asyncio.create_task(client.start(local.token))
    await local.gateway.until("ready", local.gateway.events.count("ready") + 1)
    yield
    await client.close()
    await asyncio.wait({task})


async def measured(ask: Ask, together: int) -> Times:
    """The seconds of each of `TIMES` questions, so many at once."""
    await ask()
    seconds: list[float] = []

    async def one() -> None:
        began = time.perf_counter()
        await ask()
        seconds.append(time.perf_counter() - began)

    for _ in range(max(TIMES // together, 3)):
        await asyncio.gather(*(one() for _ in range(together)))
    return Times(tuple(seconds))


async def test_answers_against_a_plain_handler(tmp_path: Path) -> None:
    async with LocalDiscord() as local:
        local.rates.off()
        async with running(local, tmp_path, patience=PATIENCE) as bot:
            ours = {
                (name, n): await measured(lambda name=name, given=given: local.slash(name, **given), n)  # type: ignore[misc]
                for name, given in ASKED
                for n in TOGETHER
            }
            here = Request(Place("discord", local.guild.id, local.channel.id), Person("1", "Ada"))
            core = {
                (name, n): await measured(
                    lambda name=name, given=given: bot.app.dispatcher.run(name, here, given),  # type: ignore[misc]
                    n,
                )
                for name, given in ASKED
                for n in TOGETHER
            }
        async with plain(local):
            theirs = {n: await measured(lambda: local.slash("help"), n) for n in TOGETHER}
    rows = [_row(name, n, ours[name, n], core[name, n], theirs[n]) for name, _ in ASKED for n in TOGETHER]
    print(table("An interaction until its first answer, on a local Discord", _HEAD, rows))  # noqa: T201
    assert all(ours[name, 100].p99 < 3 for name, _ in ASKED)  # Discord's limit, on a busy machine too


_HEAD = ("command", "at once", "median ms", "p99 ms", "plain median ms", "plain p99 ms", "core alone ms", "adapter ms")


def _row(name: str, together: int, mine: Times, core: Times, base: Times) -> tuple[str, ...]:
    """The last column is what is left to the adapter for one answer: all, less the core, less the plain handler."""
    left = (mine.median - core.median - base.median) / together
    medians = milliseconds(core.median)
    plain_times = (milliseconds(base.median), milliseconds(base.p99))
    own_times = (milliseconds(mine.median), milliseconds(mine.p99))
    return (f"/{name}", str(together), *own_times, *plain_times, medians, milliseconds(left))
