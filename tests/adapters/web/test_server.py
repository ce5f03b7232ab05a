"""The server says where it is, and leaves when it is asked to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.web.server import serve
from bot.app import App


@asynccontextmanager
async def served(app: App, port: int = 0) -> AsyncIterator[str]:
    """A running server; its address."""
    stop = asyncio.Event()
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(app, host="127.0.0.1", port=port, stop=stop, on_ready=ready.set_result))
    try:
        both: list[asyncio.Future[Any]] = [serving, ready]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            await serving
        yield ready.result()
    finally:
        stop.set()
        await asyncio.gather(serving, return_exceptions=True)


async def test_the_address_that_is_said_can_be_opened(app: App) -> None:
    async with served(app) as address, ClientSession() as session, session.get(address) as response:
        assert response.status == 200
        assert "What shall we look up?" in await response.text()


async def test_a_page_that_listens_does_not_hold_up_the_end(app: App) -> None:
    async with ClientSession() as session:
        async with served(app) as address:
            listening = await session.get(f"{address}stream?after=x")
            await listening.content.readline()

        assert b"anew" in await listening.content.read()


async def test_a_port_that_is_taken_is_an_error_for_whoever_starts_it(app: App) -> None:
    async with served(app) as address:
        taken = int(address.rstrip("/").rpartition(":")[2])

        with pytest.raises(OSError, match="in use"):
            async with served(app, taken):
                pass
