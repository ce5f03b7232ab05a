"""Where a delivery stands, and which state may follow which.

Decides the order in which a delivery becomes a message: it is written down as being sent before the first byte leaves,
so what a crash leaves behind as SENDING may have arrived, and UNKNOWN leads to SENDING or RETRY only by looking it up.
"""

from enum import StrEnum


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
    SKIPPED_EMPTY = "skipped: nothing to ask"
    SKIPPED_UNKNOWN = "skipped: may have arrived"
    FAILED = "failed"
    CANCELLED = "cancelled"


_REOPENS = frozenset({State.RETRY})  # it is certain that nothing came, and a moderator may ask for it after all

FOLLOWS: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.CLAIMED, State.SKIPPED_LATE, State.SKIPPED_PAUSED, State.CANCELLED}),
    State.CLAIMED: frozenset(
        {
            State.SENDING,
            State.SENT,
            State.PLANNED,
            State.RETRY,
            State.FAILED,
            State.SKIPPED_LATE,
            State.SKIPPED_PAUSED,
            State.SKIPPED_EMPTY,
            State.CANCELLED,
        }
    ),
    State.SENDING: frozenset({State.SENT, State.RETRY, State.UNKNOWN, State.FAILED}),
    State.UNKNOWN: frozenset({State.SENT, State.SENDING, State.RETRY, State.SKIPPED_UNKNOWN}),
    State.RETRY: frozenset(
        {State.CLAIMED, State.SENT, State.SKIPPED_LATE, State.SKIPPED_PAUSED, State.FAILED, State.CANCELLED}
    ),
    State.SENT: frozenset(),
    State.SKIPPED_LATE: _REOPENS,
    State.SKIPPED_PAUSED: _REOPENS,
    State.SKIPPED_EMPTY: _REOPENS,
    State.SKIPPED_UNKNOWN: frozenset({State.SENT}),  # the platform's echo may still come
    State.FAILED: _REOPENS,
    State.CANCELLED: _REOPENS,
}
"""Which state may follow which. A store changes a state only where this allows it and the old one still holds."""

MAY_HAVE_COME = (State.SENDING, State.UNKNOWN, State.SENT, State.SKIPPED_UNKNOWN)
"""The states in which the group has, or may have, seen the message."""

CERTAIN = (
    State.PLANNED,
    State.RETRY,
    State.SKIPPED_LATE,
    State.SKIPPED_PAUSED,
    State.SKIPPED_EMPTY,
    State.FAILED,
    State.CANCELLED,
)
"""The states in which it is certain that nothing came, and nobody is about to send it."""

OPEN = (State.PLANNED, State.CLAIMED, State.RETRY)
"""The states in which nothing has come yet, and a delivery can still be taken back."""
