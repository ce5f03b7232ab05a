"""`/manage import`: take a file of `/manage export` in; first shown, then done.

Decides that nothing is done before somebody has seen what it would be, and that exactly this is done: where the space
has changed meanwhile so that something else would follow, it is shown again. Decides too that what is written down of a
file until then names nobody (bot/state/imports.py says where it waits, and why there).
"""

import asyncio
from dataclasses import replace

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request
from bot.chat.errors import UserError
from bot.chat.outbox import Failure, PlaceGone, Use
from bot.chat.place import Audience, Permission, Place
from bot.chat.reply import Button, Reply, Style
from bot.commands.differing import cards_of
from bot.commands.lacking import in_time
from bot.commands.pressed import pressed
from bot.export.comparing import compared
from bot.export.difference import Here
from bot.export.reading import read, read_now
from bot.export.records import Export
from bot.export.writing import nameless, text_of
from bot.export.wrong import Wrong
from bot.services import Services
from bot.state.holding import Arrival, Holding
from bot.state.imports import Waiting

LOOKED_AT = 20  # channels of a file that are looked for: each is a question to the platform


class _OtherwiseError(Exception):
    """Something else would be done than was shown."""


async def take_in(services: Services, request: Request, file: str, channel: str = "") -> Reply:
    """What the file would change, and a button that does it."""
    try:
        export = await read(file)
    except Wrong as wrong:
        raise UserError(_told(wrong, request)) from None
    return await _shown(services, request, export, channel)


async def take_in_now(services: Services, request: Request, token: str) -> Reply:
    """Do what was shown."""
    waiting = await services.stores.imports.fetch(request.space, token, services.now())
    if waiting is None:
        raise UserError(request.say("This file does not wait any more. Use /manage import again."))
    export = await asyncio.to_thread(read_now, waiting.content)
    gone = await _gone(services, request, export)

    def decide(holding: Holding) -> Arrival:
        difference = compared(export, _here(services, request, export, waiting.channel, gone, holding))
        if difference.checksum != waiting.shown:
            raise _OtherwiseError
        return difference.arrival

    try:
        await services.stores.holdings.receive(request.space, decide, by=request.person.id, now=services.now())
    except _OtherwiseError:
        return await _shown(services, request, export, waiting.channel, again=True)
    await services.stores.imports.drop(request.space)
    services.sender.nudge()
    return Reply(request.say("Imported. /manage log shows it as one change, and undoes it."))


async def put_away(services: Services, request: Request) -> Reply:
    """Let go of a file that waits."""
    await services.stores.imports.drop(request.space)
    return Reply(request.say("Nothing was imported, and the file is gone."))


async def _shown(services: Services, request: Request, export: Export, channel: str, *, again: bool = False) -> Reply:
    holding = await services.stores.holdings.now(request.space)
    here = _here(services, request, export, channel, await _gone(services, request, export), holding)
    difference = compared(export, here)
    cards = cards_of(difference, export, here, request)
    if again:
        note = request.say("Something was changed here meanwhile. This is what the file would change now.")
        cards = (replace(cards[0], title=note), *cards)
    if difference.arrival.is_empty:
        return Reply(cards=cards)
    waiting = Waiting(text_of(nameless(export)), channel, difference.checksum)
    token = await services.stores.imports.keep(request.space, waiting, services.now())
    controls = (
        Button(request.say("Import"), Action("import.now", (token,)), Style.PRIMARY),
        Button(request.say("Put it away"), Action("import.away")),
    )
    return Reply(cards=cards, controls=controls)


def _here(
    services: Services, request: Request, export: Export, channel: str, gone: frozenset[str], holding: Holding
) -> Here:
    return Here(
        holding=holding,
        library=services.shelf.edition.library,
        is_home=_is_home(export, request),
        is_owner=request.permission >= Permission.OWNER,
        channel=channel,
        gone=gone,
    )


def _is_home(export: Export, request: Request) -> bool:
    return (export.home.platform, export.home.id) == (request.place.platform, request.place.space)


async def _gone(services: Services, request: Request, export: Export) -> frozenset[str]:
    """The channels of a file of this space that do not exist any more."""
    outbox = services.sender.means.outboxes.get(request.place.platform)
    if outbox is None or not _is_home(export, request):
        return frozenset()
    home = request.place
    named = dict.fromkeys(one.channel for one in export.schedules or ())

    async def is_gone(channel: str) -> bool:
        try:
            await in_time(outbox.missing(Place(home.platform, home.space, channel), (Use.POST,)))
        except PlaceGone:
            return True
        except Failure:
            return False  # it cannot be told now, and /manage doctor tells it later
        return False

    looked = list(named)[:LOOKED_AT]
    found = await asyncio.gather(*(is_gone(channel) for channel in looked))
    return frozenset(channel for channel, lost in zip(looked, found, strict=True) if lost)


def _told(wrong: Wrong, request: Request) -> str:
    """Where in the file something is wrong, and what."""
    where = request.say("Nothing was imported. Line {line}, column {column}.", line=wrong.line, column=wrong.column)
    if wrong.path:
        where = request.say(
            "Nothing was imported. Line {line}, column {column} ({path}).",
            line=wrong.line,
            column=wrong.column,
            path=wrong.path,
        )
    what = request.say(wrong.sentence, **wrong.values)
    return f"{where} {what}"


_FILE = Option("file", "The JSON file of an export", Kind.FILE, required=True)
_CHANNEL = Option("channel", "Where prompts and minutes go whose own channel is not here", Kind.CHANNEL)
_TOKEN = Option("token", "Which file", required=True)

COMMANDS = (
    Command(
        "manage import",
        "Take a file of /manage export in: see first what it would change",
        take_in,
        (_FILE, _CHANNEL),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
        title="Import a file",
    ),
    pressed("import.now", "Import it now", take_in_now, _TOKEN, replaces=True),
    pressed("import.away", "Put the file away", put_away, replaces=True),
)
