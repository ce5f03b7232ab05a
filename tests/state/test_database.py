"""Transactions, on both engines."""

import asyncio
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from sqlalchemy import Select, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from bot.state import database as closing
from bot.state.database import Database
from bot.state.opening import open_database
from bot.state.stores import stores_on
from bot.state.tables import meta, saved, spaces
from tests.state.conftest import NOON


async def value_of(database: Database, key: str) -> str | None:
    async with database.read() as connection:
        return (await connection.execute(select(meta.c.value).where(meta.c.key == key))).scalar()


async def claimed(database: Database, claim: Select[str]) -> str | None:
    async with database.write() as connection:
        return (await connection.execute(claim)).scalar()


async def test_a_write_is_there_when_the_block_ends(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(insert(meta).values(key="a", value="1"))

    assert await value_of(database, "a") == "1"


async def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    async def write_and_raise() -> None:
        async with database.write() as connection:
            await connection.execute(insert(meta).values(key="a", value="1"))
            raise LookupError

    with pytest.raises(LookupError):
        await write_and_raise()

    assert await value_of(database, "a") is None


async def test_the_writer_still_writes_after_an_error(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.write() as connection:
            await connection.execute(text("SELECT * FROM nothing_of_that_name"))

    async with database.write() as connection:
        await connection.execute(insert(meta).values(key="a", value="1"))

    assert await value_of(database, "a") == "1"


async def test_a_read_refuses_to_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match="read"):
        async with database.read() as connection:
            await connection.execute(insert(meta).values(key="a", value="1"))


async def test_a_read_sees_one_state_of_the_database(database: Database) -> None:
    count = select(func.count()).select_from(meta)
    async with database.read() as connection:
        before = (await connection.execute(count)).scalar()
        async with database.write() as writer:
            await writer.execute(insert(meta).values(key="a", value="1"))

        assert (await connection.execute(count)).scalar() == before


async def test_a_write_inside_a_write_is_refused_at_once(database: Database) -> None:
    with pytest.raises(RuntimeError, match="a write inside a write"):
        async with database.write(), database.write():
            pass


async def test_twenty_who_read_and_then_write_each_get_a_place_of_their_own(database: Database, space: str) -> None:
    taken = select(func.count()).select_from(saved).where(saved.c.space == space)

    async def take_a_place(person: str) -> None:
        async with database.write() as connection:
            await connection.execute(select(spaces.c.id).where(spaces.c.id == space).with_for_update())
            place = (await connection.execute(taken)).scalar_one()
            row = {"space": space, "person": person, "item": "GEN-01", "saved_at": NOON, "note": str(place)}
            await connection.execute(insert(saved).values(row))

    await asyncio.gather(*(take_a_place(f"person {number}") for number in range(20)))

    async with database.read() as connection:
        places = (await connection.execute(select(saved.c.note))).scalars().all()
    assert sorted(places, key=int) == [str(place) for place in range(20)]


async def test_on_one_file_writes_come_in_the_order_they_were_asked_for(tmp_path: Path) -> None:
    order: list[int] = []

    async def write(database: Database, number: int) -> None:
        async with database.write():
            order.append(number)

    async with open_database("", tmp_path) as database:
        await asyncio.gather(*(write(database, number) for number in range(50)))

    assert order == list(range(50))


async def test_writes_cancelled_at_any_instant_never_keep_the_next_one_waiting(database: Database, space: str) -> None:
    stores = stores_on(database)
    cancelled: list[asyncio.Task[bool]] = []
    for turns in range(0, 120, 2):
        cancelled.append(asyncio.create_task(stores.saved.add(space, "anna", f"GEN-{turns}", now=NOON)))
        for _ in range(turns):
            await asyncio.sleep(0)
        cancelled[-1].cancel()
        await asyncio.wait([cancelled[-1]])
        assert await stores.saved.add(space, "ben", f"GEN-{turns}", now=NOON)

    assert len(await stores.saved.of_person(space, "ben")) == len(cancelled)


async def test_closing_waits_for_those_who_are_reading_and_lets_nobody_in(tmp_path: Path) -> None:
    inside, go = asyncio.Event(), asyncio.Event()

    async def read(database: Database) -> str | None:
        async with database.read() as connection:
            inside.set()
            await go.wait()
            return (await connection.execute(select(meta.c.value).where(meta.c.key == "install"))).scalar()

    async with open_database("", tmp_path) as database:
        reading = asyncio.create_task(read(database))
        await inside.wait()
        asyncio.get_running_loop().call_later(0, go.set)
    assert reading.done()
    assert await reading
    with pytest.raises(RuntimeError, match="closed"):
        await value_of(database, "install")


async def test_closing_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "LAST_WORDS", 0.01)
    inside, never = asyncio.Event(), asyncio.Event()

    async def read(database: Database) -> None:
        async with database.read() as connection:
            inside.set()
            await never.wait()
            await connection.invalidate()

    async with open_database("", tmp_path) as database:
        reading = asyncio.create_task(read(database))
        await inside.wait()
    assert not reading.done()
    never.set()
    await reading


async def test_connections_that_the_server_dropped_are_made_anew(empty_postgres: str, tmp_path: Path) -> None:
    dropped = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid != "
    async with open_database(empty_postgres, tmp_path) as database:
        async with database.read() as connection:
            await connection.execute(text("SELECT 1"))
        keeper = await asyncpg.connect(empty_postgres)
        await keeper.execute(f"{dropped} pg_backend_pid()")
        await keeper.close()

        assert await value_of(database, "a") is None


async def test_rows_held_by_one_are_skipped_by_another(empty_postgres: str, tmp_path: Path) -> None:
    claim = select(spaces.c.key).order_by(spaces.c.key).limit(1).with_for_update(skip_locked=True)
    async with open_database(empty_postgres, tmp_path) as database:
        for key in ("100", "200"):
            await stores_on(database).spaces.ensure("discord", key, NOON)
        async with database.write() as one:
            assert (await one.execute(claim)).scalar() == "100"

            assert await asyncio.create_task(claimed(database, claim)) == "200"
