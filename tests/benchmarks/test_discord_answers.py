"""From an interaction received to its first answer, against a discord.py handler that answers a constant string."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.answering import BOT, Asked, Side, compared, process
from tests.fakes.discord.local import LocalDiscord

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]

PLAIN = ("-m", "tests.benchmarks.plain_discord")


@asynccontextmanager
async def answering(command: tuple[str, ...], folder: Path) -> AsyncIterator[Side]:
    """A process that answers on a Discord of its own. Every command of ours is known there."""
    async with LocalDiscord() as local:
        local.rates.off()
        environment = {
            "DATA_DIR": str(folder),
            "DISCORD_TOKEN": local.token,
            "DISCORD_API_URL": local.api_url,
            "DISCORD_GATEWAY_URL": local.gateway_url,
        }
        async with process(command, environment) as running:
            await local.gateway.until("ready", guard=60)

            async def ask(asked: Asked, _: int) -> object:
                given: dict[str, Any] = {asked.option: asked.value} if asked.option else {}
                return await local.slash(asked.name, **given)

            yield Side(running, ask)


async def test_answers_against_a_plain_handler(tmp_path: Path) -> None:
    async with answering(BOT, tmp_path) as ours, answering(PLAIN, tmp_path) as plain:
        printed, longest = await compared("An interaction until its first answer, on a local Discord", ours, plain)
    print(printed)  # noqa: T201
    assert longest < 3  # Discord's limit, on a busy machine too
