"""What is behind a button, a menu or a form of the daily prompt.

Decides that all of it is for moderators and answered in private.
"""

from dataclasses import replace

from bot.chat.command import Command, Handler, Option, Surface
from bot.chat.place import Audience, Permission
from bot.commands.daily.which import SCHEDULE

ONE = replace(SCHEDULE, required=True)
"""Which daily prompt: a button always knows."""


def pressed(name: str, help: str, handler: Handler, *options: Option, replaces: bool = False) -> Command:  # noqa: A002
    """A hidden command; where it `replaces`, its answer takes the place of the message that was pressed."""
    return Command(
        name,
        help,
        handler,
        options,
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
        replaces=replaces,
    )
