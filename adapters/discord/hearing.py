"""Which of Discord's events are heard, and how much of a server is kept in memory.

Decides that a server is its id and its roles: every interaction brings the channel and the person along. Channels,
emojis and the rest of ten thousand servers would take a hundred megabytes and more. discord.py has no setting for
that, so its table of events is narrowed; a test holds this against the pinned version.
"""

from collections.abc import Callable
from typing import Any

Parsers = dict[str, Callable[[Any], None]]

HEARD = frozenset(
    {
        "READY",
        "RESUMED",
        "INTERACTION_CREATE",
        "GUILD_CREATE",
        "GUILD_DELETE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
    }
)
KEPT = frozenset({"id", "name", "unavailable", "owner_id", "preferred_locale", "roles"})


def narrow(parsers: Parsers) -> None:
    """Take every other event off the table, and everything else out of a server."""
    for event in set(parsers) - HEARD:
        del parsers[event]
    parse = parsers["GUILD_CREATE"]

    def parse_kept(data: dict[str, Any]) -> None:
        parse({key: value for key, value in data.items() if key in KEPT})

    parsers["GUILD_CREATE"] = parse_kept
