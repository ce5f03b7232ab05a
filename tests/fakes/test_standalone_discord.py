"""The local Discord as a process of its own, driven line by line."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from typing import Any

from aiohttp import ClientSession


async def tell(process: Process, **order: Any) -> Any:
    """Send one order and read what it comes to."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(order).encode() + b"\n")
    return json.loads(await process.stdout.readline())


async def test_it_says_where_it_is_and_does_what_it_is_told() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.fakes.discord", stdin=PIPE, stdout=PIPE)
    assert process.stdout is not None
    settings = json.loads(await process.stdout.readline())
    headers = {"Authorization": f"Bot {settings['DISCORD_TOKEN']}"}
    me = f"{settings['DISCORD_API_URL']}/users/@me"
    async with ClientSession() as session, session.get(me, headers=headers) as answer:
        assert (await answer.json())["username"] == "commonplace"

    assert (await tell(process, do="seen"))["seen"] == []
    assert process.stdin is not None
    process.stdin.close()
    assert await process.wait() == 0
