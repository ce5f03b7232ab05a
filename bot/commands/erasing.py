"""`/manage erase`: everything of this space, gone at once.

Decides that it is asked once and says before what goes, what stays and for how long; that the button is good for this
stay only, so that pressing it again later does not erase what was begun anew; and that it is for whoever runs the
space.
"""

import logging

from bot.chat.action import Action
from bot.chat.command import Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import bullets
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Card, Reply, Style
from bot.services import Services

_log = logging.getLogger(__name__)


async def ask(services: Services, request: Request) -> Reply:
    """What goes, what stays and for how long, and the button that does it."""
    lines = [
        request.say(
            "At once go: settings and moderators, daily prompts and what is planned of them, the group's own library "
            "and what waits for review, votes, the reading plan, sessions with their minutes, everybody's bookmarks "
            "and everything else that is kept about people here, and the log."
        ),
        request.say("I post nothing here by myself any more. What I have posted stays until you delete it."),
        in_backups(services, request),
        request.say("I stay here and begin anew; to end that too, remove me from this space."),
        request.say("It cannot be undone. /manage export gives you all of it as a file first."),
    ]
    sure = Button(request.say("Yes, erase everything"), Action("space.erase", (request.space,)), Style.DANGER)
    return Reply(cards=(Card(request.say("Erase everything of this space?"), bullets(lines)),), controls=(sure,))


def in_backups(services: Services, request: Request) -> str:
    """One sentence: how long what is erased lives on in backups."""
    if services.stores.copies.are_ours:
        return request.say("In backups that were made before it lives on for 30 days at most.")
    return request.say("In backups it lives on for as long as whoever runs this bot keeps them; ask them.")


async def erase(services: Services, request: Request, stay: str) -> Reply:
    """Erase everything, if it is still the stay that was asked about."""
    if stay != request.space or not await services.stores.spaces.erase(request.space):
        raise UserError(request.say("That is erased already. /manage erase asks anew."))
    _log.info("a space was erased by whoever runs it", extra={"at": request.place.platform})
    gone = request.say("Everything of this space is erased.")
    anew = request.say("I begin anew; /help says with what.")
    return Reply(f"{gone} {in_backups(services, request)} {anew}")


COMMANDS = (
    Command(
        "manage erase",
        "Erase everything of this space, after asking",
        ask,
        permission=Permission.OWNER,
        audience=Audience.PRIVATE,
    ),
    Command(
        "space.erase",
        "Erase it now",
        erase,
        (Option("stay", "Which stay was asked about", required=True),),
        permission=Permission.OWNER,
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
        replaces=True,
    ),
)
