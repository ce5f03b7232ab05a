"""One contribution of a member, and the ways it may go.

Decides which state may follow which: only what waits is decided, what was approved can be removed, and every decision
can be taken back until the row is gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

OWN_QUOTE, OWN_PROMPT = "OUR-", "OUR-P"
"""What the ids of a space's own items begin with; a number follows, which is never given again."""
PERSON_WAITING = 5
"""Contributions of one person that may wait at once."""
PERSON_DAILY = 10
"""Contributions of one person in 24 hours."""
SPACE_WAITING = 200
"""Contributions that may wait in a space."""


class State(StrEnum):
    """Where a contribution stands."""

    ASKED = "asked"
    """It waits for the consent of whoever said it."""
    WAITING = "waiting"
    """It waits for a moderator."""
    APPROVED = "approved"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    REMOVED = "removed"


OPEN = frozenset({State.ASKED, State.WAITING})
"""Nobody has decided yet."""

FOLLOWS: Mapping[State, frozenset[State]] = {
    State.ASKED: frozenset({State.WAITING, State.REJECTED}),
    State.WAITING: frozenset({State.APPROVED, State.REJECTED, State.DUPLICATE}),
    State.APPROVED: frozenset({State.REMOVED, State.WAITING}),
    State.REJECTED: frozenset({State.WAITING}),
    State.DUPLICATE: frozenset({State.WAITING}),
    State.REMOVED: frozenset({State.APPROVED}),
}
"""What may become of each state."""


class Full(Enum):
    """Why a contribution was not taken."""

    PERSON_WAITING = "person waiting"
    PERSON_DAILY = "person daily"
    SPACE_WAITING = "space waiting"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Content:
    """What is suggested."""

    words: str
    topic: str
    """A topic's id; empty where it is still to be chosen."""
    speaker: str = ""
    """A name, for a quotation; empty for a prompt."""
    source: str = ""
    asks: str = "open"
    """What a prompt asks people to do."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One contribution."""

    id: str
    kind: str
    """“quote” or “prompt”."""
    content: Content
    by: str
    """The id of whoever suggested it; empty once that person had it erased."""
    name: str
    anonymous: bool
    said_by: str
    raised: bool
    state: State
    reason: str
    revision: int
    item: str | None
    """“OUR-1” once it was approved, for good."""
    sent_at: datetime
    decided_at: datetime | None


def own_id(kind: str, number: int) -> str:
    """The id of an item of a space's own: “OUR-1”, “OUR-P2”."""
    return f"{OWN_PROMPT if kind == 'prompt' else OWN_QUOTE}{number}"
