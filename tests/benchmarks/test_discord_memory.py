"""The memory that ten thousand servers take once they were received, against discord.py as it comes."""

import gc
import tracemalloc
from collections.abc import Callable
from typing import Any

import discord
import pytest

from adapters.discord.hearing import narrow
from tests.benchmarks.measuring import table

pytestmark = pytest.mark.bench

SERVERS = 10_000
CHANNELS, ROLES, EMOJIS = 12, 10, 5


def server(number: int) -> dict[str, Any]:
    """A GUILD_CREATE of a usual small server; ids as large as Discord's."""
    base = 10**18 + number * 1000
    channels = [{"id": str(base + n), "type": 0, "name": f"channel-{n}", "position": n} for n in range(CHANNELS)]
    roles = [
        {"id": str(base + 100 + n), "name": f"role {n}", "permissions": "0", "position": n, "color": 0, "flags": 0}
        for n in range(ROLES)
    ]
    emojis = [{"id": str(base + 200 + n), "name": f"emoji_{n}", "require_colons": True} for n in range(EMOJIS)]
    return {
        "id": str(base),
        "name": f"Server {number}",
        "owner_id": str(base + 300),
        "member_count": 100,
        "channels": channels,
        "roles": [{**roles[0], "id": str(base)}, *roles],
        "emojis": [{**one, "managed": False, "animated": False, "available": True} for one in emojis],
    }


def grown(client: discord.Client) -> float:
    """Megabytes that the servers take in a client."""
    parse: Callable[[Any], None] = client._connection.parsers["GUILD_CREATE"]
    gc.collect()
    tracemalloc.start()
    for number in range(SERVERS):
        parse(server(number))
    gc.collect()
    current, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return current / 2**20


async def test_the_memory_of_ten_thousand_servers() -> None:
    plain = discord.Client(intents=discord.Intents.default())
    narrowed = discord.Client(
        intents=discord.Intents(guilds=True),
        member_cache_flags=discord.MemberCacheFlags.none(),
        max_messages=None,
        chunk_guilds_at_startup=False,
    )
    narrow(narrowed._connection.parsers)

    theirs, ours = grown(plain), grown(narrowed)

    row = (f"{SERVERS:,}", f"{theirs:.0f}", f"{ours:.0f}", f"{ours / theirs:.2f}")
    print(table("Memory of servers once received", ("servers", "discord.py MB", "ours MB", "ratio"), [row]))  # noqa: T201
    assert ours < theirs / 2
