"""What daylight saving does to a time of day, and when: for people who are told, and who want to see it.

Decides nothing about when a prompt is due (`calendar.py` does); it names what was decided there. The eve of a change is
the day before it from its first minute on, so that one usual prompt comes before the one that is shifted.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.daily.calendar import due_on

SEARCHED = 400  # days: zones that change at all do so within a year, but for a decree
_DAY = timedelta(days=1)


class Shift(Enum):
    """What happens to a time on a day."""

    NONE = auto()
    SKIPPED = auto()  # it does not exist on that day: the clocks go forward over it
    DOUBLED = auto()  # it comes twice: the clocks go back over it


def shift_on(day: date, at: time, zone: str) -> Shift:
    """What happens to `at` o'clock on `day` in `zone`."""
    first = datetime.combine(day, at, ZoneInfo(zone))
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before is None or after is None or before == after:
        return Shift.NONE
    return Shift.SKIPPED if before < after else Shift.DOUBLED


def next_change(zone: str, after: datetime) -> datetime | None:
    """The first moment later than `after` at which the clocks of `zone` are changed, in UTC; None within 400 days."""
    place = ZoneInfo(zone)
    before = after.astimezone(UTC)
    for _ in range(SEARCHED):
        if _offset(before, place) != _offset(before + _DAY, place):
            return _between(before, before + _DAY, place)
        before += _DAY
    return None


def eve_of_change(zone: str, after: datetime) -> tuple[datetime, date] | None:
    """The first moment, later than `after`, of a day before the clocks change, and the day on which they do."""
    change = next_change(zone, after)
    while change is not None:
        day = change.astimezone(ZoneInfo(zone)).date()
        eve = due_on(day - _DAY, time(0), zone)
        if eve is not None and eve > after:
            return eve, day
        change = next_change(zone, change)
    return None


def _between(low: datetime, high: datetime, place: ZoneInfo) -> datetime:
    """The second at which the offset of `low` ends."""
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        if _offset(middle, place) == _offset(low, place):
            low = middle
        else:
            high = middle
    return high


def _offset(at: datetime, place: ZoneInfo) -> timedelta | None:
    return at.astimezone(place).utcoffset()
