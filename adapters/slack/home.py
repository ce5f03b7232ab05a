"""The Home tab: a quotation, your bookmarks, and for moderators the state of the space.

Decides that it is made of answers to commands, each with its own permission: whoever may not use a command does not
see its section, and a command that this version lacks has none. It is drawn anew when it is opened and after whatever
was done there.
"""

import logging
from collections.abc import Mapping

from adapters.slack import limits
from adapters.slack.calls import Calls, LostError, RefusedError
from adapters.slack.incoming import Way
from adapters.slack.render import flat_blocks
from adapters.slack.rich import block_of, section, text
from adapters.slack.spoken import Json
from bot.chat.command import ONLY_ME, Request
from bot.chat.reply import Reply
from bot.dispatch import Dispatcher

SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("quote", {ONLY_ME.name: "yes"}),
    ("saved", {}),
    ("daily show", {}),
    ("manage settings", {}),
)
"""The commands whose answers stand there, in order, with their values."""

_log = logging.getLogger(__name__)


async def draw(calls: Calls, dispatcher: Dispatcher, request: Request, way: Way) -> None:
    """Draw somebody's Home tab."""
    view = {"type": "home", "blocks": await blocks_of(dispatcher, request)}
    client = calls.client(way.installed.token)
    try:
        await calls.made(lambda: client.views_publish(user_id=way.person, view=view))
    except (RefusedError, LostError) as error:
        _log.warning("Home tab not drawn", extra={"reason": str(error)})


async def blocks_of(dispatcher: Dispatcher, request: Request) -> list[Json]:
    """The blocks of somebody's Home tab."""
    welcome = request.say(
        "Ask in any channel with /quote, or with /commonplace quote where another app has taken that name. "
        "In a thread, mention me. /help lists everything."
    )
    blocks: list[Json] = [block_of([section(text(welcome))])]
    declared = {command.name for command in dispatcher.commands}
    for name, given in SECTIONS:
        if name not in declared:
            continue
        answer = await dispatcher.run(name, request, given)
        if isinstance(answer.content, Reply) and not answer.content.is_error:
            part = flat_blocks(answer.content)
            if len(blocks) + len(part) < limits.VIEW_BLOCKS:
                blocks += [{"type": "divider"}, *part]
    return blocks
