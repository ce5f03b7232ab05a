"""A schedule kept on paper: what may come and what must, by the rules of the promise alone.

Decides nothing by the bot's own code: due times are found by trying the offsets of a zone, and what came is counted.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.daily.deck import SKIPPED
from bot.state.schedule import Arrangement

DAY = timedelta(days=1)
APART = timedelta(hours=12)
LEAST = timedelta(minutes=10)
RHYTHM = ("channel", "at", "zone", "days", "pauses", "late", "is_paused")

Span = tuple[datetime, datetime]
"""When a prompt is due and until when it may come."""


@cache
def due(day: date, at: time, zone: str) -> datetime | None:
    """When the clocks of a zone first show a time on a day, or would have; None where there is no such day."""
    if not any(_shown(day, time(hour), zone) for hour in range(24)):
        return None
    return _shown(day, at, zone) or _skipped(day, at, zone)


def _shown(day: date, at: time, zone: str) -> datetime | None:
    wall, place = datetime.combine(day, at, UTC), ZoneInfo(zone)
    offsets = {(wall + timedelta(hours=hours)).astimezone(place).utcoffset() for hours in range(-36, 37, 6)}
    tried = sorted(wall - offset for offset in offsets if offset is not None)
    return next((one for one in tried if one.astimezone(place).replace(tzinfo=UTC) == wall), None)


def _skipped(day: date, at: time, zone: str) -> datetime:
    """A time that no clock showed, by the offset that held before."""
    wall = datetime.combine(day, at, UTC)
    offset = (wall - 1.5 * DAY).astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return wall - offset


def span_of(day: date, chosen: Arrangement) -> Span | None:
    """When the prompt of a day is due and until when it may come: on its own date, unless it is due right before."""
    begins = due(day, chosen.at, chosen.zone)
    if begins is None:
        return None
    midnight = next(one for n in range(1, 4) if (one := due(day + n * DAY, time(0), chosen.zone)))
    limit = timedelta(minutes=chosen.late)
    return begins, max(min(begins + limit, midnight), begins + min(LEAST, limit))


@dataclass(frozen=True)
class Came:
    """A prompt as it stands in a channel."""

    channel: str
    prompt: str
    due_at: datetime


@dataclass
class Page:
    """One schedule: what moderators chose, and which days are done with."""

    id: str
    chosen: Arrangement
    since: datetime
    """Since when the rhythm is what it is: what was due before may only still come if it was late already."""
    round_began: datetime
    late: dict[date, Span] = field(default_factory=dict)
    """What was due by an earlier rhythm and had not come when it changed."""
    came: set[date] = field(default_factory=set)
    passed: dict[date, datetime] = field(default_factory=dict)
    """When the days were due on which nothing came and nothing is to come any more."""
    unsure: set[date] = field(default_factory=set)
    """Days that passed before the clock was put back and the rhythm changed: they may be due once more."""
    dues: set[datetime] = field(default_factory=set)
    """All times at which something was due, whatever became of it."""

    def choose(self, chosen: Arrangement, now: datetime) -> None:
        """Moderators choose something else."""
        was, self.chosen = self.chosen, chosen
        if any(getattr(was, name) != getattr(chosen, name) for name in RHYTHM):
            passed = {day: span for day in around(now) if (span := self._passed(day, was, now))}
            self.dues |= {begins for begins, _ in passed.values()}
            self.late |= passed
            again = {day for day, at in self.passed.items() if at > now}
            self.unsure |= again
            self.passed = {day: at for day, at in self.passed.items() if day not in again}
            self.since = now

    def may_come(self, day: date, now: datetime) -> bool:
        """Whether the prompt of a day may come now."""
        if self._is_over(day) or not is_chosen(self.chosen, day):
            return False
        new = self._passed(day, self.chosen, now)
        return any(begins <= now <= ends for begins, ends in filter(None, (self.late.get(day), new)))

    def musts(self, now: datetime) -> list[date]:
        """The days whose prompt must be there by now, if there is any prompt for them."""
        return [
            day
            for day in around(now)
            if day not in self.late
            and day not in self.unsure
            and self.may_come(day, now)
            and (begins := due(day, self.chosen.at, self.chosen.zone))
            and all(begins - other >= APART for other in self.dues - {begins})
        ]

    def prompts(self, day: date, pool: Collection[str], seen: Collection[Came]) -> tuple[set[str], bool]:
        """The prompts that may come on a day, and whether a new round begins with them."""
        if day in self.chosen.locks:
            return {self.chosen.locks[day]} - {SKIPPED}, False
        kept = {prompt for other, prompt in self.chosen.locks.items() if other > day}
        used = {one.prompt for one in seen if one.channel == self.chosen.channel and one.due_at >= self.round_began}
        free = set(pool) - kept
        if free - used or self.chosen.at_end == "stop":
            return free - used, False
        return free, True

    def pass_(self, now: datetime) -> None:
        """What was due and did not come does not come any more."""
        for day in around(now):
            if span := self._passed(day, self.chosen, now):
                self.passed[day] = span[0]
                self.dues.add(span[0])
        self.passed |= {day: span[0] for day, span in self.late.items() if not self._is_over(day)}

    def _passed(self, day: date, chosen: Arrangement, now: datetime) -> Span | None:
        """The span of a day that was due since the rhythm is what it is; a day that is not chosen is not due."""
        span = span_of(day, chosen) if is_chosen(chosen, day) else None
        return span if span and not self._is_over(day) and self.since < span[0] <= now else None

    def _is_over(self, day: date) -> bool:
        return day in self.came or day in self.passed


def is_chosen(chosen: Arrangement, day: date) -> bool:
    """Whether a day is to have a prompt."""
    if chosen.is_paused or day.weekday() not in chosen.days:
        return False
    return not any(first <= day <= last for first, last in chosen.pauses)


def around(now: datetime) -> list[date]:
    """The days that may be a local date anywhere, or may have been lately."""
    return [now.date() + n * DAY for n in range(-3, 3)]
