"""Deleting what is too old, a little at a time.

Decides what goes in which order, and that no turn deletes more than `MOST` rows: whoever asks something meanwhile waits
for one short transaction. What went is told in the log of its space by the store that deletes it; here it is counted
for the log of the process, without a name or an id.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial

from bot.chat.errors import trace_of
from bot.state import retention
from bot.state.stores import Stores

MOST = 500  # rows in one turn: about 20 ms of the one writer

Between = Callable[[], Awaitable[None]]
"""What is waited for between two turns. Raises `LostError` when somebody else does the housekeeping now."""

_log = logging.getLogger(__name__)


class LostError(Exception):
    """This process does not do the housekeeping any more."""


async def purge(stores: Stores, now: datetime, between: Between) -> Mapping[str, int]:
    """Delete everything that is too old; how much of each. What cannot be deleted now keeps nothing else from going."""
    turns: Mapping[str, Callable[[], Awaitable[int]]] = {
        "spaces": partial(_leavings, stores, now),
        "balances": lambda: stores.sessions.expire(now - retention.BALANCES, MOST, now),
        "suggestions": lambda: stores.submissions.expire(now - retention.DECIDED, MOST, now),
        "posts": lambda: stores.deliveries.expire(now - retention.POSTED, MOST, now),
        "changes": lambda: stores.changes.expire(now - retention.CHANGES, MOST, now),
        "buttons": lambda: stores.parked.expire(now - retention.PARKED, MOST),
        "files": lambda: stores.imports.expire(now - retention.FILES, MOST),
        "received": lambda: stores.inbox.expire(now - retention.RECEIVED, MOST),
        "installations": lambda: stores.installing.expire(now, MOST),
    }
    gone = dict.fromkeys(turns, 0)
    for name, turn in turns.items():
        try:
            while count := await turn():
                gone[name] += count
                await between()
        except LostError:
            raise
        except Exception as error:
            _log.error("not deleted: %s", trace_of(error), extra={"what": name})
    return gone


async def _leavings(stores: Stores, now: datetime) -> int:
    """A turn at the spaces that were left long ago; how many rows went, the space itself included."""
    purged = await stores.spaces.purge(now - retention.LEFT, MOST)
    return purged.rows + purged.spaces
