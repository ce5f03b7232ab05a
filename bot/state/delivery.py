"""One delivery: a post nobody asked for in that moment, from its planning to what became of it.

Decides what names it: a schedule, what kind of post it is, and a local date. There is one of each at most. They are
tuples, since a hundred thousand are made in a few seconds, and a frozen dataclass takes four times as long to make.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.chat.place import Place
from bot.state.standing import State
from bot.state.tables import deliveries

PROMPT = "prompt"
"""The kind of a daily prompt."""

DIGEST = "digest"
"""The kind of the weekly list of discussions, which is for everybody; every other kind is a notice's cause."""

NOTHING = "{}"
"""How a content without anything in it is stored: that of every prompt."""


class NewDelivery(NamedTuple):
    """What is to be posted, when, and until when it makes sense."""

    space: str
    platform: str
    home: str
    """The platform's own id of the space."""
    kind: str
    schedule: str
    """The schedule's id; empty where it is about the whole space."""
    day: date
    """The local date that names it."""
    due_at: datetime
    expires_at: datetime
    token: str
    content: Mapping[str, str] = MappingProxyType({})
    """What a notice tells."""

    @property
    def content_as_text(self) -> str:
        """What a notice tells, as it is stored."""
        return json.dumps(self.content, ensure_ascii=False, separators=(",", ":")) if self.content else NOTHING


class Delivery(NamedTuple):
    """What was planned, and where it stands."""

    space: str
    place: Place
    """Where it goes or went; the channel is empty until that is decided."""
    reader: str
    """The id of the person to whom it goes or went directly; empty where it is for a channel."""
    kind: str
    schedule: str
    day: date
    due_at: datetime
    expires_at: datetime
    state: State
    next_at: datetime | None
    """When something is to be done; None when nothing is left."""
    attempt: int
    """How often it was written down as being sent."""
    attempted_at: datetime | None
    """The first attempt that may have arrived."""
    looked: int
    """How often it was looked up, or a step tried, without an answer."""
    token: str
    """Derived from what names it, so it stands for that."""
    prompt: str
    """What is asked, as `bot.daily.deck` writes it; empty before it is decided."""
    round: int
    content: Mapping[str, str]
    message: str
    """The platform's id of the message; empty before."""
    thread: str
    """The platform's id of the thread under it; empty without."""
    steps: tuple[str, ...]
    """What is left to do with the message."""
    cause: str
    """The kind of the last failure."""
    told: str
    """The last failure in words."""
    sent_at: datetime | None


AT_FIRST: Mapping[str, object] = {
    "channel": "",
    "reader": "",
    "state": State.PLANNED.value,
    "attempt": 0,
    "attempted_at": None,
    "looked": 0,
    "lease": "",
    "leased_until": None,
    "prompt": "",
    "round": 0,
    "message": "",
    "thread": "",
    "steps": "",
    "cause": "",
    "told": "",
    "sent_at": None,
}
"""What the columns hold of which a new delivery says nothing."""


def unwritten(new: NewDelivery) -> Delivery:
    """Something planned that is not written down, as it would be."""
    given = new._asdict() | {"day": new.day.isoformat(), "content": new.content_as_text, "next_at": new.due_at}
    row = {**given, **AT_FIRST}
    return delivery_of([row[name] for name in deliveries.c.keys()])  # noqa: SIM118 - its columns are not a mapping


def delivery_of(row: Sequence[Any]) -> Delivery:
    """The delivery that a row of the table holds: all columns, in the table's order."""
    space, schedule, kind, day, platform, home, channel, due_at, expires_at, state, next_at, *rest = row
    attempt, attempted_at, looked, _lease, _leased_until, token, prompt, round_, content, message, *rest = rest
    thread, steps, cause, told, sent_at, reader = rest
    return Delivery(
        space,
        Place(platform, home, channel),
        reader,
        kind,
        schedule,
        date.fromisoformat(day),
        due_at,
        expires_at,
        State(state),
        next_at,
        attempt,
        attempted_at,
        looked,
        token,
        prompt,
        round_,
        _content_of(content),
        message,
        thread,
        tuple(steps.split()),
        cause,
        told,
        sent_at,
    )


def _content_of(text: str) -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads(text) if text != NOTHING else {}
    return found
