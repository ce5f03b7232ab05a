"""`/daily upcoming`: the next prompts with their days, and what moderators change about the order as a whole.

Decides that what is listed is what comes, and that shuffling again touches no day that somebody bound.
"""

from collections.abc import Sequence
from dataclasses import replace
from secrets import token_hex

from bot.chat.action import Action
from bot.chat.clean import clip
from bot.chat.command import Command, Request
from bot.chat.markdown import Markdown, bullets, paragraphs
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Card, Choice, Reply, Select
from bot.commands.daily.binding import rebound
from bot.commands.daily.undoing import undo_button
from bot.commands.daily.which import ONE, SCHEDULE, existing, meant
from bot.commands.pressed import pressed
from bot.commands.timing import day_name
from bot.daily.deck import OWN, SKIPPED, WINDOW, Order, Pick
from bot.daily.picking import Coming
from bot.library.library import Library
from bot.services import Services
from bot.state.schedule import Schedule

LISTED = 160  # characters of a question in the list


async def upcoming(services: Services, request: Request, schedule: str = "") -> Reply:
    """The next prompts."""
    found = await meant(services, request, schedule, Action("daily upcoming"))
    return found if isinstance(found, Reply) else await listed(services, request, found)


async def again(services: Services, request: Request, schedule: str) -> Reply:
    """The list, in the place of what was shown before."""
    return await listed(services, request, await existing(services, request, schedule))


async def shuffle(services: Services, request: Request, schedule: str) -> Reply:
    """Another order for the days that nobody bound."""
    changed = await rebound(services, request, schedule, lambda chosen, _: replace(chosen, seed=token_hex(4)))
    return await listed(services, request, changed, request.say("Shuffled. Days that were bound stay as they were."))


async def listed(services: Services, request: Request, schedule: Schedule, note: str = "") -> Reply:
    """The list, with what can be done about it."""
    window = await services.sender.means.picker.window(schedule, services.now(), WINDOW)
    library, chosen = services.library, schedule.chosen
    paused = request.say("It is paused: nothing of this comes before /daily resume.") if chosen.is_paused else ""
    none = request.say("Nothing comes within two years: its pauses leave no day.") if not window else ""
    body = paragraphs(note, paused, none, bullets(_line(coming, library, request) for coming in window))
    undo = await undo_button(services, request, schedule.id)
    return Reply(
        cards=(Card(request.say("What comes next"), body),),
        controls=tuple(_controls(schedule, window, library, request, undo)),
    )


def what_comes(pick: Pick, library: Library, request: Request) -> str:
    """What a day has, in one line."""
    if pick.prompt == SKIPPED:
        return request.say("left out")
    if pick.prompt is None:
        return request.say("nothing: every prompt has come")
    found = library.prompts.get(pick.prompt)
    return clip(found.question if found else pick.prompt.removeprefix(OWN), LISTED)


def bound(pick: Pick, request: Request) -> str:
    """Whether moderators chose it for the day; empty where the order did."""
    if not pick.is_locked or pick.prompt == SKIPPED:
        return ""
    is_own = pick.prompt is not None and pick.prompt.startswith(OWN)
    return request.say("your own question") if is_own else request.say("kept for this day")


def _line(coming: Coming, library: Library, request: Request) -> Markdown:
    day, what = day_name(coming.due.day, request), what_comes(coming.pick, library, request)
    if how := bound(coming.pick, request):
        return request.mark("**{day}**: {what} ({how})", day=day, what=what, how=how)
    return request.mark("**{day}**: {what}", day=day, what=what)


def _controls(
    schedule: Schedule, window: Sequence[Coming], library: Library, request: Request, undo: Button | None
) -> list[Button | Select]:
    controls: list[Button | Select] = []
    if window:
        days = tuple(
            Choice.clipped(f"{one.due.day} {what_comes(one.pick, library, request)}", one.due.day.isoformat())
            for one in window
        )
        controls.append(Select(request.say("Change a day"), Action("daily.day", (schedule.id,)), days))
    if schedule.chosen.order == Order.SHUFFLED.value:
        controls.append(Button(request.say("Shuffle again"), Action("daily.shuffle", (schedule.id,))))
    return [*controls, *([undo] if undo else [])]


COMMANDS = (
    Command(
        "daily upcoming",
        "The next 14 daily prompts: swap, leave out, bind to a day, shuffle",
        upcoming,
        (SCHEDULE,),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    pressed("daily.next", "The list of what comes next", again, ONE, replaces=True),
    pressed("daily.shuffle", "Shuffle what is not bound to a day", shuffle, ONE, replaces=True),
)
