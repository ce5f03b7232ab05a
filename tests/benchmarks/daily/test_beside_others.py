"""The daily prompt beside what one would use instead, in one run: `discord.ext.tasks`, and APScheduler with a store.

Three bots, each on a local Discord that goes wrong as often, are killed five times at the same moments: four times
while prompts are leaving, and once before some are due, to come back after that.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.benchmarks.daily.beside import APSCHEDULER, OURS, TASKS, Counted, Kill, happen, sides
from tests.benchmarks.daily.changing import Changed, by_apscheduler, by_tasks, changed, ours
from tests.benchmarks.measuring import milliseconds, table

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]

MINUTES, EACH = 6, 10
KILLS = (Kill(0, 0.1), Kill(1, 0.3), Kill(2, -15.0, down=25.0), Kill(3, 0.2), Kill(4, 0.5))
SHARE = 0.03  # of each of five kinds of faults: fifteen per cent in all
PATIENCE = 240.0  # seconds after the last due time; what may have arrived is settled by then
BEFORE = 25.0  # seconds that the first start has

WAYS = {"Commonplace": OURS, "discord.ext.tasks": TASKS, "APScheduler": APSCHEDULER}
YEARS = {"Commonplace": ours, "discord.ext.tasks": by_tasks, "APScheduler": by_apscheduler}
HEAD = (
    *("60 prompts, 5 kills, 15 % faults", "twice", "lost", "early", "last one late s", "memory MiB"),
    *("processor for each prompt ms", "dates without one, a year of 4 zones", "with two", "at another time"),
)


async def test_the_daily_prompt_beside_what_people_use(tmp_path: Path) -> None:
    async with sides(tmp_path, SHARE, WAYS) as found:
        first = (datetime.now(UTC) + timedelta(seconds=BEFORE + 60)).replace(second=0, microsecond=0)
        for side in found.values():
            side.plan(first, MINUTES, EACH)
            await side.save()
        last = first + timedelta(minutes=MINUTES - 1)
        counted = await asyncio.gather(*(happen(side, first, KILLS, last, PATIENCE) for side in found.values()))
    years = {name: changed(way) for name, way in YEARS.items()}
    rows = {name: row(name, one, years[name]) for name, one in zip(found, counted, strict=True)}
    print(table("The daily prompt beside what people use", HEAD, list(rows.values())))  # noqa: T201
    assert rows["Commonplace"][1:4] == ("0", "0", "0")


def row(name: str, counted: Counted, year: Changed) -> tuple[str, ...]:
    """One line of the table."""
    return (
        name,
        *(str(count) for count in (counted.duplicates, counted.lost, counted.early)),
        f"{counted.late:.1f}",
        f"{counted.memory:.0f}",
        milliseconds(counted.processor),
        *(str(count) for count in (year.missing, year.doubled, year.other_time)),
    )
