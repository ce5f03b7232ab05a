"""What a space can choose for itself, declared once: name, meaning, default, what it may be.

Decides that a new setting is one entry in the list below; showing, changing, resetting, logging and undoing follow.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, channel, escape, role
from bot.texts import languages, noted
from bot.values import id_of
from bot.zones import zone_of

HIDDEN = "hidden"  # the key under which a space keeps the ids it never shows, as a JSON list
SOURCES_OFF = "sources-off"  # the same for the sources it does not use
RESET = "default"  # the word that takes a choice back

_MENTION = re.compile(r"<(?:#|@&|!subteam\^)(\w+)(?:\|[^>]*)?>|#(\S+)")  # as the platforms write it in a text


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
            case Shape.CHANNEL:
                return _mentioned(typed, request)
            case Shape.ROLE:
                return not_everybody(_mentioned(typed, request), request)


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
PING = Preference(
    "ping", noted("The role that a new daily prompt pings, unless /daily set says otherwise"), "", Shape.ROLE
)
DIGESTS = Preference(
    "digest",
    noted("A list of the week's discussions, once a week, after the week's first prompt"),
    default="off",
    choices=("off", "weekly"),
    per_channel=True,
)

PREFERENCES = (LOOKUPS, LANGUAGE, ZONE, NOTICES, PING, DIGESTS)
"""Every setting of a space, in the order in which it is shown."""
BY_NAME: Mapping[str, Preference] = {preference.name: preference for preference in PREFERENCES}


def not_everybody(role: str, request: Request) -> str:
    """The role, if it is one that may be pinged. Raises UserError for the one that everybody has."""
    if role in (request.place.space, "everyone", "here", "channel"):
        raise UserError(request.say("I never ping everybody. Choose one role, or nobody."))
    return role


def _mentioned(typed: str, request: Request) -> str:
    """The id of what was chosen or mentioned."""
    found = _MENTION.fullmatch(typed)
    return id_of((found[1] or found[2]) if found else typed, request)


def shown(preference: Preference, value: str) -> Markdown:
    """A value as people know it: a channel and a role by their names, where the platform can show them."""
    match preference.shape:
        case Shape.CHANNEL if value:
            return channel(value)
        case Shape.ROLE if value:
            return role(value)
        case _:
            return escape(value)


def value_of(preference: Preference, chosen: Mapping[str, str]) -> str:
    """What holds, given what was chosen."""
    return chosen.get(preference.name, preference.default)
