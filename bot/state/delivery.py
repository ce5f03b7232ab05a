"""One delivery: a post nobody asked for in that moment, from its planning to what became of it.

Decides what names it: a schedule, what kind of post it is, and a local date. There is one of each at most.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from bot.chat.place import Place
from bot.state.standing import State

PROMPT = "prompt"
"""The kind of a daily prompt."""

DIGEST = "digest"
"""The kind of the weekly list of discussions, which is for everybody; every other kind is a notice's cause."""


@dataclass(frozen=True, slots=True)
class NewDelivery:
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
    content: Mapping[str, str] = field(default_factory=dict)
    """What a notice tells."""

    @property
    def content_as_text(self) -> str:
        """What a notice tells, as it is stored."""
        return json.dumps(self.content, ensure_ascii=False, separators=(",", ":")) if self.content else "{}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was planned, and where it stands."""

    id: str
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


def row_of_new(new: NewDelivery) -> dict[str, object]:
    """The row of something planned that is not written down."""
    return {
        "id": "",
        "space": new.space,
        "platform": new.platform,
        "home": new.home,
        "kind": new.kind,
        "schedule": new.schedule,
        "day": new.day.isoformat(),
        "due_at": new.due_at,
        "expires_at": new.expires_at,
        "next_at": new.due_at,
        "token": new.token,
        "content": new.content_as_text,
        **AT_FIRST,
    }


def delivery_of(row: RowMapping | Mapping[str, Any]) -> Delivery:
    """The delivery that a row of the table holds."""
    return Delivery(
        id=row["id"],
        space=row["space"],
        place=Place(row["platform"], row["home"], row["channel"]),
        reader=row["reader"],
        kind=row["kind"],
        schedule=row["schedule"],
        day=date.fromisoformat(row["day"]),
        due_at=row["due_at"],
        expires_at=row["expires_at"],
        state=State(row["state"]),
        next_at=row["next_at"],
        attempt=row["attempt"],
        attempted_at=row["attempted_at"],
        looked=row["looked"],
        token=row["token"],
        prompt=row["prompt"],
        round=row["round"],
        content=json.loads(row["content"]),
        message=row["message"],
        thread=row["thread"],
        steps=tuple(row["steps"].split()),
        cause=row["cause"],
        told=row["told"],
        sent_at=row["sent_at"],
    )
