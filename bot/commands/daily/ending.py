"""`/daily off`: the end of a daily prompt.

Decides that switching off asks once, and that it can be taken back as it was, with its days and its place in the order.
"""

from bot.chat.action import Action
from bot.chat.command import Command, Request
from bot.chat.markdown import channel
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Card, Reply, Style
from bot.commands.daily.undoing import undo_button
from bot.commands.daily.which import ONE, SCHEDULE, existing, meant
from bot.commands.pressed import pressed
from bot.commands.timing import rhythm_in_words
from bot.services import Services


async def off(services: Services, request: Request, schedule: str = "") -> Reply:
    """Asks once."""
    found = await meant(services, request, schedule, Action("daily off"))
    if isinstance(found, Reply):
        return found
    asked = request.mark(
        "Switch off the daily prompt in {channel}: {rhythm}? What it posted stays, and Undo brings it back as it is.",
        channel=channel(found.chosen.channel),
        rhythm=rhythm_in_words(found.chosen, request),
    )
    sure = Button(request.say("Yes, switch it off"), Action("daily.end", (found.id,)), Style.DANGER)
    return Reply(cards=(Card(body=asked),), controls=(sure,))


async def end(services: Services, request: Request, schedule: str) -> Reply:
    """Switch it off."""
    found = await existing(services, request, schedule)
    await services.stores.schedules.remove(request.space, found.id, by=request.person.id, now=services.now())
    undo = await undo_button(services, request, found.id)
    said = request.mark("Switched off. Nothing comes in {channel} any more.", channel=channel(found.chosen.channel))
    return Reply(cards=(Card(body=said),), controls=(undo,) if undo else ())


COMMANDS = (
    Command(
        "daily off",
        "Switch a daily prompt off",
        off,
        (SCHEDULE,),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    pressed("daily.end", "Switch it off now", end, ONE, replaces=True),
)
