"""What is written down while a session runs: the log that its minutes are made from.

Decides what is worth writing down. That somebody spoke is not: turns are counted in the queue and dropped.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

NOTE_LIMIT = 1000  # characters of one note


class Kind(Enum):
    """What happened."""

    STARTED = "started"
    ENDED = "ended"
    ENDED_ITSELF = "ended by itself"
    PAUSED = "paused"
    RESUMED = "resumed"
    TAKEN_UP = "item taken up"  # text: the item's title
    CLOSED = "item closed"  # text: the item's title
    DECISION = "decision"
    ACTION = "action"
    QUESTION = "question"
    IDEA = "idea"
    QUOTE = "quotation shown"  # about: the quotation's id; text: its words; name: its speaker
    TOPIC = "summary shown"  # about: the topic's id; text: its name
    MOVED = "hand moved"  # who: the person's id; text: the name and the place
    REMOVED = "hand removed"  # who: the person's id; text: the name
    LOCKED = "queue locked"
    LAST_WORD = "last word called"
    UNLOCKED = "queue opened"
    HANDED_OVER = "handed over"  # by: whoever accepted
    CORRECTED = "corrected"  # about: the number of the entry


NOTES = (Kind.DECISION, Kind.ACTION, Kind.QUESTION, Kind.IDEA)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    kind: Kind
    at: datetime
    by: str = ""
    """The id of whoever did it; empty where nobody did, and once that person had it erased."""
    name: str = ""
    """That person's name at the time; for a quotation, its speaker's."""
    text: str = ""
    who: str = ""
    """The id of the person whom it is about."""
    about: str = ""
    """The id of the quotation or topic that was shown, or the number of the entry that was corrected."""
    number: int = 0
    """Its place in the session's log, from 1; given by the store."""
