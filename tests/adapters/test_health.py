"""Whether the bot says truly that it is alive and ready."""

import asyncio
import json
import socket
from pathlib import Path

import aiohttp

from adapters.health import Health, ask_health, health_served
from adapters.run import Platform, run_platforms
from bot.app import App
from bot.chat.errors import UserError
from tests.conversation import Chat


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_bot_whose_platforms_are_connected_is_ready(small: Chat) -> None:
    health, port = Health({"Discord": "ready"}), free_port()

    async with health_served(small.app, health, port):
        ready, said = await ask_health(port)

    assert ready
    assert json.loads(said) == {"ready": True, "reasons": {}}


async def test_a_platform_that_is_not_connected_is_named(small: Chat) -> None:
    health, port = Health({"Discord": "ready", "Slack": "stopped"}), free_port()

    async with health_served(small.app, health, port):
        ready, said = await ask_health(port)

    assert not ready
    assert json.loads(said)["reasons"] == {"Slack": "stopped"}


async def test_alive_is_not_yet_ready(small: Chat) -> None:
    health, port = Health({"Slack": "starting"}), free_port()

    async with (
        health_served(small.app, health, port),
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/livez") as answer,
    ):
        assert answer.status == 200


async def test_nobody_answering_is_said() -> None:
    ready, said = await ask_health(free_port())

    assert not ready
    assert "no answer" in said


async def test_a_taken_port_keeps_nobody_from_starting(small: Chat) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        async with health_served(small.app, Health(), int(other.getsockname()[1])):
            assert "SCA-01" in await small.say("/quote SCA-01")


async def test_running_platforms_say_how_they_are(small: Chat, tmp_path: Path) -> None:
    health, stop = Health(), asyncio.Event()

    async def well(app: App, stop: asyncio.Event, ready: object) -> None:
        ready("here")  # type: ignore[operator]
        await stop.wait()

    async def ill(app: App, stop: asyncio.Event, ready: object) -> None:
        stop.set()
        raise UserError("no token")

    platforms = [Platform("Well", well), Platform("Ill", ill)]
    await run_platforms(small.app, platforms, stop, lambda name, what: None, health)

    assert health.platforms == {"Well": "ready", "Ill": "stopped"}
