"""Posts that nobody asked for in that moment, in the web chat.

Decides that a post is an entry of its room like any other, live in every page that has the room open; that a follow-up
is the discussion beside the page; and that what is for one person stands in the first room, for them alone. A token is
remembered for as long as this process runs, longer than any room remembers an entry, and with the process everything
that it posted is gone too: so whether something arrived is always known, and a token is never posted twice.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from adapters.web.message import Message
from adapters.web.people import CHANNELS, PEOPLE
from adapters.web.room import Room, Rooms
from bot.chat.outbox import MessageGone, PlaceGone, Use
from bot.chat.place import Person, Place
from bot.chat.reply import Reply

PRIVATE = "@"  # what the channel of somebody's private entries begins with, before the person's id


class WebOutbox:
    """The port's outbox, into the rooms of one web chat."""

    def __init__(self, rooms: Rooms, now: Callable[[], datetime]) -> None:
        self._rooms = rooms
        self._now = now
        self._posted: dict[str, str] = {}

    def branch(self, rooms: Rooms, now: Callable[[], datetime]) -> "WebOutbox":
        """One that knows what this one has posted, into a branch of its rooms."""
        branch = WebOutbox(rooms, now)
        branch._posted = self._posted.copy()
        return branch

    async def repeats_safely(self, place: Place) -> bool:
        """Always."""
        return True

    async def turn(self, place: Place) -> None:
        """Nothing is to be waited for: there are no limits here."""

    async def post(self, place: Place, reply: Reply, token: str) -> str:
        """Post; a token that was posted already is the same message."""
        room, person = self._room(place)
        if token not in self._posted:
            if place.thread and room.get(place.thread, person) is None:
                raise PlaceGone("That discussion is not kept any more.")
            posted = room.post(reply, self._now(), only_for=person, thread=place.thread or "")
            self._posted[token] = posted.id
        return self._posted[token]

    async def edit(self, place: Place, message: str, reply: Reply) -> None:
        """Put something else in the place of an entry."""
        room, found = self._found(place, message)
        room.edit(found, reply)

    async def find(self, place: Place, token: str, since: datetime) -> str | None:
        """The entry with the token. One from before a restart is gone for everybody, and so never was."""
        return self._posted.get(token)

    async def open_thread(self, place: Place, message: str, name: str) -> Place:
        """The discussion under an entry."""
        if place.thread:
            return place
        room, found = self._found(place, message)
        return replace(place, thread=room.open(found, name).id)

    async def pin(self, place: Place, message: str) -> None:
        """Mark an entry as pinned."""
        room, found = self._found(place, message)
        room.pin(found)

    async def unpin(self, place: Place, message: str) -> None:
        """Take the mark away."""
        room, person = self._room(place)
        if found := room.get(message, person):
            room.pin(found, is_pinned=False)

    async def missing(self, place: Place, uses: Collection[Use]) -> tuple[str, ...]:
        """Nothing: in a room of the web chat the bot may do everything. Raises PlaceGone for a room that is none."""
        self._room(place)
        return ()

    async def direct(self, place: Place, person: Person) -> Place:
        """Where a person alone sees what is posted."""
        private = replace(place, channel=f"{PRIVATE}{person.id}", thread=None)
        self._room(private)
        return private

    async def has_role(self, place: Place, role: str) -> bool | None:
        """There are no roles here."""
        return False

    async def visit(self, place: Place) -> datetime | None:
        """The page needs no credentials, and its clock is ours."""
        return None

    def _room(self, place: Place) -> tuple[Room, str]:
        """The room, and the id of whoever alone is to see it; empty for everybody. Raises PlaceGone."""
        person = place.channel.removeprefix(PRIVATE) if place.channel.startswith(PRIVATE) else ""
        channel = next(iter(CHANNELS)) if person else place.channel
        if channel not in CHANNELS or (person and person not in PEOPLE):
            raise PlaceGone(f"The web chat has no “{place.channel}”. It has: {', '.join(CHANNELS)}.")
        return self._rooms.room(channel), person

    def _found(self, place: Place, message: str) -> tuple[Room, Message]:
        room, person = self._room(place)
        found = room.get(message, person)
        if found is None:
            raise MessageGone("That entry is not kept any more.")
        return room, found
