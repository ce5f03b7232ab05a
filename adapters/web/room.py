"""The conversations, in memory: what was said in which room, and who is told when that changes.

Decides that a room remembers its last 500 entries and 2,000 changes and nothing outlives the process: the page is for
trying the book, and what people save lives in its own store. A listener that lags by 500 changes is let go; its page
connects again and is told what it missed, or to load anew.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from adapters.web.message import Message, Said
from bot.chat.form import Form
from bot.chat.reply import Reply

ENTRIES = 500
CHANGES = 2000
LAG = 500


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is new or edited, or `gone`. `number` rises by one within a room."""

    number: int
    message: Message
    gone: bool = False


Listener = asyncio.Queue[Change | None]
"""Changes as they happen; None ends it."""


class Room:
    """One channel's conversation."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        self._messages: dict[int, Message] = {}
        self._changes: deque[Change] = deque(maxlen=CHANGES)
        self._listeners: set[Listener] = set()
        self.last = 0
        """The number of the last change."""

    def get(self, id: str, person: str) -> Message | None:  # noqa: A002 - the word that requests use
        """The entry with this id, if there is one that the person may see."""
        found = self._messages.get(int(id)) if id.isascii() and id.isdigit() and len(id) < 16 else None
        return found if found and found.is_seen_by(person) else None

    def seen_by(self, person: str, thread: str = "") -> list[Message]:
        """The entries of the room or of a thread that the person may see, oldest first."""
        return [one for one in self._messages.values() if one.thread == thread and one.is_seen_by(person)]

    def post(
        self,
        content: Reply | Form | Said,
        at: datetime,
        *,
        author: str = "",
        asked: str = "",
        only_for: str = "",
        thread: str = "",
        opens: str = "",
        noted_on: str = "",
    ) -> Message:
        """Add an entry."""
        message = Message(next(self._numbers), at, content, author, asked, only_for, thread, opens, noted_on)
        self._messages[message.number] = message
        while len(self._messages) > ENTRIES:
            del self._messages[next(iter(self._messages))]
        self._tell(message)
        above = self._messages.get(int(thread)) if thread else None
        if above and not only_for:
            self._keep(replace(above, replies=above.replies + 1))
        return message

    def edit(self, message: Message, content: Reply | Form) -> Message:
        """Let an entry say something else."""
        return self._keep(replace(self._messages.get(message.number, message), content=content))

    def open(self, message: Message, name: str) -> Message:
        """Open the discussion under an entry; one that is open keeps its name."""
        return message if message.opens else self._keep(replace(message, opens=name))

    def pin(self, message: Message, *, is_pinned: bool = True) -> Message:
        """Mark an entry as pinned, or take the mark away."""
        return message if message.is_pinned == is_pinned else self._keep(replace(message, is_pinned=is_pinned))

    def remove(self, message: Message) -> None:
        """Take an entry away."""
        if removed := self._messages.pop(message.number, None):
            self._tell(removed, gone=True)

    def since(self, number: int) -> list[Change] | None:
        """The changes after that number; None when they are no longer known."""
        if number > self.last or (self._changes and number < self._changes[0].number - 1):
            return None
        return [change for change in self._changes if change.number > number]

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        """A queue of what changes from now on."""
        listener: Listener = asyncio.Queue(maxsize=LAG)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def _keep(self, message: Message) -> Message:
        kept = replace(message, version=message.version + 1)
        if message.number in self._messages:
            self._messages[message.number] = kept
            self._tell(kept)
        return kept

    def _tell(self, message: Message, *, gone: bool = False) -> None:
        self.last += 1
        change = Change(self.last, message, gone)
        self._changes.append(change)
        for listener in tuple(self._listeners):
            if listener.full():
                self._listeners.discard(listener)
                listener.get_nowait()
                listener.put_nowait(None)
            else:
                listener.put_nowait(change)

    def close(self) -> None:
        """End every listener."""
        for listener in tuple(self._listeners):
            self._listeners.discard(listener)
            if listener.full():
                listener.get_nowait()
            listener.put_nowait(None)


class Rooms:
    """All rooms of the page, made as they are entered. `first` is the number of the first entry."""

    def __init__(self, first: int = 1) -> None:
        self._numbers = count(first)
        self._rooms: dict[str, Room] = {}

    def room(self, channel: str) -> Room:
        """The room of a channel's id."""
        return self._rooms.setdefault(channel, Room(self._numbers))

    def close(self) -> None:
        """End every listener in every room."""
        for room in self._rooms.values():
            room.close()
