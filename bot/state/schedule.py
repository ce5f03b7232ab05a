"""One schedule of prompts: what moderators chose, and how it fares.

Decides what a choice is made of and how it is written down, so that the log can show what changed in it and an undo
can put exactly that back.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import RowMapping

from bot.state.changes import Value

LATE = 180
"""Minutes after which a prompt does not come any more, unless chosen otherwise."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What moderators chose."""

    channel: str
    at: time
    """Wall-clock time in `zone`, to the minute."""
    zone: str
    """IANA name."""
    days: frozenset[int] = frozenset(range(7))
    """Weekdays, 0 for Monday."""
    pauses: tuple[tuple[date, date], ...] = ()
    """First and last day of each, both included."""
    topics: tuple[str, ...] = ()
    """Ids of topics or prompts to choose from; empty for the whole library."""
    order: str = "shuffled"
    """`shuffled`, `listed`, or `plan` for the section of the reading plan at which the group is."""
    at_end: str = "reshuffle"
    """`reshuffle`, `stop`, or `mix in`, when every prompt has come."""
    opens_thread: bool = True
    pins: bool = False
    ping: str = ""
    """The id of the role that is pinged, if any."""
    late: int = LATE
    """Minutes."""
    on_unknown: str = "skip"
    """`skip` or `repeat` a post of which cannot be found out whether it arrived."""
    seed: str = ""
    locks: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    """Days that moderators bound, as `bot.daily.deck` reads them."""
    is_paused: bool = False
    """Paused without an end, by a moderator or after too many failing days."""

    def as_value(self) -> dict[str, Value]:
        """The choices as they stand in the log and in an export."""
        return {
            "channel": self.channel,
            "at": f"{self.at:%H:%M}",
            "zone": self.zone,
            "days": "".join(str(day) for day in sorted(self.days)),
            "pauses": [[first.isoformat(), last.isoformat()] for first, last in self.pauses],
            "topics": list(self.topics),
            "order": self.order,
            "at_end": self.at_end,
            "opens_thread": self.opens_thread,
            "pins": self.pins,
            "ping": self.ping,
            "late": self.late,
            "on_unknown": self.on_unknown,
            "seed": self.seed,
            "locks": {day.isoformat(): prompt for day, prompt in sorted(self.locks.items())},
            "is_paused": self.is_paused,
        }

    def with_value(self, value: Mapping[str, Any]) -> "Arrangement":
        """These choices with those of `value` in their place. Raises KeyError, TypeError or ValueError for others."""
        return replace(self, **{name: _READ[name](one) for name, one in value.items()})

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Arrangement":
        """The inverse of `as_value`."""
        read: dict[str, Any] = {name: _READ[name](one) for name, one in value.items()}
        return cls(**{"channel": "", "at": time(), "zone": "UTC", **read})


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule of one space."""

    id: str
    space: str
    chosen: Arrangement
    reason: str
    """The kind of the last failure; empty while all is well."""
    failing: int
    """Failing days in a row."""
    failing_since: date | None
    round: int
    """How often every prompt has come."""
    round_began: datetime
    """Due time of the first prompt of this round."""
    revision: int
    """Rises with every choice."""
    planned_through: datetime
    set_by: str
    """The moderator's id; empty once that person had it erased."""
    set_by_name: str
    """How that moderator was called then; empty once erased."""
    set_in: str
    """The channel in which it was set up."""


def row_of(chosen: Arrangement) -> dict[str, object]:
    """The columns that hold the choices."""
    value = chosen.as_value()
    is_paused = value.pop("is_paused")
    columns = {name: _text(one) if isinstance(one, list | dict) else one for name, one in value.items()}
    return {**columns, "state": "paused" if is_paused else "active"}


def schedule_of(row: RowMapping | Mapping[str, Any]) -> Schedule:
    """The schedule that a row of the table holds."""
    columns: Mapping[Any, Any] = row
    value = {name: columns[name] for name in _AS_STORED} | {name: read(name, columns[name]) for name in _WRITTEN}
    return Schedule(
        id=row["id"],
        space=row["space"],
        chosen=Arrangement(**value, is_paused=row["state"] == "paused"),
        reason=row["reason"],
        failing=row["failing"],
        failing_since=_day(row["failing_since"]),
        round=row["round"],
        round_began=row["round_began"],
        revision=row["revision"],
        planned_through=row["planned_through"],
        set_by=row["set_by"],
        set_by_name=row["set_by_name"],
        set_in=row["set_in"],
    )


@lru_cache(maxsize=4096)
def read(name: str, column: str) -> Any:
    """A choice from the text in its column. Most groups choose alike, so it is kept: reading it anew takes longer."""
    return _READ[name](json.loads(column) if name in _LISTED else column)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_READ: Mapping[str, Any] = {
    "channel": str,
    "at": time.fromisoformat,
    "zone": str,
    "days": lambda text: frozenset(int(day) for day in text),
    "pauses": lambda pairs: tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs),
    "topics": tuple,
    "order": str,
    "at_end": str,
    "opens_thread": bool,
    "pins": bool,
    "ping": str,
    "late": int,
    "on_unknown": str,
    "seed": str,
    "locks": lambda pairs: MappingProxyType({date.fromisoformat(day): prompt for day, prompt in pairs.items()}),
    "is_paused": bool,
}
"""How each choice is read from what stands in the log."""
_LISTED = ("pauses", "topics", "locks")
_WRITTEN = ("at", "days", *_LISTED)
_AS_STORED = tuple(name for name in _READ if name not in (*_WRITTEN, "is_paused"))
