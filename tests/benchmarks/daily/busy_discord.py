"""A local Discord as a process of its own, for a minute in which ten thousand prompts are due.

Decides that it counts and judges by itself, so that the bot shares no interpreter with what it talks to: Discord's
limit of 50 requests a second over all routes, and people who ask a command a few times a second meanwhile.

It reads one line, `FIRST SECONDS` (when the prompts are due, in seconds since 1970, and how long to go on at most once
they are), and prints one line of JSON at the end.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass

from tests.benchmarks.measuring import Times
from tests.fakes.discord.local import LocalDiscord

LOOK = 0.5  # seconds between two looks whether all have come
ASKING = 0.2  # seconds between two commands
CHANNELS_OF_ONE = 500  # on one server, as Discord allows


@dataclass(frozen=True, slots=True)
class Counted:
    """What the platform saw."""

    posts: int
    twice: int
    refused: int
    """Answers of 429."""
    failed: int
    """Requests that were answered with another error."""
    early: int
    seconds: float
    """From the due time until the last post."""
    commands: int
    median: float
    p99: float
    """Seconds until a command was answered, while prompts were leaving."""


async def served(prompts: int) -> None:
    """Serve so many channels, and count."""
    async with LocalDiscord() as local:
        servers = [local.guild]
        servers += [local.world.add_guild(f"g{number}") for number in range(1, -(-prompts // CHANNELS_OF_ONE))]
        channels = [local.add_channel(f"c{n}", servers[n // CHANNELS_OF_ONE]) for n in range(prompts)]
        places = [(channel.guild.id, channel.id) for channel in channels if channel.guild]
        told = {"token": local.token, "api": local.api_url, "gateway": local.gateway_url, "places": places}
        print(json.dumps(told), flush=True)  # noqa: T201
        await local.gateway.until("ready", guard=300)
        print("ready", flush=True)  # noqa: T201
        first, patience = map(float, (await asyncio.to_thread(sys.stdin.readline)).split())
        await asyncio.sleep(max(first - time.time(), 0))
        asked = asyncio.create_task(asking(local))
        for _ in range(int(patience / LOOK)):
            if all(channel.messages for channel in channels):
                break
            await asyncio.sleep(LOOK)
        asked.cancel()
        came = [sorted(message.at for message in channel.messages.values()) for channel in channels]
        times = Times(tuple(SECONDS))
        counted = Counted(
            posts=sum(bool(found) for found in came),
            twice=sum(max(len(found) - 1, 0) for found in came),
            refused=local.rates.refused,
            failed=len(local.server.refusals),
            early=sum(at < first for found in came for at in found),
            seconds=max(at for found in came for at in found) - first,
            commands=len(SECONDS),
            median=times.median,
            p99=times.p99,
        )
        print(json.dumps(asdict(counted)), flush=True)  # noqa: T201


SECONDS: list[float] = []
"""How long each command took."""


async def asking(local: LocalDiscord) -> None:
    """Somebody asks, again and again."""
    ada, kept = local.somebody, set()

    async def one() -> None:
        began = time.perf_counter()
        await local.slash("quote", about="generalization", as_=ada)
        SECONDS.append(time.perf_counter() - began)

    while True:
        kept.add(asyncio.create_task(one()))
        await asyncio.sleep(ASKING)


if __name__ == "__main__":
    asyncio.run(served(int(sys.argv[1])))
