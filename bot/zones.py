"""Time zones: their names, which one somebody means, and which to offer while they type.

Decides that a zone is an IANA name, that its last part (“Berlin”) is enough where it is the only one of its kind, and
that what is offered first is what a group is likeliest to live by.
"""

from collections.abc import Iterator
from datetime import UTC, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from rapidfuzz import process

from bot.chat.command import Request
from bot.chat.errors import UserError

OFFERED = 25
COMMON = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
)
"""Offered where nothing is typed yet: one for most hours of the day."""


def zone_of(typed: str, request: Request) -> str:
    """The IANA zone that is meant: `europe/berlin` or `Berlin`. Raises UserError naming close ones."""
    wanted = _key(typed)
    exact = [zone for zone in names() if wanted == zone.casefold()]
    cities = [zone for zone in names() if zone.casefold().endswith("/" + wanted)]
    if exact or len(cities) == 1:
        return (exact or cities)[0]
    close = [str(zone) for zone, _, _ in process.extract(typed, cities or names(), limit=3, score_cutoff=60)]
    near = request.say("Close: {names}.", names=", ".join(close)) if close else ""
    advice = request.say("“{typed}” is not a time zone. Give one as Europe/Berlin.", typed=typed[:40])
    raise UserError(f"{advice} {near}".strip())


def clock_of(zone: str) -> tzinfo:
    """The clock of a zone; UTC where the zone data no longer have it, which the doctor tells."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def completed(typed: str) -> tuple[str, ...]:
    """The zones that begin so, then those of places that do, then those that only hold it."""
    begun = _key(typed)
    if not begun:
        return COMMON
    found = dict.fromkeys(_ranked(begun))
    return tuple(found)[:OFFERED]


@cache
def names() -> tuple[str, ...]:
    """All zones, in order. Reading them takes a walk through the folders of the zone data, so it is done once."""
    return tuple(sorted(zone for zone in available_timezones() if zone[0].isupper() and zone != "Factory"))


def _ranked(begun: str) -> Iterator[str]:
    folded = [(zone, zone.casefold()) for zone in names()]
    yield from (zone for zone, key in folded if key.startswith(begun))
    yield from (zone for zone, key in folded if f"/{begun}" in key)
    yield from (zone for zone, key in folded if begun in key)


def _key(typed: str) -> str:
    return typed.strip().replace(" ", "_").casefold()
