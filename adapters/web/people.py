"""Who and where one can be in the web chat.

Decides the cast: there is no login, so anybody on this machine may try the book as a member or as the moderator.
Two browser tabs can be two people.
"""

from dataclasses import dataclass

from bot.chat.place import Person

PLATFORM = "web"
SPACE = "web"  # the one space of this page: settings and data belong to it


@dataclass(frozen=True, slots=True)
class Channel:
    """A room of its own, with its own conversation."""

    id: str
    name: str


PEOPLE = {
    person.id: person
    for person in (
        Person("ada", "Ada"),
        Person("ben", "Ben"),
        Person("lin", "Lin"),
        Person("mira", "Mira", runs_space=True),
    )
}

CHANNELS = {channel.id: channel for channel in (Channel("reading-room", "Reading room"), Channel("margins", "Margins"))}
