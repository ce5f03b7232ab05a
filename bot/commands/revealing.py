"""**Show it to me**: what lies further on in the reading plan, for whoever pressed, alone.

Decides that it is shown as everything else is, with the same buttons, and that nothing is kept of who pressed.
"""

from dataclasses import replace

from bot.chat.command import Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.place import Audience
from bot.chat.reply import Reply
from bot.commands import quote
from bot.commands.claims import claims
from bot.commands.discussing import prompt_reply
from bot.commands.summary import summary
from bot.library.reach import EVERYTHING
from bot.library.records import Claim, Prompt, Quote, Topic
from bot.services import Services


async def reveal(services: Services, request: Request, id: str, source: str = "") -> Reply:  # noqa: A002
    """The record with this id; a quotation in the words of a source, if one is given."""
    unbound = replace(services, reach=EVERYTHING)
    found = services.library.find(id)
    match found:
        case Quote():
            return await quote.show(unbound, request, [found.id], services.library.sources.get(source))
        case Prompt():
            return await prompt_reply(unbound, request, [found])
        case Topic():
            return await summary(unbound, request, found.id)
        case Claim():
            return await claims(unbound, request, found.id)
        case _:
            raise UserError(request.say("There is nothing with the id {id} in this library any more.", id=id[:20]))


COMMANDS = (
    Command(
        "plan.reveal",
        "Show it to me",
        reveal,
        (Option("id", "What to show", required=True), Option("source", "The source whose words are shown")),
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
)
