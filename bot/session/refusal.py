"""Why something cannot be done in a session just now.

Decides the reasons and no words: the commands say each in the reader's language.
"""

from enum import Enum, auto


class Why(Enum):
    """A reason."""

    ENDED = auto()
    PAUSED = auto()
    LOCKED = auto()
    LAST_WORD = auto()  # only who has not spoken yet may raise a hand
    ALREADY_UP = auto()
    NOT_UP = auto()
    NOBODY_SPEAKS = auto()
    OWN_TURN = auto()  # a quick reply to oneself
    REPLIED = auto()  # a second quick reply to the same speaker
    NOBODY_WAITS = auto()
    NOT_WAITING = auto()  # the person who is meant has no hand up
    ALREADY_NEXT = auto()  # somebody else was quicker
    NO_SUCH_ITEM = auto()
    TOO_MANY_ITEMS = auto()
    HANDS_ARE_UP = auto()  # an item is closed while people wait; ask first
    NOT_OFFERED = auto()


class Refused(Exception):  # noqa: N818 - what a rule says, not a mistake of a program
    """A rule does not allow it now."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.name)
        self.why = why
