"""`/daily set`: a daily prompt is set up, or changed, in sight of what it will do.

Decides which one is meant: what somebody sets up for a channel changes the prompt which that channel has, and is a new
one where it has none. The answer says which, and offers the others.
"""

from collections.abc import Sequence

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request
from bot.chat.form import Form
from bot.chat.markdown import channel as channel_name
from bot.chat.markdown import paragraphs
from bot.chat.place import Audience, Permission
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply
from bot.commands.daily.choices import at_first, given, texts_of
from bot.commands.daily.drafting import Draft, begun, form, saved, shown
from bot.commands.daily.options import CHANNEL, GROUPS, OPTIONS
from bot.commands.daily.undoing import undo_button
from bot.commands.daily.which import NEW, SCHEDULE, existing, suggest_schedule
from bot.commands.pressed import pressed
from bot.commands.timing import local_moment
from bot.services import Services
from bot.state.schedule import Schedule
from bot.texts import noted
from bot.values import Value


async def set_up(services: Services, request: Request, schedule: str = "", **typed: Value) -> Reply | Form:
    """What was typed, laid over what is there; the form where nothing was typed or something is missing."""
    new = given(typed)
    there = await _of_channel(services, request, schedule, new.get(CHANNEL.name, ""))
    before = texts_of(there.chosen) if there else await at_first(services, request)
    draft = await begun(services, request, before | new, there.id if there else NEW)
    if not new:
        return form(request, draft, GROUPS["when"], {})
    return await shown(services, request, draft)


async def draft(
    services: Services, request: Request, schedule: str = "", seen: str = "", **values: Value
) -> Reply | Form:
    """What a form holds, or the same choices for another schedule."""
    texts = given(values)
    kept = Draft(texts, schedule, seen) if seen else await begun(services, request, texts, schedule)
    return await shown(services, request, kept)


async def ask(
    services: Services, request: Request, schedule: str = "", seen: str = "", which: str = "when", **values: Value
) -> Form:
    """One of the forms."""
    return form(request, Draft(given(values), schedule, seen), GROUPS[which], {})


async def save(
    services: Services, request: Request, schedule: str = "", seen: str = "", **values: Value
) -> Reply | Form:
    """Save what was shown."""
    done = await saved(services, request, Draft(given(values), schedule, seen))
    if not isinstance(done, Schedule):
        return done
    services.sender.nudge()
    return await _done(services, request, done)


async def _of_channel(services: Services, request: Request, schedule: str, channel: str) -> Schedule | None:
    """The schedule that is meant; None for a new one."""
    if schedule:
        return None if schedule == NEW else await existing(services, request, schedule)
    there = [
        one
        for one in await services.stores.schedules.of(request.space)
        if one.chosen.channel == (channel or request.place.channel)
    ]
    return there[0] if there else None


async def _done(services: Services, request: Request, done: Schedule) -> Reply:
    dues = await services.sender.means.picker.dues(request.space, done.id, done.chosen, services.now(), 1)
    where = channel_name(done.chosen.channel)
    if done.chosen.is_paused:
        when = request.mark("It is paused; /daily resume starts it again.")
    elif dues:
        moment = local_moment(dues[0].at, done.chosen.zone, request)
        when = request.mark("The next prompt comes in {channel}: {moment}.", channel=where, moment=moment)
    else:
        when = request.mark("Nothing comes within two years: its pauses leave no day.")
    buttons = [
        Button(request.say("Preview"), Action("daily preview", (done.id,))),
        Button(request.say("The next 14"), Action("daily upcoming", (done.id,))),
    ]
    if undo := await undo_button(services, request, done.id):
        buttons.append(undo)
    return Reply(cards=(Card(request.say("Saved"), paragraphs(when)),), controls=tuple(buttons))


async def _suggest_or_new(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    return [Choice(request.say("A new one"), NEW), *await suggest_schedule(services, request, typed)][:MENU_LIMIT]


_SCHEDULE_OR_NEW = Option(SCHEDULE.name, "Which daily prompt to change, or “new”", suggest=_suggest_or_new)
_TITLE = noted("A daily prompt")
_SEEN = Option("seen", "What was shown before")
_WHICH = Option(
    "which",
    "Which of the forms",
    Kind.CHOICE,
    choices=tuple(Choice(group.title, group.name) for group in GROUPS.values()),
)


COMMANDS = (
    Command(
        "daily set",
        "Set up a daily prompt, or change one",
        set_up,
        (*OPTIONS, _SCHEDULE_OR_NEW),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
        title=_TITLE,
    ),
    pressed("daily.draft", "Look at it before it is saved", draft, *OPTIONS, SCHEDULE, _SEEN, replaces=True),
    pressed("daily.form", "Ask for some of the choices", ask, *OPTIONS, SCHEDULE, _SEEN, _WHICH),
    pressed("daily.save", "Save a daily prompt", save, *OPTIONS, SCHEDULE, _SEEN, replaces=True),
)
