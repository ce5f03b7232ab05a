"""`/manage export`: everything that the group owns, as one file to keep and one to read.

Decides that it is for moderators and in private, and that what is a member's alone is in neither (`/mydata export`).
"""

import asyncio

from bot.chat.command import Command, Request
from bot.chat.handed import HANDED_LIMIT
from bot.chat.place import Audience, Permission
from bot.chat.reply import File, Reply
from bot.export.gathering import export_of
from bot.export.markdown import markdown_of
from bot.export.records import Export
from bot.export.writing import fitted
from bot.services import Services
from bot.session.minutes import minutes_of
from bot.state.holding import History

JSON_FILE, MARKDOWN_FILE = "commonplace.json", "commonplace.md"


async def export(services: Services, request: Request) -> Reply:
    """The two files."""
    holding, history = await services.stores.holdings.all(request.space)
    space = await services.stores.spaces.get(request.space)
    assert space is not None
    whole = export_of(holding, history, space, services.shelf.edition.library.edition, services.now())
    # In a thread: a large space takes a while to write, and others are answered meanwhile.
    made, text, readable = await asyncio.to_thread(_written, whole, history, request)
    files = File(JSON_FILE, text), File(MARKDOWN_FILE, readable)
    return Reply(" ".join(_told(made, history, text, request)), files=files)


def _written(whole: Export, history: History, request: Request) -> tuple[Export, str, str]:
    """As much as fits into a file, that file, and the one to read."""
    made, text = fitted(whole)
    kept = {one.started_at for one in made.minutes or ()}
    minutes = [minutes_of(session, log, request) for session, log in history.sessions if session.started_at in kept]
    return made, text, markdown_of(made, minutes, request)


def _told(made: Export, history: History, text: str, request: Request) -> list[str]:
    """What the files hold, what they leave out, and whether they can be taken in again."""
    told = [
        request.say(
            "Everything that this group keeps, to read and to keep: /manage import takes {file} in again. It names the "
            "moderators, and members who let others see what they suggested or wrote into minutes, so mind whom you "
            "give it to. What is a member's alone is not in it: what they saved, how far they have read, what they "
            "voted.",
            file=JSON_FILE,
        )
    ]
    left = len(history.sessions) - len(made.minutes or ())
    if len(made.log or ()) < len(history.changes) or left:
        told.append(request.say("To keep the file small enough, the oldest of the log or the minutes is left out."))
    if len(text.encode()) > HANDED_LIMIT:
        told.append(
            request.say("It is larger than the {most} KiB that /manage import takes.", most=HANDED_LIMIT // 1024)
        )
    return told


COMMANDS = (
    Command(
        "manage export",
        "Everything that this group keeps, as a file to keep and one to read",
        export,
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
)
