"""An outbox that remembers what was posted and goes wrong as it is told to.

It behaves as a platform does: a token posted twice within two minutes is one message where `drops_seconds`, a post can
arrive although its sender is told that it is unknown, and it can land later.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.chat.outbox import Failure, Use
from bot.chat.place import Person, Place
from bot.chat.reply import Reply

WINDOW = timedelta(minutes=2)


class Clock(Protocol):
    """Anything that tells the time when it is called."""

    def __call__(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Posted:
    """One message as the platform holds it."""

    id: str
    place: Place
    reply: Reply
    token: str
    at: datetime
    is_pinned: bool = False
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What the next call of a method comes to. With `arrives`, the post is there all the same, so much later."""

    failure: Failure
    arrives: timedelta | None = None


@dataclass
class FakeOutbox:
    """Posts into a list. `faults` are used up in order, by the name of the method."""

    now: Clock
    drops_seconds: bool = True
    """Whether a second post with the same token is dropped for two minutes."""
    posts: list[Posted] = field(default_factory=list)
    late: list[Posted] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    roles: frozenset[str] | None = None
    """The roles that there are; None where the platform does not tell."""
    time: datetime | None = None
    """What the platform's clock says; the same as ours unless given."""
    calls: list[str] = field(default_factory=list)
    on_turn: Callable[[], object] = lambda: None
    """What happens while a post waits for its turn."""
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    async def came(self) -> None:
        """Wait until something was posted."""
        await self._came.wait()

    def fail(self, method: str, *failures: Failure) -> None:
        """Let the next calls of a method end so, and nothing else happen."""
        self.faults.setdefault(method, []).extend(Fault(failure) for failure in failures)

    def lose(self, failure: Failure, after: timedelta = timedelta(0)) -> None:
        """Let the next post arrive, so much later, although its sender is told of `failure`."""
        self.faults.setdefault("post", []).append(Fault(failure, after))

    @property
    def texts(self) -> list[str]:
        """What the messages say."""
        return [one.reply.text for one in self.seen]

    @property
    def seen(self) -> list[Posted]:
        """The messages that are there by now."""
        landed = [one for one in self.late if one.at <= self.now()]
        self.late = [one for one in self.late if one.at > self.now()]
        for one in landed:
            if not (self.drops_seconds and self._twice(one.token, one.at)):
                self.posts.append(one)
        return self.posts

    async def repeats_safely(self, place: Place) -> bool:
        self._raise("repeats_safely")
        return self.drops_seconds

    async def turn(self, place: Place) -> None:
        self._called("turn")
        self.on_turn()

    async def post(self, place: Place, reply: Reply, token: str) -> str:
        fault = self._next("post")
        if fault and fault.arrives is None:
            raise fault.failure
        twice = self.seen and self._twice(token, self.now())
        if twice and self.drops_seconds:
            return twice[0].id
        posted = Posted(f"m{len(self.posts) + len(self.late) + 1}", place, reply, token, self.now())
        if fault and fault.arrives is not None:
            self.late.append(replace(posted, at=self.now() + fault.arrives))
            raise fault.failure
        self.posts.append(posted)
        self._came.set()
        return posted.id

    async def edit(self, place: Place, message: str, reply: Reply) -> None:
        self._raise("edit")
        self._change(message, reply=reply)

    async def find(self, place: Place, token: str, since: datetime) -> str | None:
        self._raise("find")
        there = [one.id for one in self.seen if one.token == token and one.at >= since and one.place == place]
        return there[0] if there else None

    async def open_thread(self, place: Place, message: str, name: str) -> Place:
        self._raise("open_thread")
        self._change(message, thread=f"t-{message}")
        return replace(place, thread=f"t-{message}")

    async def pin(self, place: Place, message: str) -> None:
        self._raise("pin")
        self._change(message, is_pinned=True)

    async def unpin(self, place: Place, message: str) -> None:
        self._raise("unpin")
        self._change(message, is_pinned=False)

    async def missing(self, place: Place, uses: Collection[Use]) -> tuple[str, ...]:
        self._raise("missing")
        return self.lacks

    async def has_role(self, place: Place, role: str) -> bool | None:
        self._raise("has_role")
        return None if self.roles is None else role in self.roles

    async def visit(self, place: Place) -> datetime | None:
        self._raise("visit")
        return self.time or self.now()

    async def direct(self, place: Place, person: Person) -> Place:
        self._raise("direct")
        return replace(place, channel=f"dm-{person.id}", thread=None)

    def _twice(self, token: str, at: datetime) -> list[Posted]:
        """The messages with this token that are young enough for another to be dropped."""
        return [one for one in self.posts if one.token == token and at - one.at < WINDOW]

    def _change(self, message: str, **changes: object) -> None:
        self.posts = [replace(one, **changes) if one.id == message else one for one in self.seen]  # type: ignore[arg-type]

    def _raise(self, method: str) -> None:
        if fault := self._next(method):
            raise fault.failure

    def _next(self, method: str) -> Fault | None:
        self._called(method)
        planned = self.faults.get(method, [])
        return planned.pop(0) if planned else None

    def _called(self, method: str) -> None:
        self.calls.append(method)
