"""`/daily pause` and `/daily resume`: days without prompts.

Decides that both ends of a pause are days without a prompt, and that a pause without an end lasts until somebody ends
it, whoever paused it: a moderator, or three failing days.
"""

from dataclasses import replace
from datetime import date

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, paragraphs
from bot.chat.place import Audience, Permission
from bot.chat.reply import Card, Reply
from bot.commands.daily.undoing import undo_button
from bot.commands.daily.which import SCHEDULE, existing, meant, today_of
from bot.commands.timing import day_name, local_moment
from bot.daily.holidays import added, ended
from bot.daily.rhythm import is_paused_on
from bot.services import Services
from bot.state.schedule import Arrangement, Schedule
from bot.state.schedules import Change
from bot.state.standing import State


async def pause(
    services: Services, request: Request, until: date | None = None, start: date | None = None, schedule: str = ""
) -> Reply:
    """No prompts from one day to another, both included; without an end until it is resumed."""
    given = tuple(day.isoformat() if day else "" for day in (until, start))
    found = await meant(services, request, schedule, Action("daily pause", given))
    if isinstance(found, Reply):
        return found
    if until is None and start is None:
        changed = await _change(services, request, found, lambda chosen: replace(chosen, is_paused=True))
        said = request.mark("Nothing comes until somebody types /daily resume.")
        return await _told(services, request, changed, request.say("Paused"), said)
    today = today_of(services, found)
    first = start or today
    last = _last(first, until, today, request)
    changed = await _change(
        services, request, found, lambda chosen: replace(chosen, pauses=added(chosen.pauses, first, last, today))
    )
    said = request.mark(
        "No prompt comes from {first} to {last}, both included.",
        first=day_name(first, request),
        last=day_name(last, request),
    )
    return await _told(services, request, changed, request.say("Paused"), said)


async def resume(services: Services, request: Request, on: date | None = None, schedule: str = "") -> Reply:
    """Prompts come again: now, or on a day."""
    found = await meant(services, request, schedule, Action("daily resume", (on.isoformat() if on else "",)))
    if isinstance(found, Reply):
        return found
    today = today_of(services, found)
    day = max(on or today, today)
    chosen = found.chosen
    if not (is_paused_on(chosen, today) or is_paused_on(chosen, day)):
        raise UserError(request.say("It is not paused. /daily show has what comes next."))
    changed = await _change(services, request, found, lambda chosen: _resumed(chosen, day, today))
    said = request.mark("Prompts come again from {day} on.", day=day_name(day, request))
    missed = await services.stores.deliveries.of_day(request.space, found.id, today)
    if day == today and missed and missed.state is State.SKIPPED_PAUSED:
        said = paragraphs(said, request.mark("Today's was missed; /daily now posts it at once."))
    return await _told(services, request, changed, request.say("Resumed"), said)


def _last(first: date, last: date | None, today: date, request: Request) -> date:
    """The last day of a pause. Raises UserError where there is none, or it is over."""
    if last is None:
        raise UserError(request.say("Say the last day without a prompt too: /daily pause start:… until:…"))
    if last < first:
        raise UserError(request.say("That pause ends before it begins: start is its first day, until its last."))
    if last < today:
        raise UserError(request.say("That pause is over already. Give a day to come."))
    return last


def _resumed(chosen: Arrangement, day: date, today: date) -> Arrangement:
    pauses = added(chosen.pauses, today, today, today) if chosen.is_paused else chosen.pauses
    return replace(chosen, is_paused=False, pauses=ended(pauses, day, today))


async def _change(services: Services, request: Request, schedule: Schedule, how: Change) -> Schedule:
    store, by, now = services.stores.schedules, request.person.id, services.now()
    changed = await store.change(request.space, schedule.id, how, by=by, now=now)
    services.sender.nudge()
    return changed or await existing(services, request, schedule.id)


async def _told(services: Services, request: Request, schedule: Schedule, title: str, said: Markdown) -> Reply:
    """What was done, and what comes next."""
    chosen = schedule.chosen
    following = Markdown("")
    if not chosen.is_paused:
        dues = await services.sender.means.picker.dues(request.space, schedule.id, chosen, services.now(), 1)
        moments = [local_moment(due.at, chosen.zone, request) for due in dues]
        following = request.mark("The next one comes {moment}.", moment=moments[0]) if moments else following
    undo = await undo_button(services, request, schedule.id)
    return Reply(cards=(Card(title, paragraphs(said, following)),), controls=(undo,) if undo else ())


_UNTIL = Option("until", "The last day without a prompt; without one it is paused until /daily resume", Kind.DATE)
_START = Option("start", "The first day without a prompt; today unless you say", Kind.DATE)
_ON = Option("on", "The day on which prompts come again; now unless you say", Kind.DATE)

COMMANDS = (
    Command(
        "daily pause",
        "No daily prompts for some days, or until they are resumed",
        pause,
        (_UNTIL, _START, SCHEDULE),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    Command(
        "daily resume",
        "Daily prompts come again, now or on a day",
        resume,
        (_ON, SCHEDULE),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
)
