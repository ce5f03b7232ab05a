"""What is behind a button, a menu or a form for moderators.

Decides that all of it is for them alone and answered in private.
"""

from bot.chat.command import Command, Handler, Option, Surface
from bot.chat.place import Audience, Permission


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
