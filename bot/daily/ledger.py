"""What each failure leads to, and the token that a delivery carries.

Decides the promise: a delivery is written down as being sent before the first byte leaves, so that after a crash at any
instant it is known that it may have arrived; what may have arrived is looked up and never sent again on a guess. The
token of a delivery is derived from what it is, so that it is the same after any loss.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from bot.chat.outbox import (
    Failure,
    NotAllowed,
    OperatorFault,
    PlaceGone,
    Refused,
    Removed,
    TryLater,
)
from bot.state.standing import State

# Of the first attempt. Discord drops a second post for “a few minutes”, at least two; the last repeat may stand still,
# be waited for and land after that (the next three), and has landed within 120 seconds even so.
REPEATED_WITHIN = timedelta(seconds=55)
STILL = timedelta(seconds=10)  # between writing it down and posting it, after which a machine has stood still
PATIENCE = timedelta(seconds=25)  # for one post
SETTLES = timedelta(seconds=30)  # a request that was under way when we lost sight of it has landed by then, or never
ANOTHER_TRY = timedelta(minutes=10)  # once, when a permission is missing: somebody may be setting it up right now
TOKEN_LENGTH = 24  # characters; Discord's nonce allows 25


class Consequence(StrEnum):
    """What a failure means for the schedule, beside the delivery."""

    NONE = "none"
    BREAKS = "breaks"  # the day failed; three in a row pause the schedule
    REMOVES = "removes"  # the bot is not in the space any more
    STOPS_ALL = "stops all"  # the operator has to look; nothing is sent anywhere


class Cause(StrEnum):
    """Why a delivery did not become a message at once. It is stored, and decides with the next failure."""

    LATER = "asked to try later"
    UNKNOWN = "may have arrived"
    PLACE_GONE = "channel gone"
    NOT_ALLOWED = "not allowed"
    REMOVED = "removed"
    REFUSED = "refused"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from a failure."""

    cause: Cause
    state: State
    consequence: Consequence = Consequence.NONE
    again: timedelta | None = None
    """How long to wait before the next attempt, for RETRY."""
    tells: bool = False
    """Whether moderators are told."""


def outcome_of(failure: Failure, before: str = "") -> Outcome:
    """What follows from a failure; `before` is the cause of the attempt before it, if that failed too."""
    match failure:
        case TryLater(after=after):
            return Outcome(Cause.LATER, State.RETRY, again=timedelta(seconds=max(after, 0)))
        case PlaceGone():
            return Outcome(Cause.PLACE_GONE, State.FAILED, Consequence.BREAKS, tells=True)
        case NotAllowed() if before != Cause.NOT_ALLOWED:
            return Outcome(Cause.NOT_ALLOWED, State.RETRY, again=ANOTHER_TRY)
        case NotAllowed():
            return Outcome(Cause.NOT_ALLOWED, State.FAILED, Consequence.BREAKS, tells=True)
        case Removed():
            return Outcome(Cause.REMOVED, State.FAILED, Consequence.REMOVES)
        case OperatorFault():
            return Outcome(Cause.OPERATOR, State.RETRY, Consequence.STOPS_ALL, again=ANOTHER_TRY)
        case Refused() if before != Cause.REFUSED:
            return Outcome(Cause.REFUSED, State.RETRY, again=timedelta(0))  # once more, as plain text
        case Refused():
            return Outcome(Cause.REFUSED, State.FAILED, Consequence.BREAKS, tells=True)
        case _:
            return Outcome(Cause.UNKNOWN, State.UNKNOWN)


def may_repeat(first: datetime, now: datetime) -> bool:
    """Whether a second post with the same token is dropped by the platform, where it drops any."""
    return first <= now < first + REPEATED_WITHIN


def settled(first: datetime, *, repeats: bool) -> datetime:
    """When nothing that was begun can still land: an absence is believed from then on.

    `repeats` is whether the platform drops a second post, so that attempts follow on the first one.
    """
    last = first + REPEATED_WITHIN if repeats else first
    return last + STILL + PATIENCE + SETTLES


def token_of(key: bytes, space: str, schedule: str, day: date) -> str:
    """The token of the delivery of a schedule on a local date: 24 hexadecimal digits, the same every time.

    `key` is the installation's own, so that nobody can make the token of somebody else's prompt.
    """
    named = f"{space}/{schedule}/{day.isoformat()}".encode()
    return blake2b(named, key=key, digest_size=TOKEN_LENGTH // 2).hexdigest()
