"""A local Discord on which each request and answer is held against the official description, where that is at hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord.running import running
from tests.fakes.discord.local import LocalDiscord


@pytest.fixture
async def discord() -> AsyncIterator[LocalDiscord]:
    """A Discord without a bot."""
    async with LocalDiscord() as local:
        yield local
        assert local.server.nonconforming == []


@pytest.fixture
async def local(discord: LocalDiscord, tmp_path: Path) -> AsyncIterator[LocalDiscord]:
    """A Discord with the bot in it, as it is."""
    async with running(discord, tmp_path):
        yield discord
    assert discord.server.refusals == []
