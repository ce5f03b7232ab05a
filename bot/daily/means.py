"""What every step of sending uses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.outbox import Outboxes
from bot.daily.halting import Halts
from bot.daily.picking import Picker
from bot.daily.planning import Token
from bot.daily.writing import Writer
from bot.state.stores import Stores


@dataclass(frozen=True, slots=True)
class Means:
    """The stores, the ways out, the words and the clocks."""

    stores: Stores
    outboxes: Outboxes
    writer: Writer
    picker: Picker
    token: Token
    owner: str
    """This process's own word in the ledger."""
    now: Callable[[], datetime]
    seconds: Callable[[], float]
    """A clock that only counts, for how long something took."""
    halts: Halts = field(default_factory=Halts)
    """The platforms on which nothing may leave."""
