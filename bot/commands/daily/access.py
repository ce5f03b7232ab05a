"""What the bot lacks in a channel to post there as was chosen, asked of the platform before it matters.

Decides what is asked for: to post, to look whether a post arrived, and a thread and pins only where they were chosen.
"""

from dataclasses import dataclass

from bot.chat.command import Request
from bot.chat.markdown import Markdown, channel, escape, paragraphs
from bot.chat.outbox import Failure, NotAllowed, Outbox, PlaceGone
from bot.chat.place import Place
from bot.commands.lacking import in_time, lacks, uses
from bot.services import Services
from bot.state.schedule import Arrangement


@dataclass(frozen=True, slots=True)
class Access:
    """How a channel stands. `trouble` is empty where all is well, or nothing could be asked."""

    is_well: bool
    """Whether nothing is known to be lacking."""
    trouble: Markdown
    """What is wrong, and who can put it right."""


async def access(services: Services, request: Request, chosen: Arrangement) -> Access:
    """Ask the platform."""
    outboxes, where = services.sender.means.outboxes, channel(chosen.channel)
    outbox = outboxes.get(request.place.platform)
    if outboxes.is_silent(request.place.platform):
        never = request.say("Nothing is posted here unasked: you can look at it and preview it, and it never comes.")
        return Access(is_well=False, trouble=escape(never))
    if outbox is None:
        said = request.mark("I am not connected at the moment, so I could not check {channel}.", channel=where)
        return Access(is_well=False, trouble=said)
    place = Place(request.place.platform, request.place.space, chosen.channel)
    try:
        missing = await in_time(outbox.missing(place, uses(chosen)))
    except PlaceGone:
        gone = request.mark(
            "I cannot see {channel}, or it does not exist any more. Choose another channel, or let me into this one.",
            channel=where,
        )
        return Access(is_well=False, trouble=gone)
    except NotAllowed as refused:
        missing = (refused.permission,)
    except Failure:
        said = request.mark("The platform did not tell me whether I may post in {channel}.", channel=where)
        return Access(is_well=True, trouble=said)
    if missing:
        return Access(is_well=False, trouble=paragraphs(*lacks(missing, where, request)))
    if chosen.ping and await _is_gone(outbox, place, chosen.ping):
        gone = request.mark("There is no role {role} here: nobody would be pinged. Choose another.", role=chosen.ping)
        return Access(is_well=False, trouble=gone)
    return Access(is_well=True, trouble=Markdown(""))


async def _is_gone(outbox: Outbox, place: Place, role: str) -> bool:
    """Whether the platform says that it has no such role; one that does not tell of roles says nothing."""
    try:
        return await in_time(outbox.has_role(place, role)) is False
    except Failure:
        return False
