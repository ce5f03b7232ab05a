"""What happens at start with the PostgreSQL server that DATABASE_URL names."""

import asyncio
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from bot.state.address import PostgresServer, address_of
from bot.state.migrate import newest
from bot.state.opening import open_database
from bot.state.opening_server import look_at
from bot.state.refusals import ForeignError, StateError, TooNewError, UnreachableError
from bot.state.stores import open_state
from tests.state.conftest import NOON


async def refused(url: str, refusal: type[StateError]) -> str:
    with pytest.raises(refusal) as raised:
        async with open_database(url, Path()):
            pass
    return str(raised.value)


async def execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


async def test_what_was_kept_is_there_after_a_restart(empty_postgres: str) -> None:
    async with open_state(empty_postgres, Path()) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)

    async with open_state(empty_postgres, Path()) as stores:
        assert await stores.spaces.ensure("discord", "100", NOON) == space


async def test_several_processes_may_start_at_once(empty_postgres: str) -> None:
    async def start() -> str:
        async with open_state(empty_postgres, Path()) as stores:
            return await stores.spaces.ensure("discord", "100", NOON)

    ids = await asyncio.gather(*(start() for _ in range(3)))

    assert len(set(ids)) == 1


async def test_a_database_of_a_newer_version_is_refused(empty_postgres: str) -> None:
    async with open_database(empty_postgres, Path()):
        pass
    await execute(empty_postgres, "UPDATE commonplace_revision SET version_num = '9999'")

    assert "newer version" in await refused(empty_postgres, TooNewError)


async def test_another_programs_tables_are_refused(empty_postgres: str) -> None:
    await execute(empty_postgres, "CREATE TABLE settings (id integer)")

    said = await refused(empty_postgres, ForeignError)

    assert "tables of another program (settings)" in said


async def test_a_server_that_does_not_answer_is_told(postgres: str) -> None:
    said = await refused("postgresql://anna:secret@127.0.0.1:1/books", UnreachableError)

    assert "“books” on 127.0.0.1 cannot be used" in said
    assert "secret" not in said


async def test_a_database_that_does_not_exist_is_told(postgres: str) -> None:
    assert 'database "nowhere" does not exist' in await refused(f"{postgres}/nowhere", UnreachableError)


async def test_an_empty_database_is_looked_at_without_making_anything(empty_postgres: str) -> None:
    address = address_of(empty_postgres, Path())
    assert isinstance(address, PostgresServer)

    assert (await look_at(address), await look_at(address)) == (None, None)


async def test_a_database_says_at_which_revision_it_stands(empty_postgres: str, tmp_path: Path) -> None:
    address = address_of(empty_postgres, Path())
    assert isinstance(address, PostgresServer)
    async with open_database(empty_postgres, tmp_path):
        pass

    assert await look_at(address) == newest()
