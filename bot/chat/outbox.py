"""The port for posts that nobody asked for in that moment, and what can go wrong with one.

Decides how every platform's answer is told to the core: as one of a few kinds of failure, each with what follows from
it. The most important is `Unknown`: the post may have arrived. An adapter never repeats a post by itself; whoever sends
it looks it up by its token first. Which answer of which platform is which failure stands at each of them.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

from bot.chat.place import Person, Place
from bot.chat.reply import Reply


class Use(Enum):
    """What the bot wants to do in a channel; each needs permissions of its own."""

    POST = auto()
    FIND = auto()  # look up whether a post arrived: on Discord the history, on Slack nothing where echoes come
    THREAD = auto()
    PIN = auto()


class Outbox(Protocol):
    """How the core posts, edits and finds messages on one platform.

    Every method raises one of the failures below and nothing else; what is not in their lists is `Unknown`.
    """

    async def repeats_safely(self, place: Place) -> bool:
        """Whether the platform itself drops a second post there with the same token for two minutes.

        Discord does so in a channel, and not in a forum.
        """
        ...

    async def turn(self, place: Place) -> None:
        """Wait until a post there may leave at once, as the platform's limits have it.

        It is called before a post is written down as being sent, so that nothing waits between the two.
        """
        ...

    async def post(self, place: Place, reply: Reply, token: str) -> str:
        """Post, and give the message's id. `token` (24 hexadecimal digits) travels with the message.

        On Discord as nonce, on Slack as metadata; a control of the reply carries it too, to be found by it. With the
        bot's own token, never by a webhook or as a follow-up, for which Discord knows no nonce. Where `repeats_safely`
        and the platform answers that this token's message was deleted meanwhile, the token itself is the message's id.
        """
        ...

    async def edit(self, place: Place, message: str, reply: Reply) -> None:
        """Put `reply` in the place of a message."""
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
        """Take a pin away; nothing happens if there is none, or no such message."""
        ...

    async def missing(self, place: Place, uses: Collection[Use]) -> tuple[str, ...]:
        """What the bot lacks there for these uses, in the platform's own words: `("Create Public Threads",)`.

        Empty when nothing is missing. On Slack the words for a channel that the bot is not in say to /invite it.
        """
        ...

    async def has_role(self, place: Place, role: str) -> bool | None:
        """Whether the space of `place` still has the role with this id; None where the platform does not tell."""
        ...

    async def visit(self, place: Place) -> datetime | None:
        """Ask for nothing but an answer: what the platform's clock says, None where it does not tell.

        That there is an answer says that the bot's credentials hold and that it is still in the space of `place`; what
        is not so is raised, as `OperatorFault` and `Removed`.
        """
        ...

    async def direct(self, place: Place, person: Person) -> Place:
        """Where a person of the space of `place` is written to in private."""
        ...


class Failure(Exception):  # noqa: N818 - what a platform answered, not a mistake of a program
    """A post, an edit or a look-up did not succeed. The message is for a moderator and says what to do."""


class TryLater(Failure):
    """Refused for certain, for now: nothing was posted. `after` is in seconds.

    429 on both; a refused connection, a failed name look-up; Discord's outage of a server (`unavailable`); Slack's
    `token_expired` until it is renewed, `ratelimited`, `service_unavailable`.
    """

    def __init__(self, message: str, after: float) -> None:
        super().__init__(message)
        self.after = after


class Unknown(Failure):
    """It may have arrived or not: a time-out, a connection that broke, an error of the platform's own.

    Discord 5xx; Slack 5xx, `fatal_error`, `internal_error`, `request_timeout`.
    """


class PlaceGone(Failure):
    """The channel does not exist any more or is archived.

    Discord 10003, 10004, 50083; Slack `channel_not_found`, `is_archived`.
    """


class MessageGone(Failure):
    """The message that is to be edited was deleted. Discord 10008; Slack `message_not_found`."""


class NotAllowed(Failure):
    """The bot may not do that there. `permission` is what it lacks, in the platform's own words.

    Discord 50001, 50013, other 403; Slack `not_in_channel`, `restricted_action*`, `missing_scope`.
    """

    def __init__(self, message: str, permission: str) -> None:
        super().__init__(message)
        self.permission = permission


class Removed(Failure):
    """The bot is no longer in this space.

    Slack `token_revoked`, `account_inactive`, `app_uninstalled`, `team_access_not_granted`. Discord says so by
    GUILD_DELETE without `unavailable`.
    """


class Refused(Failure):
    """The platform will not take this message as it is: a mistake of ours, for the operator.

    Discord 400 and 413; Slack `invalid_blocks`, `msg_too_long`, `no_text`, other `invalid_*`.
    """


class OperatorFault(Failure):
    """The bot's own credentials are not accepted: nothing can be posted anywhere until the operator mends it.

    Discord 401; Slack `invalid_auth`, `not_authed` where one workspace's token is in the settings.
    """


class Outboxes:
    """The outboxes that are open now, by platform. Adapters open theirs when they are ready and close it on leaving."""

    def __init__(self) -> None:
        self._open: dict[str, Outbox] = {}
        self._waiting: list[Callable[[], None]] = []
        self._silent: set[str] = set()

    def open(self, platform: str, outbox: Outbox) -> None:
        """From now on the posts of this platform leave through `outbox`; whoever waited for that is told."""
        self._open[platform] = outbox
        for tell in self._waiting:
            tell()

    def on_opening(self, tell: Callable[[], None]) -> None:
        """Call `tell` whenever an outbox is opened."""
        self._waiting.append(tell)

    def close(self, platform: str) -> None:
        """From now on they wait."""
        self._open.pop(platform, None)

    def silence(self, platform: str) -> None:
        """On this platform nothing is ever posted unasked: it has answers and no more, like a terminal."""
        self._silent.add(platform)

    def is_silent(self, platform: str) -> bool:
        """Whether nothing is ever posted there."""
        return platform in self._silent

    def get(self, platform: str) -> Outbox | None:
        """The platform's outbox; None while it is closed."""
        return self._open.get(platform)

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._open))
