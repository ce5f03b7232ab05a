"""`/plan begin`, `next`, `date` and `off`: how moderators lead a group through its reading plan.

Decides that nothing is asked before and everything can be undone after, with a button and in the log; that the channel
sees where it is now; and that a plan without a rhythm stays where it is until somebody goes on.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from bot.chat.action import Action
from bot.chat.command import Command, Handler, Kind, Option, Request
from bot.chat.errors import UserError
from bot.chat.place import Permission
from bot.chat.reply import Button, Choice, Reply
from bot.commands.sections import SECTION, bearings_of, no_plan, plan_card, section_reply, step_of
from bot.commands.timing import day_name
from bot.library.records import Plan
from bot.library.suggest import Label, Suggestions
from bot.library.timetable import Timetable
from bot.reading import Course, today
from bot.services import Services
from bot.state.plans import SUBJECT, Change, GroupPlan

MOST_DAYS = 90  # for one section

Lead = Callable[[Course], Timetable]


async def begin(services: Services, request: Request, plan: str = "", on: date | None = None, days: int = 0) -> Reply:
    """Let the group read by a plan from a day on; with `days` it goes on by itself after so many."""
    chosen = _plan(services, request, plan)
    first = on or await today(services.stores, request.space, services.now())
    group = GroupPlan(chosen.id, Timetable.begun(chosen, first, days).dates)
    begins = request.say("It begins: {day}.", day=day_name(first, request))
    kept = request.say("What belongs further on is not shown openly here from that day on.")
    return await _changed(services, request, lambda _: group, begins, kept)


async def go_on(services: Services, request: Request) -> Reply:
    """The group goes on to the next section today."""
    day = await today(services.stores, request.space, services.now())

    def lead(course: Course) -> Timetable:
        gone_on = course.timetable.advanced(day)
        if gone_on is None:
            raise UserError(request.say("The group is at the end of its plan. /plan begin begins one anew."))
        return gone_on

    return await _led(services, request, lead, request.say("The group goes on."))


async def redate(services: Services, request: Request, section: str, on: date | None = None) -> Reply:
    """A section begins on another day, and those behind it move along; without a day, by hand."""

    def lead(course: Course) -> Timetable:
        step = step_of(course.plan, request, section)
        changed = course.timetable.moved(step, on) if on else course.timetable.undated(step)
        if changed is None and on:
            raise UserError(
                request.say("Sections begin one after the other, and that day is too early or too late for this one.")
            )
        if changed is None:
            raise UserError(request.say("The first section needs its day. /plan off ends the plan."))
        return changed

    return await _led(services, request, lead, request.say("The days of the plan have changed."))


async def off(services: Services, request: Request) -> Reply:
    """The group reads by no plan any more."""

    def end(before: GroupPlan | None) -> None:
        if before is None:
            raise UserError(no_plan(request))

    return await _changed(services, request, end)


async def _led(services: Services, request: Request, lead: Lead, said: str) -> Reply:
    library = services.library

    def how(before: GroupPlan | None) -> GroupPlan:
        course = Course.of(before, library)
        if course is None:
            raise UserError(no_plan(request))
        return GroupPlan(course.plan.id, lead(course).dates)

    return await _changed(services, request, how, said)


async def _changed(services: Services, request: Request, how: Change, *said: str) -> Reply:
    """Change the plan, and show what the channel sees then: its days and the section at hand, and the way back."""
    now = services.now()
    after = await services.stores.plans.change(request.space, how, by=request.person.id, now=now)
    undo = await _undo(services, request, after, now)
    course = Course.of(after, services.library)
    if course is None:
        return Reply(request.say("This group reads by no plan any more, and nothing is held back."), controls=undo)
    known = await bearings_of(services, request, course)
    reply = section_reply(services, request, known, known.at_hand, plan_card(known, request, *said))
    return Reply(cards=reply.cards, controls=(*undo, *reply.controls))


async def _undo(services: Services, request: Request, after: GroupPlan | None, at: datetime) -> tuple[Button, ...]:
    """A button that takes back what was changed at that time, if anything was."""
    value = after.as_value() if after else None
    for change in await services.stores.changes.latest(request.space, subject=SUBJECT):
        if change.at == at and change.after == value:
            return (Button(request.say("Undo"), Action("log.undo", (change.id,))),)
    return ()


def _plan(services: Services, request: Request, typed: str) -> Plan:
    plans = services.library.plans
    if not plans:
        raise UserError(request.say("This library has no reading plan."))
    found = _labelled(services).complete(typed, 1) if typed or len(plans) == 1 else ()
    if found:
        return plans[found[0].value]
    titles = "; ".join(one.title for one in plans.values())
    raise UserError(request.say("Which plan? There are: {titles}.", titles=titles))


def _labelled(services: Services) -> Suggestions:
    return Suggestions.of(Label(one.title, one.id) for one in services.library.plans.values())


async def suggest_plan(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    """The library's plans for what is typed so far."""
    return tuple(Choice.clipped(label.text, label.value) for label in _labelled(services).complete(typed))


def _for_moderators(name: str, help: str, handler: Handler, *options: Option) -> Command:  # noqa: A002
    return Command(name, help, handler, options, permission=Permission.MODERATOR)


COMMANDS = (
    _for_moderators(
        "plan begin",
        "Let the group read by a plan",
        begin,
        Option("plan", "Which plan, where the library has several", suggest=suggest_plan),
        Option("on", "When its first section begins; today unless given", Kind.DATE),
        Option(
            "days", "Go on by itself after so many days; else with /plan next", Kind.INTEGER, least=1, most=MOST_DAYS
        ),
    ),
    _for_moderators("plan next", "Go on to the next section, for everybody", go_on),
    _for_moderators(
        "plan date",
        "Let a section begin on another day; those behind it move along",
        redate,
        replace(SECTION, required=True),
        Option("on", "When it begins; without a day it waits for /plan next", Kind.DATE),
    ),
    _for_moderators("plan off", "Read by no plan any more: nothing is held back", off),
)
