"""When a prompt is due: wall-clock time, zone, weekdays and pauses become points in time.

Decides the hard cases. A time that daylight saving skips moves forward by the gap; a doubled one means the first
(PEP 495, fold=0). A date that does not exist in the zone (Apia, 30 December 2011) has no prompt. Every other date has
exactly one due time, also where midnight itself is skipped. Two due times are never less than twelve hours apart: a
group that changes its zone is not asked twice on one day. Adding 24 hours is never the way to the next day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

APART = timedelta(hours=12)
LOOKED_AHEAD = 800  # days searched for the next due time: two years of pauses and then some

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without prompts, both ends included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a group chose. It is stored as it is; due times are computed and never stored in its place."""

    at: time
    """Wall-clock time, to the minute."""
    zone: str
    """IANA name: `Europe/Berlin`."""
    days: frozenset[int] = EVERY_DAY
    """Weekdays, 0 for Monday."""
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """One prompt that is due. The local date names it: a schedule has one at most for each."""

    day: date
    at: datetime
    """In UTC."""


@lru_cache(maxsize=16_384)
def due_on(day: date, at: time, zone: str) -> datetime | None:
    """The point in time, in UTC, at which `at` o'clock comes on `day` in `zone`; None if there is no such day."""
    place = _zone(zone)
    if not _exists(day, place):
        return None
    return datetime.combine(day, at, place).astimezone(UTC)


def upcoming(rhythm: Rhythm, after: datetime, count: int, previous: datetime | None = None) -> tuple[Due, ...]:
    """The next `count` due times later than `after`; fewer if none come within two years.

    `previous` is the last one that was planned or sent, if any: what follows it within twelve hours is left out.
    """
    found: list[Due] = []
    for due in _from(rhythm, after, previous):
        found.append(due)
        if len(found) == count:
            break
    return tuple(found)


def between(rhythm: Rhythm, after: datetime, until: datetime, previous: datetime | None = None) -> Iterator[Due]:
    """The due times later than `after` and not later than `until`, in order."""
    for due in _from(rhythm, after, previous):
        if due.at > until:
            return
        yield due


def _from(rhythm: Rhythm, after: datetime, previous: datetime | None) -> Iterator[Due]:
    day = after.astimezone(_zone(rhythm.zone)).date() - _DAY
    for _ in range(LOOKED_AHEAD):
        at = due_on(day, rhythm.at, rhythm.zone) if _chosen(rhythm, day) else None
        if at is not None and at > after and (previous is None or at - previous >= APART):
            yield Due(day, at)
            previous = at
        day += _DAY


def _chosen(rhythm: Rhythm, day: date) -> bool:
    return day.weekday() in rhythm.days and not any(pause.covers(day) for pause in rhythm.pauses)


def _exists(day: date, place: ZoneInfo) -> bool:
    """Whether any part of `day` happens. Zones have skipped whole days, and hours at either end of one."""
    return any(
        datetime.combine(day, moment, place).astimezone(UTC).astimezone(place).date() == day
        for moment in (time(12), time(0), time(23, 59))
    )


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
