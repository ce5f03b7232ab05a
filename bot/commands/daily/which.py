"""Which daily prompt is meant, where a space has several.

Decides that the only one needs no naming, and that of several nobody guesses: they are offered in a menu, and the
command goes on with the one that is chosen.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.chat.action import Action
from bot.chat.command import Option, Request
from bot.chat.errors import UserError
from bot.chat.reply import MENU_LIMIT, Choice, Reply, Select
from bot.commands.timing import rhythm_in_words
from bot.services import Services
from bot.state.schedule import Schedule

NEW = "new"
"""What stands for a schedule that is not there yet, where one can be chosen."""


async def meant(services: Services, request: Request, schedule: str, asks: Action) -> Schedule | Reply:
    """The schedule with this id, or the only one; a menu for `asks` where there are several.

    `asks` holds the values of its command's options up to `SCHEDULE`, which comes next. Raises UserError where none is.
    """
    if schedule:
        return await existing(services, request, schedule)
    every = await services.stores.schedules.of(request.space)
    if not every:
        raise UserError(request.say("There is no daily prompt here yet. /daily set sets one up."))
    if len(every) == 1:
        return every[0]
    menu = Select(request.say("Which one?"), asks, choices_of(every, request))
    return Reply(request.say("There are several daily prompts here. Choose one."), controls=(menu,))


def today_of(services: Services, schedule: Schedule) -> date:
    """The date where the prompt comes."""
    return services.now().astimezone(ZoneInfo(schedule.chosen.zone)).date()


async def existing(services: Services, request: Request, schedule: str) -> Schedule:
    """The schedule with this id. Raises UserError where it is gone."""
    found = await services.stores.schedules.get(request.space, schedule)
    if found is None:
        raise UserError(request.say("That daily prompt is not there any more. /daily show has those that are."))
    return found


def choices_of(schedules: Sequence[Schedule], request: Request) -> tuple[Choice, ...]:
    """What to choose from."""
    return tuple(Choice.clipped(name_of(one, request), one.id) for one in schedules[:MENU_LIMIT])


def name_of(schedule: Schedule, request: Request) -> str:
    """What a schedule is called where its channel cannot be shown by name: when it is due, and its topics."""
    topics = ", ".join(schedule.chosen.topics)
    rhythm = rhythm_in_words(schedule.chosen, request)
    return f"{rhythm} · {topics}" if topics else rhythm


async def suggest_schedule(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    """The space's schedules, for what is typed so far."""
    every = choices_of(await services.stores.schedules.of(request.space), request)
    wanted = typed.strip().casefold()
    return [one for one in every if wanted in one.label.casefold() or wanted == one.value.casefold()]


SCHEDULE = Option("schedule", "Which daily prompt, where there are several", suggest=suggest_schedule)
"""The last option of every command about one of them, so that the menu can add it."""
ONE = replace(SCHEDULE, required=True)
"""Which daily prompt: a button always knows."""
