"""What a year with daylight saving makes of a daily time: days without a prompt, with two, and at another time.

Decides what is right: one prompt on each date, at that time on the clock on the wall, or moved by the gap where that
time is skipped; where it comes twice, the first. Each is asked by what it computes its own due times with.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from discord.ext import tasks

from bot.daily.calendar import Rhythm, upcoming

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Africa/Cairo")
TIMES = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

Following = Callable[[datetime], datetime | None]
"""The due time after another one, or after a moment at which nothing is due."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Dates, over all zones and times of the year."""

    days: int
    missing: int
    doubled: int
    other_time: int


def ours(at: time, zone: str) -> Following:
    """By our own calendar."""
    return lambda after: upcoming(Rhythm(at, zone), after, 1)[0].at


def by_tasks(at: time, zone: str) -> Following:
    """By `discord.ext.tasks`, which is asked when the loop has just run."""

    async def nothing() -> None: ...

    loop = tasks.loop(time=at.replace(tzinfo=ZoneInfo(zone)))(nothing)
    return lambda after: loop._get_next_sleep_time(after).astimezone(UTC)


def by_apscheduler(at: time, zone: str) -> Following:
    """By APScheduler's cron trigger, which is given the time at which it fired last."""
    from apscheduler.triggers.cron import CronTrigger

    trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=zone)

    def following(after: datetime) -> datetime | None:
        local = after.astimezone(ZoneInfo(zone))
        found = trigger.get_next_fire_time(local, local)
        return found.astimezone(UTC) if found else None

    return following


def changed(way: Callable[[time, str], Following]) -> Changed:
    """How the year goes, for every half hour of the day in every zone."""
    found: Counter[str] = Counter()
    for zone in ZONES:
        for at in TIMES:
            found.update(_verdicts(list(_year(way(at, zone))), at, ZoneInfo(zone)))
    return Changed(found["days"], found["missing"], found["doubled"], found["other time"])


def _year(following: Following) -> Iterator[datetime]:
    at = following(BEGIN)
    while at is not None and at < END:
        yield at
        after = following(at)
        at = after if after is None or after > at else following(at + timedelta(seconds=1))


def _verdicts(came: list[datetime], at: time, zone: ZoneInfo) -> Iterator[str]:
    by_date: dict[date, list[datetime]] = {}
    for one in came:
        by_date.setdefault(one.astimezone(zone).date(), []).append(one)
    day = BEGIN.date() + timedelta(days=1)
    while day < END.date() - timedelta(days=1):
        found = by_date.get(day, [])
        yield "days"
        if not found:
            yield "missing"
        if len(found) > 1:
            yield "doubled"
        if found and found[0] != datetime.combine(day, at, zone).astimezone(UTC):
            yield "other time"
        day += timedelta(days=1)
