"""What a space can choose for itself, declared once: name, meaning, default, what it may be.

Decides that a new setting is one entry in the list below; showing, changing, resetting, logging and undoing follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.texts import languages, noted
from bot.zones import zone_of

HIDDEN = "hidden"  # the key under which a space keeps the ids it never shows, as a JSON list
SOURCES_OFF = "sources-off"  # the same for the sources it does not use
RESET = "default"  # the word that takes a choice back


class Shape(Enum):
    """What a setting may be."""

    WORD = auto()  # one of its choices
    ZONE = auto()  # an IANA time zone
    CHANNEL = auto()  # a channel's id
    ROLE = auto()  # a role's id


@dataclass(frozen=True, slots=True)
class Preference:
    """One setting of a space."""

    name: str
    help: str
    default: str
    """What holds until somebody chooses; empty where nothing does."""
    shape: Shape = Shape.WORD
    choices: tuple[str, ...] = ()
    per_channel: bool = False
    """Whether a channel may choose otherwise than its space."""

    def read(self, typed: str, request: Request) -> str:
        """The value that is meant. Raises UserError saying what it may be."""
        match self.shape:
            case Shape.WORD:
                if typed.casefold() in self.choices:
                    return typed.casefold()
                raise UserError(
                    request.say("{name} may be: {choices}.", name=self.name, choices=", ".join(self.choices))
                )
            case Shape.ZONE:
                return zone_of(typed, request)
            case Shape.CHANNEL | Shape.ROLE:
                return typed


LOOKUPS = Preference(
    "lookups",
    noted("Who sees the answer to a lookup, unless the person says only-me"),
    default="public",
    choices=("public", "private"),
    per_channel=True,
)
LANGUAGE = Preference(
    "language", noted("The language of what the bot posts by itself"), default="en", choices=languages()
)
ZONE = Preference("zone", noted("The time zone of this group, such as Europe/Berlin"), "UTC", Shape.ZONE)
NOTICES = Preference("notices", noted("The channel where moderators are told what went wrong"), "", Shape.CHANNEL)
DIGESTS = Preference(
    "digest",
    noted("A list of the week's discussions, once a week, after the week's first prompt"),
    default="off",
    choices=("off", "weekly"),
    per_channel=True,
)

PREFERENCES = (LOOKUPS, LANGUAGE, ZONE, NOTICES, DIGESTS)
"""Every setting of a space, in the order in which it is shown."""


def value_of(preference: Preference, chosen: Mapping[str, str]) -> str:
    """What holds, given what was chosen."""
    return chosen.get(preference.name, preference.default)
