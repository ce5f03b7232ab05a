"""The states of a delivery, which may follow which, and what each failure leads to.

Decides the promise: a delivery is written down as being sent before the first byte leaves, so that after a crash at any
instant it is known that it may have arrived; what may have arrived is looked up and never sent again on a guess. The
token of a delivery is derived from what it is, so that it is the same after any loss.
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.chat.outbox import (
    Failure,
    NotAllowed,
    OperatorFault,
    PlaceGone,
    Refused,
    Removed,
    TryLater,
    Unknown,
)

SAFE_TO_REPEAT = timedelta(minutes=2)  # since the first attempt; Discord says “a few minutes” and publishes no figure
SETTLES = timedelta(seconds=30)  # a request that was under way when we lost sight of it has landed by then, or never
ANOTHER_TRY = timedelta(minutes=10)  # once, when a permission is missing: somebody may be setting it up right now
DAYS_TO_PAUSE = 3  # failing days in a row after which a schedule is paused
TOKEN_LENGTH = 24  # characters; Discord's nonce allows 25


class State(StrEnum):
    """Where a delivery stands."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENDING = "sending"
    UNKNOWN = "unknown"
    RETRY = "retry"
    SENT = "sent"
    SKIPPED_LATE = "skipped: too late"
    SKIPPED_PAUSED = "skipped: paused"
    SKIPPED_UNKNOWN = "skipped: may have arrived"
    FAILED = "failed"
    CANCELLED = "cancelled"


FOLLOWS: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.CLAIMED, State.SKIPPED_LATE, State.SKIPPED_PAUSED, State.CANCELLED}),
    State.CLAIMED: frozenset({State.SENDING, State.PLANNED, State.SKIPPED_LATE, State.CANCELLED}),
    State.SENDING: frozenset({State.SENT, State.RETRY, State.UNKNOWN, State.FAILED}),
    State.UNKNOWN: frozenset({State.SENT, State.SENDING, State.RETRY, State.SKIPPED_UNKNOWN}),
    State.RETRY: frozenset({State.CLAIMED, State.SENT, State.SKIPPED_LATE, State.SKIPPED_PAUSED, State.CANCELLED}),
    State.SENT: frozenset(),
    State.SKIPPED_LATE: frozenset(),
    State.SKIPPED_PAUSED: frozenset(),
    State.SKIPPED_UNKNOWN: frozenset({State.SENT}),  # the platform's echo may still come
    State.FAILED: frozenset(),
    State.CANCELLED: frozenset(),
}
"""Which state may follow which. A store changes a state only where this allows it and the old one still holds."""


class Consequence(StrEnum):
    """What a failure means for the schedule, beside the delivery."""

    NONE = "none"
    BREAKS = "breaks"  # no further prompt until a moderator has looked
    REMOVES = "removes"  # the bot is not in the space any more
    STOPS_ALL = "stops all"  # the operator has to look; nothing is sent anywhere


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from a failure."""

    state: State
    consequence: Consequence = Consequence.NONE
    again: timedelta | None = None
    """How long to wait before the next attempt, for RETRY."""
    tells: bool = False
    """Whether moderators are told."""


def outcome_of(failure: Failure, attempt: int) -> Outcome:
    """What follows when the attempt with this number, from 1, failed."""
    match failure:
        case TryLater(after=after):
            return Outcome(State.RETRY, again=timedelta(seconds=after))
        case Unknown():
            return Outcome(State.UNKNOWN)
        case PlaceGone():
            return Outcome(State.FAILED, Consequence.BREAKS, tells=True)
        case NotAllowed() if attempt == 1:
            return Outcome(State.RETRY, again=ANOTHER_TRY)
        case NotAllowed():
            return Outcome(State.FAILED, Consequence.BREAKS, tells=True)
        case Removed():
            return Outcome(State.FAILED, Consequence.REMOVES)
        case OperatorFault():
            return Outcome(State.RETRY, Consequence.STOPS_ALL, again=ANOTHER_TRY)
        case Refused():
            return Outcome(State.FAILED, tells=True)
        case _:
            return Outcome(State.UNKNOWN)


def token_of(key: bytes, space: str, schedule: str, day: date) -> str:
    """The token of the delivery of a schedule on a local date: 24 characters of A-Z and 2-7, the same every time.

    `key` is the installation's own, so that nobody can make the token of somebody else's prompt.
    """
    digest = hmac.digest(key, f"{space}/{schedule}/{day.isoformat()}".encode(), "sha256")
    return base64.b32encode(digest[:15]).decode()
