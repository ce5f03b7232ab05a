"""The same stores on both engines: every test that asks for `stores` or `database` runs twice."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from bot.state.database import Database
from bot.state.opening import open_database
from bot.state.stores import Stores, stores_on
from tests.postgres import NoPostgres, server

STARTED = "started"
"""A database that is copied: the steps to a new one took longer than most tests."""

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server, without a database."""
    running = server()
    try:
        address = running.__enter__()
    except NoPostgres as reason:
        pytest.skip(str(reason))
    yield address
    running.__exit__(None, None, None)


@pytest.fixture
async def empty_postgres(postgres: str) -> AsyncIterator[str]:
    """The address of a new, empty database on the server."""
    async with _made(postgres, "template1") as address:
        yield address


@pytest.fixture
async def new_postgres(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of a new database on the server, as the bot leaves it at its first start."""
    keeper = await asyncpg.connect(f"{postgres}/postgres")
    if not await keeper.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", STARTED):
        await keeper.execute(f"CREATE DATABASE {STARTED}")
        async with open_database(f"{postgres}/{STARTED}", tmp_path_factory.mktemp("started")):
            pass
    await keeper.close()
    async with _made(postgres, STARTED) as address:
        yield address


@asynccontextmanager
async def _made(postgres: str, template: str) -> AsyncIterator[str]:
    name = f"t{uuid4().hex}"
    keeper = await asyncpg.connect(f"{postgres}/postgres")
    await keeper.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield f"{postgres}/{name}"
    await keeper.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await keeper.close()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """What DATABASE_URL says: nothing, or a database of the server's."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("new_postgres"))


@pytest.fixture
async def database(url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """An open database without rows."""
    async with open_database(url, tmp_path) as opened:
        yield opened


@pytest.fixture
async def stores(database: Database) -> Stores:
    """The stores on it."""
    return stores_on(database)


@pytest.fixture
async def space(stores: Stores) -> str:
    """The id of a space that exists."""
    return await stores.spaces.ensure("discord", "100", NOON)


@pytest.fixture
async def other(stores: Stores) -> str:
    """The id of somebody else's space."""
    return await stores.spaces.ensure("discord", "200", NOON)
