"""One of several processes on a PostgreSQL sends for a platform; alone on SQLite a process always does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from bot.state.election import Election
from bot.state.opening import open_database

END = """SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON oid = database
WHERE locktype = 'advisory' AND datname = current_database()"""

Stand = Callable[[str], Awaitable[Election]]


@pytest.fixture
async def stand(empty_postgres: str, tmp_path: Path) -> AsyncIterator[Stand]:
    """Lets another process stand for an office."""
    async with AsyncExitStack() as processes:

        async def stand(office: str) -> Election:
            election = Election(await processes.enter_async_context(open_database(empty_postgres, tmp_path)), office)
            processes.push_async_callback(election.resign)
            return election

        yield stand


async def test_one_of_two_processes_is_elected_for_each_office(stand: Stand) -> None:
    first, second, third = await stand("discord"), await stand("discord"), await stand("slack")

    assert [await one.is_ours() for one in (first, second, third)] == [True, False, True]


async def test_whoever_resigns_is_followed(stand: Stand) -> None:
    first, second = await stand("discord"), await stand("discord")
    assert await first.is_ours()
    await first.resign()

    assert await second.is_ours()
    assert second.is_new
    assert not await first.is_ours()


async def test_a_process_whose_connection_ended_has_lost_it_and_can_win_it_again(
    stand: Stand, empty_postgres: str
) -> None:
    election = await stand("discord")
    assert await election.is_ours()
    keeper = await asyncpg.connect(empty_postgres)
    await keeper.execute(END)
    await keeper.close()

    assert not await election.is_ours()
    assert await election.is_ours()
    assert election.is_new


async def test_alone_on_sqlite_it_is_always_won_and_new_once(tmp_path: Path) -> None:
    async with open_database("", tmp_path) as database:
        election = Election(database, "discord")

        assert [(await election.is_ours(), election.is_new) for _ in range(2)] == [(True, True), (True, False)]
