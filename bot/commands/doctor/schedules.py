"""How the daily prompts fare: their zone, when the next one comes, and why one does not.

Decides that a schedule which moderators paused is well, and that one which paused itself is not.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.chat.command import Request
from bot.chat.markdown import Markdown, channel
from bot.commands.doctor.finding import Finding, well, wrong
from bot.commands.doctor.patient import Patient
from bot.commands.noticing import what_to_do
from bot.commands.timing import day_name, local_moment
from bot.daily.calendar import upcoming
from bot.daily.ledger import Cause
from bot.daily.rhythm import rhythm_of
from bot.state.schedule import Schedule


def schedules(patient: Patient) -> list[Finding]:
    """A line for each schedule."""
    return [_looked(one, patient) for one in patient.schedules]


def is_known(zone: str) -> bool:
    """Whether the zone data have this zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def fares(schedule: Schedule, now: datetime, request: Request) -> Finding:
    """How a schedule fares: its next prompt, or why there is none."""
    chosen = schedule.chosen
    if not is_known(chosen.zone):
        unknown = request.say("I do not know the time zone {zone}.", zone=chosen.zone)
        return wrong(unknown, request.say("A moderator can choose another with /daily set."))
    if schedule.failing:
        return wrong(*_failing(schedule, request))
    if chosen.is_paused:
        return well(request.say("paused by a moderator; /daily resume starts it again."))
    coming = upcoming(rhythm_of(chosen), now, 1)
    if not coming:
        never = request.say("No day of the next two years is left by its weekdays and pauses.")
        return wrong(never, request.say("A moderator can change them with /daily set."))
    at = local_moment(coming[0].at, chosen.zone, request)
    return well(request.mark("the next one comes {moment}.", moment=at))


def _looked(schedule: Schedule, patient: Patient) -> Finding:
    request, chosen = patient.request, schedule.chosen
    which = request.mark(
        "The prompt at {time} in {channel}:", time=f"{chosen.at:%H:%M}", channel=channel(chosen.channel)
    )
    found = fares(schedule, patient.now, request)
    return replace(found, says=Markdown(f"{which} {found.says}"))


def _failing(schedule: Schedule, request: Request) -> tuple[str, ...]:
    """Since when, why, and what to do."""
    since = day_name(schedule.failing_since, request) if schedule.failing_since else ""
    days = request.plural(
        "it could not be posted on {n} day, since {day}.",
        "it could not be posted on {n} days, since {day}.",
        schedule.failing,
        day=since,
    )
    why = request.say("I was not allowed to.") if schedule.reason == Cause.NOT_ALLOWED else ""
    paused = request.say("So I have paused it; once that is mended, a moderator starts it again with /daily resume.")
    return days, why or what_to_do(schedule.reason, "", request), paused if schedule.chosen.is_paused else ""
