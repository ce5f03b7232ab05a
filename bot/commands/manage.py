"""`/manage settings`, `moderators` and `log`: what a group chose for itself, by whom, and how to take it back.

Decides that whoever runs the space says who moderates it, that moderators change the rest, and that every change can
be seen and undone by any of them.
"""

from collections.abc import Sequence

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request
from bot.chat.errors import UserError
from bot.chat.form import Field, Form
from bot.chat.markdown import bullets
from bot.chat.place import Audience, Permission
from bot.chat.reply import MENU_LIMIT, Card, Choice, Reply, Select
from bot.preferences import BY_NAME, PREFERENCES, RESET, Preference, Shape, shown
from bot.services import Services
from bot.state.settings import SPACE, Setting
from bot.zones import completed


async def settings(
    services: Services, request: Request, name: str = "", value: str = "", here: bool = False
) -> Reply | Form:
    """All settings with where each value comes from; with a name, the form to change it; with a value, the change."""
    if not name:
        return await _overview(services, request)
    preference = BY_NAME[name]
    if not value:
        return _form(preference, request)
    return await _change(services, request, preference, value, here)


async def _overview(services: Services, request: Request) -> Reply:
    chosen = {(one.scope, one.key): one for one in await services.stores.settings.chosen(request.space)}
    lines = []
    for preference in PREFERENCES:
        here, everywhere = (chosen.get((scope, preference.name)) for scope in (request.place.channel, SPACE))
        holds = here or everywhere
        lines.append(
            request.mark(
                "**{name}**: {value} ({origin}). {help}. {allowed}",
                name=preference.name,
                value=shown(preference, holds.value if holds else preference.default) or request.say("not set"),
                origin=_origin(request, here, everywhere),
                help=request.say(preference.help),
                allowed=_allowed(preference, request),
            )
        )
    choices = tuple(Choice(preference.name, preference.name) for preference in PREFERENCES)
    menu = Select(request.say("Change a setting"), Action("manage settings"), choices)
    return Reply(cards=(Card(request.say("Settings of this space"), bullets(lines)),), controls=(menu,))


def _origin(request: Request, here: Setting | None, everywhere: Setting | None) -> str:
    if here:
        return request.say("chosen for this channel")
    return request.say("chosen for this space") if everywhere else request.say("the default")


def _allowed(preference: Preference, request: Request) -> str:
    match preference.shape:
        case Shape.WORD:
            return request.say("It may be: {choices}.", choices=", ".join(preference.choices))
        case Shape.ZONE:
            return request.say("It may be any IANA time zone.")
        case Shape.CHANNEL:
            return request.say("It may be any channel here.")
        case Shape.ROLE:
            return request.say("It may be any role here.")


def _form(preference: Preference, request: Request) -> Form:
    kinds = {Shape.WORD: Kind.CHOICE, Shape.ZONE: Kind.TEXT, Shape.CHANNEL: Kind.CHANNEL, Shape.ROLE: Kind.ROLE}
    words = (*preference.choices, RESET) if preference.choices else ()
    value = Field(
        name="value",
        label=preference.name.capitalize(),
        help=request.say(preference.help),
        kind=kinds[preference.shape],
        required=True,
        choices=tuple(Choice(word, word) for word in words),
        suggests=preference.shape is Shape.ZONE,
    )
    here = Field("here", request.say("Only in this channel"), kind=Kind.FLAG)
    fields = (value, here) if preference.per_channel else (value,)
    return Form(request.say("Change a setting"), Action("manage settings", (preference.name,)), fields)


async def _change(services: Services, request: Request, preference: Preference, typed: str, here: bool) -> Reply:
    if here and not preference.per_channel:
        raise UserError(request.say("{name} is the same in all channels of a space.", name=preference.name))
    store, now, by = services.stores.settings, services.now(), request.person.id
    channel = request.place.channel if here else SPACE
    if typed.casefold() == RESET:
        await store.reset(request.space, preference.name, by=by, now=now, channel=channel)
        return Reply(
            request.say("{name} is back to what holds otherwise. /manage log undoes it.", name=preference.name)
        )
    value = preference.read(typed, request)
    await store.set(request.space, preference.name, value, by=by, now=now, channel=channel)
    now_is = request.mark(
        "**{name}** is now {value}. /manage log undoes it.", name=preference.name, value=shown(preference, value)
    )
    return Reply(cards=(Card(request.say("Settings of this space"), now_is),))


async def _suggest_value(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    begun = typed.strip().casefold()
    words = [word for one in PREFERENCES for word in one.choices if word.startswith(begun)] if begun else []
    return [Choice(word, word) for word in (*words, *completed(typed))][:MENU_LIMIT]


_NAMES = tuple(Choice(one.name, one.name) for one in PREFERENCES)

COMMANDS = (
    Command(
        "manage settings",
        "What this group chose, and how to change it",
        settings,
        (
            Option("name", "A setting, to change it", Kind.CHOICE, choices=_NAMES),
            Option("value", "Its new value; “default” takes the choice back", suggest=_suggest_value),
            Option("here", "Only in this channel", Kind.FLAG),
        ),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
        title="Change a setting",
    ),
)
