"""An import in the log: how much it changed and brought, and the way to take it back.

Decides that it goes back as a whole, or not at all where a choice that it changed was changed again since.
"""

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.reply import Reply
from bot.commands.subjects import moved_on
from bot.services import Services
from bot.state.changes import Change
from bot.state.taking_back import CAME, MovedOnError


def in_words(one: Change, request: Request) -> str:
    """How much it was, or that it was taken back."""
    before, after = (value if isinstance(value, dict) else {} for value in (one.before, one.after))
    if any(before.get(what) for what in CAME):
        return request.say("taken back")
    entries = sum(len(ids) for ids in (after.get(what) for what in CAME) if isinstance(ids, list))
    changed = len(after.keys() - set(CAME))
    told = [
        request.plural("{n} choice", "{n} choices", changed) if changed else "",
        request.plural("{n} entry", "{n} entries", entries) if entries else "",
    ]
    return ", ".join(part for part in told if part)


async def take_back(services: Services, request: Request, one: Change) -> Reply:
    """Every choice becomes what it was, and what came along goes, as far as nobody has decided on it since."""
    by, now = request.person.id, services.now()
    try:
        done = await services.stores.holdings.take_back(request.space, one, by=by, now=now)
    except MovedOnError as moved:
        raise UserError(await moved_on(services, request, moved.subject)) from None
    if not done:
        raise UserError(request.say("That was undone already."))
    services.sender.nudge()
    return Reply(request.say("What the import changed is what it was before, and what came with it is gone."))
