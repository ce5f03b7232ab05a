"""What buttons, menus and forms carry, and what becomes of it when one is used.

Decides that an action too long for the wire is kept in a row of its space and the button carries the row's token; that
the row says whose words it holds, so that they can have it erased: of whoever asked, or of the author of the message
that was asked about; whoever presses such a button goes on with the words of the same person; under a post that nobody
asked for it holds nobody's; and that three names are kept for buttons which carry another command: to share its answer,
to open its form, to unpark it.
"""

from dataclasses import replace

from bot.arrivals import heard
from bot.chat.action import ASK, PARKED, SHARE, Action
from bot.chat.command import ONLY_ME, Command, Request
from bot.chat.errors import UserError
from bot.chat.form import Form
from bot.chat.reply import Button, Reply
from bot.services import Services

KEPT_NAMES = frozenset({ASK, SHARE, PARKED})


def stale(request: Request) -> UserError:
    """What is said of a button that this version cannot understand."""
    return UserError(
        heard(request).say("This button is from an older list. Ask again, for example with /quote or /help.")
    )


async def taken_up(wire: str, request: Request, services: Services) -> tuple[Action, Request]:
    """The action that a wire value stands for in the space of a placed request, and the request that goes on with it.

    Raises UserError for any other wire.
    """
    action = Action.decode(wire)
    if action is not None and action.command == PARKED and action.values:
        row = await services.stores.parked.fetch(request.space, action.values[0])
        action = Action(row.command, row.values) if row else None
        request = replace(request, words_of=row.speaker) if row else request
    if action is None:
        raise stale(request)
    return action, request


async def fitting(action: Action, request: Request, services: Services) -> Action:
    """The action, or one that stands for it where it is too long for the wire."""
    if action.fits:
        return action
    by, said_by = request.person.id, request.message.author_id if request.message else request.words_of
    token = await services.stores.parked.park(
        request.space,
        action.command,
        action.values,
        services.now(),
        by=by,
        said_by="" if said_by == by else said_by,
    )
    return Action(PARKED, (token,))


async def fitted(reply: Reply, request: Request, services: Services) -> Reply:
    """The reply with actions that fit the wire."""
    controls = [replace(one, does=await fitting(one.does, request, services)) for one in reply.controls]
    return replace(reply, controls=tuple(controls))


async def fitted_form(form: Form, request: Request, services: Services) -> Form:
    """The form with an action that fits the wire."""
    return replace(form, does=await fitting(form.does, request, services))


def with_share(reply: Reply, command: Command, given: dict[str, str], request: Request) -> Reply:
    """The reply with a button that shows it to the channel."""
    asked = reply.share or Action(command.name, command.ordered({**given, ONLY_ME.name: ""}))
    share = Button(request.say("Share"), Action(SHARE, (asked.command, *asked.values)))
    return replace(reply, controls=(*reply.controls, share))
