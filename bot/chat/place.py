"""Who is speaking, where, to whom an answer goes, and what somebody may do.

Decides that a place is named by four strings and a person by an id of its platform; nobody is matched across platforms.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum


@dataclass(frozen=True, slots=True)
class Place:
    """A channel or thread. `space` is the platform's id of the server or workspace: it owns settings and data."""

    platform: str
    space: str
    channel: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on one platform. `id` is unique within it; `runs_space` is what the platform says of them."""

    id: str
    name: str
    runs_space: bool = False
    roles: tuple[str, ...] = ()


class Own(Enum):
    """How much of the place where somebody asks is theirs alone, so that what is kept for it is kept about them."""

    NOTHING = "nothing"
    """A channel of a group."""
    CHANNEL = "channel"
    """Direct messages within the space of a group, and what has no channel."""
    SPACE = "space"
    """Direct messages that are a space of their own."""


class Audience(Enum):
    """Who sees an answer: everybody in the channel, or only the person who asked."""

    CHANNEL = "channel"
    PRIVATE = "private"


class Permission(IntEnum):
    """What somebody may do in a space; each level includes the ones below it."""

    MEMBER = 0
    MODERATOR = 1
    OWNER = 2
