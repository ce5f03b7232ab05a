"""Every conversation is held twice: over Socket Mode and over HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.talking import HTTP, SOCKETS, bot_in, reading_group, settings_for
from tests.fakes.slack.acting import Acting


@pytest.fixture(params=[SOCKETS, HTTP])
def transport(request: pytest.FixtureRequest) -> str:
    """The way deliveries take."""
    return str(request.param)


@pytest.fixture
async def group() -> AsyncIterator[Acting]:
    """A workspace without the bot running."""
    async with reading_group(Acting()) as slack:
        yield slack


@pytest.fixture
async def slack(group: Acting, transport: str, tmp_path: Path) -> AsyncIterator[Acting]:
    """A workspace with the bot running."""
    async with bot_in(group, settings_for(group, tmp_path, transport)):
        yield group
