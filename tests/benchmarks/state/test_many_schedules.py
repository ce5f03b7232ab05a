"""What planning, claiming and sending cost with a thousand, ten thousand and a hundred thousand schedules.

Decides on one space for each schedule, as many small groups would have it; a fifth of all are due in one minute, and
two hundred, however many there are, in a minute in which nothing else is. The processor's seconds stand beside those
of the clock: on a busy machine they tell more.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as at_time
from pathlib import Path
from secrets import token_urlsafe

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from sqlalchemy import func, insert, select, update

from adapters.memory import set_aside
from bot.app import App, build_app
from bot.daily.planning import AHEAD, plan_some
from bot.daily.taking import LEASED_AT_ONCE
from bot.settings import Settings
from bot.state.schedule import Arrangement, row_of
from bot.state.standing import State
from bot.state.stores import Stores, open_state
from bot.state.tables import deliveries, schedules, spaces
from tests.benchmarks.measuring import Spent, Stopwatch, forget_peak, milliseconds, peak, table, timed
from tests.benchmarks.state.plain_rows import written_plainly
from tests.conversation import Clock
from tests.fakes.outbox import FakeOutbox

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]

SIZES = (1_000, 10_000, 100_000)
NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
FEW, FEW_AT = 200, at_time(12, 34)
ZONES = ("Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Auckland")
LIMIT = 400.0  # MiB


def rhythm(number: int) -> Arrangement:
    """What the group of that number chose: the first few, then a fifth in one minute, then all over the day."""
    if number < FEW:
        return Arrangement("c", FEW_AT, "UTC", seed="s")
    if number % 5 == 0:
        return Arrangement("c", at_time(9), "America/New_York", seed="s")
    return Arrangement("c", at_time(number % 24, number % 2 * 30), ZONES[number % len(ZONES)], seed="s")


async def fill(stores: Stores, count: int) -> None:
    """So many spaces with one schedule each, set up just now."""
    for start in range(0, count, 5_000):
        numbers = range(start, min(start + 5_000, count))
        ids = {number: token_urlsafe(9) for number in numbers}
        stay = {"platform": "discord", "generation": 1, "joined_at": NOW, "left_at": None}
        more = {"reason": "", "failing": 0, "failing_since": "", "round": 0, "round_began": NOW, "revision": 1}
        more |= {"planned_through": NOW, "set_by": "mo", "set_by_name": "Mo", "set_in": "c"}
        groups = [{"id": ids[n], "key": str(10**18 + n), **stay} for n in numbers]
        chosen = [{**row_of(rhythm(n)), **more, "id": token_urlsafe(9), "space": ids[n]} for n in numbers]
        async with stores.database.write() as connection:
            await connection.execute(insert(spaces), groups)
            await connection.execute(insert(schedules), chosen)


async def plan(app: App, now: datetime) -> tuple[Spent, float]:
    """Plan all; what it took, and the longest time for which nothing else could run, in seconds."""
    watch, means = Stopwatch(), app.sender.means
    async with held_up() as times:
        with watch:
            while await plan_some(means.stores.schedules, means.token, now):
                pass
    return watch.spent, max(times)


@asynccontextmanager
async def held_up() -> AsyncIterator[list[float]]:
    """How many seconds late somebody was who wanted to look every five milliseconds."""
    late = [0.0]

    async def look() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.005)
            late.append(time.perf_counter() - began - 0.005)

    looking = asyncio.create_task(look())
    try:
        yield late
    finally:
        looking.cancel()


async def claim_all(stores: Stores, now: datetime) -> tuple[Spent, int]:
    """Claim what is due, as many at once as the sender does; what it took, and how many there were."""
    watch, count = Stopwatch(), 0
    while True:
        with watch:
            found = await stores.outgoing.claim("discord", "me", ready=now, now=now, limit=LEASED_AT_ONCE)
        if not found:
            return watch.spent, count
        count += len(found)
        done = (
            deliveries.c.space.in_([one.space for one in found]),
            deliveries.c.day.in_({f"{one.day}" for one in found}),
        )
        async with stores.database.write() as connection:
            await connection.execute(
                update(deliveries).where(*done).values(state=State.SENT.value, next_at=None, lease="")
            )


async def planned_on_each(stores: Stores) -> tuple[int, int]:
    """How many rows were planned at first, and on the day after."""
    at_first = deliveries.c.due_at <= NOW + AHEAD
    async with stores.database.read() as connection:
        counts = select(func.count().filter(at_first), func.count().filter(~at_first)).select_from(deliveries)
        first, later = (await connection.execute(counts)).one()
    return first, later


@asynccontextmanager
async def running(url: str, folder: Path, count: int, clock: Clock) -> AsyncIterator[App]:
    """A core with so many schedules and an outbox that answers at once."""
    async with open_state(url, folder) as stores:
        await fill(stores, count)
    settings = Settings(_env_file=None, data_dir=folder, database_url=url, backups="off")
    async with build_app(settings, now=clock) as app:
        app.outboxes.open("discord", FakeOutbox(clock))
        usual = gc.get_threshold()
        set_aside()  # as `commonplace run` does: a look at the whole library holds everything up for 100 ms
        yield app
        gc.unfreeze()
        gc.set_threshold(*usual)
        await app.sender.leave()


async def row(url: str, folder: Path, count: int) -> tuple[str, ...]:
    """One row of the table."""
    forget_peak()
    clock = Clock(NOW)
    async with running(url, folder, count, clock) as app:
        stores, means = app.services.stores, app.sender.means
        first, held = await plan(app, clock())
        clock.time = NOW.replace(hour=FEW_AT.hour, minute=FEW_AT.minute)
        sending = Stopwatch()
        with sending:
            await app.sender.turn()
        outbox = means.outboxes.get("discord")
        assert isinstance(outbox, FakeOutbox)
        assert len(outbox.posts) == FEW

        async def look() -> None:
            await plan_some(stores.schedules, means.token, clock())
            await stores.outgoing.claim("discord", "me", ready=clock(), now=clock(), limit=LEASED_AT_ONCE)

        idle = await timed(look, 50)
        clock.time = NOW + timedelta(days=1, seconds=1)
        later, held_later = await plan(app, clock())
        file = stores.database.file
        plain = written_plainly(file.path, folder / "plain", await planned_on_each(stores)) if file else []
        claimed, due = await claim_all(stores, clock())
    assert due == count - FEW
    return (
        f"{count:,}",
        str(first),
        str(later),
        " and ".join(str(watch.spent) for watch in plain) or "-",
        milliseconds(max(held, held_later)),
        milliseconds(idle.median),
        str(claimed),
        claimed.each(due),
        sending.spent.each(FEW),
        f"{peak():.0f}",
    )


HEAD = (
    *("schedules", "planned for a day s (processor)", "one more day s (processor)"),
    *("the same rows by plain sqlite3 s (processor)", "nothing else ran for ms"),
    *("a look when nothing is due ms", "all of a day claimed s (processor)", "each claimed ms (processor)"),
    *("each prompt made ready, sent, written down ms (processor)", "peak MiB"),
)


async def test_many_schedules_on_sqlite(tmp_path: Path) -> None:
    rows = [await row("", tmp_path / str(count), count) for count in SIZES]
    print(table("Many schedules: SQLite", HEAD, rows))  # noqa: T201
    assert float(rows[-1][-1]) < LIMIT


async def test_many_schedules_on_postgres(durable_postgres: str, tmp_path: Path) -> None:
    server, rows = durable_postgres.rpartition("/")[0], []
    keeper = await asyncpg.connect(durable_postgres)
    for count in SIZES:
        await keeper.execute(f"CREATE DATABASE many{count}")
        rows.append(await row(f"{server}/many{count}", tmp_path / str(count), count))
    await keeper.close()
    print(table("Many schedules: PostgreSQL", HEAD, rows))  # noqa: T201
    assert float(rows[-1][-1]) < LIMIT
