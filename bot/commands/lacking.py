"""What the bot may not do in a channel: asked of the platform, and said so that somebody can change it.

Decides what a daily prompt takes there, and that no question to a platform is waited for longer than `PATIENCE`:
whoever asks is waiting for the answer.
"""

import asyncio
import logging
from collections.abc import Awaitable
from typing import TypeVar

from bot.chat.command import Request
from bot.chat.errors import trace_of
from bot.chat.markdown import Markdown, code
from bot.chat.outbox import Failure, Unknown, Use
from bot.state.schedule import Arrangement

PATIENCE = 10.0  # seconds

_log = logging.getLogger(__name__)

Answered = TypeVar("Answered")


def uses(chosen: Arrangement) -> tuple[Use, ...]:
    """What the choices for a daily prompt take. Whether one arrived may have to be looked up wherever one is posted."""
    thread, pin = (Use.THREAD,) if chosen.opens_thread else (), (Use.PIN,) if chosen.pins else ()
    return (Use.POST, Use.FIND, *thread, *pin)


def lacks(missing: tuple[str, ...], shown: Markdown, request: Request) -> tuple[str, ...]:
    """What is missing, and who can give it; something to type is told as that (`Outbox.missing`)."""
    typed = next((one for one in missing if one.startswith("/")), "")
    if typed:
        return (
            request.mark("I am not in {channel}.", channel=shown),
            request.mark("Anybody there can type {command}.", command=code(typed)),
        )
    return (
        request.mark("In {channel} I lack {permissions}.", channel=shown, permissions=_listed(missing)),
        request.say("Whoever runs this space can give it to me in the settings of that channel."),
    )


def _listed(permissions: tuple[str, ...]) -> str:
    return ", ".join(f"“{one}”" for one in permissions)


async def in_time(question: Awaitable[Answered]) -> Answered:
    """The answer of a platform. Raises Failure, also where it takes too long or ends as nobody foresaw."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await question
    except Failure:
        raise
    except TimeoutError:
        raise Unknown("The platform did not answer in time.") from None
    except Exception as error:
        _log.error("a platform could not be asked: %s", trace_of(error))
        raise Unknown("Something went wrong on my side while I asked.") from None
