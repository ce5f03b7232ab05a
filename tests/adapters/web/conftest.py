"""A web chat on a small library, without a network or with a real one."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.web.guard import names_of
from adapters.web.reader import Reader
from adapters.web.room import Rooms
from adapters.web.server import application
from adapters.web.stage import Stage
from adapters.web.talk import Talk
from bot.app import App
from tests.adapters.web.sampler import sampled
from tests.conversation import Chat

ADA = Reader.of({"as": "ada"})
BEN = Reader.of({"as": "ben"})


@pytest.fixture
def app(small: Chat) -> App:
    """A core with a small library and the commands of the sampler."""
    return sampled(small.app)


@pytest.fixture
def talk(app: App) -> Talk:
    """The conversations of one web chat."""
    return Talk(app.dispatcher, Rooms(), app.services.now)


@pytest.fixture
async def client(app: App) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    """Somebody who speaks HTTP with the web chat."""
    rooms = Rooms()
    names: set[str] = set()
    server = TestServer(application(Stage(app, rooms, has_clock=True), lambda: frozenset(names)))
    async with TestClient(server) as speaking:
        names |= names_of("127.0.0.1", server.port or 0)
        yield speaking
        rooms.close()
