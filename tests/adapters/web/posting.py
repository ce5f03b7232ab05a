"""An outbox into the rooms of a web chat, for its own tests and for those that every outbox shares."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.web.entry import entry
from adapters.web.message import Message
from adapters.web.outbox import PRIVATE, WebOutbox
from adapters.web.people import PEOPLE, PLATFORM, SPACE
from adapters.web.reader import Reader
from adapters.web.room import Rooms
from bot.chat.place import Person, Place
from tests.adapters.web.markup import Markup
from tests.conversation import Clock

READER = Reader.of({"lang": "en"})


@dataclass
class Posting:
    """An outbox and its rooms."""

    rooms: Rooms
    outbox: WebOutbox
    here: Place = Place(PLATFORM, SPACE, "reading-room")
    nowhere: Place = Place(PLATFORM, SPACE, "cellar")
    somebody: Person = PEOPLE["mira"]
    no_message: str = "4711"

    def there(self, place: Place, person: str = "") -> list[Message]:
        """What a person sees in a room or a discussion."""
        return self.rooms.room(place.channel).seen_by(person, place.thread or "")

    def texts(self, place: Place) -> list[str]:
        """What their pages say, in English."""
        return [Markup(entry(one, READER, ())).all("div")[0].words for one in self._in(place)]

    def pinned(self, place: Place) -> list[bool]:
        """Which are pinned."""
        return [one.is_pinned for one in self._in(place)]

    def _in(self, place: Place) -> list[Message]:
        if place.channel.startswith(PRIVATE):
            return [one for one in self.there(self.here, place.channel.removeprefix(PRIVATE)) if one.only_for]
        return self.there(place)


@asynccontextmanager
async def posting(first: int = 1) -> AsyncIterator[Posting]:
    """Rooms in which nothing was said; `first` is the number of the first entry."""
    rooms = Rooms(first)
    yield Posting(rooms, WebOutbox(rooms, Clock()))
