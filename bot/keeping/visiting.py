"""Noticing that the bot was removed while it was not listening, and that its clock is not the platforms'.

Decides that each space is visited once a week, a seventh of them each day, since every visit is a question to the
platform, and of each platform one space every day, for its clock; and that only the platform's own word ends a stay:
silence, an outage or refused credentials change nothing.
"""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from bot.chat.errors import trace_of
from bot.chat.outbox import Failure, OperatorFault, Outboxes, Removed
from bot.chat.place import Place
from bot.keeping.purging import Between
from bot.state.spaces import Space
from bot.state.stores import Stores

A_WEEK = 7  # days
PAGE = 200  # spaces read at once
BELIEVED = timedelta(hours=1)  # a clock that differs by more from a platform's is wrong

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Visited:
    """What a round of visits came to."""

    removed: int = 0
    apart: timedelta = timedelta(0)
    """By how much the clock differs from a platform's, at most."""

    @property
    def is_clock_believed(self) -> bool:
        """Whether no platform says that it is another day."""
        return self.apart <= BELIEVED


async def visit(stores: Stores, outboxes: Outboxes, clock: Callable[[], datetime], between: Between) -> Visited:
    """Visit the spaces whose day it is, on the platforms that can be asked; those that removed the bot are left."""
    visited, asked, refused = Visited(), set[str](), set[str]()
    today = clock().toordinal() % A_WEEK
    async for space in _present(stores):
        outbox = outboxes.get(space.platform)
        is_today = crc32(space.id.encode()) % A_WEEK == today or space.platform not in asked
        if outbox is None or space.platform in refused or not is_today:
            continue
        try:
            said = await outbox.visit(Place(space.platform, space.key, ""))
        except Removed:
            visited.removed += await stores.spaces.leave(space.id, clock())
        except OperatorFault:
            refused.add(space.platform)
        except Failure as failure:
            _log.info("a space could not be visited", extra={"at": space.platform, "why": type(failure).__name__})
        except Exception as error:
            _log.error("a space could not be visited: %s", trace_of(error), extra={"at": space.platform})
        else:
            asked.add(space.platform)
            visited.apart = max(visited.apart, abs(clock() - said) if said else visited.apart)
        await between()
    return visited


async def _present(stores: Stores) -> AsyncIterator[Space]:
    after = ""
    while page := await stores.spaces.present(after, PAGE):
        for space in page:
            yield space
        after = page[-1].id
