"""What of a schedule decides when its prompts are due: as much as planning reads of it.

Decides that what many groups chose alike is read once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from bot.state.schedule import read

HOURS = ("at", "zone", "days", "pauses", "late")
"""The columns it stands in."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of an `Arrangement`, under the same names."""

    at: time
    zone: str
    days: frozenset[int]
    pauses: tuple[tuple[date, date], ...]
    late: int


class Unplanned(NamedTuple):
    """A schedule that is not planned as far as it should be."""

    id: str
    space: str
    platform: str
    home: str
    """The platform's own id of the space."""
    planned_through: datetime
    previous: datetime | None
    """When the last prompt of those that are planned or came was due."""
    hours: Hours


def unplanned_of(row: Sequence[Any]) -> Unplanned:
    """The schedule of a row: the fields of `Unplanned` in their order, with the columns of its hours at the end."""
    id_, space, platform, home, planned_through, previous, *hours = row
    return Unplanned(id_, space, platform, home, planned_through, previous, _hours_of(*hours))


@lru_cache(maxsize=4096)
def _hours_of(at: str, zone: str, days: str, pauses: str, late: int) -> Hours:
    """What the columns say."""
    return Hours(read("at", at), zone, read("days", days), read("pauses", pauses), late)
