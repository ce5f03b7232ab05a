"""`/daily show`: the daily prompts of a space, how they fare, and what became of the last ones.

Decides that one is shown in full and several in a line each, and that what moderators could not be told elsewhere
stands first, once.
"""

from collections.abc import Sequence

from bot.chat.action import Action
from bot.chat.command import Command, Request
from bot.chat.markdown import Markdown, bullets, channel, escape
from bot.chat.place import Audience, Permission
from bot.chat.reply import MENU_LIMIT, Button, Card, Reply, Select
from bot.commands.daily.fates import fate
from bot.commands.daily.options import OPTIONS
from bot.commands.daily.upcoming import what_comes
from bot.commands.daily.which import SCHEDULE, choices_of, existing
from bot.commands.daily.words import chosen_in_words
from bot.commands.doctor.schedules import fares
from bot.commands.timing import day_name, rhythm_in_words
from bot.commands.untold import untold_cards
from bot.daily.deck import SKIPPED
from bot.services import Services
from bot.state.schedule import Schedule

LAST = 5  # prompts whose fate is told


async def show(services: Services, request: Request, schedule: str = "") -> Reply:
    """One of them, or all."""
    told = await untold_cards(services, request)
    if schedule:
        return await _one(services, request, await existing(services, request, schedule), told)
    every = await services.stores.schedules.of(request.space)
    if len(every) == 1:
        return await _one(services, request, every[0], told)
    if not every:
        none = Card(body=request.mark("There is no daily prompt here yet. /daily set sets one up."))
        return Reply(cards=(*told, none), controls=(Button(request.say("Set one up"), Action("daily set")),))
    return _several(services, request, every, told)


async def _one(services: Services, request: Request, schedule: Schedule, told: Sequence[Card]) -> Reply:
    chosen, now = schedule.chosen, services.now()
    fields: list[tuple[str, Markdown]] = [
        (request.say("How it fares"), fares(schedule, now, request).says),
        *chosen_in_words(chosen, services.library, request),
    ]
    for coming in await services.sender.means.picker.window(schedule, now, 1):
        what = what_comes(coming.pick, services.library, request)
        if coming.pick.prompt not in (None, SKIPPED):
            fields.insert(1, (request.say("What comes next"), escape(what)))
    if chosen.pauses:
        spans = [_span(first, last) for first, last in chosen.pauses]
        fields.append((request.say("Days without a prompt"), escape(", ".join(spans))))
    last = await services.stores.deliveries.recent(request.space, schedule.id, LAST)
    if last:
        lines = [
            request.mark("{day}: {fate}", day=day_name(one.day, request), fate=fate(one, chosen.zone, request))
            for one in last
        ]
        fields.append((request.say("The last ones"), bullets(lines)))
    card = Card(request.say("The daily prompt"), fields=tuple(fields))
    return Reply(cards=(*told, card), controls=_controls(schedule, request))


def _several(services: Services, request: Request, every: Sequence[Schedule], told: Sequence[Card]) -> Reply:
    lines = [
        request.mark(
            "**{rhythm}**, {channel}: {fares}",
            rhythm=rhythm_in_words(one.chosen, request),
            channel=channel(one.chosen.channel),
            fares=fares(one, services.now(), request).says,
        )
        for one in every
    ]
    menu = Select(request.say("Open one"), Action("daily show"), choices_of(every[:MENU_LIMIT], request))
    return Reply(cards=(*told, Card(request.say("Daily prompts"), bullets(lines))), controls=(menu,))


def _controls(schedule: Schedule, request: Request) -> tuple[Button, ...]:
    one = (schedule.id,)
    if schedule.chosen.is_paused:
        turn = Button(request.say("Resume"), Action("daily resume", ("", *one)))
    else:
        turn = Button(request.say("Pause"), Action("daily pause", ("", "", *one)))
    return (
        Button(request.say("Preview"), Action("daily preview", one)),
        Button(request.say("The next 14"), Action("daily upcoming", one)),
        Button(request.say("Change"), Action("daily set", (*("" for _ in OPTIONS), *one))),
        turn,
        Button(request.say("Check again"), Action("daily.look", one)),
    )


def _span(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first} – {last}"


COMMANDS = (
    Command(
        "daily show",
        "The daily prompts here, how they fare, and what became of the last ones",
        show,
        (SCHEDULE,),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
)
