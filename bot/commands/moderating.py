"""`/manage moderators`: who may moderate beside those who run the space.

Decides that only those who run a space put people on its list or take them off; moderators see it.
"""

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Field, Form
from bot.chat.markdown import Markdown, bullets, paragraphs, plain
from bot.chat.markdown import person as person_name
from bot.chat.markdown import role as role_name
from bot.chat.place import Audience, Permission
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply, Select
from bot.services import Services
from bot.state.moderators import PERSON, ROLE, Moderator


async def moderators(services: Services, request: Request) -> Reply:
    """The list, with the ways to change it."""
    listed = sorted(await services.stores.moderators.of(request.space), key=lambda one: (one.kind, one.who))
    opening = request.say("Whoever runs this space may always moderate. Beside them:")
    names = [_name(one, request) for one in listed]
    body = paragraphs(opening, bullets(names) if names else request.say("nobody yet"))
    controls: list[Button | Select] = [Button(request.say("Add"), Action("moderators.ask"))]
    if listed:
        choices = tuple(
            Choice.clipped(plain(_name(one, request)), f"{one.kind} {one.who}") for one in listed[:MENU_LIMIT]
        )
        controls.append(Select(request.say("Remove"), Action("moderators.remove"), choices))
    return Reply(cards=(Card(request.say("Moderators"), body),), controls=tuple(controls))


async def ask(services: Services, request: Request) -> Form:
    """The form to add somebody."""
    fields = (
        Field("person", request.say("A person"), kind=Kind.PERSON),
        Field("role", request.say("Or a role"), kind=Kind.ROLE),
    )
    return Form(request.say("Add a moderator"), Action("moderators.add"), fields)


async def add(services: Services, request: Request, person: str = "", role: str = "") -> Reply:
    """Put a person or a role on the list."""
    new = [Moderator(kind, who) for kind, who in ((PERSON, person), (ROLE, role)) if who]
    if not new:
        raise UserError(request.say("Choose a person or a role."))
    for one in new:
        await services.stores.moderators.add(request.space, one, by=request.person.id, now=services.now())
    return await moderators(services, request)


async def remove(services: Services, request: Request, who: str) -> Reply:
    """Take somebody off the list."""
    kind, _, key = who.partition(" ")
    one = Moderator(kind, key)
    if not await services.stores.moderators.remove(request.space, one, by=request.person.id, now=services.now()):
        raise UserError(request.say("They are not on the list any more."))
    return await moderators(services, request)


def _name(one: Moderator, request: Request) -> Markdown:
    if one.kind == ROLE:
        return request.mark("everybody with the role {role}", role=role_name(one.who))
    return request.mark("the person {person}", person=person_name(one.who))


COMMANDS = (
    Command(
        "manage moderators",
        "Who may moderate here",
        moderators,
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    Command(
        "moderators.ask",
        "Ask whom to add",
        ask,
        permission=Permission.OWNER,
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
    Command(
        "moderators.add",
        "Add a moderator",
        add,
        (Option("person", "A person", Kind.PERSON), Option("role", "A role", Kind.ROLE)),
        permission=Permission.OWNER,
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
    Command(
        "moderators.remove",
        "Remove a moderator",
        remove,
        (Option("who", "Who is on the list", required=True),),
        permission=Permission.OWNER,
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
        replaces=True,
    ),
)
