"""`/manage hide` and `/manage source`: what this group does not want to see again.

Decides that hiding is a choice of the space like any other: it is in the log, can be undone, and takes nothing out of
the library of anybody else.
"""

import json
from collections.abc import Sequence

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request
from bot.chat.errors import UserError
from bot.chat.markdown import bullets
from bot.chat.place import Audience, Permission
from bot.chat.reply import MENU_LIMIT, Card, Choice, Reply, Select
from bot.commands.finding import source_of, suggest_source
from bot.commands.pressed import pressed
from bot.library.library import spoken_id
from bot.library.records import Claim, Prompt, Quote
from bot.preferences import HIDDEN, SOURCES_OFF
from bot.services import Services

OFF, ON = "off", "on"


async def hide(services: Services, request: Request, id: str = "", show: bool = False) -> Reply:  # noqa: A002
    """Never show a quotation, prompt or claim here again, or show it again; without an id, what is hidden."""
    hidden = await _list(services, request, HIDDEN)
    if not id:
        return _hidden(request, hidden)
    key = _meant(services, hidden, id)
    if not key:
        raise UserError(request.say("There is nothing with the id {id}. Ids look like GEN-01.", id=id[:20]))
    await _choose(services, request, HIDDEN, hidden, key, listed=not show)
    if show:
        return Reply(request.say("{id} may be shown here again.", id=key))
    return Reply(request.say("{id} is not shown here any more. /manage log undoes it.", id=key))


def _meant(services: Services, hidden: Sequence[str], typed: str) -> str:
    """The id of what is shown here, or of what is hidden here already; empty where there is no such thing."""
    found = services.library.find(typed)
    if isinstance(found, Quote | Prompt | Claim):
        return found.id
    return next((key for key in hidden if spoken_id(key) == spoken_id(typed)), "")


def _hidden(request: Request, hidden: Sequence[str]) -> Reply:
    if not hidden:
        return Reply(request.say("Nothing is hidden here."))
    choices = tuple(Choice(key, key) for key in hidden[:MENU_LIMIT])
    menu = Select(request.say("Show again"), Action("hiding.show"), choices)
    return Reply(cards=(Card(request.say("Hidden here"), bullets(hidden)),), controls=(menu,))


async def show_again(services: Services, request: Request, id: str) -> Reply:  # noqa: A002
    """Show a hidden record again."""
    return await hide(services, request, id, show=True)


async def switch(services: Services, request: Request, source: str, to: str = OFF) -> Reply:
    """Switch a source off or on: its wordings, and what only it carries, are shown or not."""
    one = source_of(services, request, source)
    off = await _list(services, request, SOURCES_OFF)
    await _choose(services, request, SOURCES_OFF, off, one.id, listed=to == OFF)
    if to == OFF:
        return Reply(request.say("{source} is switched off here. /manage log undoes it.", source=one.title))
    return Reply(request.say("{source} is switched on here.", source=one.title))


async def _list(services: Services, request: Request, key: str) -> list[str]:
    kept = await services.stores.settings.get(request.space, key)
    return list(json.loads(kept.value)) if kept else []


async def _choose(
    services: Services, request: Request, key: str, before: Sequence[str], item: str, *, listed: bool
) -> None:
    after = sorted({*before, item} if listed else {*before} - {item})
    store, by, now = services.stores.settings, request.person.id, services.now()
    if after:
        await store.set(request.space, key, json.dumps(after), by=by, now=now)
    else:
        await store.reset(request.space, key, by=by, now=now)


_ID = Option("id", "The id of what is meant, such as GEN-01", Kind.TEXT)

COMMANDS = (
    pressed("hiding.show", "Show it here again", show_again, Option("id", "The id of what is hidden", required=True)),
    Command(
        "manage hide",
        "Never show a quotation, prompt or claim here again",
        hide,
        (_ID, Option("show", "Show it again instead", Kind.FLAG)),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    Command(
        "manage source",
        "Switch a source off or on for this group",
        switch,
        (
            Option("source", "Which source", required=True, suggest=suggest_source),
            Option("to", "Off or on", Kind.CHOICE, choices=(Choice(OFF, OFF), Choice(ON, ON))),
        ),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
)
