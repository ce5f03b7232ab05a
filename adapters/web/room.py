"""The conversations, in memory: what was said in which room, and who is told when that changes.

Decides that a room remembers its last 500 entries and 2,000 changes and nothing outlives the process: the page is for
trying the book, and what people save lives in its own store. A conversation can go on in a branch of its own and be
resumed later as if the branch had never been; whoever listens follows both ways, told only of what differs.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from adapters.web.listeners import Listeners
from adapters.web.message import Message, Said
from bot.chat.form import Form
from bot.chat.reply import Reply

ENTRIES = 500
CHANGES = 2000


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is new or edited, or `gone`. `number` rises by one within a room."""

    number: int
    message: Message
    gone: bool = False


class Room:
    """One channel's conversation."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        self._messages: dict[int, Message] = {}
        self._changes: deque[Change] = deque(maxlen=CHANGES)
        self._known_after = 0
        self.listeners: Listeners[Change] = Listeners()
        self.last = 0
        """The number of the last change."""

    @property
    def entries(self) -> Mapping[int, Message]:
        """All of them by number, whoever may see them."""
        return self._messages

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
        earliest = self._changes[0].number - 1 if self._changes else 0
        if not max(self._known_after, earliest) <= number <= self.last:
            return None
        return [change for change in self._changes if change.number > number]

    def branch(self) -> "Room":
        """The same conversation, to go on apart. From now on those who listen hear the branch."""
        branch = Room(self._numbers)
        branch._messages, branch._changes = self._messages.copy(), self._changes.copy()
        branch._known_after, branch.last = self._known_after, self.last
        branch.listeners, self.listeners = self.listeners, Listeners()
        return branch

    def resume(self, branch: "Room") -> None:
        """Let those who listen to the branch hear this conversation again, and tell them all that differs."""
        self.listeners, branch.listeners = branch.listeners, Listeners()
        self.last = self._known_after = max(self.last, branch.last)
        self._changes.clear()
        for number in sorted(self._messages.keys() | branch.entries.keys()):
            here, there = self._messages.get(number), branch.entries.get(number)
            if here is None and there is not None:
                self._tell(there, gone=True)
            elif here is not None and here is not there:
                # Of what is gone in the branch, no more is known than that it was not edited more often than this.
                version = max(here.version, there.version if there else branch.last)
                self._keep(replace(here, version=version))

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
        self.listeners.tell(change)


class Rooms:
    """All rooms of the page, made as they are entered. `first` is the number of the first entry."""

    def __init__(self, first: int = 1) -> None:
        self._numbers = count(first)
        self._rooms: dict[str, Room] = {}

    def room(self, channel: str) -> Room:
        """The room of a channel's id."""
        return self._rooms.setdefault(channel, Room(self._numbers))

    @property
    def by_channel(self) -> Mapping[str, Room]:
        """The rooms that were entered."""
        return self._rooms

    def branch(self) -> "Rooms":
        """The same conversations, to go on apart; those who listen hear these from now on."""
        branch = Rooms()
        branch._numbers = self._numbers  # so that no number ever means two entries
        branch._rooms = {channel: room.branch() for channel, room in self._rooms.items()}
        return branch

    def resume(self, branch: "Rooms") -> None:
        """Let those who listen to the branch hear these conversations again."""
        for channel, room in branch.by_channel.items():
            self.room(channel).resume(room)

    def announce(self, event: str) -> None:
        """Tell every page of something that is no entry."""
        for room in self._rooms.values():
            room.listeners.tell(event)

    def close(self) -> None:
        """End every listener in every room."""
        for room in self._rooms.values():
            room.listeners.close()
