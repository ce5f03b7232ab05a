"""Times and dates of the daily prompt in words.

Decides that a point in time is shown in each reader's own zone where the platform can, with the group's own clock in
the words for where it cannot.
"""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.chat.command import Request
from bot.chat.markdown import Markdown, moment
from bot.daily.calendar import EVERY_DAY, WORKDAYS
from bot.state.schedule import Arrangement
from bot.texts import noted

WEEKDAYS = (
    noted("Monday"),
    noted("Tuesday"),
    noted("Wednesday"),
    noted("Thursday"),
    noted("Friday"),
    noted("Saturday"),
    noted("Sunday"),
)


def local_moment(at: datetime, zone: str, request: Request) -> Markdown:
    """A point in time; its words are the group's own clock: “Monday, 23 November 2026, 09:00 (Europe/Berlin)”."""
    there = at.astimezone(ZoneInfo(zone))
    words = request.say("{day}, {time} ({zone})", day=day_name(there.date(), request), time=f"{there:%H:%M}", zone=zone)
    return moment(at, words)


def day_name(day: date, request: Request) -> str:
    """A date with its weekday: “Monday 2026-11-23”."""
    return request.say("{weekday} {date}", weekday=request.say(WEEKDAYS[day.weekday()]), date=day.isoformat())


def rhythm_in_words(chosen: Arrangement, request: Request) -> str:
    """When a schedule is due: “every day at 09:00 (Europe/Berlin)”."""
    return request.say(
        "{days} at {time} ({zone})",
        days=_days(sorted(chosen.days), request),
        time=f"{chosen.at:%H:%M}",
        zone=chosen.zone,
    )


def _days(days: Sequence[int], request: Request) -> str:
    if frozenset(days) == EVERY_DAY:
        return request.say("every day")
    if frozenset(days) == WORKDAYS:
        return request.say("Monday to Friday")
    return ", ".join(request.say(WEEKDAYS[day]) for day in days)
