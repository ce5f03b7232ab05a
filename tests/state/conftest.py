"""The same stores on both engines: every test that asks for `stores` or `database` runs twice."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from bot.state.database import Database
from bot.state.opening import open_database
from bot.state.stores import Stores, stores_on
from tests.postgres import NoPostgres, server

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
    name = f"t{uuid4().hex}"
    keeper = await asyncpg.connect(f"{postgres}/postgres")
    await keeper.execute(f"CREATE DATABASE {name}")
    yield f"{postgres}/{name}"
    await keeper.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await keeper.close()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """What DATABASE_URL says: nothing, or a database of the server's."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("empty_postgres"))


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
