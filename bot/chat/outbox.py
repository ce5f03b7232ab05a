"""The port for posts that nobody asked for in that moment, and what can go wrong with one.

Decides how every platform's answer is told to the core: as one of a few kinds of failure, each with what follows from
it. The most important is `Unknown`: the post may have arrived. An adapter never repeats a post by itself; whoever sends
it looks it up by its token first.
"""

from datetime import datetime
from typing import Protocol

from bot.chat.place import Person, Place
from bot.chat.reply import Reply


class Outbox(Protocol):
    """How the core posts, edits and finds messages on one platform."""

    async def post(self, place: Place, reply: Reply, token: str) -> str:
        """Post, and give the message's id. `token` (24 characters of A-Z and 2-7) travels with the message.

        Posting again with the same token within two minutes is safe where the platform promises so; the adapter says
        by `repeats_safely` whether it does. Raises one of the failures below.
        """
        ...

    async def edit(self, place: Place, message: str, reply: Reply) -> None:
        """Put `reply` in the place of a message. Raises one of the failures below."""
        ...

    async def find(self, place: Place, token: str, since: datetime) -> str | None:
        """The id of our message that carries the token; None when it is certain that there is none since then.

        Raises `Unknown` when it cannot be told, for example because the history may not be read.
        """
        ...

    async def open_thread(self, place: Place, message: str, name: str) -> Place:
        """The follow-up place under a message; the one that is there already if it was opened before."""
        ...

    async def pin(self, place: Place, message: str) -> None:
        """Pin a message; nothing happens if it is pinned."""
        ...

    async def unpin(self, place: Place, message: str) -> None:
        """Take a pin away; nothing happens if there is none."""
        ...

    async def missing(self, place: Place) -> tuple[str, ...]:
        """What the bot may not do there, in the platform's own words: `("Create Public Threads",)`."""
        ...

    async def direct(self, person: Person) -> Place:
        """Where a person is written to in private."""
        ...

    @property
    def repeats_safely(self) -> bool:
        """Whether the platform itself drops a second post with the same token for two minutes."""
        ...


class Failure(Exception):  # noqa: N818 - what a platform answered, not a mistake of a program
    """A post, an edit or a look-up did not succeed. The message is for a moderator and says what to do."""


class TryLater(Failure):
    """Refused for certain, for now: nothing was posted. `after` is in seconds."""

    def __init__(self, message: str, after: float) -> None:
        super().__init__(message)
        self.after = after


class Unknown(Failure):
    """It may have arrived or not: a time-out, a connection that broke, an error of the platform's own."""


class PlaceGone(Failure):
    """The channel does not exist any more or is archived."""


class NotAllowed(Failure):
    """The bot may not do that there. `permission` is what it lacks, in the platform's own words."""

    def __init__(self, message: str, permission: str) -> None:
        super().__init__(message)
        self.permission = permission


class Removed(Failure):
    """The bot is no longer in this space."""


class Refused(Failure):
    """The platform will not take this message as it is: a mistake of ours, for the operator."""


class OperatorFault(Failure):
    """The bot's own credentials are not accepted: nothing can be posted anywhere until the operator mends it."""
