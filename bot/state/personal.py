"""What is kept about a person, wherever it is kept.

Decides that every store which holds something about people says in which tables, gives it out and lets it
go; a test holds the tables with a person in them against this. What a person is shown, exported and can
have erased is the same.

Decides too in which columns somebody may stand at all, and what may stay of their words (`LET_GO`, `STAYS`): a test
goes through the bot as one person and looks for them in every column there is. And decides that a place where nobody
but the person is belongs to what is kept about them: on a platform that answers outside of all channels that place is
called by the person's own id, and goes wherever in the space they ask; their direct messages have an id of their own,
which nothing here connects with them, and go where they ask there.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

LET_GO = frozenset(
    {
        "ballots.person",
        "changes.after",
        "changes.before",
        "changes.by",
        "changes.subject",
        "deliveries.channel",
        "deliveries.reader",
        "drawn.channel",
        "imports.content",
        "moderators.who",
        "parked.by",
        "parked.said_by",
        "parked.values",
        "polls.asked_by",
        "reached.person",
        "saved.person",
        "schedules.channel",
        "schedules.set_by",
        "schedules.set_by_name",
        "schedules.set_in",
        "session_hands.about",
        "session_hands.person",
        "session_log.by",
        "session_log.name",
        "session_log.text",
        "session_log.who",
        "session_voices.name",
        "session_voices.person",
        "sessions.channel",
        "sessions.host",
        "sessions.host_name",
        "sessions.offered",
        "sessions.speaker",
        "sessions.speaker_about",
        "settings.changed_by",
        "settings.scope",
        "spaces.key",
        "submissions.by",
        "submissions.content",
        "submissions.name",
        "submissions.said_by",
    }
)
"""Where somebody's id or name may stand, or words of theirs that go with them. After erasing they are in none."""

STAYS: Mapping[str, str] = {
    "changes.after": "what a moderator changed is the space's, without whose change it was",
    "changes.before": "what was there before it is needed to undo it",
    "deliveries.prompt": "a question that a moderator bound to a day was asked of everybody",
    "polls.choices": "what everybody chose from",
    "polls.question": "what everybody was asked",
    "schedules.locks": "questions that moderators bound to days are the schedule's",
    "session_items.title": "the agenda is the group's",
    "session_log.text": "the group's minutes keep what was noted, without whose note it was",
    "sessions.topic": "what the group met for",
    "submissions.content": "what moderators approved is in the group's library, without whose suggestion it was",
    "submissions.reason": "whoever suggested it reads why it was rejected",
}
"""Where words of somebody may stay without a trace of whose they are, and why."""


class KeepsPersonal(Protocol):
    """A store that holds something about people."""

    @property
    def personal(self) -> frozenset[str]:
        """The names of its tables that have a person in them."""
        ...

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """Everything it holds about the person in this space, as JSON-able values."""
        ...

    async def erase_person(self, space: str, person: str) -> int:
        """Let it go; how many rows were touched."""
        ...


class KeepsPlaces(Protocol):
    """A store that holds something for a channel."""

    async def export_place(self, space: str, channel: str) -> list[dict[str, object]]:
        """Everything it holds for this channel, as JSON-able values."""
        ...

    async def erase_place(self, space: str, channel: str) -> int:
        """Let it go; how many rows were touched."""
        ...


@dataclass(frozen=True, slots=True)
class Personal:
    """All stores that hold something about people or for places, by the word people know them by."""

    stores: Mapping[str, KeepsPersonal]
    places: Mapping[str, KeepsPlaces]
    empty_log: Callable[[], Awaitable[None]]
    """Lets nothing that was erased lie in the database's log."""

    async def export(
        self, space: str, person: str, *, alone_in: str = ""
    ) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """`{"saved": [{…}], "settings": []}`: everything kept about the person in this space.

        `alone_in` is a channel where nobody else is. What is kept for places of their own is found under “…, alone”.
        """
        found: dict[str, list[dict[str, object]]] = {}
        for name, store in self.stores.items():
            found[name] = await store.export_person(space, person)
        for name, places in self.places.items():
            kept = [one for channel in _own(person, alone_in) for one in await places.export_place(space, channel)]
            if kept:
                found[f"{name}, alone"] = kept
        return found

    async def erase(self, space: str, person: str, *, alone_in: str = "") -> Mapping[str, int]:
        """Let go of everything; how many rows of each kind."""
        gone = dict.fromkeys((*self.stores, *self.places), 0)
        for name, places in self.places.items():
            for channel in _own(person, alone_in):
                gone[name] += await places.erase_place(space, channel)
        for name, store in self.stores.items():
            gone[name] += await store.erase_person(space, person)
        await self.empty_log()
        return gone


def _own(person: str, alone_in: str) -> list[str]:
    """The channels where nobody but the person is."""
    return sorted({person, alone_in} - {""})
