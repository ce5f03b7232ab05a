"""Who has come: the request of a platform, with what only the core knows about it.

Decides which space a request belongs to, what its person may do there, in which language they are answered, and that a
name is shown clean and short.
"""

from dataclasses import replace

from bot.chat.clean import clean
from bot.chat.command import Command, Request
from bot.chat.errors import UserError
from bot.chat.place import Permission, Person
from bot.services import Services
from bot.texts import sentences

NAME_LIMIT = 80  # characters of a person's name that are shown


def heard(request: Request) -> Request:
    """The request with its reader's language."""
    return replace(request, sentences=sentences(request.locale))


async def placed(request: Request, services: Services) -> Request:
    """The request with its space, the person's permission and the reader's language."""
    if request.space:
        return request
    space = await services.stores.spaces.ensure(request.place.platform, request.place.space, services.now())
    return replace(
        heard(request),
        space=space,
        person=replace(request.person, name=clean(request.person.name, lines=False)[:NAME_LIMIT]),
        permission=await _permission(space, request.person, services),
    )


def permit(command: Command, request: Request) -> None:
    """Raises UserError where the person may not use the command."""
    if request.permission >= command.permission:
        return
    if command.permission is Permission.MODERATOR:
        raise UserError(request.say("Only moderators of this space can do that. Ask one of them."))
    raise UserError(request.say("Only whoever runs this space can do that."))


async def _permission(space: str, person: Person, services: Services) -> Permission:
    if person.runs_space:
        return Permission.OWNER
    listed = await services.stores.moderators.includes(space, person.id, person.roles)
    return Permission.MODERATOR if listed else Permission.MEMBER
